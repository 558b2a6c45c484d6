"""What somebody with all lists and copies of the disk of several nights learns of who wrote or voted what.

Each table of people around a workshop is laid beside ideas and votes, as in `attack.py`. Each of these
attacks must find what is planted for it, or it would prove nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np

from tests.anonymity.linkage.around import (
    BOOKED,
    IDEAS,
    INVITED,
    LIST,
    LOGINS,
    MEMBERS,
    SIGNERS,
    SLIPS,
    SPENT,
    TELLERS,
    USERS,
    VOTES,
    Around,
)
from tests.anonymity.linkage.capture import HEADER, PLACE, Dump, Table
from tests.anonymity.linkage.naming import Guessed, Side, attack_items
from tests.anonymity.linkage.referee import NOBODY, OUTBOX
from tests.anonymity.linkage.score import Measure
from tests.anonymity.linkage.values import read_columns

LEAK = "leak_"
GONE = "slips that are gone"
ITEMS = (IDEAS, VOTES)
PEOPLE = (INVITED, SLIPS, LOGINS, BOOKED, LIST, SIGNERS, TELLERS, USERS, MEMBERS, OUTBOX)
MOST, ENOUGH = 0.02, 0.9
# There are few rows: which half of their authors the attacker is told is drawn several times.
HALVINGS = 5


def score_around(around: Around) -> list[Measure]:
    """Return what is found with the lists and the copies of the nights, by the tables of people."""
    return [
        *(_measure(around, f"around_{name}", tables) for name, tables in ROWS.items()),
        Measure("around_shared_transactions", _count_shared(around), most=0),
        Measure("around_headers", _count_headers(around), most=1),
    ]


def find_planted(around: Around) -> list[Measure]:
    """Return for each table of people what is found where something tells who came when."""
    evening, last = around.evenings[0], around.evenings[-1]
    ideas = _keep_leak(last[IDEAS])
    # Before the night, rows lie as they were written; later only what is planted tells it.
    found = {
        **{name: _find(around, _strip(evening[IDEAS]), _strip(evening[name])) for name in BEFORE_NIGHT},
        **{name: _find(around, ideas, _strip(last[name])) for name in (SIGNERS, TELLERS)},
        **{name: _find(around, ideas, _keep_leak(last[name])) for name in (INVITED, SPENT)},
        LIST: _find(around, ideas, _list_by_turn(around)),
    }
    return [Measure(f"control_around_{name}", share, least=ENOUGH) for name, share in found.items()]


ROWS = {
    "invitations": (INVITED,),
    "slips": (SLIPS, GONE, LOGINS),
    "events": (BOOKED, LIST),
    "pledges": (SIGNERS, TELLERS),
    "together": (*PEOPLE, GONE),
}
BEFORE_NIGHT = (LOGINS, BOOKED, USERS, MEMBERS)


def _measure(around: Around, name: str, tables: Sequence[str]) -> Measure:
    """Return the share of ideas and votes, of all nights, for which the right person is named."""
    guesses = [guess for place in range(len(around.nights)) for guess in _attack(around, place, tables)]
    items = sum(guess.items for guess in guesses)
    right = sum(guess.right for guess in guesses)
    best = max(guesses, key=lambda guess: guess.right / max(1, guess.items))
    slack = 5 * sqrt(1 / around.people / max(1, items))
    return Measure(name, right / max(1, items), most=MOST + slack, note=f"{items} items, {best.attack}")


def _attack(around: Around, place: int, tables: Sequence[str]) -> list[Guessed]:
    night = dict(around.nights[place])
    if place:
        night[GONE] = _list_gone(around.nights[place - 1], night)
    sides = [_side(around, _strip(night[name])) for name in tables if name in night and night[name].rows]
    items = [_side(around, _strip(night[name])) for name in ITEMS]
    return [attack_items(side, sides, around.seed) for side in items if sides]


def _list_gone(before: Dump, after: Dump) -> Table:
    """Return the slips of the copy before that are not in the one after: those with which somebody came."""
    slips, still = before[SLIPS], set(after[SLIPS].column("tag"))
    tag = slips.columns.index("tag")
    return Table(GONE, slips.columns, [row for row in slips.rows if row[tag] not in still])


def _side(around: Around, table: Table) -> Side:
    return Side(table.name, read_columns(table), np.array(around.find_owners(table), np.int64))


def _find(around: Around, items: Table, people: Table) -> float:
    """Return for how many ideas of those in this table of people the right one is named."""
    known = set(around.find_owners(people)) - {NOBODY}
    pairs = zip(items.rows, around.find_owners(items), strict=True)
    theirs = Table(items.name, items.columns, [row for row, owner in pairs if owner in known])
    sides = _side(around, theirs), [_side(around, people)]
    found = [attack_items(*sides, seed) for seed in range(HALVINGS)]
    return sum(guess.right for guess in found) / max(1, sum(guess.items for guess in found))


def _list_by_turn(around: Around) -> Table:
    """Return the list of an event as it would be in the order of booking."""
    rows = [(place, around.name(number)) for place, number in enumerate(around.turns)]
    return Table(LIST, ["place", "email"], rows)


def _strip(table: Table) -> Table:
    """Return the table as it is without what is planted."""
    return _choose(table, [name for name in table.columns if not name.startswith(LEAK)])


def _keep_leak(table: Table) -> Table:
    """Return the table as it is after a night, with what is planted, its last column, where there is any."""
    kept = _choose(table, [name for name in table.columns if name not in (HEADER, PLACE)])
    return Table(kept.name, kept.columns, [row for row in kept.rows if row[-1] is not None])


def _choose(table: Table, columns: list[str]) -> Table:
    places = [table.columns.index(name) for name in columns]
    return Table(table.name, columns, [tuple(row[place] for place in places) for row in table.rows])


def _count_shared(around: Around) -> int:
    """Return how many ideas and votes were written in one transaction with a row about a person."""
    shared = 0
    for evening in around.evenings:
        tables = [evening[name] for name in PEOPLE if HEADER in evening[name].columns]
        theirs = {header for table in tables for header in table.column(HEADER)}
        shared += sum(header in theirs for name in ITEMS for header in evening[name].column(HEADER))
    return shared


def _count_headers(around: Around) -> int:
    """Return the most headers that any of these tables has after a night."""
    tables = [night[name] for night in around.nights for name in PEOPLE if HEADER in night[name].columns]
    return max(len(set(table.column(HEADER))) for table in tables if table.rows)
