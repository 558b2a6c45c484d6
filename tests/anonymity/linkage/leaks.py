"""Five leaks that a platform may have, each with its counterpart on the identity side: planted on purpose.

A test that does not find them proves nothing. They stand in columns and tables of the test alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from ideas.models import Comment, Idea
from tests.anonymity.linkage.actors import Actor
from tests.anonymity.linkage.diary import COMMENT, IDEA
from workshops.domain.mail import queue_letter
from workshops.models import OutboxEmail, User

if TYPE_CHECKING:
    from tests.anonymity.linkage.simulation import Simulation

SERIAL, TIME, SESSION, LETTER, TRANSACTION = "serial", "time", "session", "letter", "transaction"
ALL = (SERIAL, TIME, SESSION, LETTER, TRANSACTION)
_ITEMS = ("ideas_idea", "ideas_comment", "voting_vote")
_PLANT = f"""
CREATE SEQUENCE leak_numbers;
CREATE TABLE leak_serial (user_id uuid, number bigint DEFAULT nextval('leak_numbers'));
CREATE TABLE leak_time (user_id uuid, seen_at timestamptz);
CREATE TABLE leak_session (user_id uuid, tag bytea);
CREATE TABLE leak_transaction (user_id uuid, visits int);
{"".join(f"ALTER TABLE {name} ADD leak_number bigint DEFAULT nextval('leak_numbers');" for name in _ITEMS)}
{"".join(f"ALTER TABLE {name} ADD leak_made_at timestamptz DEFAULT now();" for name in _ITEMS)}
"""
_REMOVE = f"""
{"".join(f"ALTER TABLE {name} DROP COLUMN leak_number, DROP COLUMN leak_made_at;" for name in _ITEMS)}
DROP TABLE leak_serial, leak_time, leak_session, leak_transaction;
DROP SEQUENCE leak_numbers;
"""


@dataclass
class Leaks:
    """Plants all five, or none."""

    are_wanted: bool

    @property
    def tables(self) -> tuple[str, ...]:
        """Return the tables that the leaks add."""
        return ("leak_serial", "leak_time", "leak_session", "leak_transaction") if self.are_wanted else ()

    def plant(self, simulation: Simulation) -> None:
        """Let the product leak from now on."""
        if self.are_wanted:
            _run(_PLANT)
            simulation.steps.after = _leak
            simulation.around = _share_transaction

    def remove(self) -> None:
        """Take the tables and columns away again."""
        if self.are_wanted:
            _run(_REMOVE)


NO_LEAKS, ALL_LEAKS = Leaks(False), Leaks(True)


def _leak(actor: Actor, kind: str, item: str) -> None:
    """Do on the identity side what leaky platforms do with every contribution."""
    user = User.objects.get(email=actor.email)
    _run("INSERT INTO leak_serial (user_id) VALUES (%s)", [user.pk])
    _run("INSERT INTO leak_time VALUES (%s, now())", [user.pk])
    if kind not in (IDEA, COMMENT):
        return
    found: Idea | Comment = Idea.objects.get(ref=item) if kind == IDEA else Comment.objects.get(body=item)
    _run("INSERT INTO leak_session VALUES (%s, %s)", [user.pk, bytes(found.thread_tag)])
    words = f"Thank you for {found.ref}."
    queue_letter(OutboxEmail(key=found.ref, recipient=actor.email, subject="Thank you", text=words))


@contextmanager
def _within(actor: Actor) -> Iterator[None]:
    with transaction.atomic():
        yield
        _run("INSERT INTO leak_transaction SELECT id, 1 FROM workshops_user WHERE email = %s", [actor.email])


def _share_transaction(actor: Actor) -> AbstractContextManager[None]:
    return _within(actor)


def _run(statement: str, values: list[Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
