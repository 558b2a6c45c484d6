"""What became of statements since the release, and where they come from, as values."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from results.domain.statuses import list_statuses
from results.models import Edition, Lineage, StatementStatus
from results.published.edition import PublishedLineage, PublishedStatus

Statuses = Mapping[UUID, tuple[PublishedStatus, ...]]
_DEEDS = Lineage.Deed.values


def read_statuses(edition: Edition) -> Statuses:
    """Return what was said of each statement until now, the last thing last."""
    return {key: tuple(map(_describe_status, said)) for key, said in list_statuses(edition).items()}


def read_lineage(edition: Edition) -> tuple[PublishedLineage, ...]:
    """Return where each statement comes from, what was dropped too; one query, nothing of a first edition."""
    rows = edition.lineage.select_related("statement", "previous")
    described = [_describe_lineage(one) for one in rows]
    return tuple(sorted(described, key=lambda one: (_DEEDS.index(one.deed), one.statement, one.previous)))


def _describe_status(one: StatementStatus) -> PublishedStatus:
    return PublishedStatus(one.state, one.get_state_display(), one.since, one.reason)


def _describe_lineage(one: Lineage) -> PublishedLineage:
    now, before = one.statement, one.previous
    return PublishedLineage(
        deed=one.deed,
        deed_words=one.get_deed_display(),
        statement=now.ref if now else "",
        text=now.text if now else "",
        previous=before.ref if before else "",
        previous_text=before.text if before else "",
        reason=one.reason,
    )
