"""No workshop is announced or open without those whom people in need must find, by form or by date."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Person, make_member, make_workshop
from tests.pages import Page, find_inline, read_text
from tests.workshops.admin_pages import HOME, at, change, errors, save
from workshops.domain.letters import find_due
from workshops.domain.openings import watch_openings
from workshops.models import Invitation, OutboxEmail, Subscription, Theme, Workshop
from workshops.models.subscriptions import Letter
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
NOW = timezone.now().replace(microsecond=0)
AGO, SOON, LATER = NOW - timedelta(hours=1), NOW + timedelta(days=1), NOW + timedelta(days=30)
COMPLETE = {
    "brief": "Plain words.",
    "contact_name": "Sam",
    "contact_email": "sam@trust.example",
    "safeguarding": "Ring 020 7946 0120.",
}


def make_draft(**fields: Any) -> Workshop:
    """Return a draft that has all it needs, but for `fields` and its dates."""
    dates = {"announced_at": None, "opens_at": None, "ideas_until": None, "closes_at": LATER}
    workshop = make_workshop(Phase.DRAFT, **{**COMPLETE, **dates, **fields})
    Theme.objects.create(workshop=workshop, number=1, title="Teams")
    Invitation.objects.create(workshop=workshop, email="expert@trust.example", role=Role.DESIGN_GROUP)
    return Workshop.objects.with_phase().get(pk=workshop.pk)


def organiser_of(workshop: Workshop) -> Person:
    return make_member("its-organiser", workshop, Role.ORGANISER)


def phase(workshop: Workshop) -> Phase:
    return Workshop.objects.with_phase().get(pk=workshop.pk).phase


def confirm(person: Person, workshop: Workshop, **changes: str) -> Page:
    """Save, and say yes to what the page asks."""
    asked = save(person.client, change(workshop), **changes)
    sure = asked.context["adminform"].form.asks.value
    return save(person.client, change(workshop), **changes, sure=sure)


MISSING = [
    ({"safeguarding": ""}, "safeguarding"),
    ({"contact_name": ""}, "contact_email"),
    ({"contact_email": "", "contact_phone": "", "safeguarding": "No address."}, "contact_email"),
    ({"contact_email": "", "contact_phone": "020 7946 0120"}, "safeguarding_email"),
]


@pytest.mark.parametrize(("fields", "field"), MISSING)
@pytest.mark.parametrize("date", ["announced_at", "opens_at"])
def test_a_date_that_begins_it_now_is_refused_beside_what_is_missing(
    fields: dict[str, str], field: str, date: str
) -> None:
    workshop = make_draft(**fields)
    answer = save(organiser_of(workshop).client, change(workshop), **at(date, AGO))
    said = errors(answer)
    assert {date, field} <= set(said)
    assert find_inline(answer) == []
    assert (phase(workshop), Workshop.objects.get(pk=workshop.pk).opens_at) == (Phase.DRAFT, None)


@pytest.mark.parametrize("kind", [Theme, Invitation])
def test_without_theme_or_design_group_it_does_not_begin(kind: type[Theme] | type[Invitation]) -> None:
    workshop = make_draft()
    kind.objects.filter(workshop=workshop).delete()
    answer = save(organiser_of(workshop).client, change(workshop), **at("opens_at", AGO))
    assert set(errors(answer)) == {"opens_at"}
    assert phase(workshop) == Phase.DRAFT


def test_a_theme_in_the_same_form_counts_and_one_taken_away_does_not() -> None:
    workshop = make_draft()
    organiser = organiser_of(workshop)
    gone = save(organiser.client, change(workshop), **at("opens_at", AGO), **{"themes-0-DELETE": "on"})
    assert set(errors(gone)) == {"opens_at"}
    Theme.objects.filter(workshop=workshop).delete()
    rows = {"themes-TOTAL_FORMS": "1", "themes-0-number": "1", "themes-0-title": "New"}
    asked = save(organiser.client, change(workshop), **at("opens_at", AGO), **rows)
    assert asked.context["adminform"].form.asks is not None


@pytest.mark.parametrize(("date", "after"), [("announced_at", Phase.ANNOUNCED), ("opens_at", Phase.OPEN)])
def test_a_past_date_opens_nothing_unasked(date: str, after: Phase) -> None:
    workshop = make_draft()
    organiser = organiser_of(workshop)
    asked = save(organiser.client, change(workshop), title="Kept", **at(date, AGO))
    text = read_text(asked)
    assert text.count("Save it like this?") == 1
    assert "as soon as you save" in text
    assert asked.context["adminform"].form["title"].value() == "Kept"
    assert phase(workshop) == Phase.DRAFT
    assert confirm(organiser, workshop, **at(date, AGO)).status_code == 302
    assert phase(workshop) == after


def test_a_yes_is_to_what_was_asked_and_to_nothing_else() -> None:
    workshop = make_draft()
    organiser = organiser_of(workshop)
    asked = save(organiser.client, change(workshop), **at("announced_at", AGO))
    sure = asked.context["adminform"].form.asks.value
    answer = save(
        organiser.client, change(workshop), **at("announced_at", AGO), **at("opens_at", AGO), sure=sure
    )
    assert (answer.status_code, phase(workshop)) == (200, Phase.DRAFT)


def test_what_else_is_missing_is_asked_about_once() -> None:
    workshop = make_draft(brief="")
    organiser = organiser_of(workshop)
    dates = {**at("announced_at", SOON), **at("opens_at", SOON + timedelta(hours=1))}
    text = read_text(save(organiser.client, change(workshop), **dates))
    assert text.count("Not there yet: A brief in plain words.") == 1
    assert confirm(organiser, workshop, **dates).status_code == 302
    assert save(organiser.client, change(workshop), title="Later").status_code == 302


def test_with_everything_there_a_coming_date_is_not_asked_about() -> None:
    workshop = make_draft()
    dates = {**at("announced_at", SOON), **at("opens_at", SOON + timedelta(hours=1))}
    assert save(organiser_of(workshop).client, change(workshop), **dates).status_code == 302
    assert Workshop.objects.get(pk=workshop.pk).may_open is True


def test_a_new_workshop_does_not_open_with_its_first_form(administrator: Person) -> None:
    sent = {"title": "Ambulances", "slug": "ambulances", **at("opens_at", AGO)}
    answer = save(administrator.client, f"{HOME}workshop/add/", **sent)
    assert "opens_at" in errors(answer)
    assert not Workshop.objects.filter(slug="ambulances").exists()


def test_what_is_announced_cannot_lose_its_safeguarding_contact() -> None:
    workshop = make_draft(announced_at=AGO, opens_at=SOON)
    answer = save(organiser_of(workshop).client, change(workshop), safeguarding="")
    assert set(errors(answer)) == {"safeguarding", "__all__"}
    assert Workshop.objects.get(pk=workshop.pk).safeguarding == COMPLETE["safeguarding"]


def test_a_date_that_comes_opens_nothing_and_the_organisers_are_told() -> None:
    workshop = make_draft(safeguarding="", announced_at=AGO, opens_at=AGO + timedelta(minutes=1))
    organiser = organiser_of(workshop)
    Workshop.objects.filter(pk=workshop.pk).update(may_open=False)
    assert phase(workshop) == Phase.DRAFT
    assert Client().get("/").text.count(workshop.get_absolute_url()) == 0
    assert (watch_openings(), watch_openings()) == (1, 0)
    stored = Workshop.objects.get(pk=workshop.pk)
    assert (stored.announced_at, stored.opens_at, phase(workshop)) == (None, None, Phase.DRAFT)
    letters = OutboxEmail.objects.order_by("recipient")
    assert [letter.recipient for letter in letters] == [organiser.user.email, "sam@trust.example"]
    assert "- Safeguarding and Freedom to Speak Up contacts" in letters[0].text


def test_the_announcement_of_what_may_not_open_is_not_sent() -> None:
    workshop = make_draft(opens_at=AGO)
    Subscription.objects.create(workshop=workshop, email="jo@home.example", opening=True)
    assert len(find_due(Letter.OPENING)) == 1
    Workshop.objects.filter(pk=workshop.pk).update(may_open=False)
    assert find_due(Letter.OPENING) == []


def test_what_is_put_right_before_its_date_opens_with_it() -> None:
    workshop = make_draft(safeguarding="", announced_at=SOON, opens_at=SOON + timedelta(hours=1))
    assert (watch_openings(), Workshop.objects.get(pk=workshop.pk).may_open) == (0, False)
    assert save(organiser_of(workshop).client, change(workshop), safeguarding="Ring 1.").status_code == 302
    assert Workshop.objects.get(pk=workshop.pk).may_open is True


def test_a_workshop_that_is_open_is_left_alone() -> None:
    workshop = make_workshop(Phase.OPEN)
    assert (watch_openings(), phase(workshop)) == (0, Phase.OPEN)


def test_a_practice_workshop_opens_as_it_is() -> None:
    workshop = make_workshop(Phase.DRAFT, practice=True, announced_at=None, opens_at=None, ideas_until=None)
    assert save(organiser_of(workshop).client, change(workshop), **at("opens_at", AGO)).status_code == 302
    assert (watch_openings(), phase(workshop)) == (0, Phase.OPEN)


def test_what_did_not_begin_can_be_put_right_step_by_step_and_asks_before_it_begins() -> None:
    workshop = make_draft(safeguarding="", announced_at=AGO)
    Theme.objects.filter(workshop=workshop).delete()
    Workshop.objects.filter(pk=workshop.pk).update(may_open=False)
    organiser = organiser_of(workshop)
    assert save(organiser.client, change(workshop), safeguarding="Ring 1.").status_code == 302
    assert phase(workshop) == Phase.DRAFT
    Theme.objects.create(workshop=workshop, number=1, title="Teams")
    asked = save(organiser.client, change(workshop), title="Ready")
    assert (asked.context["adminform"].form.asks is None, phase(workshop)) == (False, Phase.DRAFT)


def test_what_opens_without_having_been_announced_is_there_for_everybody(workshop: Workshop) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(announced_at=None)
    visitor = Client()
    assert visitor.get(workshop.get_absolute_url()).status_code == 200
    assert str(workshop) in read_text(visitor.get("/"))
    Workshop.objects.filter(pk=workshop.pk).update(opens_at=None)
    assert visitor.get(workshop.get_absolute_url()).status_code == 404
