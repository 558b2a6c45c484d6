"""The life of a round: its key is made when it begins and destroyed when it is over.

By then the workshop's own key is gone and no member has a subject, so a member stands by the random key of
their membership. In tags made with the key of the round it says: the same person, in this round only. Nobody
can end a round: its days are set when it begins. What single people answered goes when it is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from anonymity.keys import HeldKey, KeyTrouble, create_key, delete_key, key_check, load_key
from ideas_platform.lib.locks import try_until_commit
from ideas_platform.lib.refusals import KeyAway
from pledges.models import JudgementAnswer, LevelAnswer, Round, Standing
from workshops.domain.scramble import NAME as SCRAMBLE
from workshops.models import Workshop

log = structlog.get_logger(__name__)
# How long a round takes answers, its first and its last day among them.
LENGTH = timedelta(days=28)
# So long after its end a key that is not to be had is given up, and nothing is told.
PATIENCE = timedelta(days=14)

# Decided by the clock of the database, in the same command.
_WHILE_OPEN = """
WITH asked AS (
    SELECT round.id AS round_id FROM pledges_round round {joined}
    WHERE round.id = %(round)s AND round.ended_on IS NULL
      AND (now() AT TIME ZONE %(zone)s)::date BETWEEN round.begins_on AND round.ends_on
), stored AS ({command})
SELECT count(*) FROM asked
"""

Tell = Callable[[Round, HeldKey], None]


def open_round_key(one: Round) -> HeldKey:
    """Return the key of a round, which is not to be kept. Raises KeyAway where it is not to be had."""
    try:
        return load_key(one.pk, settings.KEY_DIRS, bytes(one.key_check or b""))
    except KeyTrouble as trouble:
        raise KeyAway from trouble


def find_open_round(workshop: Workshop, kind: str) -> Round | None:
    """Return the round that takes answers today, None where there is none; one query."""
    today = timezone.localdate()
    going_on = Round.objects.about(kind).going_on().filter(workshop=workshop)
    return going_on.filter(begins_on__lte=today, ends_on__gte=today).first()


def store_while_open(one: Round, command: str, values: Mapping[str, Any], *, joined: str = "") -> bool:
    """Run a command, which takes its `round_id` from `asked`, while the round takes answers, in one commit.

    Return whether that was so. `joined`: further tables with what must be true of them.
    """
    named = {**values, "round": one.pk, "zone": timezone.get_default_timezone_name()}
    with connection.cursor() as cursor:
        cursor.execute(_WHILE_OPEN.format(joined=joined, command=command), named)
        return bool(cursor.fetchone()[0])


@contextmanager
def begin_round(workshop: Workshop, kind: str, number: int, begins_on: date) -> Iterator[Round]:
    """Save a new round with a key of its own, and run the block inside the same transaction.

    Where the block fails neither round nor key remain. Raises OSError where a key cannot be written.
    """
    one = Round(workshop=workshop, kind=kind, number=number, begins_on=begins_on)
    one.ends_on = begins_on + LENGTH - timedelta(days=1)
    one.key_check = key_check(create_key(one.pk, settings.KEY_DIRS))
    try:
        with transaction.atomic():
            one.save(force_insert=True)
            yield one
    except BaseException:
        delete_key(one.pk, settings.KEY_DIRS)
        raise


def end_due_rounds(kind: str, tell: Tell) -> int:
    """End the rounds of this kind whose last day is over; return how many there were. Twice is harmless.

    `tell` stores what may be told, in the transaction that ends the round and deletes the single answers.
    """
    due = Round.objects.about(kind).going_on().filter(ends_on__lt=timezone.localdate())
    ended = sum(_end_alone(key, tell) for key in due.values_list("pk", flat=True))
    # Once more, for what was on its way at midnight.
    _forget(Round.objects.about(kind).ended())
    _destroy_keys()
    return ended


def _end_alone(key: UUID, tell: Tell) -> bool:
    """End one round; whatever goes wrong with it, the others end, and what people answered there goes."""
    try:
        return _end(key, tell)
    except Exception as error:  # noqa: BLE001 - it is tried again, and no other round may wait for it
        log.error("round_not_ended", round=str(key), error=type(error).__name__)
        return False


def _end(key: UUID, tell: Tell) -> bool:
    with transaction.atomic():
        if not try_until_commit(SCRAMBLE, shared=True):
            return False
        one = Round.objects.going_on().select_for_update(of=("self",)).filter(pk=key).first()
        if one is None:
            return False
        today = timezone.localdate()
        try:
            tell(one, open_round_key(one))
        except KeyAway:
            log.warning("round_key_away", round=str(key))
            if today <= one.ends_on + PATIENCE:
                return False
        Round.objects.filter(pk=key).update(ended_on=today)
        _forget(Round.objects.filter(pk=key))
        return True


def _forget(rounds: QuerySet[Round]) -> None:
    """Delete what single people answered in these rounds."""
    for answers in (JudgementAnswer, LevelAnswer, Standing):
        answers._default_manager.filter(round__in=rounds).delete()


def _destroy_keys() -> None:
    """Destroy the keys of rounds that are over: after their end is stored, and again where that failed."""
    for key in Round.objects.ended().exclude(key_check=None).values_list("pk", flat=True):
        delete_key(key, settings.KEY_DIRS)
        Round.objects.filter(pk=key).update(key_check=None)
