"""Whether the attacks find what was planted: each leak by itself, as if the product had just this one."""

from __future__ import annotations

from collections.abc import Iterator

from tests.anonymity.linkage.attack import PEOPLE, name_people
from tests.anonymity.linkage.capture import HEADER, Dump, Table
from tests.anonymity.linkage.evidence import Evidence
from tests.anonymity.linkage.leaks import LETTER, SERIAL, SESSION, TIME, TRANSACTION
from tests.anonymity.linkage.marks import find_telling_letters, name_by_letters
from tests.anonymity.linkage.referee import COMMENTS, IDEAS, ITEMS, NOBODY, VOTES, Referee
from tests.anonymity.linkage.score import Measure

ENOUGH = 0.9
FEWEST = 5
# By leak: its table of people, the column of items that it has (if any), and the tables that it is in.
_TABLES = {
    SERIAL: ("leak_serial", "leak_number", {IDEAS, COMMENTS, VOTES}),
    TIME: ("leak_time", "leak_made_at", {IDEAS, COMMENTS, VOTES}),
    SESSION: ("leak_session", "", {IDEAS, COMMENTS}),
}


def find_leaks(evidence: Evidence) -> list[Measure]:
    """Return for each planted leak the share of its items for which the right person was named."""
    found = [Measure(f"control_{leak}", _find(evidence, leak), least=ENOUGH) for leak in _TABLES]
    right, items = name_by_letters(evidence)
    seen = min(right, len(find_telling_letters(evidence)))
    found.append(Measure(f"control_{LETTER}", seen / items, least=ENOUGH))
    found.append(Measure(f"control_{TRANSACTION}", _find_transactions(evidence), least=ENOUGH))
    return found


def _find(evidence: Evidence, leak: str) -> float:
    people, column, places = _TABLES[leak]
    alone = _leave_only(evidence.last, column)
    guesses = name_people(evidence, alone, (*PEOPLE, people))
    theirs = [guess for guess in guesses if guess.table in places]
    return sum(guess.right for guess in theirs) / sum(guess.items for guess in theirs)


def _find_transactions(evidence: Evidence) -> float:
    """Return how often the person whose row has the same header is the author, before each night.

    A release gives what it shows a header of its own, so after a late one few are left of an evening.
    """
    claims = [claim for evening in evidence.evenings for claim in _claim_by_header(evidence, evening)]
    return sum(claims) / len(claims) if len(claims) >= FEWEST else 0.0


def _claim_by_header(evidence: Evidence, evening: Dump) -> Iterator[bool]:
    """Yield for each item with the header of somebody's row whether its author is that person."""
    referee, visits = Referee(evidence.simulation, evening), evening["leak_transaction"]
    people = dict(zip(visits.column(HEADER), referee.name_persons(visits), strict=True))
    for name in ITEMS:
        table = evening[name]
        for header, author in zip(table.column(HEADER), referee.name_authors(table), strict=True):
            if header in people:
                yield people[header] == author != NOBODY


def _leave_only(dump: Dump, column: str) -> Dump:
    """Return the dump without the columns of all other leaks."""
    return {name: _without(table, column) for name, table in dump.items()}


def _without(table: Table, column: str) -> Table:
    kept = [
        place for place, name in enumerate(table.columns) if not name.startswith("leak_") or name == column
    ]
    columns = [table.columns[place] for place in kept]
    return Table(table.name, columns, [tuple(row[place] for place in kept) for row in table.rows])
