"""All attacks of somebody who holds dumps: the tables made ready, then each attack on each of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.anonymity.linkage.capture import HEADER, Dump, Table
from tests.anonymity.linkage.evidence import Evidence
from tests.anonymity.linkage.likeness import WAITS, measure_likeness
from tests.anonymity.linkage.naming import Guessed, Side, attack_items
from tests.anonymity.linkage.referee import (
    COMMENTS,
    IDEAS,
    ITEMS,
    LETTERS,
    MEMBERS,
    OUTBOX,
    REPORTS,
    SESSIONS,
    USERS,
    VOTES,
    Referee,
)  # fmt: skip
from tests.anonymity.linkage.values import Column, read_column, read_columns

PEOPLE = (USERS, MEMBERS, SESSIONS, LETTERS, OUTBOX, "account_emailaddress", "mfa_authenticator")
# The bar for an order, .2, is then more than three standard errors (each 1 / √rows) of chance.
FEWEST_ROWS = 250
FEWEST_PAIRS = 100


@dataclass(frozen=True)
class Likeness:
    """How well one can say of two items of a table whether one person wrote both."""

    table: str
    auc: float
    column: str
    pairs: int


def name_people(evidence: Evidence, dump: Dump, identity: tuple[str, ...] = PEOPLE) -> list[Guessed]:
    """Return the best attack on each table of items with this dump."""
    referee = Referee(evidence.simulation, dump)
    sides = name_side(evidence, dump, identity)
    seed = evidence.simulation.scale.seed
    return [
        attack_items(_side(dump[name], referee.name_authors(dump[name])), sides, seed)
        for name in ITEMS
        if dump[name].rows
    ]


def name_side(evidence: Evidence, dump: Dump, identity: tuple[str, ...]) -> list[Side]:
    """Return the tables of people in this dump, with whose each row is."""
    referee = Referee(evidence.simulation, dump)
    return [_side(dump[name], referee.name_persons(dump[name])) for name in identity if dump[name].rows]


def compare_authors(evidence: Evidence, *, by_date: bool = False) -> list[Likeness]:
    """Return how well authors of ideas, comments and votes are told apart with the last dump.

    Tables with too few pairs for a figure that means anything are left out.
    """
    referee, found = Referee(evidence.simulation, evidence.last), []
    for name in (IDEAS, COMMENTS, VOTES):
        table = evidence.last[name]
        thread = table.column("id" if name == IDEAS else "idea_id")
        columns = [*read_columns(table), *_read_what_waits(table)]
        side = Side(table.name, columns, np.array(referee.name_authors(table), np.int64))
        seed = evidence.simulation.scale.seed
        auc, column, pairs = measure_likeness(side, thread, seed, by_date=by_date)
        if pairs >= FEWEST_PAIRS:
            found.append(Likeness(name, auc, column, pairs))
    return found


def correlate_order(evidence: Evidence) -> dict[str, float]:
    """Return for each table of many items how far its order in the file is that in which they were sent.

    Votes and reports lie idea by idea, in the order of the ideas' random keys: they are compared within each
    idea. (Many votes on few ideas would else look ordered by chance: an older idea has older votes.)
    """
    referee, found = Referee(evidence.simulation, evidence.last), {}
    for name in ITEMS:
        table = evidence.last[name]
        threads = table.column("idea_id") if name in (VOTES, REPORTS) else [name] * len(table.rows)
        orders: dict[object, list[int]] = {}
        for thread, order in zip(
            threads, referee.order_rows(table, referee.name_authors(table)), strict=True
        ):
            if order >= 0:
                orders.setdefault(thread, []).append(order)
        if sum(len(known) - 1 for known in orders.values()) >= FEWEST_ROWS:
            found[name] = correlate_within(list(orders.values()))
    return found


def correlate_within(sequences: list[list[int]]) -> float:
    """Return the rank correlation of what each sequence holds with its order, all sequences together.

    Places and ranks are counted from the middle of their sequence, and as shares of its length.
    """
    shares = [(np.arange(len(sequence)) - (len(sequence) - 1) / 2) / len(sequence) for sequence in sequences]
    ranks = [
        share[np.argsort(np.argsort(sequence))] for share, sequence in zip(shares, sequences, strict=True)
    ]
    return float(np.corrcoef(np.concatenate(shares), np.concatenate(ranks))[0, 1])


def count_headers(dump: Dump, tables: list[str]) -> dict[str, int]:
    """Return how many different headers (xmin) the rows of each of these tables have."""
    return {name: len(set(dump[name].column(HEADER))) for name in tables if dump[name].rows}


def count_shared_transactions(dump: Dump, people: tuple[str, ...] = PEOPLE) -> int:
    """Return how many rows of items were written in one transaction with a row on the identity side."""
    theirs = {header for name in people for header in dump[name].column(HEADER)}
    return sum(header in theirs for name in ITEMS for header in dump[name].column(HEADER))


def count_odd_keys(dump: Dump, tables: list[str]) -> int:
    """Return how many of the UUIDs in these tables are not random ones (version 4, variant 1)."""
    keys = {value for name in tables for row in dump[name].rows for value in row if hasattr(value, "version")}
    return sum(key.version != 4 for key in keys)


def measure_bits(dump: Dump, tables: list[str]) -> float:
    """Return by how many standard errors the oddest of the 122 random bits of all keys leans to one side."""
    keys = {row[2].bytes for name in tables for row in dump[name].rows if hasattr(row[2], "version")}
    bits = np.unpackbits(np.frombuffer(b"".join(sorted(keys)), np.uint8).reshape(-1, 16), axis=1)
    free = [place for place in range(128) if place not in {48, 49, 50, 51, 64, 65}]
    return float(np.abs(bits[:, free].mean(axis=0) - 0.5).max() * 2 * np.sqrt(len(bits)))


def _read_what_waits(table: Table) -> list[Column]:
    """Return for votes whether each waits for a release: the only date they have, and one that is told."""
    if table.name != VOTES:
        return []
    pairs = zip(table.column("value"), table.column("counted"), strict=True)
    return [read_column(WAITS, [str(value != counted) for value, counted in pairs])]


def _side(table: Table, persons: list[int]) -> Side:
    return Side(table.name, read_columns(table), np.array(persons, np.int64))
