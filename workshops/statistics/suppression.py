"""Below ten suppressed: the 10-5 rule with fixed random rounding, as statistics offices have it.

To round to the nearest five falls to whoever pads a group with accounts of their own: twelve of these and one
person more are told as 15 where that person took part, and as 10 where not. So for each group of people it is
drawn from who they are, under the workshop's key, how many must be there to be told (10 to 14), and whether
their number is rounded up or down, with the chance that keeps the mean. The same people always give the same
number, and one person more or less gives a fresh draw. (Frequencies of ABS TableBuilder and of Stats NZ are
made so: Fraser and Wooton 2005, "A proposed method for confidentialising tabular output".)
"""

from __future__ import annotations

from dataclasses import dataclass

from anonymity.thresholds import CELL_STEP, FEWEST_IN_A_CELL

FEWEST = FEWEST_IN_A_CELL.start
STEP = CELL_STEP
# How far a number that is told can be from the true one.
OFF = STEP - 1


@dataclass(frozen=True)
class Draw:
    """What was drawn for a group: the fewest people that are told, and from 0 to 1 when it is rounded up."""

    threshold: int
    chance: float

    @classmethod
    def from_digest(cls, digest: bytes) -> Draw:
        """Return what a digest draws: its first eight bytes the threshold, the next eight the direction."""
        first, second = (int.from_bytes(digest[at : at + 8], "big") for at in (0, 8))
        return cls(FEWEST_IN_A_CELL[first % len(FEWEST_IN_A_CELL)], second / 2**64)


def round_people(number: int, draw: Draw) -> int | None:
    """Return a number of people as it is told: a multiple of five, None (suppressed) below the threshold."""
    if number < draw.threshold:
        return None
    rest = number % STEP
    return number - rest + (STEP if draw.chance < rest / STEP else 0)


def fewest_behind(told: int) -> int:
    """Return the smallest number of people that can be told as `told`."""
    return max(FEWEST, told - OFF)
