"""What somebody reads of a workshop who has not joined it: three ideas, each read by a person before."""

from __future__ import annotations

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
