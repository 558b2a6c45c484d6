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
    for attack, guess in _try_all(items, identity, random):
        rate = _rate(guess[known], items.persons[known])
        if rate > best_rate:
            best, best_rate, best_guess = attack, rate, guess
    right = int(np.count_nonzero(best_guess[~known] == items.persons[~known]))
    candidates = _list_candidates(items, identity, best, known)
    return Guessed(items.table, best, right, int(np.count_nonzero(~known)), candidates)


def _rate(guess: Ints, authors: Ints) -> float:
    """Return how often a guess is right, each author counting the same.

    Or else what always names the one who writes most would look like an attack.
    """
    people, whose = np.unique(authors, return_inverse=True)
    if not np.any(people >= 0):
        return 0.0
    hits, items = np.bincount(whose, guess == authors), np.bincount(whose)
    return float(np.mean((hits / items)[people >= 0]))


def _try_all(items: Side, identity: list[Side], random: np.random.Generator) -> Iterator[tuple[Attack, Ints]]:
    for side in identity:
        for theirs in side.columns:
            for ours in items.columns:
                for method in ("nearest", "before", "after", "order"):
                    guess = _guess_near(ours, theirs, side.persons, method, random)
                    yield Attack(method, ours.name, side.table, theirs.name), guess
                guess = _guess_equal(ours, theirs, side.persons, random)
                yield Attack("equal", ours.name, side.table, theirs.name), guess


def _guess_near(
    ours: Column, theirs: Column, persons: Ints, method: str, random: np.random.Generator
) -> Ints:
    """Return for each item the person of the nearest row, of any such where several are as near."""
    x, u = (ours.ranks, theirs.ranks) if method == "order" else (ours.numbers, theirs.numbers)
    usable = ~np.isnan(u)
    if not usable.any():
        return np.full(len(x), NO_GUESS)
    order = np.argsort(u[usable], kind="stable")
    values, starts, counts = np.unique(u[usable][order], return_index=True, return_counts=True)
    after = np.clip(np.searchsorted(values, x), 0, len(values) - 1)
    before = np.clip(np.searchsorted(values, x, side="right") - 1, 0, len(values) - 1)
    nearer = np.where(np.abs(values[after] - x) < np.abs(values[before] - x), after, before)
    place = {"before": before, "after": after}.get(method, nearer)
    chosen = starts[place] + (random.random(len(x)) * counts[place]).astype(np.int64)
    guess: Ints = np.where(np.isnan(x), NO_GUESS, persons[usable][order][chosen])
    return guess


def _guess_equal(ours: Column, theirs: Column, persons: Ints, random: np.random.Generator) -> Ints:
    """Return for each item one of the persons with the same value, NO_GUESS where there is none."""
    owners: dict[object, list[int]] = {}
    for value, person in zip(theirs.values, persons, strict=True):
        if value is not None:
            owners.setdefault(value, []).append(int(person))
    if not owners.keys() & set(ours.values):
        return np.full(len(ours.values), NO_GUESS)
    found = [owners.get(value) for value in ours.values]
    return np.array([people[int(random.integers(len(people)))] if people else NO_GUESS for people in found])


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
