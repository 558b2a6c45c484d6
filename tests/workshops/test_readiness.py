"""Ready to open? The check list that organisers see before their workshop opens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.utils import timezone

from anonymity.keys import delete_key
from tests.cast import Person, make_member, make_poll, make_workshop
from tests.pages import find_inline, read_text
from tests.workshops.admin_pages import change, make_code, make_invitation
from tests.workshops.slip_breaches import make_pile
from workshops.domain.readiness import Item, check_readiness
from workshops.models import Invitation, PollOption, Theme, Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
COMPLETE = {
    "brief": "Plain words.",
    "contact_name": "Sam",
    "contact_email": "sam@trust.example",
    "safeguarding": "Ring 020 7946 0120.",
}


def make_ready(phase: Phase = Phase.ANNOUNCED, **fields: Any) -> Workshop:
    """Return a workshop that has all it needs, but for `fields`."""
    workshop = make_workshop(phase, **{**COMPLETE, **fields})
    Theme.objects.create(workshop=workshop, number=1, title="Teams")
    Invitation.objects.create(workshop=workshop, email="expert@trust.example", role=Role.DESIGN_GROUP)
    return workshop


def missing(workshop: Workshop) -> list[str]:
    items = check_readiness(workshop)
    return [item.name for item in items if not item.is_done and not item.is_optional]


def test_a_workshop_with_everything_is_ready() -> None:
    assert missing(make_ready()) == []


def test_a_new_workshop_says_all_it_needs() -> None:
    workshop = make_workshop(
        summary="",
        allowed_domains=[],
        announced_at=None,
        opens_at=None,
        ideas_until=None,
        closes_at=None,
        minimum_members=10,
    )
    assert missing(workshop) == [
        "title",
        "brief",
        "opens_at",
        "themes",
        "contact_email",
        "safeguarding",
        "safeguarding_email",
        "allowed_domains",
        "design_group",
        "release_people",
    ]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"brief": ""}, "brief"),
        ({"contact_email": "", "safeguarding_email": "safe@trust.example"}, "contact_email"),
        ({"contact_email": "", "contact_phone": "020 7946 0120"}, "safeguarding_email"),
        ({"contact_name": ""}, "contact_email"),
        ({"safeguarding": ""}, "safeguarding"),
        ({"opens_at": None}, "opens_at"),
        ({"closes_at": None, "ideas_until": None}, "opens_at"),
        ({"ideas_until": timezone.now() + timedelta(days=999)}, "opens_at"),
        ({"minimum_members": 10}, "release_people"),
    ],
)
def test_one_thing_that_is_missing_is_named(fields: dict[str, Any], name: str) -> None:
    assert missing(make_ready(**fields)) == [name]


def test_a_member_of_the_design_group_or_an_invitation_to_it_is_enough() -> None:
    workshop = make_ready()
    Invitation.objects.all().delete()
    make_member("organiser", workshop, Role.ORGANISER)
    assert missing(workshop) == ["design_group"]
    make_member("moderator", workshop, Role.DESIGN_GROUP)
    assert missing(workshop) == []


def find_item(workshop: Workshop, name: str) -> Item:
    return next(item for item in check_readiness(workshop) if item.name == name)


def test_a_straw_poll_need_not_be_there_but_has_two_answers() -> None:
    workshop = make_ready()
    assert find_item(workshop, "poll") == Item("poll", find_item(workshop, "poll").label, False, True)
    make_poll(workshop, {"Yes": True})
    assert find_item(workshop, "poll").is_done is False
    PollOption.objects.create(workshop=workshop, number=2, label="No")
    assert find_item(workshop, "poll").is_done is True


def test_of_two_folders_each_needs_the_key(key_dir: Path, tmp_path: Path, settings: LazySettings) -> None:
    second = tmp_path / "second"
    settings.KEY_DIRS = [key_dir, second]
    workshop = make_ready()
    assert (missing(workshop), find_item(workshop, "key_copies").is_done) == ([], True)
    delete_key(workshop.pk, [second])
    assert missing(workshop) == ["key"]


def test_one_folder_for_keys_is_said_and_does() -> None:
    workshop = make_ready()
    assert (missing(workshop), find_item(workshop, "key_copies").is_done) == ([], False)


def test_the_list_takes_seven_queries_at_most(django_assert_max_num_queries: Any) -> None:
    workshop = make_ready()
    with django_assert_max_num_queries(7):
        check_readiness(workshop)


@pytest.mark.parametrize("make", [make_code, make_invitation, make_pile])
def test_codes_invitations_and_slips_let_somebody_in(make: Callable[[Workshop], object]) -> None:
    workshop = make_ready(allowed_domains=[])
    Invitation.objects.all().delete()
    make_member("moderator", workshop, Role.DESIGN_GROUP)
    Invitation.objects.create(workshop=workshop, email="works@trust.example", role=Role.ORGANISER)
    assert missing(workshop) == ["allowed_domains"]
    make(workshop)
    assert missing(workshop) == []


def test_a_practice_workshop_may_release_sooner() -> None:
    assert missing(make_ready(practice=True, release_people=1, minimum_members=1)) == []


def test_a_key_that_is_away_is_noticed(key_dir: Path) -> None:
    workshop = make_ready()
    delete_key(workshop.pk, [key_dir])
    assert missing(workshop) == ["key"]


def test_the_list_is_on_the_workshops_page_with_links() -> None:
    workshop = make_ready(Phase.DRAFT, brief="", safeguarding="")
    organiser = make_member("organiser", workshop, Role.ORGANISER)
    page = organiser.client.get(change(workshop))
    assert "Ready to open? 2 things are missing." in read_text(page)
    assert find_inline(page) == []
    markup = page.content.decode()
    for task in page.context["readiness"]["tasks"]:
        anchor = task["url"].removeprefix("#")
        assert (not anchor) or anchor.startswith("/admin/") or markup.count(f'id="{anchor}"') == 1, anchor
    assert [task["status"] for task in page.context["readiness"]["tasks"]].count("missing") == 2


def test_its_page_can_be_seen_before_others_can(visitor: object) -> None:
    workshop = make_ready(Phase.DRAFT)
    organiser = make_member("organiser", workshop, Role.ORGANISER)
    address = workshop.get_absolute_url()
    assert (
        f'<a href="{address}">See the workshop’s page</a>'
        in organiser.client.get(change(workshop)).content.decode()
    )
    assert organiser.client.get(address).status_code == 200
    assert visitor.get(address).status_code == 404  # type: ignore[attr-defined]


def test_once_it_is_open_the_list_is_gone(workshop: Workshop, organiser: Person) -> None:
    page = organiser.client.get(change(workshop))
    assert "readiness" not in page.context
    assert "Ready to open?" not in read_text(page)
    assert "See the workshop’s page" in read_text(page)


def test_the_design_group_sees_it_too() -> None:
    workshop = make_ready(Phase.DRAFT)
    moderator = make_member("moderator", workshop, Role.DESIGN_GROUP)
    assert "Yes: everything is there." in read_text(moderator.client.get(change(workshop)))
