"""Taking snapshots, in a release: a new one only when ten or more further people stand behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workshops.models import Snapshot, Workshop
from workshops.models.snapshots import SnapshotQuerySet
from workshops.statistics.bands import Bands, band
from workshops.statistics.exact_counts import count_by_code, count_by_organisation, count_joined
from workshops.statistics.margins import Margin, merge_known, suppress
from workshops.statistics.suppression import FEWEST, OFF, Draw, round_people
from workshops.statistics.typed_names import show_names

FURTHER = FEWEST
# More people than there are: a group of this threshold is not told.
NEVER = 2**62
# One dimension at a time, and never by organisation.
DIMENSIONS = ("borough", "group")


@dataclass(frozen=True, repr=False)
class Participants:
    """The members of a workshop, in one order: what each named of every dimension, and which took part (M,).

    `categories` has all names that can be chosen, so that nobody's choice shows by its absence. `draw` gives
    what is drawn for a group of members (M,): see `cell_keys.py`. `count_apart` gives how many of a group
    count where so many must, and few of any one organisation or join code do; None where these are not
    looked at.
    """

    named: Mapping[str, list[str | None]]
    categories: Mapping[str, Iterable[str]]
    took_part: NDArray[np.bool_]
    draw: Callable[[NDArray[np.bool_]], Draw]
    count_apart: Callable[[NDArray[np.bool_], int], int] | None = None

    def count(self, dimension: str) -> dict[str, int]:
        """Return how many took part of each category of this dimension."""
        named = [self.named[dimension][index] for index in np.flatnonzero(self.took_part)]
        numbers = Counter(name for name in named if name is not None)
        return {name: numbers[name] for name in self.categories[dimension]}

    def draw_of(self, dimension: str, names: Collection[str]) -> Draw:
        """Return what is drawn for those who took part and named one of these.

        Nothing is told of a group in which fewer than the threshold count, as in a release: at most a third
        of it, rounded up, of one organisation or join code. Or whoever pads a group with accounts of their
        own would learn of the one other person in it.
        """
        wanted = set(names)
        members = np.array([name in wanted for name in self.named[dimension]], np.bool_) & self.took_part
        draw = self.draw(members)
        if self.count_apart is None or self.count_apart(members, draw.threshold) >= draw.threshold:
            return draw
        return replace(draw, threshold=NEVER)


def find_last_of_each_kind(workshop: Workshop) -> dict[str, Snapshot]:
    """Return the last snapshot of each kind that there is; one query."""
    snapshots = Snapshot.objects.filter(workshop=workshop).order_by("kind", "-number").distinct("kind")
    return {snapshot.kind: snapshot for snapshot in snapshots}


def find_last(workshop: Workshop, kind: Snapshot.Kind) -> Snapshot | None:
    """Return the last snapshot of this kind, None where there is none."""
    return _of(workshop, kind).newest_first().first()


def take_joined(workshop: Workshop) -> Snapshot | None:
    """Take a snapshot of who has joined, if ten or more have since the last one; return it."""
    earlier = list(_of(workshop, Snapshot.Kind.JOINED).newest_first())
    joined = count_joined(workshop)
    if joined["people"] < FURTHER + (earlier[0].figures["people"] if earlier else 0):
        return None
    told = [bands.fewest for snapshot in earlier if (bands := read_bands(snapshot))]
    numbers = count_by_organisation(workshop)
    by_place = band(numbers, people=joined["people"], known=merge_known(*told))
    if by_place:
        show_names(workshop, numbers)
    codes = [bands.fewest for snapshot in earlier if (bands := read_bands_of_codes(snapshot))]
    by_code = band(count_by_code(workshop), people=joined["people"], known=merge_known(*codes))
    figures = {**joined, "bands": _store_bands(by_place), "by_code": _store_bands(by_code)}
    return _store(workshop, Snapshot.Kind.JOINED, earlier, figures)


def take_took_part(workshop: Workshop, participants: Participants) -> Snapshot | None:
    """Take a snapshot of who took part, if ten or more have since the last one; return it.

    How many stand behind the last one is not kept: the most that it can be counts. How many further people
    are needed is drawn too, from 10 to 14, or whoever adds accounts of their own would count by it.
    """
    earlier = list(_of(workshop, Snapshot.Kind.TOOK_PART).newest_first())
    people, draw = int(np.count_nonzero(participants.took_part)), participants.draw(participants.took_part)
    told = round_people(people, draw)
    if told is None or people < draw.threshold + (earlier[0].figures["people"] + OFF if earlier else 0):
        return None
    figures: dict[str, Any] = {"people": told}
    most = min(told + OFF, len(participants.took_part))
    for dimension in DIMENSIONS:
        known = merge_known(*(read_margin(snapshot, dimension).fewest for snapshot in earlier))
        cells, drawing = participants.count(dimension), partial(participants.draw_of, dimension)
        figures[dimension] = asdict(suppress(cells, drawing, people=most, known=known))
    return _store(workshop, Snapshot.Kind.TOOK_PART, earlier, figures)


def read_bands_of_codes(snapshot: Snapshot) -> Bands | None:
    """Return the band of those who joined by a code and of the others, None where that would be too much."""
    bands = snapshot.figures.get("by_code")
    return Bands(**bands) if bands else None


def _store_bands(bands: Bands | None) -> dict[str, Any] | None:
    return asdict(bands) if bands else None


def read_bands(snapshot: Snapshot) -> Bands | None:
    """Return what a snapshot of who joined tells of organisations, None where that would be too much."""
    bands = snapshot.figures["bands"]
    return Bands(**bands) if bands else None


def read_margin(snapshot: Snapshot, dimension: str) -> Margin:
    """Return what a snapshot of who took part tells of this dimension."""
    return Margin(**snapshot.figures[dimension])


def _of(workshop: Workshop, kind: Snapshot.Kind) -> SnapshotQuerySet:
    return Snapshot.objects.filter(workshop=workshop, kind=kind)


def _store(
    workshop: Workshop, kind: Snapshot.Kind, earlier: list[Snapshot], figures: dict[str, Any]
) -> Snapshot:
    number = earlier[0].number + 1 if earlier else 1
    return Snapshot.objects.create(workshop=workshop, kind=kind, number=number, figures=figures)
