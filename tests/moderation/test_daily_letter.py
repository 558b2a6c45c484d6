"""A letter a day to a design group that has work: counts alone, the same for all, at most one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from ideas.models import Idea, Report
from moderation.domain.daily_letter import list_readers, set_letter, write_daily_letters
from moderation.tasks import write_letters_of_the_day
from tests.cast import Person, make_comment, make_idea, make_member, make_workshop
from tests.pages import read_text
from workshops.domain.daily import begin_of_day, hold_day
from workshops.models import Housekeeping, OutboxEmail, Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
S = Idea.Status
DESK = "/admin/desk/community/"


def let_days_pass(number: int = 1) -> None:
    """Let the last look have been so many days earlier."""
    for row in Housekeeping.objects.filter(name__startswith="daily:"):
        Housekeeping.objects.filter(pk=row.pk).update(at=row.at - number * timedelta(days=1))


def fill(workshop: Workshop) -> None:
    """Let four texts wait: one held, one reported as a danger, and the oldest for two days."""
    since = timezone.localdate() - timedelta(days=2)
    make_idea(workshop, status=S.IN_REVIEW, held=True, title="Never told", review_since=since)
    danger = make_idea(workshop, status=S.IN_REVIEW, review_since=timezone.localdate())
    Report.objects.create(item=danger.pk, tag=bytes(16), idea=danger, reason="safety", released=True)
    make_comment(make_idea(workshop), status=S.IN_REVIEW)
    # What nobody may know of yet, and what is done.
    make_idea(workshop, status=S.UNRELEASED, held=True)
    make_idea(workshop, reviewed=True)


def test_all_of_the_group_get_the_same_words_and_counts_alone(
    workshop: Workshop, moderator: Person, organiser: Person, participant: Person, other_moderator: Person
) -> None:
    second = make_member("second", workshop, Role.DESIGN_GROUP)
    fill(workshop)
    assert write_daily_letters() == 2
    letters = list(OutboxEmail.objects.all())
    assert {letter.recipient for letter in letters} == {moderator.user.email, second.user.email}
    assert len({(letter.subject, letter.text, letter.html) for letter in letters}) == 1
    assert letters[0].subject == "Texts wait for you: Community services"
    assert letters[0].text.split("\n\n")[:2] == [
        "4 texts wait for the design group of “Community services”.",
        "- Reported as a danger: 1\n- Held: 1\n- The oldest has waited for 2 days.",
    ]
    assert f"{DESK}\n" in letters[0].text
    assert "Never told" not in letters[0].text


def test_there_is_one_a_day_at_most_and_none_of_what_comes_later_that_day(
    workshop: Workshop, moderator: Person
) -> None:
    assert write_daily_letters() == 0
    fill(workshop)
    assert write_daily_letters() == 0
    told = []
    for _day in range(2):
        let_days_pass()
        told.append([write_daily_letters() for _look in range(3)])
        OutboxEmail.objects.all().delete()
    assert told == [[1, 0, 0], [1, 0, 0]]


def test_after_days_without_a_worker_there_is_one_letter(workshop: Workshop, moderator: Person) -> None:
    fill(workshop)
    write_letters_of_the_day()
    let_days_pass(5)
    OutboxEmail.objects.all().delete()
    write_letters_of_the_day()
    assert OutboxEmail.objects.count() == 1


@pytest.mark.parametrize("fields", [{"practice": True}, {"imported": True}])
def test_none_is_written_where_nobody_is_real(fields: dict[str, Any]) -> None:
    workshop = make_workshop(**fields)
    make_member("moderator", workshop, Role.DESIGN_GROUP)
    fill(workshop)
    assert write_daily_letters() == 0


def test_none_is_written_where_nothing_can_be_decided() -> None:
    over = make_workshop(Phase.PUBLISHED)
    make_member("moderator", over, Role.DESIGN_GROUP)
    fill(over)
    assert write_daily_letters() == 0


def test_organisers_get_it_where_there_is_no_design_group(workshop: Workshop, organiser: Person) -> None:
    assert list_readers(workshop) == [organiser.user.email]
    moderator = make_member("comes-later", workshop, Role.DESIGN_GROUP)
    assert list_readers(workshop) == [moderator.user.email]
    set_letter(moderator.membership, is_wanted=False)
    assert list_readers(workshop) == []


def test_each_stops_it_and_starts_it_again_on_the_desk(workshop: Workshop, moderator: Person) -> None:
    second = make_member("second", workshop, Role.DESIGN_GROUP)
    for _press in range(2):
        answer = moderator.client.post(f"{DESK}letter/", {"wanted": "no"})
    assert answer["Location"] == DESK
    assert read_text(moderator.client.get(DESK)).count("You get no letter when texts or notes wait.") == 1
    assert list_readers(workshop) == [second.user.email]
    moderator.client.post(f"{DESK}letter/", {"wanted": "yes"})
    assert (
        read_text(moderator.client.get(DESK)).count("You get a letter once a day when texts or notes wait.")
        == 1
    )
    assert len(list_readers(workshop)) == 2


def test_a_restored_copy_writes_none_on_its_day(workshop: Workshop, moderator: Person) -> None:
    fill(workshop)
    hold_day()
    assert write_daily_letters() == 0


def test_a_day_begins_at_eight_in_london_in_summer_too() -> None:
    summer, winter = datetime(2026, 7, 1, 7, tzinfo=UTC), datetime(2026, 12, 1, 8, tzinfo=UTC)
    for eight in (summer, winter):
        with time_machine.travel(eight):
            assert begin_of_day(eight) == eight
            assert begin_of_day(eight - timedelta(seconds=1)) < eight - timedelta(hours=22)
