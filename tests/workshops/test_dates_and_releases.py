"""No button makes a release: dates come no nearer than a day, and what is closed opens a day later."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone

from ideas_platform.lib.refusals import WrongPhase
from tests.cast import Person, make_idea, make_members
from tests.pages import read_text
from tests.workshops.admin_pages import confirm, find_button, write_dates
from tests.workshops.moving_dates import (
    DAY,
    HOUR,
    again,
    close_it,
    move,
)
from voting.ballots.casting import cast_vote
from workshops.models import Workshop
from workshops.phases import Deed, Phase

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("hours", "taken"), [(-1, False), (0, False), (1, False), (23, False), (25, True)])
def test_a_close_cannot_be_moved_to_less_than_a_day_from_now(
    hours: int, *, taken: bool, workshop: Workshop, organiser: Person
) -> None:
    moved = move(workshop, organiser, closes_at=timezone.now() + hours * HOUR + HOUR / 30)
    assert (moved.closes_at != workshop.closes_at) == taken


def test_a_close_that_is_near_can_be_put_off(workshop: Workshop, organiser: Person) -> None:
    soon = (timezone.now() + 2 * HOUR).replace(microsecond=0)
    Workshop.objects.update(closes_at=soon, ideas_until=None)
    assert move(workshop, organiser, closes_at=timezone.now() + 4 * HOUR).closes_at != soon


def test_a_close_cannot_be_taken_away(workshop: Workshop, organiser: Person) -> None:
    page = confirm(
        organiser.client, find_button(workshop, "extension"), write_dates(closes_at=None, ideas_until=None)
    )
    assert (page.status_code, "Write a day and a time." in read_text(page)) == (422, True)
    assert again(workshop).closes_at == workshop.closes_at


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        ({"closes_at_0": "soon", "closes_at_1": "17:00"}, "Write a day, like 18/12/2026."),
        ({"closes_at_0": "2031-01-01", "closes_at_1": "late"}, "Write a time, like 17:00."),
        ({"closes_at_0": "2031-01-01", "closes_at_1": ""}, "Write a day and a time."),
    ],
)
def test_what_is_no_date_is_refused_in_plain_words(
    boxes: dict[str, str], words: str, workshop: Workshop, organiser: Person
) -> None:
    page = organiser.client.get(find_button(workshop, "extension"), boxes)
    assert (page.status_code, words in read_text(page)) == (422, True)


def try_to_end_ideas(workshop: Workshop, organiser: Person, moment: datetime | None) -> bool:
    """Send an end of new ideas with the close as it is; return whether it was taken."""
    before = again(workshop)
    after = move(workshop, organiser, closes_at=before.closes_at, ideas_until=moment)
    return after.ideas_until != before.ideas_until


@pytest.mark.parametrize(("hours", "taken"), [(-1, False), (0, False), (1, False), (23, False), (25, True)])
def test_new_ideas_cannot_end_less_than_a_day_from_now(
    hours: int, *, taken: bool, workshop: Workshop, organiser: Person
) -> None:
    Workshop.objects.update(ideas_until=timezone.now() + 48 * HOUR)
    assert try_to_end_ideas(workshop, organiser, timezone.now() + hours * HOUR + HOUR / 30) == taken


def test_nor_do_they_end_by_an_empty_field_with_a_close_three_days_away(
    workshop: Workshop, organiser: Person
) -> None:
    soon = (timezone.now() + 3 * DAY + HOUR / 12).replace(second=0, microsecond=0)
    Workshop.objects.update(closes_at=soon, ideas_until=soon - HOUR)
    move(workshop, organiser, closes_at=soon, ideas_until=None)
    until = again(workshop).ideas_until
    assert until is not None
    assert until >= soon - HOUR


@pytest.mark.parametrize(("hours", "taken"), [(1, False), (23, False), (25, True)])
def test_ideas_that_have_ended_do_not_begin_again_for_an_hour(
    hours: int, *, taken: bool, workshop: Workshop, organiser: Person
) -> None:
    Workshop.objects.update(ideas_until=timezone.now() - 2 * HOUR)
    assert try_to_end_ideas(workshop, organiser, timezone.now() + hours * HOUR + HOUR / 30) == taken


def test_an_end_of_new_ideas_that_is_near_can_be_put_off(workshop: Workshop, organiser: Person) -> None:
    Workshop.objects.update(ideas_until=timezone.now() + 2 * HOUR)
    assert try_to_end_ideas(workshop, organiser, timezone.now() + 4 * HOUR)


def test_ideas_end_before_the_close(workshop: Workshop, organiser: Person) -> None:
    assert workshop.closes_at is not None
    sent = write_dates(closes_at=workshop.closes_at, ideas_until=workshop.closes_at + DAY)
    page = confirm(organiser.client, find_button(workshop, "extension"), sent)
    assert "New ideas must end before the workshop closes, or with it." in read_text(page)


def test_a_closed_workshop_does_not_open_again_for_a_minute(workshop: Workshop, organiser: Person) -> None:
    close_it()
    for hours, is_taken in ((20, False), (25, False), (51, True)):
        moved = move(workshop, organiser, "reopening", closes_at=timezone.now() + hours * HOUR)
        assert (moved.resumed_at is not None) == is_taken


def test_a_closed_workshop_opens_again_a_day_later(workshop: Workshop, organiser: Person) -> None:
    close_it()
    reopened = move(workshop, organiser, "reopening", closes_at=timezone.now() + 3 * DAY)
    assert reopened.resumed_at is not None
    assert DAY - HOUR / 12 <= reopened.resumed_at - timezone.now() <= DAY + HOUR
    assert (reopened.phase, reopened.allows(Deed.VOTE)) == (Phase.CLOSED, False)
    assert "The workshop opens again on" in read_text(organiser.client.get(workshop.get_absolute_url()))
    with pytest.raises(WrongPhase):
        cast_vote(actor=make_members(1, workshop)[0], idea=make_idea(workshop), answer="up")
    Workshop.objects.update(resumed_at=timezone.now() - HOUR)
    assert again(workshop).phase == Phase.OPEN


def test_one_that_was_to_open_again_can_stay_closed(workshop: Workshop, organiser: Person) -> None:
    close_it()
    move(workshop, organiser, "reopening", closes_at=timezone.now() + 9 * DAY)
    page = confirm(organiser.client, find_button(workshop, "closing"))
    assert "It stays closed, from now on." in read_text(page)
    closed = again(workshop)
    assert (closed.phase, closed.opens_again, closed.resumed_at) == (Phase.CLOSED, False, None)
