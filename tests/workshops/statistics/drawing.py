"""Draws for tests: one by which numbers go to the nearest five, and ones that hang on who is in a cell."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from typing import Any

from workshops.statistics.margins import Drawing
from workshops.statistics.suppression import Draw

NEAREST = Draw(10, 0.5)


def draw_nearest(_members: Any) -> Draw:
    """Return the draw by which three of five are rounded up, whoever is in the cell."""
    return NEAREST


def draw_by_chance(seed: int, cells: Mapping[str, int]) -> Drawing:
    """Return draws that hang on the numbers in the cells asked for, as a cell key hangs on their people."""

    def draw(names: Collection[str]) -> Draw:
        people = sorted((name, cells[name]) for name in names if cells[name])
        drawn = hashlib.sha256(repr((seed, people)).encode()).digest()
        return Draw(10 + drawn[0] % 5, drawn[1] / 256)

    return draw
