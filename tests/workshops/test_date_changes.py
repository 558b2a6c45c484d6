"""An open workshop is closed and extended, and a closed one opened again, by buttons that say it first."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from ideas.domain.digests import find_news
from tests.cast import Person, make_workshop
from tests.pages import read_text
from tests.workshops.admin_pages import at, change, confirm, find_button, save, write_dates
from tests.workshops.moving_dates import (
    CLOSE,
    DAY,
    HOUR,
    NOW,
    again,
    close_it,
    count_notices,
    make_organiser,
    move,
)
from workshops.domain.date_plans import plan_close
from workshops.domain.notices import Notice, say_close, say_new_dates
from workshops.models import Update, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db


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
        return re.findall(rf'href="/admin/desk/{workshop.slug}/set-up/(\w+)/"', page)

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
