"""Who may make a workshop, from nothing, as a copy of an earlier one, and for practice."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Person, make_idea, make_user, make_workshop
from tests.materials import make_material
from tests.organising.setting_up import at, make_begun
from tests.pages import read_text
from workshops.models import Group, Membership, StaffChange, Theme, User, Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker(administrator: Person) -> Person:
    """Return somebody whom a site administrator has let make workshops."""
    administrator.client.post("/admin/workshop-makers/", {"email": "Maker@demo.example"})
    return Person(User.objects.get(email="maker@demo.example"))


def test_an_administrator_lets_somebody_make_workshops_and_stops_it(
    administrator: Person, maker: Person
) -> None:
    assert (maker.user.makes_workshops, maker.user.is_staff, maker.user.is_superuser) == (True, True, False)
    assert "Make a workshop" in read_text(maker.client.get("/admin/"))
    administrator.client.post(f"/admin/workshop-makers/{maker.user.pk}/removal/")
    maker.user.refresh_from_db()
    assert (maker.user.makes_workshops, maker.user.is_staff) == (False, False)
    kinds = StaffChange.objects.filter(person=maker.user, role="maker").values_list("kind", "acted_by")
    assert sorted(kinds) == [("given", administrator.user.pk), ("taken", administrator.user.pk)]


def test_who_makes_a_workshop_organises_it_and_sees_no_other(maker: Person) -> None:
    other = make_workshop(slug="of-others")
    answer = maker.client.post("/admin/new-workshop/", {"title": "Care at home"})
    assert answer.headers["Location"] == "/admin/desk/care-at-home/set-up/purpose/"
    place = Membership.objects.get(user=maker.user)
    assert (place.role, place.workshop.slug, place.workshop.key_check is not None) == (
        Role.ORGANISER, "care-at-home", True,
    )  # fmt: skip
    assert maker.client.get(f"/admin/desk/{other.slug}/set-up/").status_code == 404


def test_pressed_twice_it_is_one_workshop(maker: Person, workshop: Workshop) -> None:
    first, second = (
        maker.client.post("/admin/new-workshop/", {"title": "Care at home"}) for _time in range(2)
    )
    assert (first.status_code, first.headers["Location"]) == (303, second.headers["Location"])
    assert Workshop.objects.filter(title="Care at home").count() == 1
    assert "Here it is." in read_text(maker.client.get(second.headers["Location"]))
    # The same title as that of another's, or of one that is open, is no second press.
    answer = maker.client.post("/admin/new-workshop/", {"title": workshop.title})
    assert Workshop.objects.filter(title=workshop.title).count() == 2
    assert answer.status_code == 303


def test_nobody_else_makes_one(organiser: Person, client: Client) -> None:
    plain = Person(make_user("plain"))
    for browser in (organiser.client, plain.client, client):
        assert browser.post("/admin/new-workshop/", {"title": "Mine"}).status_code == 404
    assert Workshop.objects.filter(title="Mine").count() == 0


def test_a_copy_has_the_set_up_and_neither_people_nor_texts(maker: Person, workshop: Workshop) -> None:
    Membership.objects.create(user=maker.user, workshop=workshop, role=Role.ORGANISER)
    Workshop.objects.filter(pk=workshop.pk).update(
        brief="Plain words.", contact_email="sam@trust.example", theme_word="point", release_people=12
    )
    Theme.objects.create(workshop=workshop, number=1, title="Teams")
    Group.objects.create(workshop=workshop, name="nurse", number=1)
    make_idea(workshop)
    material = make_material(workshop, "film")
    sent = {"title": "The second", "source": str(workshop.pk)}
    assert maker.client.post("/admin/new-workshop/", sent).status_code == 303
    copy = Workshop.objects.with_phase().get(slug="the-second")
    stored = copy.materials.get()
    assert (copy.brief, copy.theme_word, copy.release_people, copy.contact_email, copy.phase) == (
        "Plain words.", "point", 12, "", Phase.DRAFT,
    )  # fmt: skip
    assert [theme.title for theme in copy.themes.all()] == ["Teams"]
    assert [group.name for group in copy.groups.all()] == ["nurse"]
    assert (copy.ideas.count(), copy.memberships.count(), copy.key_check != workshop.key_check) == (
        0,
        1,
        True,
    )
    assert stored.file.name != material.file.name
    with stored.file.open() as new, material.file.open() as old:
        assert new.read() == old.read()


def test_only_ones_own_workshops_are_copied(maker: Person, workshop: Workshop) -> None:
    Theme.objects.create(workshop=workshop, number=1, title="Teams")
    assert "Begin with a copy" not in read_text(maker.client.get("/admin/new-workshop/"))
    maker.client.post("/admin/new-workshop/", {"title": "The second", "source": str(workshop.pk)})
    assert Theme.objects.filter(workshop__slug="the-second").count() == 0


def test_a_practice_copy_is_open_at_once_and_is_deleted(maker: Person) -> None:
    workshop = make_begun()
    Membership.objects.create(user=maker.user, workshop=workshop, role=Role.ORGANISER)
    Theme.objects.create(workshop=workshop, number=1, title="Teams")
    press = {"press": str(maker.client.get(at()).context["press"])}
    answer = [maker.client.post(at("practice/"), press) for _twice in range(2)][-1]
    copy = Workshop.objects.with_phase().get(practice=True)
    assert (answer.status_code, copy.phase, copy.themes.count()) == (303, Phase.OPEN, 1)
    assert (copy.practice_ends_on is not None, Workshop.objects.get(pk=workshop.pk).practice) == (True, False)
    assert "practice" in read_text(maker.client.get(copy.get_absolute_url())).lower()
