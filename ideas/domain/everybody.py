"""What somebody reads of a workshop who has not joined it: three ideas, each read by a person before."""

from __future__ import annotations

from django.contrib.postgres.search import TrigramSimilarity

from ideas.domain.search import ALIKE_IN_LETTERS, SHORTEST_TITLE
from ideas.models import Idea
from workshops.models import Workshop
from workshops.phases import Deed

SHOWN = 3


def list_for_everybody(workshop: Workshop) -> list[Idea]:
    """Return the ideas that anybody may read, at most three of those that the design group has read.

    None before it opens. One query; the workshop must come from `with_phase()`.
    """
    if not workshop.allows(Deed.READ_IDEAS):
        return []
    published = Idea.objects.filter(workshop=workshop).published()
    return list(published.filter(reviewed=True).newest_first()[:SHOWN])


def find_similar_for_everybody(workshop: Workshop, title: str) -> list[Idea]:
    """Return those of the ideas that anybody may read whose titles are like this one, the most alike first.

    Two queries at most.
    """
    shown = [idea.pk for idea in list_for_everybody(workshop)]
    if not shown or len(title.strip()) < SHORTEST_TITLE:
        return []
    alike = Idea.objects.filter(pk__in=shown).annotate(match=TrigramSimilarity("title", title))
    return list(alike.filter(match__gte=ALIKE_IN_LETTERS).order_by("-match", "ref"))
