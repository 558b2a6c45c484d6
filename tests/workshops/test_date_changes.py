"""An open workshop is closed and extended, and a closed one opened again, by buttons that say it first."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from ideas.domain.digests import find_news
from ideas_platform.lib.refusals import WrongPhase
from tests.cast import Person, make_idea, make_member, make_members, make_workshop
from tests.pages import read_text
from tests.workshops.admin_pages import at, change, confirm, find_button, save, write_dates
from voting.ballots.casting import cast_vote
from workshops.domain.date_plans import plan_close
from workshops.domain.notices import Notice, say_close, say_new_dates
from workshops.models import Update, Workshop
from workshops.phases import Deed, Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
CLOSE = datetime(2026, 12, 18, 17, tzinfo=LONDON)
NOW = datetime(2026, 12, 6, 11, 40, tzinfo=LONDON)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def again(workshop: Workshop) -> Workshop:
    return Workshop.objects.with_phase().get(pk=workshop.pk)


def make_organiser(workshop: Workshop) -> Person:
    return make_member("olive", workshop, Role.ORGANISER)


def move(
    workshop: Workshop, organiser: Person, button: str = "extension", **dates: datetime | None
) -> Workshop:
    """Choose these dates, read what happens, confirm it; return the workshop as it is then."""
    confirm(organiser.client, find_button(workshop, button), write_dates(**{"ideas_until": None, **dates}))
    return again(workshop)


def count_notices() -> int:
    return Update.objects.count()


# What is posted


def at_noon(phase: Phase = Phase.OPEN, **fields: Any) -> Workshop:
    workshop = make_workshop(phase, **{"closes_at": CLOSE, "ideas_until": CLOSE - 3 * DAY, **fields})
    workshop.tell_time(timezone.now())
    return workshop


@time_machine.travel(NOW, tick=False)
def test_a_new_close_is_told_in_words_with_the_old_one() -> None:
    workshop = at_noon()
    notice = say_new_dates(workshop, CLOSE + 7 * DAY, workshop.ideas_until)
    assert notice == Notice(
        "New date: the workshop closes on Friday 25 December at 5pm",
        "Before, it was Friday 18 December at 5pm.",
    )


@time_machine.travel(NOW, tick=False)
def test_two_dates_that_move_together_are_one_notice() -> None:
    notice = say_new_dates(at_noon(), CLOSE + 7 * DAY, CLOSE + 4 * DAY)
    assert notice == Notice(
        "New date: the workshop closes on Friday 25 December at 5pm",
        "Before, it was Friday 18 December at 5pm. New ideas are taken until Tuesday 22 December at 5pm.",
    )
    only_ideas = say_new_dates(at_noon(), CLOSE, CLOSE - 2 * DAY)
    assert only_ideas == Notice(
        "New date: new ideas until Wednesday 16 December at 5pm", "Before, it was Tuesday 15 December at 5pm."
    )


@time_machine.travel(NOW, tick=False)
def test_a_close_is_told_with_the_old_one_and_with_the_end_of_ideas() -> None:
    until = NOW + DAY + HOUR / 3
    assert say_close(at_noon(), until, until) == Notice(
        "The workshop closes on Monday 7 December at midday",
        "Before, it was Friday 18 December at 5pm. New ideas are taken until Monday 7 December at midday.",
    )


def test_dates_that_stay_are_no_news(workshop: Workshop) -> None:
    assert say_new_dates(workshop, workshop.closes_at, workshop.ideas_until) is None


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.ANNOUNCED, Phase.PUBLISHED])
def test_only_while_it_runs_a_new_date_is_news(phase: Phase) -> None:
    workshop = make_workshop(phase)
    assert workshop.closes_at is not None
    assert say_new_dates(workshop, workshop.closes_at + DAY, workshop.ideas_until) is None


@pytest.mark.parametrize("phase", [Phase.OPEN, Phase.CLOSED])
def test_a_first_date_is_no_news(phase: Phase) -> None:
    workshop = make_workshop(phase)
    workshop.closes_at = workshop.ideas_until = None
    assert say_new_dates(workshop, timezone.now() + 9 * DAY, timezone.now() + 6 * DAY) is None


def test_the_dates_of_a_draft_are_told_nobody_also_where_they_open_it(organiser: Person) -> None:
    draft = organiser.membership.workshop
    Workshop.objects.update(practice=True, opens_at=None, closes_at=None, ideas_until=None)
    began, ends = timezone.now() - HOUR, timezone.now() + 9 * DAY
    saved = save(organiser.client, change(draft), **at("opens_at", began), **at("closes_at", ends))
    assert saved.status_code == 302
    assert (again(draft).phase, count_notices()) == (Phase.OPEN, 0)
    assert save(organiser.client, change(draft), brief="Plain words.").status_code == 302
    assert count_notices() == 0


@time_machine.travel(NOW, tick=False)
def test_a_notice_stands_in_the_digest_of_its_week() -> None:
    workshop = at_noon()
    update = Update.objects.create(workshop=workshop, title="New date", text="")
    assert find_news(workshop, date(2026, 12, 1), date(2026, 12, 7)).updates == [update]


# Buttons


def test_a_button_says_what_happens_and_what_is_posted_before_it_does_it(
    workshop: Workshop, organiser: Person
) -> None:
    address = find_button(workshop, "closing")
    page = read_text(organiser.client.get(address))
    assert "It closes on" in page
    assert "This is posted on the workshop’s page, and goes into the next weekly letter:" in page
    assert (count_notices(), again(workshop).closes_at) == (0, workshop.closes_at)
    confirm(organiser.client, address)
    notice = Update.objects.get()
    assert (page.count(notice.title), page.count(notice.text)) == (1, 1)
    closes_at = again(workshop).closes_at
    assert closes_at is not None
    assert DAY <= closes_at - workshop.time_asked <= DAY + HOUR + HOUR / 60
    assert (closes_at.minute, again(workshop).ideas_until) == (0, workshop.ideas_until)
    assert read_text(Client().get(workshop.get_absolute_url())).count(notice.title) == 1


def test_what_was_not_read_is_not_done(workshop: Workshop, organiser: Person, moderator: Person) -> None:
    sent = write_dates(closes_at=timezone.now() + 20 * DAY, ideas_until=None)
    for button, data in (("closing", {}), ("extension", sent), ("pause", {"deed": "pause"})):
        address = find_button(workshop, button)
        for seal in ({}, {"seal": "0123456789abcdef"}):
            answer = organiser.client.post(address, {**data, **seal})
            assert (answer.status_code, answer.headers["Location"]) == (303, address)
        assert moderator.client.get(address).status_code == 404
        assert moderator.client.post(address, data).status_code == 404
    unchanged = again(workshop)
    assert (unchanged.closes_at, unchanged.paused, count_notices()) == (workshop.closes_at, False, 0)


def test_pressing_twice_does_it_once(workshop: Workshop, organiser: Person) -> None:
    address = find_button(workshop, "closing")
    seal = {"seal": plan_close(again(workshop)).seal}
    assert organiser.client.post(address, seal).status_code == 303
    closed = again(workshop)
    assert organiser.client.post(address, seal).status_code == 303
    assert (again(workshop).closes_at, count_notices()) == (closed.closes_at, 1)
    assert "It closes on" in read_text(organiser.client.get(address))
    assert "It cannot close sooner: everybody is told a day before." in read_text(
        organiser.client.get(address)
    )


def test_organisers_find_the_buttons_on_the_page_of_the_workshop_and_others_do_not(
    workshop: Workshop, organiser: Person, participant: Person, moderator: Person
) -> None:
    def find_links(person: Person) -> list[str]:
        page = person.client.get(workshop.get_absolute_url()).content.decode()
        return re.findall(rf'href="/admin/workshops/workshop/{workshop.pk}/(\w+)/"', page)

    assert find_links(organiser) == ["extension", "closing", "pause"]
    assert find_links(participant) == find_links(moderator) == []
    close_it()
    assert find_links(organiser) == ["reopening"]


def test_after_a_close_and_a_reopening_there_are_two_notices(workshop: Workshop, organiser: Person) -> None:
    confirm(organiser.client, find_button(workshop, "closing"))
    hour = timezone.now() - HOUR
    Workshop.objects.update(closes_at=hour, ideas_until=hour)
    reopened = move(workshop, organiser, "reopening", closes_at=timezone.now() + 9 * DAY)
    assert reopened.opens_again
    titles = Update.objects.order_by("title").values_list("title", flat=True)
    assert [title.split(" on ")[0] for title in titles] == ["The workshop closes", "The workshop opens again"]


def test_where_a_date_is_kept_the_workshop_page_of_the_admin_leads_to_the_buttons(
    workshop: Workshop, organiser: Person
) -> None:
    def list_buttons() -> list[str]:
        page = organiser.client.get(change(workshop)).content.decode()
        return re.findall(r'class="button" href="[^"]*/(\w+)/"', page)

    assert list_buttons() == ["extension", "closing", "pause"]
    assert "closes_at" not in organiser.client.get(change(workshop)).context["adminform"].form.fields
    Workshop.objects.update(closes_at=timezone.now() - HOUR, ideas_until=None)
    assert list_buttons() == ["reopening"]
    Workshop.objects.update(closes_at=timezone.now() + 9 * DAY, resumed_at=timezone.now() + DAY)
    assert list_buttons() == ["reopening", "closing"]
    Workshop.objects.update(imported=True)
    assert list_buttons() == []


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("button", ["closing", "extension", "reopening"])
def test_a_button_that_does_not_fit_the_phase_does_nothing(phase: Phase, button: str) -> None:
    workshop = make_workshop(phase)
    organiser = make_organiser(workshop)
    address = find_button(workshop, button)
    fits = phase == (Phase.CLOSED if button == "reopening" else Phase.OPEN)
    page = organiser.client.get(address)
    assert (page.status_code, "obstacle" in page.context) == (200, not fits)
    if not fits:
        sent = write_dates(closes_at=timezone.now() + 20 * DAY, ideas_until=None)
        assert organiser.client.post(address, {**sent, "seal": "x"}).status_code in (200, 303)
        assert (again(workshop).closes_at, count_notices()) == (workshop.closes_at, 0)


def test_an_imported_workshop_is_never_open() -> None:
    workshop = make_workshop(Phase.CLOSED, imported=True)
    organiser = make_organiser(workshop)
    moved = move(workshop, organiser, "reopening", closes_at=timezone.now() + 9 * DAY)
    assert moved.closes_at == workshop.closes_at


# Nobody asks for a release


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


def close_it(**fields: Any) -> None:
    Workshop.objects.update(closes_at=timezone.now() - HOUR, ideas_until=None, **fields)


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


# Practice


def test_a_practice_workshop_closes_and_opens_at_once_and_no_later_than_it_is_deleted(
    organiser: Person,
) -> None:
    workshop = organiser.membership.workshop
    ends_on = timezone.localdate() + 5 * DAY
    Workshop.objects.update(practice=True, practice_ends_on=ends_on)
    confirm(organiser.client, find_button(workshop, "closing"))
    assert again(workshop).phase == Phase.CLOSED
    late = move(workshop, organiser, "reopening", closes_at=timezone.now() + 7 * DAY)
    assert late.phase == Phase.CLOSED
    assert move(workshop, organiser, "reopening", closes_at=timezone.now() + 2 * DAY).phase == Phase.OPEN
    extended = move(workshop, organiser, closes_at=timezone.now() + 7 * DAY)
    assert extended.closes_at is not None
    assert extended.closes_at < timezone.now() + 3 * DAY
