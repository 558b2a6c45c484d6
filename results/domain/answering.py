"""What members answer in a consultation, and what authors say of a statement that used something of theirs.

One row for one person and statement, under a tag that says something there only. The group reads the texts
of a consultation, once a release has taken them; everybody reads the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anonymity.tags import Purpose
from ideas.domain.authors import Tagged, find_own_items
from ideas.models import Comment, Contribution, Idea
from ideas_platform.lib.refusals import Unprocessable, WrongPhase
from results.models import AuthorVerdict, CodedItem, Edition, Evidence, Statement, StatementAnswer
from results.models.answers import ANSWER_LENGTH
from workshops.domain.keys import open_tagger
from workshops.models import Membership

ASKED_NO_MORE = _("Nothing is asked about this statement any more.")
NOT_YOURS = _("Only those can say this whose idea or comment the statement used.")
SHUT = _("Give your PIN first: this shows what you wrote.")
TEXT_MISSING = _("Say what is missing.")
TEXT_TOO_LONG = _("Write 1,000 letters at most.")
# Decided by the clock of the database, in the same command: the last released edition is asked about.
_ASKED = """
SELECT statement.id FROM results_statement statement
JOIN results_edition edition ON edition.id = statement.edition_id
JOIN workshops_workshop workshop ON workshop.id = edition.workshop_id
WHERE statement.id = %(statement)s AND edition.released_on IS NOT NULL
  AND NOT EXISTS (SELECT FROM results_edition later WHERE later.workshop_id = edition.workshop_id
      AND later.released_on IS NOT NULL AND later.number > edition.number)
  AND workshop.closes_at <= now() AND octet_length(workshop.key_check) > 0
"""
_IN_CONSULTATION = """
  AND edition.kind = 'consultation' AND (edition.answers_until IS NULL
      OR edition.answers_until >= (now() AT TIME ZONE %(zone)s)::date)
"""
_STORE_ANSWER = """), stored AS (
    INSERT INTO results_statementanswer (statement_id, tag, value, counted, text, shown_text)
    SELECT id, %(tag)s, %(value)s, '', %(text)s, '' FROM asked
    ON CONFLICT (statement_id, tag) DO UPDATE SET value = EXCLUDED.value, text = EXCLUDED.text
    WHERE (results_statementanswer.value, results_statementanswer.text)
        IS DISTINCT FROM (EXCLUDED.value, EXCLUDED.text)
) SELECT count(*) FROM asked
"""
_STORE_VERDICT = """), stored AS (
    INSERT INTO results_authorverdict (statement_id, tag, value, counted)
    SELECT id, %(tag)s, %(value)s, '' FROM asked
    ON CONFLICT (statement_id, tag) DO UPDATE SET value = EXCLUDED.value
    WHERE results_authorverdict.value IS DISTINCT FROM EXCLUDED.value
) SELECT count(*) FROM asked
"""
_BEGIN = "WITH asked AS ("
_ANSWER = "".join((_BEGIN, _ASKED, _IN_CONSULTATION, _STORE_ANSWER))
_JUDGE = "".join((_BEGIN, _ASKED, _STORE_VERDICT))


@dataclass(frozen=True)
class OwnAnswer:
    """What a member answered to one statement."""

    value: str
    text: str


def takes_answers(edition: Edition) -> bool:
    """Return whether this consultation takes answers now; its workshop must know the time. One query."""
    until = edition.answers_until
    is_open = edition.kind == Edition.Kind.CONSULTATION and (until is None or until >= timezone.localdate())
    return is_open and takes_verdicts(edition)


def takes_verdicts(edition: Edition) -> bool:
    """Return whether authors may judge this edition now: the last released one, until the key goes."""
    workshop = edition.workshop
    is_closed = workshop.closes_at is not None and workshop.closes_at <= workshop.time_asked
    if not (edition.is_released and is_closed) or workshop.is_shredded:
        return False
    return not Edition.objects.released().filter(workshop=workshop.pk, number__gt=edition.number).exists()


def answer_statement(*, actor: Membership, statement: Statement, value: str, text: str = "") -> None:
    """Store the actor's answer, in the place of an earlier one; "" takes it back.

    One statement, one commit. Raises WrongPhase where nothing is asked (any more), Unprocessable for an
    answer that there is none of, KeyDestroyed and KeyAway.
    """
    text = text if value else ""
    if value not in ("", *StatementAnswer.Value):
        raise Unprocessable
    if value == StatementAnswer.Value.MISSING and not text:
        raise Unprocessable(TEXT_MISSING)
    if len(text) > ANSWER_LENGTH:
        raise Unprocessable(TEXT_TOO_LONG)
    tagger = open_tagger(actor.workshop, Purpose.STATEMENT)
    tag = tagger.one(statement.pk, bytes(actor.vote_subject or b""))
    _store(_ANSWER, statement, {"tag": tag, "value": value, "text": text})


def give_verdict(*, actor: Membership, statement: Statement, value: str) -> None:
    """Store what an author says of a statement that used something of theirs; "" takes it back.

    Raises PermissionDenied for who wrote nothing that it used, and where a PIN shuts their past,
    Unprocessable for a verdict that there is none of, WrongPhase, KeyDestroyed and KeyAway.
    """
    if value not in ("", *AuthorVerdict.Value):
        raise Unprocessable
    tagger = open_tagger(actor.workshop, Purpose.VERDICT)
    if actor.hides_past:
        raise PermissionDenied(SHUT)
    if not may_judge(actor=actor, statement=statement):
        raise PermissionDenied(NOT_YOURS)
    tag = tagger.one(statement.pk, bytes(actor.text_subject or b""))
    _store(_JUDGE, statement, {"tag": tag, "value": value})


def find_my_answers(*, actor: Membership | None, statements: Iterable[Statement]) -> dict[UUID, OwnAnswer]:
    """Return what this member answered, by statement; nothing where a PIN shuts their past. One query.

    Raises KeyDestroyed and KeyAway.
    """
    if actor is None or actor.vote_subject is None or actor.hides_past:
        return {}
    tags = _make_tags(actor, Purpose.STATEMENT, bytes(actor.vote_subject), statements)
    rows = StatementAnswer.objects.filter(statement__in=tags.values(), tag__in=list(tags)).exclude(value="")
    found = rows.values_list("statement", "tag", "value", "text")
    return {key: OwnAnswer(value, text) for key, tag, value, text in found if tags[bytes(tag)] == key}


def find_my_verdicts(*, actor: Membership | None, statements: Iterable[Statement]) -> dict[UUID, str]:
    """Return what this member said as an author, by statement; nothing where a PIN shuts their past.

    Raises KeyDestroyed and KeyAway. One query.
    """
    if actor is None or actor.text_subject is None or actor.hides_past:
        return {}
    tags = _make_tags(actor, Purpose.VERDICT, bytes(actor.text_subject), statements)
    rows = AuthorVerdict.objects.filter(statement__in=tags.values(), tag__in=list(tags)).exclude(value="")
    found = rows.values_list("statement", "tag", "value")
    return {key: value for key, tag, value in found if tags[bytes(tag)] == key}


def may_judge(*, actor: Membership, statement: Statement) -> bool:
    """Return whether this member wrote something that can be read and that a released statement used.

    Three queries. Raises KeyDestroyed and KeyAway.
    """
    return actor.text_subject is not None and bool(
        find_own_items(actor, actor.workshop, _list_used(statement))
    )


def _list_used(statement: Statement) -> list[Tagged]:
    """Return the ideas and comments that a released statement used, with thread and author's tag."""
    evidence = Evidence.objects.filter(statement=statement)
    coded = CodedItem.objects.filter(
        edition=statement.edition_id, code__in=evidence.exclude(code=None).values("code")
    )
    shown = Contribution.Status.PUBLISHED
    found: list[Tagged] = []
    sources: tuple[QuerySet[Any], ...] = (evidence, coded)
    for rows in sources:
        ideas = Idea.objects.published().filter(pk__in=rows.exclude(idea=None).values("idea"))
        comments = Comment.objects.published().filter(
            pk__in=rows.exclude(comment=None).values("comment"), idea__status=shown
        )
        found += [(key, key, bytes(tag)) for key, tag in ideas.values_list("pk", "thread_tag")]
        tagged = comments.values_list("pk", "idea", "thread_tag")
        found += [(key, thread, bytes(tag)) for key, thread, tag in tagged]
    return found


def _make_tags(
    actor: Membership, purpose: Purpose, subject: bytes, statements: Iterable[Statement]
) -> dict[bytes, UUID]:
    tagger = open_tagger(actor.workshop, purpose)
    return {tagger.one(one.pk, subject): one.pk for one in statements}


def _store(command: str, statement: Statement, values: dict[str, Any]) -> None:
    named: dict[str, Any] = {
        **values,
        "statement": statement.pk,
        "zone": timezone.get_default_timezone_name(),
    }
    with connection.cursor() as cursor:
        cursor.execute(command, named)
        if not cursor.fetchone()[0]:
            raise WrongPhase(str(ASKED_NO_MORE))
