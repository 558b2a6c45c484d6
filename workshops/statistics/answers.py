"""What many people answered to one question, told by the rule for numbers of people: never all, never nobody.

As `suppression.py` has it: nothing below a threshold that is drawn from who they are, and their number a
multiple of five, drawn up or down. How many chose an answer is drawn up or down to a multiple of ten: all
answers are told together, and steps of five would let nine who know each other learn too much of the tenth.
A share is one of these numbers to the other, in steps of ten per cent.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from anonymity.thresholds import ANSWER_STEP, FEWEST_SHARE_TOLD, SHARE_STEP
from workshops.statistics.suppression import OFF, Draw, round_people

WHOLE = 100


@dataclass(frozen=True)
class ToldAnswers:
    """How many people answered, a multiple of five, and how many chose each answer, multiples of ten."""

    people: int
    numbers: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, repr=False)
class Answered:
    """Who answered what (V,): the answer of each, and their index among M members, -1 for nobody's.

    `draw` gives what is drawn for a group of members (M,). `count_apart` gives how many of a group count
    where so many must, few of any one organisation; None where these are not looked at.
    """

    answers: Sequence[str]
    members: NDArray[np.integer]
    everybody: int
    draw: Callable[[NDArray[np.bool_]], Draw]
    count_apart: Callable[[NDArray[np.bool_], int], int] | None = None

    def mark(self, wanted: Collection[str] | None = None) -> NDArray[np.bool_]:
        """Return which members (M,) gave one of these answers, or any."""
        marked = np.zeros(self.everybody, np.bool_)
        chosen = [wanted is None or given in wanted for given in self.answers]
        found = self.members[np.array(chosen, np.bool_)] if len(self.answers) else self.members
        marked[found[found >= 0]] = True
        return marked


def tell_answers(
    answered: Answered,
    names: Collection[str] | Mapping[str, Collection[str]],
    *,
    told_before: int | None,
) -> ToldAnswers | None:
    """Return what may be told of these answers, None for nothing, or nothing new.

    `names`: the answers, or names with the answers that are counted together under each.
    `told_before`: how many people were told last, None for never. New numbers come only with at least as
    many further people as may be told at all.
    """
    people = _tell_people(answered, told_before)
    if people is None:
        return None
    parts = names if isinstance(names, Mapping) else {name: (name,) for name in names}
    return ToldAnswers(people, {name: _round_part(answered, wanted) for name, wanted in parts.items()})


def _tell_people(answered: Answered, told_before: int | None) -> int | None:
    """Return how many answered, as it may be told; None where they are too few, or too few of them new."""
    people, everybody = len(answered.answers), answered.mark()
    draw = answered.draw(everybody)
    told = round_people(people, draw)
    if told is None or (told_before is not None and people < told_before + OFF + draw.threshold):
        return None
    if answered.count_apart and answered.count_apart(everybody, draw.threshold) < draw.threshold:
        return None
    return told


def _round_part(answered: Answered, wanted: Collection[str]) -> int:
    number = sum(given in wanted for given in answered.answers)
    rest = number % ANSWER_STEP
    is_up = answered.draw(answered.mark(wanted)).chance < rest / ANSWER_STEP
    return number - rest + (ANSWER_STEP if is_up else 0)


def tell_share(number: int, people: int) -> int:
    """Return a share of told numbers in per cent: 10 to 90 in tens, 0 for under 10, 100 for over 90."""
    share = WHOLE * number / people
    if share < FEWEST_SHARE_TOLD:
        return 0
    if share > WHOLE - FEWEST_SHARE_TOLD:
        return WHOLE
    return SHARE_STEP * round(share / SHARE_STEP)
