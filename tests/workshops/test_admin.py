"""The admin of organisers: what it holds, and whose it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from tests.cast import Person, make_idea, sign_in
from tests.pages import find_inline, read_text
from tests.workshops.admin_pages import (
    HOME,
    PARTS,
    change,
    make_invitation,
    make_organisation,
    save,
)
from workshops.models import Invitation, Theme, Workshop
from workshops.rules import Role


def test_the_admin_holds_these_models_and_no_others() -> None:
    assert sorted(model._meta.label for model in admin.site._registry) == [
        "ideas.Comment",
        "ideas.Idea",
        "workshops.Invitation",
        "workshops.JoinCode",
        "workshops.Organisation",
        "workshops.Workshop",
    ]


@pytest.mark.parametrize(
    ("name", "models"),
    [
        ("moderator", ["Comment", "Idea", "Workshop"]),
        ("organiser", ["Comment", "Idea", "Invitation", "JoinCode", "Organisation", "Workshop"]),
        ("administrator", ["Comment", "Idea", "Invitation", "JoinCode", "Organisation", "Workshop"]),
    ],
)
def test_the_start_page_lists_what_the_role_needs(
    name: str, models: list[str], request: pytest.FixtureRequest
) -> None:
    response = request.getfixturevalue(name).client.get("/admin/tables/")
    listed = [model["object_name"] for app in response.context["app_list"] for model in app["models"]]
    assert sorted(listed) == models
    assert "Recent actions" not in read_text(response)


@pytest.mark.parametrize("make", PARTS)
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("organiser", 200),
        ("administrator", 200),
        ("moderator", 403),
        ("other_moderator", 403),
        ("other_organiser", 302),
        ("participant", 302),
        ("outsider", 302),
    ],
)
def test_the_parts_of_a_workshop_are_its_organisers(
    name: str,
    shown: int,
    make: Callable[[Workshop], Model],
    workshop: Workshop,
    request: pytest.FixtureRequest,
) -> None:
    part = make(workshop)
    assert request.getfixturevalue(name).client.get(change(part)).status_code == shown


@pytest.mark.parametrize("make", PARTS)
@pytest.mark.parametrize(
    "name", ["moderator", "other_moderator", "other_organiser", "participant", "outsider"]
)
def test_nobody_else_changes_or_deletes_them(
    name: str, make: Callable[[Workshop], Model], workshop: Workshop, request: pytest.FixtureRequest
) -> None:
    part = make(workshop)
    client = request.getfixturevalue(name).client
    before = type(part)._default_manager.values().get(pk=part.pk)
    assert client.post(change(part), {"name": "x", "role": "organiser"}).status_code in {302, 403}
    assert client.post(change(part).replace("change", "delete"), {"post": "yes"}).status_code in {302, 403}
    assert type(part)._default_manager.values().get(pk=part.pk) == before


@pytest.mark.parametrize("make", PARTS)
def test_a_list_shows_ones_own_workshop_only(
    make: Callable[[Workshop], Model], workshop: Workshop, other_workshop: Workshop, organiser: Person
) -> None:
    ours, theirs = make(workshop), make(other_workshop)
    page = organiser.client.get(change(ours).rsplit("/", 3)[0] + "/").content.decode()
    assert (str(ours.pk) in page, str(theirs.pk) in page) == (True, False)
    assert other_workshop.title not in page


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("moderator", 200),
        ("organiser", 200),
        ("administrator", 200),
        ("other_moderator", 302),
        ("other_organiser", 302),
        ("participant", 302),
        ("outsider", 302),
    ],
)
def test_a_workshops_page_is_its_staffs(
    name: str, status: int, workshop: Workshop, request: pytest.FixtureRequest
) -> None:
    assert request.getfixturevalue(name).client.get(change(workshop)).status_code == status


def test_a_member_of_the_design_group_reads_a_workshop_and_changes_nothing(
    workshop: Workshop, moderator: Person
) -> None:
    response = moderator.client.get(change(workshop))
    assert list(response.context["adminform"].form.fields) == []
    assert moderator.client.post(change(workshop), {"title": "Other"}).status_code == 403


def test_who_organises_one_workshop_and_moderates_another_changes_only_the_first(
    workshop: Workshop, other_workshop: Workshop, organiser: Person
) -> None:
    organiser.user.memberships.create(workshop=other_workshop, role=Role.DESIGN_GROUP)
    assert list(organiser.client.get(change(other_workshop)).context["adminform"].form.fields) == []
    assert organiser.client.post(change(other_workshop), {"title": "Other"}).status_code == 403
    assert organiser.client.get(change(make_invitation(other_workshop))).status_code == 302


def test_nobody_asks_a_list_what_its_filters_do_not_ask(workshop: Workshop, organiser: Person) -> None:
    for question in ("membership", "email", "workshop__memberships__user__email", "key_check"):
        for kind in ("organisation", "invitation", "joincode", "workshop"):
            assert organiser.client.get(f"{HOME}{kind}/", {question: "a"}).status_code == 400


def test_dropdowns_offer_nothing_of_other_workshops(
    workshop: Workshop, other_workshop: Workshop, organiser: Person
) -> None:
    ours = make_organisation(workshop)
    make_organisation(other_workshop)
    fields = organiser.client.get(f"{HOME}joincode/add/").context["adminform"].form.fields
    assert list(fields["workshop"].queryset) == [workshop]
    assert list(fields["organisation"].queryset) == [ours]


def test_every_page_is_clean_under_a_strict_policy(workshop: Workshop, administrator: Person) -> None:
    Theme.objects.create(workshop=workshop, number=1, title="Integrated teams")
    make_idea(workshop)
    pages = ["/admin/", HOME, change(workshop), *(change(make(workshop)) for make in PARTS)]
    for kind in ("workshop", "organisation", "joincode", "invitation"):
        pages += [f"{HOME}{kind}/", f"{HOME}{kind}/add/"]
    found = {page: find_inline(administrator.client.get(page)) for page in pages}
    assert found == {page: [] for page in pages}


def test_twenty_organisations_need_no_more_queries_than_one(workshop: Workshop, organiser: Person) -> None:
    def add_and_count(numbers: range) -> int:
        for number in numbers:
            make_organisation(workshop, f"Trust {number}")
        client = sign_in(organiser.user)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{HOME}organisation/")
        return len(queries)

    assert add_and_count(range(1)) == add_and_count(range(1, 20))


def test_what_is_done_here_leaves_no_log(workshop: Workshop, organiser: Person) -> None:
    save(organiser.client, change(workshop), brief="Plain words.")
    save(organiser.client, f"{HOME}organisation/add/", workshop=workshop.pk, name="Thames Trust")
    invitation = make_invitation(workshop)
    organiser.client.post(change(invitation).replace("change", "delete"), {"post": "yes"})
    several = {
        "action": "delete_selected",
        "_selected_action": str(make_invitation(workshop).pk),
        "post": "yes",
    }
    organiser.client.post(f"{HOME}invitation/", several)
    assert (Invitation.objects.count(), LogEntry.objects.count()) == (0, 0)
