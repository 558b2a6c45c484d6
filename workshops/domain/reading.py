"""Which ideas a list shows, and in which order."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import overload
from uuid import UUID

import numpy as np
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from numpy.typing import NDArray

from workshops.domain.catalogue import Catalogue, read_catalogue, read_ideas
from workshops.domain.visits import Visit
from workshops.models import Idea, Theme, Workshop

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


@dataclass(frozen=True)
class ListedIdeas(Sequence[Idea]):
    """Published ideas in an order. Only those that are asked for are loaded, the reader's own copies."""

    workshop: Workshop
    catalogue: Catalogue
    places: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, wanted: int) -> Idea: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[Idea]: ...
    def __getitem__(self, wanted: int | slice) -> Idea | list[Idea]:
        """Return the ideas with `workshop` and `discussion`, without any that was hidden this moment."""
        if isinstance(wanted, int):
            return self._load(self.places[[wanted]])[0]
        return self._load(self.places[wanted])

    def _load(self, places: NDArray[np.int64]) -> list[Idea]:
        ids = {self.catalogue.ids[place]: int(self.catalogue.discussion[place]) for place in places}
        shared = read_ideas(self.workshop, list(ids))
        ideas = {key: copy.copy(shared[key]) for key in ids if key in shared}
        for key, idea in ideas.items():
            idea.workshop, idea.discussion = self.workshop, ids[key]  # type: ignore[attr-defined]
        return list(ideas.values())


def list_visible(visit: Visit, wanted: IdeaFilter) -> ListedIdeas:
    """Return the published ideas that fit the filter, in its order.

    "Shuffled" is another order for each person and day, the same on each page of one visit.
    """
    catalogue = read_catalogue(visit.workshop)
    places = _order(catalogue, wanted.sort, visit)
    fits = np.ones(len(catalogue), np.bool_)
    if wanted.theme_key:
        fits &= catalogue.has_theme(wanted.theme_key)
    if wanted.q:
        found = find_by_words(visit.workshop, wanted.q)
        fits &= np.fromiter((key in found for key in catalogue.ids), np.bool_, len(catalogue))
    return ListedIdeas(visit.workshop, catalogue, places[fits[places]])


def find_by_words(workshop: Workshop, words: str) -> set[UUID]:
    """Return the published ideas that have these words in title or text."""
    ideas = Idea.objects.filter(workshop=workshop).published()
    return set(
        ideas.filter(Q(title__icontains=words) | Q(body__icontains=words)).values_list("pk", flat=True)
    )


def _order(catalogue: Catalogue, sort: str, visit: Visit) -> NDArray[np.int64]:
    """Return the places of all ideas; those that are alike stay in the order of their references."""
    if sort == IdeaFilter.Sort.NEW:
        return np.argsort(-catalogue.days, kind="stable")
    if sort == IdeaFilter.Sort.DISCUSSED:
        return np.argsort(-catalogue.discussion, kind="stable")
    return np.argsort(_scatter(catalogue.keys.view(np.uint64)[:, 0] ^ _seed(visit)))


def _scatter(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return a number for each that looks random: the finaliser of SplitMix64 (Steele, Lea, Flood 2014).

    As each idea has its own, the others keep their order when a release adds some.
    """
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _seed(visit: Visit) -> np.uint64:
    person = str(visit.user.pk) if visit.user.is_authenticated else ""
    digest = hashlib.sha256(f"{person}:{timezone.localdate()}".encode()).digest()
    return np.uint64(int.from_bytes(digest[:8], "big"))
