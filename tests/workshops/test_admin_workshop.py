"""A workshop in the admin: who makes it, what its organisers change, what stays as it was promised."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from anonymity.keys import key_check
from tests.cast import Person, make_member, make_workshop
from tests.pages import read_text
from tests.workshops.admin_pages import (
    HOME,
    at,
    change,
    errors,
    save,
)
from workshops.models import Group, Theme, Workshop
from workshops.phases import Phase
from workshops.rules import Role


def test_a_site_administrator_makes_a_workshop_with_its_key(administrator: Person, key_dir: Path) -> None:
    response = save(administrator.client, f"{HOME}workshop/add/", title="Ambulances", slug="ambulances")
    assert response.status_code == 302
    workshop = Workshop.objects.get(slug="ambulances")
    key = (key_dir / workshop.pk.hex).read_bytes()
    assert bytes(workshop.key_check or b"") == key_check(key)


@pytest.mark.parametrize("dates", [("closes_at",), ("announced_at", "opens_at", "ideas_until", "closes_at")])
@pytest.mark.parametrize("days", [-9, 9])
def test_a_new_workshop_may_have_its_dates_at_once(
    administrator: Person, dates: tuple[str, ...], days: int
) -> None:
    start = timezone.now() + timedelta(days=days)
    moments = [at(name, start + timedelta(days=4 * place)) for place, name in enumerate(dates)]
    sent = {name: value for moment in moments for name, value in moment.items()}
    address = f"{HOME}workshop/add/"
    answer = save(administrator.client, address, title="Ambulances", slug="ambulances", **sent)
    if asks := answer.context and answer.context["adminform"].form.asks:
        sure = asks.value
        answer = save(administrator.client, address, title="Ambulances", slug="ambulances", sure=sure, **sent)
    is_refused = answer.status_code == 200 and {"announced_at", "opens_at"} <= errors(answer).keys()
    assert is_refused or answer.status_code == 302


@pytest.mark.parametrize("name", ["organiser", "moderator"])
def test_nobody_else_makes_one(name: str, request: pytest.FixtureRequest) -> None:
    assert request.getfixturevalue(name).client.get(f"{HOME}workshop/add/").status_code == 403


def test_a_workshop_that_is_refused_leaves_no_key(administrator: Person, key_dir: Path) -> None:
    save(administrator.client, f"{HOME}workshop/add/", title="Ambulances", slug="not a slug")
    assert not key_dir.exists()


@pytest.mark.parametrize("name", ["organiser", "administrator"])
def test_nobody_deletes_one(name: str, workshop: Workshop, request: pytest.FixtureRequest) -> None:
    address = change(workshop).replace("change", "delete")
    assert request.getfixturevalue(name).client.post(address, {"post": "yes"}).status_code == 403


def test_an_organiser_writes_the_brief(workshop: Workshop, organiser: Person) -> None:
    assert save(organiser.client, change(workshop), brief="Plain words.").status_code == 302
    assert Workshop.objects.get(pk=workshop.pk).brief == "Plain words."


def test_saving_without_a_change_changes_nothing(workshop: Workshop, organiser: Person) -> None:
    before = Workshop.objects.filter(pk=workshop.pk).values().get()
    assert save(organiser.client, change(workshop)).status_code == 302
    assert Workshop.objects.filter(pk=workshop.pk).values().get() == before


@pytest.mark.parametrize(
    "typed", ["foo bar", "https://trust.example/", "*.nhs.uk", "nhs", "a@b@trust.example/x"]
)
def test_what_is_no_domain_is_refused(typed: str, workshop: Workshop, organiser: Person) -> None:
    page = save(organiser.client, change(workshop), allowed_domains=f"trust.example, {typed}")
    assert "Write domains like “trust.nhs.uk”, separated by commas." in read_text(page)
    assert Workshop.objects.get(pk=workshop.pk).allowed_domains == workshop.allowed_domains


def test_domains_are_kept_in_the_form_in_which_they_are_compared(
    workshop: Workshop, organiser: Person
) -> None:
    save(organiser.client, change(workshop), allowed_domains="Trust.NHS.uk, bücher.example")
    assert Workshop.objects.get(pk=workshop.pk).allowed_domains == ["trust.nhs.uk", "xn--bcher-kva.example"]


def test_a_date_out_of_order_is_named_beside_its_field(db: None) -> None:
    workshop = make_workshop(Phase.ANNOUNCED)
    organiser = make_member("organiser", workshop, Role.ORGANISER)
    early = workshop.opens_at - timedelta(days=1) if workshop.opens_at else timezone.now()
    response = save(
        organiser.client, change(workshop), **at("closes_at", early), ideas_until_0="", ideas_until_1=""
    )
    assert errors(response) == {"closes_at": ["Out of order: “opens at” must come before “closes at”."]}


def test_ideas_cannot_end_after_the_close(db: None) -> None:
    workshop = make_workshop(Phase.ANNOUNCED)
    organiser = make_member("organiser", workshop, Role.ORGANISER)
    late = workshop.closes_at + timedelta(days=1) if workshop.closes_at else timezone.now()
    response = save(organiser.client, change(workshop), **at("ideas_until", late))
    assert errors(response) == {
        "ideas_until": ["Out of order: “new ideas until” must come before “closes at”."]
    }


def test_themes_and_groups_are_written_on_the_workshops_page(workshop: Workshop, organiser: Person) -> None:
    Theme.objects.create(workshop=workshop, number=1, title="Integrated teams")
    rows = {"themes-TOTAL_FORMS": 2, "themes-1-number": 2, "themes-1-title": "Joint planning"}
    group = {"groups-TOTAL_FORMS": 1, "groups-0-number": 1, "groups-0-name": "nurse"}
    assert save(organiser.client, change(workshop), **rows, **group).status_code == 302
    assert [str(theme) for theme in workshop.themes.all()] == ["1. Integrated teams", "2. Joint planning"]
    assert [str(group) for group in workshop.groups.all()] == ["nurse"]


def test_two_themes_cannot_have_one_number(workshop: Workshop, organiser: Person) -> None:
    rows = {
        "themes-TOTAL_FORMS": 2,
        "themes-0-number": 1,
        "themes-0-title": "Integrated teams",
        "themes-1-number": 1,
        "themes-1-title": "Joint planning",
    }
    response = save(organiser.client, change(workshop), **rows)
    formset = response.context["inline_admin_formsets"][0].formset
    assert list(formset.non_form_errors()) == ["“1” is there twice."]


@pytest.mark.parametrize(("phase", "left"), [(Phase.ANNOUNCED, 0), (Phase.OPEN, 1)])
def test_a_group_is_taken_away_only_before_the_workshop_opens(db: None, phase: Phase, left: int) -> None:
    workshop = make_workshop(phase)
    organiser = make_member("organiser", workshop, Role.ORGANISER)
    Group.objects.create(workshop=workshop, name="nurse")
    save(organiser.client, change(workshop), **{"groups-0-DELETE": "on"})
    assert workshop.groups.count() == left


FREE_BEFORE = {
    "release_people",
    "release_within",
    "minimum_members",
    "cluster_by",
    "common_ground_by",
    "rho",
    "opens_at",
    "slug",
}


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.ANNOUNCED])
def test_before_opening_everything_can_be_set(db: None, phase: Phase) -> None:
    workshop = make_workshop(phase)
    organiser = make_member("organiser", workshop, Role.ORGANISER)
    fields = organiser.client.get(change(workshop)).context["adminform"].form.fields
    assert set(fields) >= {*FREE_BEFORE, "announced_at", "practice", "shred_on"}


@pytest.mark.parametrize("name", ["organiser", "administrator"])
def test_from_opening_on_nobody_changes_what_people_were_promised(
    name: str, workshop: Workshop, request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue(name).client
    fields = client.get(change(workshop)).context["adminform"].form.fields
    assert set(fields) & {*FREE_BEFORE, "announced_at", "practice"} == set()
    save(
        client,
        change(workshop),
        release_people=1,
        practice="on",
        **at("opens_at", timezone.now() + timedelta(1)),
    )
    after = Workshop.objects.get(pk=workshop.pk)
    assert (after.release_people, after.practice, after.opens_at) == (10, False, workshop.opens_at)


def test_the_day_of_the_keys_end_is_set_once(workshop: Workshop, organiser: Person) -> None:
    day = timezone.localdate() + timedelta(days=90)
    save(organiser.client, change(workshop), shred_on=day)
    assert Workshop.objects.get(pk=workshop.pk).shred_on == day
    save(organiser.client, change(workshop), shred_on=day + timedelta(days=810))
    assert Workshop.objects.get(pk=workshop.pk).shred_on == day


def test_the_form_moves_the_close_until_it_opens_from_then_on_buttons_do(db: None) -> None:
    for phase, movable in ((Phase.ANNOUNCED, True), (Phase.OPEN, False), (Phase.PUBLISHED, False)):
        workshop = make_workshop(phase)
        organiser = make_member(f"organiser-{phase}", workshop, Role.ORGANISER)
        fields = organiser.client.get(change(workshop)).context["adminform"].form.fields
        assert ("closes_at" in fields) == movable


@pytest.mark.parametrize("kind", ["practice", "imported"])
def test_a_practice_or_imported_workshop_never_becomes_a_real_one(db: None, kind: str) -> None:
    workshop = make_workshop(Phase.DRAFT, **{kind: True})
    organiser = make_member("organiser", workshop, Role.ORGANISER)
    save(organiser.client, change(workshop), practice="" if kind == "practice" else "on")
    after = Workshop.objects.get(pk=workshop.pk)
    assert (after.practice, after.imported) == (workshop.practice, workshop.imported)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("rho", "7", "This number must be between 0 and 1."),
        ("rho", "-0.1", "This number must be between 0 and 1."),
        ("release_within", "0", "The longest wait is from 10 minutes to a day (1440 minutes)."),
    ],
)
def test_what_the_database_would_refuse_is_told_beside_its_field(
    administrator: Person, field: str, value: str, said: str
) -> None:
    sent = {"title": "Ambulances", "slug": "ambulances", field: value}
    assert errors(save(administrator.client, f"{HOME}workshop/add/", **sent)) == {field: [said]}
