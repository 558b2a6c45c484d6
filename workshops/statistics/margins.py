"""One dimension at a time: which of its numbers are told, so that those not told stay unknown.

What an outsider can know of a cell that is not told: at least nothing; at most what is left of all people
when the others are taken away. Numbers that are told are lower bounds of those others. So as long as `SPARE`
people could be in any of the cells that are not told, each of these keeps the values from 0 to 9. There is no
lower bound: the sum of a dimension is never told, since who named none is in no cell. Earlier snapshots are
thought of: numbers of people who took part grow, so what was told once is a lower bound for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from workshops.statistics.suppression import FEWEST, Draw, fewest_behind, round_people

Drawing = Callable[[Collection[str]], Draw]
SPARE = FEWEST - 1


@dataclass(frozen=True)
class Margin:
    """The cells that are told, rounded; and of all others together whether they are enough to be told."""

    told: dict[str, int] = field(default_factory=dict)
    others_many: bool = False

    @property
    def fewest(self) -> dict[str, int]:
        """The smallest number of people there can be in each cell that is told."""
        return {name: fewest_behind(number) for name, number in self.told.items()}


def suppress(
    cells: Mapping[str, int], draw: Drawing, *, people: int, known: Mapping[str, int] | None = None
) -> Margin:
    """Return what may be told of these cells; `draw` gives what was drawn for the people of some of them.

    `people`: the most there can be in all cells together, as far as an outsider knows. `known`: the fewest
    in a cell by what was told before. Told are cells of ten or more; where just one is not told the next
    smallest is neither; and so on until the others could hide `SPARE` people.
    """
    told = _list_tellable(cells, draw)
    while told and not _is_safe(
        Margin(told), hidden=len(cells) - len(told), people=people, known=known or {}
    ):
        told.popitem()
    others = [name for name in cells if name not in told]
    together = sum(cells[name] for name in others)
    return Margin(told, round_people(together, draw(others)) is not None)


def _list_tellable(cells: Mapping[str, int], draw: Drawing) -> dict[str, int]:
    """Return the cells that are large enough, rounded, the largest first.

    By what is told, not by what is true: the order must not say more than the numbers.
    """
    near = {name: round_people(number, draw([name])) for name, number in cells.items()}
    rounded = [(name, number) for name, number in near.items() if number is not None]
    return dict(sorted(rounded, key=lambda pair: (-pair[1], pair[0])))


def _is_safe(margin: Margin, *, hidden: int, people: int, known: Mapping[str, int]) -> bool:
    if not hidden:
        return True
    fewest = merge_known(known, margin.fewest)
    return hidden > 1 and people - sum(fewest.values()) >= SPARE


def merge_known(*known: Mapping[str, int]) -> dict[str, int]:
    """Return for each cell the largest of its lower bounds."""
    names = {name for bounds in known for name in bounds}
    return {name: max(bounds.get(name, 0) for bounds in known) for name in names}
