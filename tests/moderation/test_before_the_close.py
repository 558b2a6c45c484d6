"""The design group is told in time what would be published too late to be voted on: counts alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ideas.models import Comment, Idea
from moderation.domain.before_the_close import tell_before_the_close
from moderation.tasks import write_before_the_close
from tests.cast import Person, make_comment, make_idea, make_member, make_workshop
from tests.pages import read_text
from workshops.models import OutboxEmail, Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
S = Idea.Status
HOUR = timedelta(hours=1)
HOME = "/admin/"


def close_in(hours: float, **fields: object) -> None:
    Workshop.objects.update(closes_at=timezone.now() + hours * HOUR, ideas_until=None, **fields)


def fill(workshop: Workshop) -> None:
    """Let two ideas and a comment be with the group, and others be in every other state."""
    for status in (*S, S.IN_REVIEW):
        make_idea(workshop, status=status, title="Never told")
    make_comment(make_idea(workshop), status=Comment.Status.IN_REVIEW)
    make_comment(make_idea(workshop), status=Comment.Status.UNRELEASED)


def test_the_group_gets_a_letter_with_counts_alone_two_days_before(
    workshop: Workshop, moderator: Person, organiser: Person, participant: Person, other_moderator: Person
) -> None:
    fill(workshop)
    close_in(47)
    assert tell_before_the_close() == 1
    letter = OutboxEmail.objects.get()
    assert (letter.recipient, letter.html) == (moderator.user.email, "")
    assert letter.subject == "Before the close, texts wait for you: Community services"
    assert "“Community services” closes on" in letter.text
    assert "\n- 2 ideas\n- 1 comment\n" in letter.text
    words = "What you publish afterwards, everybody can read, but nobody can vote on it or answer it."
    assert (words in letter.text, "Never told" in letter.text) == (True, False)


def test_each_close_is_told_once_in_each_span(workshop: Workshop, moderator: Person) -> None:
    fill(workshop)
    close_in(49)
    assert tell_before_the_close() == 0
    told = []
    for hours in (47, 1.9):
        close_in(hours)
        told.append([tell_before_the_close() for _look in range(3)])
    assert told == [[1, 0, 0], [1, 0, 0]]
    close_in(47)
    write_before_the_close()
    assert OutboxEmail.objects.filter(recipient=moderator.user.email).count() == 3


def test_nobody_is_written_to_where_nothing_waits(workshop: Workshop, moderator: Person) -> None:
    make_idea(workshop, status=S.UNRELEASED)
    close_in(1)
    assert (tell_before_the_close(), OutboxEmail.objects.count()) == (0, 0)


@pytest.mark.parametrize("fields", [{"practice": True}, {"imported": True}, {"opens_at": None}])
def test_what_does_not_close_for_real_people_is_told_nobody(
    workshop: Workshop, moderator: Person, fields: dict[str, object]
) -> None:
    fill(workshop)
    close_in(1, **fields)
    assert tell_before_the_close() == 0


def test_staff_read_it_on_every_page_of_the_admin_before_and_after_the_close(
    workshop: Workshop, moderator: Person, organiser: Person, other_moderator: Person
) -> None:
    fill(workshop)
    close_in(49)
    assert "For the design group to decide" not in read_text(moderator.client.get(HOME))
    close_in(47)
    for person in (moderator, organiser):
        page = read_text(person.client.get(HOME))
        assert "“Community services” closes on" in page
        assert "For the design group to decide: 2 ideas , 1 comment ." in page
        assert "What you publish before the close, people can still vote on and answer." in page
    close_in(-1)
    page = read_text(moderator.client.get(HOME))
    assert "“Community services” is closed. For the design group to decide: 2 ideas , 1 comment ." in page
    assert "What you publish now, everybody can read, but nobody can vote on it or answer it." in page
    assert "For the design group to decide" not in read_text(other_moderator.client.get(HOME))


def test_it_takes_one_query_for_many_workshops() -> None:
    first = make_workshop(Phase.CLOSED)
    moderator = make_member("moderator", first, Role.DESIGN_GROUP)
    make_idea(first, status=S.IN_REVIEW)
    moderator.client.get(HOME)
    with CaptureQueriesContext(connection) as few:
        moderator.client.get(HOME)
    for _one in range(3):
        other = make_workshop(Phase.CLOSED)
        make_idea(other, status=S.IN_REVIEW)
        moderator.user.memberships.create(workshop=other, role=Role.DESIGN_GROUP)
    with CaptureQueriesContext(connection) as many:
        page = moderator.client.get(HOME)
    assert (len(many), read_text(page).count("is closed.")) == (len(few), 4)
