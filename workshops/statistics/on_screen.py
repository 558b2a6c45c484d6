"""The two numbers of people on the big screen of a live session: as of the last snapshots, so of releases."""

from __future__ import annotations

from dataclasses import dataclass

from anonymity.thresholds import STEP_ON_A_SCREEN
from workshops.models import Snapshot, Workshop
from workshops.statistics.snapshots import find_last_of_each_kind


@dataclass(frozen=True)
class ScreenNumbers:
    """How many people have joined, and how many took part; 0 where that is not told."""

    joined: int = 0
    took_part: int = 0


def read_screen_numbers(workshop: Workshop) -> ScreenNumbers:
    """Return how many have joined, in steps of ten, and how many took part, as all are told; one query."""
    last = find_last_of_each_kind(workshop)
    joined, took_part = (
        last[kind].figures["people"] if kind in last else 0
        for kind in (Snapshot.Kind.JOINED, Snapshot.Kind.TOOK_PART)
    )
    return ScreenNumbers(joined - joined % STEP_ON_A_SCREEN, took_part)
