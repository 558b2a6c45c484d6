"""The weekly digest goes on after the results are out: editions and what became of statements."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

import results.tasks  # noqa: F401 - the worker loads it, and so registers what a digest tells
from ideas.domain.digests import write_digest
from results.domain.statuses import write_status
from results.models import Statement, StatementStatus
from tests.cast import make_user
from tests.results.declaration import make_published
from tests.workshops.test_letter_pages import subscribe
from tests.workshops.writing_letters import at
from workshops.domain.digest_weeks import begin_of_week
from workshops.models import OutboxEmail, Workshop

pytestmark = pytest.mark.django_db


def say(statement: Statement, state: str, said_on: date, reason: str = "") -> None:
    """Say how far a statement is since long ago, as if it had been said on this day."""
    since = timezone.localdate() - timedelta(days=9)
    said = write_status(statement=statement, state=state, since=since, reason=reason)
    StatementStatus.objects.filter(pk=said.pk).update(said_on=said_on)


def monday() -> datetime:
    """Return the hour at which this week's letters go out, also in the night before it."""
    return begin_of_week(timezone.localtime().replace(hour=12))


def write(workshop: Workshop, weeks: int) -> list[str]:
    """Return the texts of the letters of the week that begins so many weeks after this one."""
    OutboxEmail.objects.all().delete()
    write_digest(at(workshop, monday() + timedelta(weeks=weeks, hours=1)))
    return [letter.text.replace(letter.unsubscribe_url, "") for letter in OutboxEmail.objects.all()]


def test_readers_hear_of_an_edition_and_of_what_was_said_of_statements_once_and_alike() -> None:
    names = make_published()
    workshop = Workshop.objects.get(slug=names["published"])
    for name in ("maria", "omar"):
        subscribe(workshop, user=make_user(name))
    statement = Statement.objects.get(ref=names["told"], edition__number=1)
    next_week = monday().date() + timedelta(days=8)
    say(statement, "begun", next_week, "Two boroughs try it.")
    say(statement, "planned", next_week - timedelta(days=30))
    assert write(workshop, 0) == []
    first = write(workshop, 1)
    assert (len(first), len(set(first))) == (2, 1)
    assert ("Edition 1 is out (final)" in first[0], "Families ring one number." in first[0]) == (True, False)
    [second] = set(write(workshop, 2))
    told = " ".join(second.split())
    assert "Families ring one number. How far it is: begun, since " in told
    assert (
        f"Two boroughs try it. http://127.0.0.1:8000/workshops/published/declaration/1/{statement.ref}/"
        in told
    )
    assert ("planned" in told, "Edition 1 is out" in told) == (False, False)
    assert write(workshop, 3) == []


def test_a_long_list_is_cut() -> None:
    names = make_published()
    workshop = Workshop.objects.get(slug=names["published"])
    subscribe(workshop, user=make_user("maria"))
    statement = Statement.objects.get(ref=names["told"], edition__number=1)
    today = monday().date()
    StatementStatus.objects.bulk_create(
        StatementStatus(statement=statement, state="begun", since=today - timedelta(days=day), said_on=today)
        for day in range(23)
    )
    [text] = write(workshop, 1)
    assert (text.count("How far it is"), "and 3 more: http" in text) == (20, True)
