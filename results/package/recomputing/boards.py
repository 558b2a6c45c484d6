"""The boards, counted again: `debated`, `new` and `rising` whole, of all others the order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

import numpy as np

from anonymity.thresholds import SCORE_DECIMALS
from results.exports.ideas_table import name_columns
from results.exports.precision import DECIMALS
from results.exports.tables import Cell
from results.package.opening import Package
from results.package.recomputing.differences import Difference
from results.package.recomputing.rising import Rise, find_rises
from results.published.daily import UNSEEN
from results.published.measures import TOTALS
from voting.boards.listing import MOST_ENTRIES
from voting.models import Board
from voting.scores.debated import VOTES_TO_BE_LISTED, score_debated
from voting.scores.vote_matrix import Totals

Row = dict[str, Cell]
# Two ways of adding up differ by less; scores are told to two or three decimals.
TINY = 1e-9
# Of `rising` days may be left out that nobody could see in a score.
ROUNDED = 0.5 * 10**-DECIMALS + 0.5 * 10**-SCORE_DECIMALS + UNSEEN + TINY


def compare_boards(package: Package) -> Iterator[Difference]:
    """Yield what on the boards does not come out again."""
    boards = _Boards(package)
    yield from boards.compare_totals()
    yield from boards.compare_places()
    yield from boards.compare_order()
    yield from boards.compare_debated()
    yield from boards.compare_new()
    yield from boards.compare_rising()


@dataclass(frozen=True)
class _Boards:
    package: Package

    @cached_property
    def ideas(self) -> Mapping[str, Row]:
        return {str(idea["ref"]): idea for idea in self.package.rows("ideas")}

    @cached_property
    def standing(self) -> Sequence[str]:
        """The ideas that stand for themselves: those that were merged count with another one."""
        return [ref for ref, idea in self.ideas.items() if idea["merged_into"] is None]

    @cached_property
    def entries(self) -> Mapping[str, Sequence[Row]]:
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.package.rows("boards"):
            found[str(row["board"])].append(row)
        return {name: sorted(rows, key=lambda row: _number(row["rank"])) for name, rows in found.items()}

    def compare_totals(self) -> Iterator[Difference]:
        """The votes of an idea are the same in both tables."""
        for board, rows in self.entries.items():
            for row in rows:
                idea = self.ideas.get(str(row["ref"]), {})
                for name in TOTALS:
                    if row[name] != idea.get(name):
                        where = f"boards.csv / {board} / {row['ref']} / {name}"
                        yield Difference(where, row[name], idea.get(name))

    def compare_places(self) -> Iterator[Difference]:
        """The places of an idea are the same in both tables."""
        placed = {(board, str(row["ref"])): row for board, rows in self.entries.items() for row in rows}
        for board in Board.Name.values:
            rank, _score, listed = name_columns(board)
            for ref, idea in self.ideas.items():
                row = placed.get((board, ref))
                there = (row["rank"] if row else None, row is not None)
                if (idea[rank], bool(idea[listed])) != there:
                    yield Difference(f"ideas.csv / {ref} / {rank}", idea[rank], there[0])

    def compare_order(self) -> Iterator[Difference]:
        """No idea stands above one with a better score, and no place is given twice."""
        for board, rows in self.entries.items():
            for first, second in pairwise(rows):
                is_twice = first["rank"] == second["rank"]
                is_worse = _score(first) < _score(second) - TINY
                if is_twice or (is_worse and board != Board.Name.DIVERSE):
                    where = f"boards.csv / {board} / {second['ref']} / rank"
                    yield Difference(where, second["rank"], "a higher place")

    def compare_debated(self) -> Iterator[Difference]:
        """Score and order from the totals alone."""
        told = [ref for ref in self.standing if _count_decided(self.ideas[ref]) >= VOTES_TO_BE_LISTED]
        scores = dict(zip(told, self._score_debated(told), strict=True))
        yield from self._compare_listed(Board.Name.DEBATED, set(told))
        for row in self.entries.get(Board.Name.DEBATED, ()):
            again = scores.get(str(row["ref"]))
            shown = again if again is None or self.package.is_imported else round(again, DECIMALS)
            if shown is None or abs(_score(row) - shown) > TINY:
                yield Difference(f"boards.csv / debated / {row['ref']} / score", row["score"], shown)
        yield from self._compare_ties(Board.Name.DEBATED, scores)

    def compare_new(self) -> Iterator[Difference]:
        """By day, then by lot."""
        days = {ref: self.ideas[ref]["published_on"] for ref in self.standing}
        known = {ref: float(day.toordinal()) for ref, day in days.items() if isinstance(day, date)}
        yield from self._compare_listed(Board.Name.NEW, set(known))
        for row in self.entries.get(Board.Name.NEW, ()):
            if (again := known.get(str(row["ref"]))) != row["score"]:
                yield Difference(f"boards.csv / new / {row['ref']} / score", row["score"], again)
        yield from self._compare_ties(Board.Name.NEW, known, by_votes=False)

    def compare_rising(self) -> Iterator[Difference]:
        """From the totals of each day; ideas without these are left to the sealed list."""
        rises = find_rises(self.package)
        listed = {str(row["ref"]): row for row in self.entries.get(Board.Name.RISING, ())}
        for ref, rise in rises.items():
            if ref in listed:
                yield from _compare_rise(listed[ref], rise)
            elif rise.is_listed and len(listed) < MOST_ENTRIES:
                yield Difference(f"boards.csv / rising / {ref}", None, "on the board")
        scores = {ref: rise.score for ref, rise in rises.items()}
        yield from self._compare_ties(Board.Name.RISING, scores, tolerance=2 * UNSEEN)

    def _score_debated(self, refs: Sequence[str]) -> list[float]:
        columns = [np.array([_number(self.ideas[ref][name]) for ref in refs], np.int64) for name in TOTALS]
        scores = score_debated(Totals(*columns))
        kept = scores if self.package.is_imported else np.round(scores, SCORE_DECIMALS)
        return [float(score) for score in kept]

    def _compare_listed(self, board: str, again: set[str]) -> Iterator[Difference]:
        """Yield what is listed and should not be, and, where the board is not full, the other way round."""
        written = {str(row["ref"]) for row in self.entries.get(board, ())}
        missing = again - written if len(written) < MOST_ENTRIES else set()
        for ref in sorted(written - again):
            yield Difference(f"boards.csv / {board} / {ref}", "on the board", None)
        for ref in sorted(missing):
            yield Difference(f"boards.csv / {board} / {ref}", None, "on the board")

    def _compare_ties(
        self, board: str, scores: Mapping[str, float], *, by_votes: bool = True, tolerance: float = TINY
    ) -> Iterator[Difference]:
        """Yield each idea that stands before one which should stand before it."""
        rows = [row for row in self.entries.get(board, ()) if str(row["ref"]) in scores]
        for first, second in pairwise(rows):
            one, other = scores[str(first["ref"])], scores[str(second["ref"])]
            tied = (_rank_tie(first, by_votes), _rank_tie(second, by_votes))
            if one < other - tolerance or (one == other and tied[0] > tied[1]):
                where = f"boards.csv / {board} / {second['ref']} / rank"
                yield Difference(where, second["rank"], "a higher place")


def _compare_rise(row: Row, rise: Rise) -> Iterator[Difference]:
    """Yield what is wrong with a row of the board: that it stands there, or its score."""
    where = f"boards.csv / rising / {row['ref']}"
    if not rise.is_listed:
        yield Difference(where, row["rank"], "not on the board")
    elif abs(_score(row) - rise.score) > ROUNDED:
        yield Difference(f"{where} / score", row["score"], round(rise.score, SCORE_DECIMALS))


def _rank_tie(row: Row, by_votes: bool) -> tuple[int, str]:
    return (-_count_decided(row) if by_votes else 0, str(row["tie"]))


def _count_decided(row: Row) -> int:
    return _number(row["up"]) + _number(row["down"])


def _number(value: Cell) -> int:
    return value if isinstance(value, int) else 0


def _score(row: Row) -> float:
    return float(row["score"]) if isinstance(row["score"], int | float) else 0.0
