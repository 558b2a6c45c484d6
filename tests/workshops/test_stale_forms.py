"""A form of the admin that was open while somebody else saved, or that is sent twice."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Person, make_member, make_workshop
from tests.pages import find_inline, read_text
from tests.workshops.admin_pages import change, filled_in, make_code, make_organisation, save
from workshops.models import (
    JoinCode,
    Organisation,
    Theme,
    Workshop,
)
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
SINCE = "Nothing is saved yet: this was changed while you had it open."


@pytest.fixture
def draft(db: None) -> Workshop:
    """Return a workshop that is a draft."""
    return make_workshop(Phase.DRAFT, announced_at=None, opens_at=None, ideas_until=None)


@pytest.fixture
def boss(draft: Workshop) -> Person:
    """Return its organiser."""
    return make_member("boss", draft, Role.ORGANISER)


def open_form(client: Client, address: str) -> dict[str, Any]:
    """Return what the form that is open now would send."""
    page = client.get(address)
    return {**filled_in(page), "seen": page.context["seen_mark"]}


ROWS = {
    "themes": {"themes-0-number": "1", "themes-0-title": "Written twice"},
    "groups": {"groups-0-number": "1", "groups-0-name": "Written twice"},
    "poll_options": {
        "poll_options-0-number": "1", "poll_options-0-label": "Written twice",
        "poll_options-1-number": "2", "poll_options-1-label": "Another",
    },
    "poll": {"poll-0-question": "Written twice"},
    "materials": {
        "materials-0-number": "1", "materials-0-kind": "document", "materials-0-title": "Written twice",
        "materials-0-link": "https://example.org/a",
    },
    "updates": {"updates-0-title": "Written twice", "updates-0-text": "News.",
        "updates-0-published_on": "2026-11-01"},
}  # fmt: skip


@pytest.mark.parametrize("part", sorted(ROWS))
def test_a_form_with_a_new_row_sent_twice_stores_one_and_keeps_what_was_written(
    part: str, draft: Workshop, boss: Person
) -> None:
    number = max(int(name.split("-")[1]) for name in ROWS[part]) + 1
    sent = {**open_form(boss.client, change(draft)), **ROWS[part], f"{part}-TOTAL_FORMS": str(number)}
    first = boss.client.post(change(draft), sent)
    assert first.status_code == 302, first.context["errors"]
    second = boss.client.post(change(draft), sent)
    assert (second.status_code, find_inline(second)) == (200, [])
    assert read_text(second).count(SINCE) >= 1
    assert "Written twice" in second.text
    third = boss.client.post(change(draft), {**sent, "seen": second.context["seen_mark"]})
    assert third.status_code in {200, 302}
    unmarked = boss.client.post(
        change(draft), {name: value for name, value in sent.items() if name != "seen"}
    )
    assert unmarked.status_code in {200, 302}


def test_what_somebody_else_saved_is_told_and_what_one_wrote_stays(draft: Workshop, boss: Person) -> None:
    mine = {**open_form(boss.client, change(draft)), "title": "My title", "brief": "My brief."}
    other = make_member("other-boss", draft, Role.ORGANISER)
    assert save(other.client, change(draft), title="Their title").status_code == 302
    Theme.objects.create(workshop=draft, number=1, title="Their theme")
    late = boss.client.post(change(draft), mine)
    text = read_text(late)
    assert [text.count(words) >= 1 for words in (SINCE, "Their title", "Their theme")] == [True] * 3
    told = dict(late.context["stale"].rows)
    # The end of new ideas was filled in by the other save.
    assert set(told) == {"workshop: title", "workshop: new ideas until", "theme: title"}
    form = late.context["adminform"].form
    assert (form["title"].value(), form["brief"].value()) == ("My title", "My brief.")
    assert Workshop.objects.get(pk=draft.pk).title == "Their title"
    again = {**mine, "seen": late.context["seen_mark"]}
    assert boss.client.post(change(draft), again).status_code == 302
    assert Workshop.objects.get(pk=draft.pk).title == "My title"
    assert Theme.objects.filter(workshop=draft).count() == 1


def test_a_row_that_somebody_took_away_meanwhile_is_no_fault(draft: Workshop, boss: Person) -> None:
    theme = Theme.objects.create(workshop=draft, number=1, title="Gone")
    mine = {**open_form(boss.client, change(draft)), "themes-0-title": "Better"}
    theme.delete()
    late = boss.client.post(change(draft), mine)
    assert (late.status_code, SINCE in read_text(late)) == (200, True)
    again = boss.client.post(change(draft), {**mine, "seen": late.context["seen_mark"]})
    assert again.status_code in {200, 302}


def test_two_rows_that_change_numbers_come_back_or_are_saved(draft: Workshop, boss: Person) -> None:
    for number in (1, 2):
        Theme.objects.create(workshop=draft, number=number, title=f"Theme {number}")
    form = open_form(boss.client, change(draft))
    answer = boss.client.post(change(draft), {**form, "themes-0-number": "2", "themes-1-number": "1"})
    assert answer.status_code in {200, 302}
    assert Theme.objects.filter(workshop=draft).count() == 2


def test_what_is_not_on_the_form_makes_no_form_stale(workshop: Workshop, organiser: Person) -> None:
    mine = open_form(organiser.client, change(workshop))
    Workshop.objects.filter(pk=workshop.pk).update(release_number=7, recompute_all=True)
    assert organiser.client.post(change(workshop), mine).status_code == 302


@pytest.mark.parametrize("kind", ["organisation", "code"])
def test_other_forms_are_told_apart_too(kind: str, workshop: Workshop, organiser: Person) -> None:
    thing = make_organisation(workshop) if kind == "organisation" else make_code(workshop)
    mine = open_form(organiser.client, change(thing))
    if isinstance(thing, Organisation):
        Organisation.objects.filter(pk=thing.pk).update(name="Renamed")
    else:
        JoinCode.objects.filter(pk=thing.pk).update(ends_on="2030-01-01")
    late = organiser.client.post(change(thing), mine)
    assert (late.status_code, SINCE in read_text(late)) == (200, True)


@pytest.mark.parametrize("seen", ["x", "\x00", "😀" * 900])
def test_an_odd_mark_is_a_stale_one(seen: str, draft: Workshop, boss: Person) -> None:
    mine = {**open_form(boss.client, change(draft)), "seen": seen, "title": "Not yet"}
    assert boss.client.post(change(draft), mine).status_code in {200, 400}
    assert Workshop.objects.get(pk=draft.pk).title != "Not yet"


def test_dates_as_the_boxes_show_them_do_not_differ(draft: Workshop, boss: Person) -> None:
    opened = open_form(boss.client, change(draft))
    save(boss.client, change(draft), brief="Somebody else wrote this.", shred_on="01/12/2030")
    day, time = str(draft.closes_at and timezone.localtime(draft.closes_at))[:19].split()
    as_shown = "/".join(reversed(day.split("-")))
    sent = {**opened, "closes_at_0": as_shown, "closes_at_1": time, "brief": "Mine."}
    page = read_text(boss.client.post(change(draft), sent))
    assert (SINCE in page, "Somebody else wrote this." in page, "01/12/2030" in page) == (True, True, True)
    assert "Workshop: closes at" not in page
