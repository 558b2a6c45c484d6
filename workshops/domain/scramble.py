"""The nightly scramble: every row is written anew, in an order that tells nothing.

Row headers and the order in a file betray who wrote what even without a single time: the row of a vote and
the row of a sign-in that lie side by side belong together. So do two entries of the write-ahead log, which
goes at the end. See `docs/decisions/0029-the-nightly-scramble.md`.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from datetime import timedelta

from django.apps import apps
from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone
from psycopg import sql

from anonymity.sides import CONTRIBUTION, IDENTITY, SIGNED, WORK
from ideas_platform.lib.locks import advisory_lock
from ideas_platform.lib.rewriting import (
    Table,
    begin,
    count_rows,
    describe_table,
    list_leaves,
    rewrite_by_range,
    rewrite_whole,
)
from ideas_platform.lib.sweeping import (
    Turn,
    analyse,
    forget_old_samples,
    put_in_order,
    sweep,
    wait_for_older,
)
from ideas_platform.lib.write_ahead_log import leave_log_behind
from workshops.models import Housekeeping

NAME = "scramble"
ROWS_ONLY = "rows only"
PATIENCE = 30.0
NIGHT = range(2, 5)
TOO_OLD = timedelta(hours=36)
ENOUGH = timedelta(hours=20)
# So many rows that one transaction would hold its locks too long; nothing refers to these tables.
MANY_ROWS = frozenset({"voting.Vote", "ideas.PollAnswer"})
# Up to so many rows they end in a new file all the same; how long voters may be kept waiting for it to begin.
FEW_ENOUGH = 300_000
BETWEEN_VOTES = Turn(patience="300ms", tries=2_000)
# What is no model: the limits of sign-in.
BESIDE = ("limiter_cache",)
# Third-party tables whose keys count up.
SERIALS = ("account_emailaddress", "mfa_authenticator")
# Where no sequence will get to.
RANDOM_NUMBERS = range(2**30, 2**31)

_NUMBERS = sql.SQL("SELECT id FROM {} FOR UPDATE")
_GIVE = sql.SQL(
    "UPDATE {} SET id = given.new * %s"
    " FROM unnest(%s::bigint[], %s::bigint[]) AS given (old, new) WHERE id = given.old"
)


@dataclass(frozen=True)
class Scramble:
    """What a run did in how many seconds; not `finished`: somebody still looks at older rows.

    `log_stays` is "" or says why the server's own log still tells the order: then only rows are scrambled.
    """

    tables: int
    seconds: float
    finished: bool
    log_stays: str = ""

    def describe(self) -> str:
        """Return the note that is kept of it."""
        only = f"{ROWS_ONLY} ({self.log_stays}): " if self.log_stays else ""
        return f"{only}{self.tables} tables in {self.seconds:.1f} s"


def scramble(patience: float = PATIENCE) -> Scramble | None:
    """Write every table anew and leave the old rows behind; return what was done, None where a run goes on.

    Waits up to `patience` seconds, twice, for those who still look at older rows, such as an export. Where
    that is not enough the run is not recorded as done, and the next one begins anew.
    """
    with advisory_lock(NAME) as is_free:
        if not is_free:
            return None
        start = time.monotonic()
        tables = {describe_table(name): many for name, many in list_tables().items()}
        finished = wait_for_older(begin(), patience) and _scramble(tables, patience)
        log_stays = leave_log_behind() if finished else ""
        done = Scramble(len(tables), time.monotonic() - start, finished, log_stays)
        if finished:
            _record(done)
        return done


def is_due() -> bool:
    """Return whether it is night and the last scramble was not tonight, or whether it is overdue."""
    last = Housekeeping.objects.filter(pk=NAME).values_list("at", flat=True).first()
    age = TOO_OLD if last is None else timezone.now() - last
    return age >= TOO_OLD or (age >= ENOUGH and timezone.localtime().hour in NIGHT)


def read_why_log_stays() -> str:
    """Return why the last scramble left the server's log, with the order of rows, on the disk; "" if not."""
    note = Housekeeping.objects.filter(pk=NAME).values_list("note", flat=True).first() or ""
    return note.removeprefix(f"{ROWS_ONLY} (").partition("): ")[0] if note.startswith(ROWS_ONLY) else ""


def list_tables() -> dict[str, bool]:
    """Return the table of each model on any side, and of the limits; and whether it has very many rows."""
    labels = sorted(IDENTITY | CONTRIBUTION | SIGNED | WORK)
    tables = {apps.get_model(label)._meta.db_table: label in MANY_ROWS for label in labels}
    return {**tables, **dict.fromkeys(BESIDE, False)}


def renumber() -> None:
    """Give the rows of third-party identity tables random numbers in place of those that count up."""
    for table in SERIALS:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_NUMBERS.format(sql.Identifier(table)))
            old = [number for (number,) in cursor.fetchall()]
            new = secrets.SystemRandom().sample(RANDOM_NUMBERS, len(old))
            # Away from the numbers in use first: a new one may be another row's old one.
            for sign, numbers in ((-1, old), (1, [-number for number in new])):
                _give(table, numbers, new, sign)


def _give(table: str, numbers: list[int], new: list[int], sign: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_GIVE.format(sql.Identifier(table)), [sign, numbers, new])


def _scramble(tables: dict[Table, bool], patience: float) -> bool:
    renumber()
    numbers = [rewrite_by_range(table) if many else rewrite_whole(table) for table, many in tables.items()]
    if not wait_for_older(numbers[-1], patience):
        return False
    for table, many in tables.items():
        _leave_behind(table, many)
    forget_old_samples()
    return True


def _leave_behind(table: Table, many: bool) -> None:
    if many and count_rows(table) > FEW_ENOUGH:
        sweep(table)
        return
    for leaf in list_leaves(table):
        put_in_order(leaf, BETWEEN_VOTES if many else Turn())
        analyse(leaf)


def _record(done: Scramble) -> None:
    Housekeeping.objects.update_or_create(pk=NAME, defaults={"at": Now(), "note": done.describe()})
