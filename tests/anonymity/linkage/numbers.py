"""The attack of somebody who keeps all numbers about people that were ever told: which of the others follow?

Granted to them, though nobody tells it: which of the numbers not told are below ten, how many have joined,
and that numbers only grow. A number not told is safe while five values of it fit all that was told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from unittest.mock import patch

from anonymity.thresholds import FEWEST_IN_A_CELL
from workshops.models import Snapshot, Workshop
from workshops.statistics import snapshots
from workshops.statistics.exact_counts import count_by_organisation, count_joined
from workshops.statistics.snapshots import DIMENSIONS, Participants, read_bands, read_margin
from workshops.statistics.suppression import FEWEST, OFF

Span = tuple[int, int]


@dataclass(frozen=True)
class Told:
    """One snapshot of one dimension: what each cell can be (both ends within), how many there can be in all.

    `hidden` are the cells that are not told, `together` the span of their sum; `secret` those to be kept.
    """

    spans: Mapping[str, Span]
    most: int
    hidden: frozenset[str]
    together: Span
    secret: frozenset[str]

    def span(self, name: str) -> Span:
        """Return what a cell can be; one that was not there yet had nobody."""
        return self.spans.get(name, (0, 0))

    def allows(self, cells: Mapping[str, int]) -> bool:
        """Return whether the sums of these cells fit."""
        in_hidden = sum(cells[name] for name in self.hidden)
        return self.together[0] <= in_hidden <= self.together[1] and sum(cells.values()) <= self.most


Histories = dict[str, list[Told]]


@contextmanager
def noting_numbers(histories: Histories) -> Iterator[None]:
    """Note every snapshot that a release takes while the block runs, and what it does not tell."""

    def take_joined(workshop: Workshop) -> Snapshot | None:
        snapshot = snapshots.take_joined(workshop)
        if snapshot is not None:
            people = count_joined(workshop)["people"]
            told = _read_bands(snapshot, count_by_organisation(workshop), people)
            histories.setdefault("organisation", []).append(told)
        return snapshot

    def take_took_part(workshop: Workshop, participants: Participants) -> Snapshot | None:
        snapshot = snapshots.take_took_part(workshop, participants)
        if snapshot is not None:
            for dimension in DIMENSIONS:
                most = min(snapshot.figures["people"] + OFF, len(participants.took_part))
                fewer = most if participants.count_apart is not None else FEWEST_IN_A_CELL.stop - 2
                told = _read_margin(snapshot, dimension, participants.count(dimension), (most, fewer))
                histories.setdefault(dimension, []).append(told)
        return snapshot

    with (
        patch("voting.releases.releases.take_joined", take_joined),
        patch("voting.releases.who_took_part.take_took_part", take_took_part),
    ):
        yield


def count_fewest_values(histories: Histories) -> tuple[int, int]:
    """Return the fewest values that a number not told can have, of how many such numbers."""
    found = [
        count_values(history, when, cell)
        for history in histories.values()
        for when, told in enumerate(history)
        for cell in told.secret
    ]
    return min(found, default=FEWEST), len(found)


def count_values(history: list[Told], when: int, cell: str) -> int:
    """Return how many values of the cell certainly fit all snapshots; there may be more."""
    low, high = history[when].spans[cell]
    return sum(_fits(history, when, cell, value) for value in range(low, high + 1))


def _fits(history: list[Told], when: int, cell: str, value: int) -> bool:
    """Return whether a history is found that fits: all numbers as small as can be, some raised if needed."""
    names = {name for told in history for name in told.spans}
    now = dict.fromkeys(names, 0)
    for place, told in enumerate(history):
        ceilings = {name: min(later.span(name)[1] for later in history[place:]) for name in names}
        if place <= when:
            ceilings[cell] = min(ceilings[cell], value)
        now = {name: max(now[name], told.span(name)[0]) for name in names}
        if place == when:
            now[cell] = max(now[cell], value)
        missing = told.together[0] - sum(now[name] for name in told.hidden)
        # Those first that are told soon: later they press on no sum of hidden ones.
        terms = {name: sum(name in later.hidden for later in history[place:]) for name in names}
        for name in sorted(told.hidden, key=lambda name: (terms[name], -ceilings[name])):
            more = max(0, min(missing, ceilings[name] - now[name]))
            now[name], missing = now[name] + more, missing - more
        if any(now[name] > ceilings[name] for name in names) or not told.allows(now):
            return False
    return True


def _read_bands(snapshot: Snapshot, cells: Mapping[str, int], people: int) -> Told:
    """Return what organisers read: the band of each organisation; those of one to nine are to be kept."""
    bands = read_bands(snapshot)
    small = frozenset(name for name, number in cells.items() if number < FEWEST)
    highest = {1: FEWEST - 1} if bands and bands.coarse else {1: FEWEST - 1, FEWEST: 24}
    spans = {name: (0, FEWEST - 1 if name in small else people) for name in cells}
    if bands is not None:
        spans = {name: (low, highest.get(low, people)) for name, low in bands.fewest.items()}
    return Told(spans, people, frozenset(cells), (0, people), small)


def _read_margin(
    snapshot: Snapshot, dimension: str, cells: Mapping[str, int], bounds: tuple[int, int]
) -> Told:
    """Return what everybody reads: cells of ten or more rounded up or down, and if the others are many.

    The bounds are the most in all cells together, and the most in all others that are too few to tell.
    """
    most, fewer = bounds
    margin = read_margin(snapshot, dimension)
    hidden = frozenset(cells) - margin.told.keys()
    small = frozenset(name for name in hidden if cells[name] < FEWEST)
    spans = {name: (max(FEWEST, told - OFF), told + OFF) for name, told in margin.told.items()}
    spans |= {name: (0, FEWEST - 1) if name in small else (0, most) for name in hidden}
    together = (FEWEST, most) if margin.others_many else (0, fewer)
    return Told(spans, most, hidden, together, small)
