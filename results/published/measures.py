"""The names of the numbers that can be counted again, and the rule for sums of votes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from anonymity.thresholds import CELL_STEP

IDEAS = "ideas"
IDEAS_OF_A_THEME = "ideas of a theme"
COMMENTS = "comments"
VOTES = "votes"
POLL_PEOPLE = "people who answered the straw poll"
POLL_SHARE = "share of an answer, in per cent"
TEXTS_OF_A_CODE = "texts that have a code"
NOT_USED = "not used"
BEHIND = "behind a statement"
STREAM = "behind a statement, by stream and stance"
TOTALS = ("up", "down", "unsure")


def sum_told(totals: Iterable[Sequence[int | None]]) -> tuple[int, ...]:
    """Return the sums of (up, down, unsure) over ideas of which some totals may not be told.

    Exact where all are told. Otherwise made from the told ones alone and rounded down to 5, so that no
    difference can give back what is not told.
    """
    rows = list(totals)
    told = [[number or 0 for number in row] for row in rows if None not in row]
    sums = _add_up(told)
    return sums if len(told) == len(rows) else tuple(number - number % CELL_STEP for number in sums)


def _add_up(told: Sequence[Sequence[int]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*told, strict=True)) or (0, 0, 0)


def name_stream(stream: str, stance: str) -> str:
    """Return the name of one part of what is behind a statement; the group's own judgement has no stream."""
    return f"{stream or 'design group'}, {stance}"
