"""Which ideas a list shows, and in which order."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import overload
from uuid import UUID

import numpy as np
from django.db import models
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from numpy.typing import NDArray

from ideas.domain.asked_words import Question, read_question
from ideas.domain.catalogue import Catalogue, read_catalogue, read_ideas
from ideas.domain.search import search_ideas
from ideas.models import Idea
from ideas_platform.lib.visible_text import tidy_line
from workshops.domain.visits import Visit
from workshops.models import Theme, Workshop

QUERY_LENGTH = 100
UNVOTED = "no"


@dataclass(frozen=True)
class IdeaFilter:
    """What the address of a list asks for."""

    class Sort(models.TextChoices):
        """The orders of a list; none of them is the moment of sending."""

        SHUFFLED = "shuffled", _("Shuffled")
        NEW = "new", _("Newest first")
        DISCUSSED = "discussed", _("Most discussed")
        BEST = "best", _("Best match")

    sort: str = Sort.SHUFFLED
    theme: str = ""
    q: str = ""
    theme_key: UUID | None = None
    unvoted: bool = False
    """Only what the reader has not voted on, and may vote on."""

    @classmethod
    def from_query(cls, query: Mapping[str, str], themes: Sequence[Theme]) -> IdeaFilter:
        """Return the filter of an address; what it does not know it leaves out."""
        words = tidy_line(query.get("q", "").replace("\x00", ""))[:QUERY_LENGTH]
        number = query.get("theme", "")
        key = next((theme.pk for theme in themes if str(theme.number) == number), None)
        return cls(
            sort=cls._choose_sort(query.get("sort", ""), words),
            theme=number if key else "",
            q=words,
            theme_key=key,
            unvoted=query.get("voted", "") == UNVOTED,
        )

    @property
    def is_narrow(self) -> bool:
        """Whether the list leaves out any ideas."""
        return bool(self.q or self.theme or self.unvoted)

    @classmethod
    def _choose_sort(cls, wanted: str, words: str) -> str:
        """Return the order: how well an idea matches can only be said of words."""
        if wanted == cls.Sort.BEST or wanted not in cls.Sort.values:
            return cls.Sort.BEST if words else cls.Sort.SHUFFLED
        return wanted

    @cached_property
    def question(self) -> Question:
        """What is looked for, taken apart."""
        return read_question(self.q)

    @property
    def left_out(self) -> str:
        """The small words that were not looked for, in quotation marks; "" for none."""
        return ", ".join(f"“{word}”" for word in self.question.left_out)

    @property
    def sort_choices(self) -> list[tuple[str, str | Promise]]:
        """The orders that make sense, the one that comes by itself first.

        Without words that one has no name, so that who types words then gets the best match.
        """
        best, shuffled, *others = (self.Sort.BEST, self.Sort.SHUFFLED, self.Sort.NEW, self.Sort.DISCUSSED)
        named = [(order.value, order.label) for order in others]
        if self.q:
            return [(best.value, best.label), (shuffled.value, shuffled.label), *named]
        return [("", shuffled.label), *named]


@dataclass(frozen=True)
class ListedIdeas(Sequence[Idea]):
    """Published ideas in an order. Only those asked for are loaded, shared by all: change nothing."""

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
        """Return the ideas without their workshop, and without any that was hidden this moment."""
        if isinstance(wanted, int):
            return self._load(self.places[[wanted]])[0]
        return self._load(self.places[wanted])

    def _load(self, places: NDArray[np.int64]) -> list[Idea]:
        ids = [self.catalogue.ids[place] for place in places]
        shared = read_ideas(self.workshop, ids)
        return [shared[key] for key in ids if key in shared]


def list_visible(visit: Visit, wanted: IdeaFilter, left: Container[UUID] | None = None) -> ListedIdeas:
    """Return the published ideas that fit the filter, in its order.

    left: those that the visitor may still vote on, None where nobody asks for them alone.

    "Shuffled" is another order for each person and day, the same on each page of one visit.
    """
    catalogue = read_catalogue(visit.workshop)
    places = _order(catalogue, wanted.sort, visit)
    fits = np.ones(len(catalogue), np.bool_)
    if wanted.theme_key:
        fits &= catalogue.has_theme(wanted.theme_key)
    if left is not None:
        fits &= _mark(catalogue, left)
    if wanted.q:
        match = _match(catalogue, search_ideas(visit.workshop, wanted.question))
        fits &= match > 0
        if wanted.sort == IdeaFilter.Sort.BEST:
            places = np.argsort(-match, kind="stable")
    return ListedIdeas(visit.workshop, catalogue, places[fits[places]])


def list_these(workshop: Workshop, keys: Container[UUID]) -> ListedIdeas:
    """Return those published ideas that are among `keys`, the newest first."""
    catalogue = read_catalogue(workshop)
    order = np.argsort(-catalogue.days, kind="stable")
    return ListedIdeas(workshop, catalogue, order[_mark(catalogue, keys)[order]])


def _mark(catalogue: Catalogue, keys: Container[UUID]) -> NDArray[np.bool_]:
    """Return for each idea (n,) whether it is among the keys."""
    return np.array([key in keys for key in catalogue.ids], np.bool_)


def _match(catalogue: Catalogue, found: Mapping[str, float]) -> NDArray[np.float64]:
    """Return for each idea (n,) how well it matches, 0 where it was not found."""
    match = np.zeros(len(catalogue) + 1)
    # What was published meanwhile is in no place of this catalogue: the last one, which goes.
    places = [catalogue.refs.get(ref, len(catalogue)) for ref in found]
    match[places] = list(found.values())
    return match[:-1]


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
