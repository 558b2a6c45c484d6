"""What became of a statement since its edition was released: planned, begun, done or stopped, with a date."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import Unprocessable
from results.models import Edition, Lineage, Statement, StatementStatus
from workshops.models import Workshop

NOT_RELEASED = _("This edition is not released yet, so nothing can have become of it.")
NO_REASON = _("Say why it was stopped.")
TO_COME = _("Choose a day that has come.")
TWICE = _("This is said already.")

KEEP_POINT = [deed for deed in Lineage.Deed if deed.keeps_point]


def write_status(*, statement: Statement, state: str, since: date, reason: str = "") -> StatementStatus:
    """Write down how far a statement of a released edition is from that day on; what was said before stays.

    Raises Unprocessable for a day to come, for one stopped without a reason, and where it was said already.
    """
    if not Edition.objects.released().filter(pk=statement.edition_id).exists():
        raise Unprocessable(NOT_RELEASED)
    if since > timezone.localdate():
        raise Unprocessable(TO_COME)
    if state == StatementStatus.State.STOPPED and not reason:
        raise Unprocessable(NO_REASON)
    try:
        with transaction.atomic():
            said = StatementStatus.objects.create(
                statement=statement, state=state, since=since, reason=reason
            )
            _tell_readers(statement)
            return said
    except IntegrityError:
        raise Unprocessable(TWICE) from None


def _tell_readers(statement: Statement) -> None:
    """Let pages that were printed before be printed anew."""
    workshops = Workshop.objects.filter(editions__statements=statement)
    workshops.update(content_version=F("content_version") + 1)


def list_statuses(edition: Edition) -> dict[UUID, Sequence[StatementStatus]]:
    """Return what was said of each statement, in earlier editions too, the last thing last.

    One query for each edition at most, and one more. Only of statements that were kept or reworded.
    """
    origins = _find_origins(edition)
    said = _read_said({head for chain in origins.values() for head in chain})
    return {
        key: sorted((one for head in chain for one in said.get(head, ())), key=lambda one: one.since)
        for key, chain in origins.items()
    }


def _find_origins(edition: Edition) -> dict[UUID, list[UUID]]:
    """Return of each statement itself and, back through earlier editions, those that it kept or reworded."""
    origins = {key: [key] for key in edition.statements.values_list("pk", flat=True)}
    heads = {key: key for key in origins}
    while heads:
        rows = Lineage.objects.filter(statement__in=heads.values(), deed__in=KEEP_POINT)
        earlier = dict(rows.values_list("statement", "previous"))
        heads = {key: earlier[head] for key, head in heads.items() if head in earlier}
        for key, head in heads.items():
            origins[key].append(head)
    return origins


def _read_said(statements: Collection[UUID]) -> dict[UUID, list[StatementStatus]]:
    """Return what was said of each of these statements, the last thing last."""
    said: dict[UUID, list[StatementStatus]] = {}
    for one in StatementStatus.objects.filter(statement__in=statements).order_by("since", "pk"):
        said.setdefault(one.statement_id, []).append(one)
    return said
