"""A date that is moved after the opening is told on the page and in the digest."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from ideas.domain.digests import find_news
from ideas_platform.lib.refusals import WrongPhase
from tests.cast import Person, make_idea, make_members, make_workshop
from tests.pages import read_text
from tests.workshops.admin_pages import at, change, save
from voting.ballots.casting import cast_vote
from workshops.domain.date_changes import read_dates, tell_new_dates
from workshops.models import Update, Workshop
from workshops.phases import Deed, Phase

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
CLOSE = datetime(2026, 12, 18, 17, tzinfo=LONDON)


@time_machine.travel(datetime(2026, 12, 6, 12, tzinfo=LONDON), tick=False)
def test_a_new_close_is_told_in_words_with_the_old_one() -> None:
    workshop = make_workshop(Phase.OPEN, closes_at=CLOSE, ideas_until=CLOSE - timedelta(days=3))
    workshop.tell_time(timezone.now())
    before = read_dates(workshop)
    workshop.closes_at = CLOSE + timedelta(days=7)
    [update] = tell_new_dates(workshop, before)
    assert update.title == "New date: the workshop closes on Friday 25 December at 5pm"
    assert update.text == "Before, it was Friday 18 December at 5pm."
    assert find_news(workshop, date(2026, 12, 1), date(2026, 12, 7)).updates == [update]


def test_dates_that_stay_are_no_news(workshop: Workshop) -> None:
    assert tell_new_dates(workshop, read_dates(workshop)) == []


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.ANNOUNCED, Phase.PUBLISHED])
def test_only_while_it_runs_a_new_date_is_news(phase: Phase) -> None:
    workshop = make_workshop(phase)
    before = read_dates(workshop)
    workshop.closes_at = None
    assert tell_new_dates(workshop, before) == []


def test_a_date_that_is_taken_away_is_told_too(workshop: Workshop) -> None:
    before = read_dates(workshop)
    workshop.closes_at = workshop.ideas_until = None
    assert [update.title for update in tell_new_dates(workshop, before)] == [
        "New date: new ideas until a day not set yet",
        "New date: the workshop closes on a day not set yet",
    ]


def test_what_organisers_move_in_the_admin_is_on_the_page(workshop: Workshop, organiser: Person) -> None:
    assert workshop.closes_at is not None
    later = at("closes_at", workshop.closes_at + timedelta(days=2))
    assert save(organiser.client, change(workshop), **later).status_code == 302
    page = organiser.client.get(workshop.get_absolute_url())
    assert read_text(page).count("New date: the workshop closes on") == 1


def test_what_organisers_leave_as_it_is_is_no_news(workshop: Workshop, organiser: Person) -> None:
    assert save(organiser.client, change(workshop), brief="Plain words.").status_code == 302
    assert Update.objects.count() == 0


def try_close(workshop: Workshop, organiser: Person, **span: int) -> Workshop:
    """Send a close so far from now, and return the workshop as it is then."""
    moment = timezone.now() + timedelta(**span)
    save(organiser.client, change(workshop), **at("closes_at", moment), **at("ideas_until", moment))
    return Workshop.objects.with_phase().get(pk=workshop.pk)


@pytest.mark.parametrize("hours", [-1, 0, 1, 23])
def test_a_close_cannot_be_moved_to_less_than_a_day_from_now(
    hours: int, workshop: Workshop, organiser: Person
) -> None:
    assert try_close(workshop, organiser, hours=hours).closes_at == workshop.closes_at


def test_a_close_can_be_moved_to_more_than_a_day_from_now(workshop: Workshop, organiser: Person) -> None:
    assert try_close(workshop, organiser, hours=25).closes_at != workshop.closes_at


def test_a_close_that_is_near_can_be_put_off(workshop: Workshop, organiser: Person) -> None:
    soon = (timezone.now() + timedelta(hours=2)).replace(microsecond=0)
    Workshop.objects.update(closes_at=soon, ideas_until=None)
    assert try_close(workshop, organiser, hours=4).closes_at != soon


def test_a_close_that_people_were_told_cannot_be_taken_away(workshop: Workshop, organiser: Person) -> None:
    nothing = {"closes_at_0": "", "closes_at_1": ""}
    page = save(organiser.client, change(workshop), **nothing)
    assert "People were told when it closes: write another day, not none." in read_text(page)
    assert Workshop.objects.get(pk=workshop.pk).closes_at == workshop.closes_at


def try_to_end_ideas(workshop: Workshop, organiser: Person, moment: datetime | None) -> bool:
    """Send an end of new ideas; return whether it was taken."""
    before = Workshop.objects.get(pk=workshop.pk).ideas_until
    empty = {"ideas_until_0": "", "ideas_until_1": ""}
    save(organiser.client, change(workshop), **(at("ideas_until", moment) if moment else empty))
    return Workshop.objects.get(pk=workshop.pk).ideas_until != before


@pytest.mark.parametrize(("hours", "taken"), [(-1, False), (0, False), (1, False), (23, False), (25, True)])
def test_new_ideas_cannot_end_less_than_a_day_from_now(
    hours: int, *, taken: bool, workshop: Workshop, organiser: Person
) -> None:
    Workshop.objects.update(ideas_until=timezone.now() + timedelta(hours=48))
    assert try_to_end_ideas(workshop, organiser, timezone.now() + timedelta(hours=hours)) == taken


def test_nor_do_they_end_by_an_empty_field_with_a_close_three_days_away(
    workshop: Workshop, organiser: Person
) -> None:
    soon = (timezone.now() + timedelta(days=3, minutes=5)).replace(microsecond=0)
    Workshop.objects.update(closes_at=soon, ideas_until=soon - timedelta(hours=1))
    assert not try_to_end_ideas(workshop, organiser, None)


@pytest.mark.parametrize(("hours", "taken"), [(1, False), (23, False), (25, True)])
def test_ideas_that_have_ended_do_not_begin_again_for_an_hour(
    hours: int, *, taken: bool, workshop: Workshop, organiser: Person
) -> None:
    Workshop.objects.update(ideas_until=timezone.now() - timedelta(hours=2))
    assert try_to_end_ideas(workshop, organiser, timezone.now() + timedelta(hours=hours)) == taken


def test_an_end_of_new_ideas_that_is_near_can_be_put_off(workshop: Workshop, organiser: Person) -> None:
    Workshop.objects.update(ideas_until=timezone.now() + timedelta(hours=2))
    assert try_to_end_ideas(workshop, organiser, timezone.now() + timedelta(hours=4))


def test_a_closed_workshop_does_not_open_again_for_a_minute(workshop: Workshop, organiser: Person) -> None:
    Workshop.objects.update(closes_at=timezone.now() - timedelta(hours=1), ideas_until=None)
    assert try_close(workshop, organiser, hours=25).resumed_at is None
    assert try_close(workshop, organiser, hours=49).resumed_at is not None


def test_a_practice_workshop_closes_at_once(organiser: Person) -> None:
    Workshop.objects.filter(pk=organiser.membership.workshop_id).update(practice=True)
    workshop = organiser.membership.workshop
    assert try_close(workshop, organiser, hours=-1).phase == Phase.CLOSED


def test_a_closed_workshop_opens_again_a_day_later(workshop: Workshop, organiser: Person) -> None:
    Workshop.objects.update(closes_at=timezone.now() - timedelta(hours=1), ideas_until=None)
    assert try_close(workshop, organiser, hours=20).resumed_at is None
    reopened = try_close(workshop, organiser, days=3)
    assert reopened.resumed_at is not None
    assert abs(reopened.resumed_at - timezone.now() - timedelta(hours=24)) < timedelta(minutes=5)
    assert (reopened.phase, reopened.allows(Deed.VOTE)) == (Phase.CLOSED, False)
    assert "It opens again on" in read_text(organiser.client.get(workshop.get_absolute_url()))
    with pytest.raises(WrongPhase):
        cast_vote(actor=make_members(1, workshop)[0], idea=make_idea(workshop), answer="up")
    Workshop.objects.update(resumed_at=timezone.now() - timedelta(hours=1))
    assert Workshop.objects.with_phase().get().phase == Phase.OPEN


def test_a_practice_workshop_opens_again_at_once(organiser: Person) -> None:
    workshop = organiser.membership.workshop
    Workshop.objects.update(closes_at=timezone.now() - timedelta(hours=1), ideas_until=None, practice=True)
    assert try_close(workshop, organiser, days=3).phase == Phase.OPEN
