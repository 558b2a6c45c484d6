"""Who wrote each row, and whose each row on the identity side is: known to the referee alone.

Tags are worked out with the key, which no attacker here holds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from anonymity.tags import Purpose, as_blocks
from tests.anonymity.linkage.capture import Dump, Table, table_of
from tests.anonymity.linkage.diary import COMMENT, IDEA, POLL, REPORT, VOTE
from tests.anonymity.linkage.simulation import Simulation
from workshops.domain.keys import open_tagger

NOBODY = -1
IDEAS, COMMENTS, VOTES = map(table_of, ("ideas.Idea", "ideas.Comment", "voting.Vote"))
POLLS, REPORTS = map(table_of, ("ideas.PollAnswer", "ideas.Report"))
USERS, MEMBERS, SESSIONS = map(table_of, ("workshops.User", "workshops.Membership", "workshops.Session"))
OUTBOX, LETTERS = map(table_of, ("workshops.OutboxEmail", "workshops.Subscription"))
ITEMS = (IDEAS, COMMENTS, VOTES, POLLS, REPORTS)


class Referee:
    """Knows the truth of one simulation."""

    def __init__(self, simulation: Simulation, dump: Dump) -> None:
        self._simulation, self._dump = simulation, dump
        self._by_email = {actor.email: actor.number for actor in simulation.actors}
        users = dump[USERS]
        self._by_user = {
            key: self._by_email.get(email, NOBODY)
            for key, email in zip(users.column("id"), users.column("email"), strict=True)
        }
        self._by_session = {key: actor.number for actor in simulation.actors for key in actor.session_keys}

    def name_authors(self, table: Table) -> list[int]:
        """Return the author of each row of a table of ITEMS."""
        if table.name in (IDEAS, COMMENTS):
            kind, column = (IDEA, "ref") if table.name == IDEAS else (COMMENT, "body")
            authors = self._simulation.diary.authors(kind)
            return [authors.get(item, NOBODY) for item in table.column(column)]
        if table.name == VOTES:
            return self._match(table, Purpose.VOTE, table.column("idea_id"))
        if table.name == POLLS:
            return self._match(table, Purpose.POLL, table.column("poll_id"))
        return self._match(table, Purpose.REPORT, table.column("idea_id"))

    def name_persons(self, table: Table) -> list[int]:
        """Return whose each row of an identity table is; NOBODY's where even the referee can't tell."""
        finders: dict[str, Callable[[Any], int]] = {
            "user_id": lambda key: self._by_user.get(key, NOBODY),
            "email": lambda address: self._by_email.get(address, NOBODY),
            "recipient": lambda address: self._by_email.get(address, NOBODY),
            "key_hash": lambda key: self._by_session.get(key, NOBODY),
        }
        for column, find in finders.items():
            if column in table.columns:
                return [find(value) for value in table.column(column)]
        return [NOBODY] * len(table.rows)

    def order_rows(self, table: Table, authors: list[int]) -> list[int]:
        """Return the place of each row in the sequence in which people sent them, -1 where there is none."""
        kinds = {IDEAS: IDEA, COMMENTS: COMMENT, VOTES: VOTE, POLLS: POLL, REPORTS: REPORT}
        orders = self._simulation.diary.last_orders(kinds[table.name])
        names = self._name_items(table)
        return [orders.get(pair, -1) for pair in zip(authors, names, strict=True)]

    def _name_items(self, table: Table) -> list[str]:
        if table.name == IDEAS:
            return table.column("ref")
        if table.name == COMMENTS:
            return table.column("body")
        if table.name == POLLS:
            return ["poll"] * len(table.rows)
        ideas = self._dump[IDEAS]
        refs = dict(zip(ideas.column("id"), ideas.column("ref"), strict=True))
        return [refs[key] for key in table.column("idea_id")]

    def _match(self, table: Table, purpose: Purpose, items: list[Any]) -> list[int]:
        members = self._dump[MEMBERS]
        whose = [self._by_user.get(key, NOBODY) for key in members.column("user_id")]
        subjects = as_blocks(members.column("vote_subject"))
        tagger = open_tagger(self._simulation.workshop, purpose)
        owners: dict[tuple[Any, bytes], int] = {}
        for item in set(items):
            tags = tagger.of_subjects(item, subjects)
            owners |= {(item, tag.tobytes()): person for tag, person in zip(tags, whose, strict=True)}
        return [owners.get(pair, NOBODY) for pair in zip(items, table.column("tag"), strict=True)]
