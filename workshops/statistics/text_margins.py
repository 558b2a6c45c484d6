"""Numbers of texts by kind, one dimension at a time, told as those of people are; shares and middles of them.

Texts are counted in steps: each is a day by whose end ten or more further texts stood behind the numbers.
What was told at an earlier step bounds what can be told later, as for snapshots of people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median_low
from uuid import UUID

from anonymity.thresholds import FEWEST_IN_A_CELL
from workshops.statistics.margins import Margin, merge_known, suppress
from workshops.statistics.suppression import FEWEST, OFF, Draw, round_people
from workshops.statistics.text_counts import draw_texts

TENTHS = 10
# The most texts there can be of a kind that is not told.
MOST_UNTOLD = FEWEST_IN_A_CELL[-1] - 1


@dataclass
class TextMargin:
    """The texts of each category so far, and what was told of them last."""

    cells: dict[str, set[UUID]] = field(default_factory=dict)
    known: Mapping[str, int] = field(default_factory=dict)
    told: Margin = field(default_factory=Margin)

    def add(self, category: str, text: UUID) -> None:
        """Count a text in a category, once."""
        self.cells.setdefault(category, set()).add(text)

    def tell(self) -> Margin:
        """Return what may be told now, and remember it for the next time."""
        everything: set[UUID] = set().union(*self.cells.values())
        together = round_people(len(everything), draw_texts(everything))
        numbers = {name: len(texts) for name, texts in self.cells.items()}
        most = len(everything) if together is None else together + OFF
        self.told = suppress(numbers, self._draw, people=most, known=self.known)
        self.known = merge_known(self.known, self.told.fewest)
        return self.told

    def _draw(self, names: Collection[str]) -> Draw:
        return draw_texts(set().union(*(self.cells[name] for name in names)))


def has_enough_further(texts: int, before: int) -> bool:
    """Return whether so many texts stand behind numbers that they may be told anew."""
    return texts - before >= FEWEST


def tell_share(part: Collection[UUID], whole: Collection[UUID]) -> int | None:
    """Return a share in tenths, 0 for "under one" and 10 for "over nine"; None where too few stand behind it.

    Both numbers are rounded before they are divided: the share says no more than they do. A part that is too
    small to be told is under one tenth where that is so for any such part.
    """
    of_all, of_part = (round_people(len(texts), draw_texts(texts)) for texts in (whole, part))
    if of_all is None:
        return None
    if of_part is None:
        return 0 if of_all - OFF >= MOST_UNTOLD * TENTHS else None
    return min(round(TENTHS * of_part / of_all), TENTHS)


def tell_middle(days: Sequence[int], texts: Iterable[UUID]) -> int | None:
    """Return the median of whole days, None where too few texts stand behind it."""
    return median_low(days) if days and round_people(len(days), draw_texts(set(texts))) is not None else None
