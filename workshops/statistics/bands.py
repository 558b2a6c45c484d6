"""How many people of an organisation have joined, in bands: none, 1 to 9, 10 to 24, 25 and more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from workshops.statistics.margins import SPARE, merge_known
from workshops.statistics.suppression import FEWEST

# The fewest people in each band, the highest first; the coarse ones where the fine ones tell too much.
FINE, COARSE = (25, FEWEST, 1), (FEWEST, 1)


@dataclass(frozen=True)
class Bands:
    """The fewest people in the band of each organisation that has any; `coarse`: no band above 10."""

    fewest: dict[str, int]
    coarse: bool

    def say(self, name: str) -> str:
        """Return the band of this organisation in words."""
        fewest = self.fewest.get(name, 0)
        words = {0: _("none"), 1: _("1 to 9"), FEWEST: _("10 to 24"), 25: _("25 or more")}
        return _("10 or more") if self.coarse and fewest == FEWEST else words[fewest]


def band(cells: Mapping[str, int], *, people: int, known: Mapping[str, int] | None = None) -> Bands | None:
    """Return the band of each organisation; None where bands would tell too much.

    `people`: all who have joined, exactly, which is public. `known`: the same of earlier snapshots.
    """
    for bounds in (FINE, COARSE):
        found = {name: _find_band(number, bounds) for name, number in cells.items() if number}
        fewest = merge_known(known or {}, found)
        if 1 not in found.values() or people - sum(fewest.values()) >= SPARE - 1:
            return Bands(found, coarse=bounds == COARSE)
    return None


def _find_band(number: int, bounds: tuple[int, ...]) -> int:
    return next(fewest for fewest in bounds if number >= fewest)
