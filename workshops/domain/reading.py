"""Which ideas a list shows, and in which order."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import MD5, Coalesce, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshops.domain.visits import Visit
from workshops.models import Comment, Idea, Theme

QUERY_LENGTH = 100


@dataclass(frozen=True)
class IdeaFilter:
    """What the address of a list asks for."""

    class Sort(models.TextChoices):
        """The orders of a list; none of them is the moment of sending."""

        SHUFFLED = "shuffled", _("Shuffled")
        NEW = "new", _("Newest first")
        DISCUSSED = "discussed", _("Most discussed")

    sort: str = Sort.SHUFFLED
    theme: str = ""
    q: str = ""
    theme_key: UUID | None = None

    @classmethod
    def from_query(cls, query: Mapping[str, str], themes: Sequence[Theme]) -> IdeaFilter:
        """Return the filter of an address; what it does not know it leaves out."""
        sort = query.get("sort", "")
        number = query.get("theme", "")
        key = next((theme.pk for theme in themes if str(theme.number) == number), None)
        return cls(
            sort=sort if sort in cls.Sort.values else cls.Sort.SHUFFLED,
            theme=number if key else "",
            q=query.get("q", "").replace("\x00", "").strip()[:QUERY_LENGTH],
            theme_key=key,
        )


def list_visible(visit: Visit, wanted: IdeaFilter) -> models.QuerySet[Idea]:
    """Return the published ideas that fit the filter, in its order.

    "Shuffled" is another order for each person and day, the same on each page of one visit.
    """
    ideas = Idea.objects.filter(workshop=visit.workshop).published().select_related("theme")
    ideas = ideas.annotate(discussion=count_comments())
    if wanted.theme_key:
        ideas = ideas.filter(theme=wanted.theme_key)
    if wanted.q:
        ideas = ideas.filter(Q(title__icontains=wanted.q) | Q(body__icontains=wanted.q))
    if wanted.sort == IdeaFilter.Sort.NEW:
        return ideas.newest_first()
    if wanted.sort == IdeaFilter.Sort.DISCUSSED:
        return ideas.order_by(F("discussion").desc(), "ref")
    return ideas.order_by(MD5(Concat(Value(_seed(visit)), F("ref"))))


def count_comments() -> Coalesce:
    """Return the expression for the number of published comments on each idea of a query."""
    published = Comment.objects.filter(idea=OuterRef("pk")).published().order_by().values("idea")
    return Coalesce(Subquery(published.annotate(number=Count("pk")).values("number")), 0)


def _seed(visit: Visit) -> str:
    person = str(visit.user.pk) if visit.user.is_authenticated else ""
    return hashlib.sha256(f"{person}:{timezone.localdate()}".encode()).hexdigest()[:16]
