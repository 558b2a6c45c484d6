"""The two editions of the published demo, written through the rules that hold for everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from demo.content import join_lines
from demo.published.houses import WITH_HOUSES, draw_houses
from demo.published.library import Library
from results.domain.comparing import set_lineage, write_why_dropped
from results.domain.counting import read_sources
from results.domain.editions import EditionText, begin_edition, change_edition
from results.domain.evidence import add_evidence, remove_evidence
from results.domain.not_used import write_not_used
from results.domain.releasing import Check, ReleaseRefused, list_obstacles, write_down_codes
from results.domain.statements import (
    NO_PICTURE,
    FoundationText,
    StatementText,
    add_foundation,
    add_statement,
    change_foundation,
    change_statement,
    remove_statement,
)
from results.domain.statuses import write_status
from results.models import Audience, Edition, Evidence, Foundation, Lineage, Statement
from workshops.models import Membership, Workshop

Row = Mapping[str, Any]
Deed = Lineage.Deed
WORDS = {"foundation_word": "Foundation", "foundations_word": "Foundations"}


@dataclass
class Desk:
    """Who writes, of which sources, and what there is so far: foundations and statements by their keys."""

    actor: Membership
    library: Library
    audiences: Mapping[str, UUID] = field(default_factory=dict)
    foundations: dict[str, Foundation] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)


def write_consultation(desk: Desk, content: Row, answers_until: date) -> Edition:
    """Write the first edition and return it."""
    edition = _begin(desk, content, Edition.Kind.CONSULTATION, answers_until)
    desk.audiences = dict(Audience.objects.filter(workshop=edition.workshop_id).values_list("slug", "pk"))
    for row in content["foundation"]:
        picture = draw_houses() if row["key"] == WITH_HOUSES else NO_PICTURE
        text = _read_foundation(row)
        desk.foundations[row["key"]] = add_foundation(edition=edition, text=text, picture=picture)
    for row in content["statement"]:
        desk.statements[row["key"]] = _add_statement(desk, edition, row)
    for row in content["not_used"]:
        source = desk.library.find_source(row)
        write_not_used(edition=edition, sources=[source], reason=row["reason"])
    return edition


def write_final(desk: Desk, content: Row) -> Edition:
    """Write the second edition, which follows the first, and return it."""
    before = desk.statements
    edition = _begin(desk, content, Edition.Kind.FINAL)
    _take_up(desk, edition)
    for row in content["foundation"]:
        _change_foundation(desk.foundations[row["key"]], row)
    for row in content["change"]:
        _change(desk, edition, row, [before[key] for key in row["was"]])
    return edition


def release(desk: Desk, edition: Edition, day: date) -> None:
    """Release an edition as of a day in the past; raises ReleaseRefused where anything keeps it back.

    That its last day for answers has gone by keeps it back only from a release of today.
    """
    edition.workshop = Workshop.objects.with_phase().get(pk=edition.workshop_id)
    sources = read_sources(edition)
    if found := [one for one in list_obstacles(edition, sources) if one.check != Check.ANSWERS]:
        raise ReleaseRefused(found)
    write_down_codes(edition, sources)
    Edition.objects.filter(pk=edition.pk).update(released_on=day, released_by=desk.actor)
    edition.refresh_from_db(fields=["released_on", "released_by"])


def say_statuses(desk: Desk, rows: Sequence[Row]) -> None:
    """Say what became of statements of the last edition."""
    today = timezone.localdate()
    for row in rows:
        for step in row["steps"]:
            since = today - timedelta(days=step["days"])
            statement, reason = desk.statements[row["statement"]], step.get("reason", "")
            write_status(statement=statement, state=step["state"], since=since, reason=reason)


def _begin(desk: Desk, content: Row, kind: str, answers_until: date | None = None) -> Edition:
    edition = begin_edition(actor=desk.actor)
    said = {name: join_lines(content[name]) for name in ("title", "preamble", "stood_behind_by")}
    text = EditionText(kind=kind, answers_until=answers_until, **said, **WORDS)
    return change_edition(edition=edition, text=text, version=edition.version)


def _take_up(desk: Desk, edition: Edition) -> None:
    """Let the keys name what this edition has in the place of what the last one had."""
    parts = {one.slug: one for one in edition.foundations.all()}
    desk.foundations = {key: parts[one.slug] for key, one in desk.foundations.items()}
    copies = {one.ref: one for one in edition.statements.all()}
    desk.statements = {key: copies[one.ref] for key, one in desk.statements.items()}


def _read_foundation(row: Row) -> FoundationText:
    return FoundationText(row["title"], row["promise"], join_lines(row["text"]))


def _change_foundation(foundation: Foundation, row: Row) -> None:
    text = FoundationText(row["title"], row["promise"], foundation.text)
    change_foundation(foundation=foundation, text=text, version=foundation.version)


def _add_statement(desk: Desk, edition: Edition, row: Row) -> Statement:
    home = desk.foundations[row["foundation"]].pk
    audience = desk.audiences[row["audience"]]
    statement = add_statement(edition=edition, text=StatementText(row["text"], home, audience))
    _add_evidence(desk, statement, row)
    return statement


def _add_evidence(desk: Desk, statement: Statement, row: Row) -> None:
    for one in row["evidence"]:
        add_evidence(statement=statement, new=desk.library.read_evidence(one))


def _change(desk: Desk, edition: Edition, row: Row, before: Sequence[Statement]) -> None:
    """Do one thing to the statements of the last edition: reword, split, merge or drop them, or add one."""
    deed, old = row["deed"], [desk.statements[key] for key in row["was"]]
    for one in old[1:] if deed != Deed.DROPPED else old:
        remove_statement(statement=one)
    if deed == Deed.DROPPED:
        write_why_dropped(edition=edition, previous=before[0].pk, reason=row["reason"])
        return
    previous = [each.pk for each in before]
    for key, one in _write_now(desk, edition, row, old):
        desk.statements[key] = one
        set_lineage(statement=one, deed=deed, previous=previous, reason=row["reason"])


def _write_now(
    desk: Desk, edition: Edition, row: Row, old: Sequence[Statement]
) -> list[tuple[str, Statement]]:
    """Reword the first of the old statements, add the others, and return all with their keys."""
    rows = row.get("now", [row])
    home = row.get("foundation") or _find_key(desk, old[0])
    now = [_reword(desk, old[0], rows[0])] if old else []
    now += [_add_statement(desk, edition, {"foundation": home, **one}) for one in rows[len(now) :]]
    return list(zip((each.get("key", *row["was"][:1]) for each in rows), now, strict=True))


def _find_key(desk: Desk, statement: Statement) -> str:
    return next(key for key, one in desk.foundations.items() if one.pk == statement.foundation_id)


def _reword(desk: Desk, statement: Statement, row: Row) -> Statement:
    if row.get("afresh"):
        for one in Evidence.objects.filter(statement=statement):
            remove_evidence(statement=statement, key=one.pk)
    audience = desk.audiences[row["audience"]] if "audience" in row else statement.audience_id
    text = StatementText(row["text"], statement.foundation_id, audience)
    changed = change_statement(statement=statement, text=text, version=statement.version)
    _add_evidence(desk, changed, row)
    return changed
