"""Files are taken from staff in the admin, pictures for a case study from anybody, and nothing else."""

from typing import Any

import pytest
import rules
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from ideas_platform.lib.access import require, require_reading
from ideas_platform.lib.responses import see_other, sent_data
from ideas_platform.lib.upload_limit import LARGEST, LARGEST_ELSEWHERE, UploadLimit
from tests.cast import Person, make_member
from workshops.domain.visits import visit_workshop
from workshops.models import User, Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
IDEA = "/workshops/community/ideas/new/"
QUEUE = "/admin/workshops/workshop/"


def upload(address: str, user: User | AnonymousUser) -> list[str]:
    """Return the names of the files that reach a page at this address."""
    files = {
        "plan": SimpleUploadedFile("plan.pdf", b"%PDF-"),
        "film": SimpleUploadedFile("a.mp4", b"\x00" * 9),
    }
    request = RequestFactory().post(address, {"title": "One rota", **files})
    request.user = user
    assert request.POST["title"] == "One rota"
    return sorted(request.FILES)


def announce(address: str, user: User | AnonymousUser, size: int) -> None:
    request = RequestFactory().post(address)
    request.user = user
    UploadLimit(request).handle_raw_input(None, {}, size, None)


def test_staff_hand_in_files_in_the_admin(moderator: Person) -> None:
    assert upload(QUEUE, moderator.user) == ["film", "plan"]


@pytest.mark.parametrize("address", ["/", "/accounts/", IDEA, "/Admin/", "/workshops/admin/"])
def test_nobody_hands_in_files_elsewhere(moderator: Person, address: str) -> None:
    assert upload(address, moderator.user) == []


@pytest.mark.parametrize(
    ("page", "is_taken"),
    [("new/", True), ("change/abc-1-2/", True), ("", False), ("abc/link/", False), ("new/../../x/", False)],
)
def test_anybody_hands_in_pictures_for_a_case_study_and_nothing_beside(page: str, is_taken: bool) -> None:
    address = f"/workshops/community/case-studies/{page}"
    assert bool(upload(address, AnonymousUser())) == is_taken
    with pytest.raises(RequestDataTooBig):
        announce(address, AnonymousUser(), LARGEST_ELSEWHERE + 1)


@pytest.mark.parametrize("address", [IDEA, QUEUE])
def test_who_is_not_staff_hands_in_no_file_anywhere(participant: Person, address: str) -> None:
    assert upload(address, participant.user) == []
    assert upload(address, AnonymousUser()) == []


def test_what_says_that_it_is_too_large_is_refused_before_it_is_read(moderator: Person) -> None:
    for address, largest in ((QUEUE, LARGEST), (IDEA, LARGEST_ELSEWHERE)):
        announce(address, moderator.user, largest)
        with pytest.raises(RequestDataTooBig):
            announce(address, moderator.user, largest + 1)


def test_a_visitor_has_the_smaller_limit_in_the_admin_too() -> None:
    with pytest.raises(RequestDataTooBig):
        announce(QUEUE, AnonymousUser(), LARGEST_ELSEWHERE + 1)


def test_a_form_with_a_file_is_answered_as_one_without(participant: Person) -> None:
    sent: dict[str, Any] = {
        "theme": "other",
        "intent": "new",
        "title": "One rota",
        "body": "A rota.",
        "step": "send",
    }
    answer = participant.client.post(IDEA, {**sent, "more": SimpleUploadedFile("a.exe", b"MZ" * 9_000)})
    assert answer.status_code == 303


@pytest.mark.parametrize("permission", sorted(str(name) for name in rules.permissions.permissions))
def test_who_is_a_member_of_nothing_may_do_nothing(
    workshop: Workshop, outsider: Person, permission: str
) -> None:
    visit = visit_workshop(outsider.user, workshop.slug)
    with pytest.raises(PermissionDenied):
        require(permission, visit)
    with pytest.raises(PermissionDenied):
        require_reading(permission, visit)


def test_a_deed_that_no_table_names_is_allowed_to_nobody(workshop: Workshop) -> None:
    person = make_member("chief", workshop, Role.ORGANISER)
    with pytest.raises(PermissionDenied):
        require("voting.count_by_hand", visit_workshop(person.user, workshop.slug))


def test_a_site_administrator_reads_everything_and_does_nothing(
    workshop: Workshop, administrator: Person
) -> None:
    visit = visit_workshop(administrator.user, workshop.slug)
    require_reading("voting.read_boards", visit)
    with pytest.raises(PermissionDenied):
        require("voting.vote", visit)


def test_who_may_acts_as_the_member_of_this_workshop(workshop: Workshop, participant: Person) -> None:
    assert require("voting.vote", visit_workshop(participant.user, workshop.slug)) == participant.membership


def test_an_empty_form_was_sent_and_a_page_that_is_looked_at_was_not() -> None:
    factory = RequestFactory()
    assert sent_data(factory.post("/", {})) == {}
    assert [sent_data(request) for request in (factory.get("/?a=b"), factory.head("/"))] == [None, None]


def test_after_a_form_the_browser_is_sent_on_by_get() -> None:
    answer = see_other("/workshops/")
    assert (answer.status_code, answer["Location"]) == (303, "/workshops/")
