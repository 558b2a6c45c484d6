"""Attacks that name a person for an item: every column of one side against every column of the other.

The attacker is stronger than any real one: told the authors of half of the items, they choose what works
best on these. What is scored is the other half.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.anonymity.linkage.values import Column

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
NO_GUESS = -1


@dataclass(frozen=True)
class Side:
    """A table as the attacker reads it: its columns, and whose each row is."""

    table: str
    columns: list[Column]
    persons: Ints


@dataclass(frozen=True)
class Attack:
    """One way to guess: this column of the items laid beside that of the people, by this method."""

    method: str
    item_column: str
    table: str
    person_column: str

    def __str__(self) -> str:
        return f"{self.method}: {self.item_column} × {self.table}.{self.person_column}"


@dataclass(frozen=True)
class Guessed:
    """The best attack on one table, and how it did on items of unknown authors."""

    table: str
    attack: Attack | None
    right: int
    items: int
    candidates: list[int]


def attack_items(items: Side, identity: list[Side], seed: int) -> Guessed:
    """Return how often the best of all attacks names the author, and how many people stay on its list."""
    random = np.random.default_rng(seed)
    known = random.random(len(items.persons)) < 0.5
    best, best_rate, best_guess = None, -1.0, np.full(len(items.persons), NO_GUESS)
    referee = _Rates(items.persons[known])
    for attack, guess in _try_all(items, identity, random):
        rate = referee.rate(guess[known])
        if rate > best_rate:
            best, best_rate, best_guess = attack, rate, guess
    right = int(np.count_nonzero(best_guess[~known] == items.persons[~known]))
    candidates = _list_candidates(items, identity, best, known)
    return Guessed(items.table, best, right, int(np.count_nonzero(~known)), candidates)


class _Rates:
    """Tells how often guesses about the same items are right, each author counting the same.

    Or else what always names the one who writes most would look like an attack.
    """

    def __init__(self, authors: Ints) -> None:
        people, self._whose = np.unique(authors, return_inverse=True)
        self._authors, self._known, self._items = authors, people >= 0, np.bincount(self._whose)

    def rate(self, guess: Ints) -> float:
        """Return how often this guess is right; 0 where nobody's author is known."""
        if not np.any(self._known):
            return 0.0
        hits = np.bincount(self._whose, guess == self._authors)
        return float(np.mean((hits / self._items)[self._known]))


class _Sorted:
    """Numbers of people's rows in their order, made ready once for all columns that are laid beside them."""

    def __init__(self, numbers: Floats, persons: Ints) -> None:
        usable = ~np.isnan(numbers)
        order = np.argsort(numbers[usable], kind="stable")
        self.persons = persons[usable][order]
        self.values, self.starts, self.counts = np.unique(
            numbers[usable][order], return_index=True, return_counts=True
        )

    def find_places(self, x: Floats) -> dict[str, Ints]:
        """Return for each method the place among the values at which each of these numbers ends up."""
        last = len(self.values) - 1
        after = np.clip(np.searchsorted(self.values, x), 0, last)
        before = np.clip(np.searchsorted(self.values, x, side="right") - 1, 0, last)
        nearer = np.abs(self.values[after] - x) < np.abs(self.values[before] - x)
        return {"before": before, "after": after, "nearest": np.where(nearer, after, before)}

    def guess(self, x: Floats, place: Ints, random: np.random.Generator) -> Ints:
        """Return the person at the place of each number, any of those where several have that value."""
        chosen = self.starts[place] + (random.random(len(x)) * self.counts[place]).astype(np.int64)
        guess: Ints = np.where(np.isnan(x), NO_GUESS, self.persons[chosen])
        return guess


class _Theirs:
    """A column of the people's side, made ready for all columns of items."""

    def __init__(self, column: Column, persons: Ints) -> None:
        self.name = column.name
        self._numbers, self._ranks = _Sorted(column.numbers, persons), _Sorted(column.ranks, persons)
        self._owners: dict[object, list[int]] = {}
        for value, person in zip(column.values, persons, strict=True):
            if value is not None:
                self._owners.setdefault(value, []).append(int(person))

    def guess_all(
        self, ours: Column, values: frozenset[object], random: np.random.Generator
    ) -> Iterator[tuple[str, Ints]]:
        """Yield each method with the person that it names for each item; `values` are those of the items."""
        yield from self._guess_near(ours, random)
        yield "equal", self._guess_equal(ours, values, random)

    def _guess_near(self, ours: Column, random: np.random.Generator) -> Iterator[tuple[str, Ints]]:
        """Yield what is nearest, before, after, and nearest by rank, of any such where several are."""
        nowhere = np.full(len(ours.values), NO_GUESS)
        places = self._numbers.find_places(ours.numbers) if len(self._numbers.values) else {}
        for method in ("nearest", "before", "after"):
            found = self._numbers.guess(ours.numbers, places[method], random) if places else nowhere
            yield method, found
        places = self._ranks.find_places(ours.ranks) if len(self._ranks.values) else {}
        yield "order", self._ranks.guess(ours.ranks, places["nearest"], random) if places else nowhere

    def _guess_equal(self, ours: Column, values: frozenset[object], random: np.random.Generator) -> Ints:
        """Return for each item one of the persons with the same value, NO_GUESS where there is none."""
        if values.isdisjoint(self._owners):
            return np.full(len(ours.values), NO_GUESS)
        found = [self._owners.get(value) for value in ours.values]
        return np.array(
            [people[int(random.integers(len(people)))] if people else NO_GUESS for people in found]
        )


def _try_all(items: Side, identity: list[Side], random: np.random.Generator) -> Iterator[tuple[Attack, Ints]]:
    columns = [(ours, frozenset(ours.values)) for ours in items.columns]
    for side in identity:
        for theirs in (_Theirs(column, side.persons) for column in side.columns):
            for ours, values in columns:
                for method, guess in theirs.guess_all(ours, values, random):
                    yield Attack(method, ours.name, side.table, theirs.name), guess


def _list_candidates(
    items: Side, identity: list[Side], attack: Attack | None, known: NDArray[np.bool_]
) -> list[int]:
    """Return for each item of unknown author the length of a list that misses one author in twenty.

    The attacker sorts all people by the best attack; how far down the list one must read is learnt from the
    items whose authors are known.
    """
    if attack is None or not known.any():
        return []
    side = next(side for side in identity if side.table == attack.table)
    ours = next(column for column in items.columns if column.name == attack.item_column)
    everybody = len(np.unique(np.concatenate([one.persons[one.persons >= 0] for one in identity])))
    places = _find_places(ours, side, items.persons, attack, everybody)
    length = _length_of_list(places[known])
    return [length] * int(np.count_nonzero(~known))


def _find_places(ours: Column, side: Side, authors: Ints, attack: Attack, everybody: int) -> Floats:
    """Return the place of each item's author on the attacker's list of all people, those as near before it.

    Who is not in the table stands at its end: the attacker must read all of it.
    """
    theirs = next(column for column in side.columns if column.name == attack.person_column)
    persons, method = side.persons, attack.method
    x, u = (ours.ranks, theirs.ranks) if method == "order" else (ours.numbers, theirs.numbers)
    people = np.unique(persons[persons >= 0])
    places = np.full(len(x), float(everybody))
    for number, (value, author) in enumerate(zip(x, authors, strict=True)):
        if author < 0:
            continue
        if method == "equal":
            far = np.array([other != ours.values[number] for other in theirs.values], float)
        else:
            far = np.nan_to_num(np.abs(u - value), nan=np.inf)
        nearest = np.full(len(people), np.inf)
        np.minimum.at(nearest, np.searchsorted(people, persons[persons >= 0]), far[persons >= 0])
        at = np.searchsorted(people, author)
        if at < len(people) and people[at] == author:
            places[number] = np.count_nonzero(nearest <= nearest[at])
    return places


def _length_of_list(places: Floats) -> int:
    return int(np.quantile(places, 0.95)) if len(places) else 0
