"""Who may join is said before one writes, a join code can be typed, staff see what they are invited to."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import WORK_DOMAIN, Person, make_member, make_user, make_workshop, sign_in
from tests.pages import read_text
from tests.workshops.admin_pages import make_code, make_organisation
from workshops.models import Invitation, JoinCode, Membership, Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
HOME = "/workshops/community/"
UNKNOWN = "We don’t know this join code, or it is no longer in use."


@pytest.fixture
def code(workshop: Workshop) -> JoinCode:
    """Return a join code of the workshop."""
    return make_code(workshop)


@pytest.fixture
def stranger() -> Client:
    """Return the browser of somebody who is signed in with an address that no domain admits."""
    return sign_in(make_user("stranger", domain="elsewhere.example"))


@pytest.mark.parametrize(
    "address",
    [HOME, f"{HOME}ideas/new/", f"/accounts/?next={HOME}ideas/new/", f"/accounts/?next={HOME}membership/"],
)
def test_who_may_join_stands_where_one_begins(address: str, workshop: Workshop, code: JoinCode) -> None:
    page = read_text(Client().get(address))
    assert f"@{WORK_DOMAIN}" in page
    assert "people with a join code: it is on posters and in letters to staff" in page
    assert "people whom the organisers have invited by e-mail" in page


def test_it_stands_on_the_page_where_one_waits_for_the_code(workshop: Workshop) -> None:
    visitor = Client()
    visitor.post("/accounts/", {"email": "ada@elsewhere.example", "next": f"{HOME}membership/"})
    page = read_text(visitor.get(f"/accounts/code/?next={HOME}membership/"))
    assert "Who may join “Community services”" in page
    assert f"@{WORK_DOMAIN}" in page


def test_a_domain_is_shown_in_its_own_letters(workshop: Workshop) -> None:
    Workshop.objects.update(allowed_domains=["xn--bcher-kva.example", "trust.example", "xn--a.example"])
    page = read_text(Client().get(HOME))
    shown = ("@bücher.example", "@trust.example", "@xn--a.example", "xn--bcher")
    assert [words in page for words in shown] == [True, True, True, False]


def test_members_are_not_told_again(workshop: Workshop, participant: Person) -> None:
    assert "Who may join" not in read_text(participant.client.get(HOME))


def test_a_draft_is_not_given_away_on_the_way_to_it() -> None:
    make_workshop(Phase.DRAFT, slug="draft", title="A secret")
    assert "secret" not in read_text(Client().get("/accounts/?next=/workshops/draft/membership/"))


def test_where_nobody_can_join_it_is_not_said() -> None:
    make_workshop(Phase.CLOSED, slug="closed")
    assert "Who may join" not in read_text(Client().get("/workshops/closed/"))


# Join codes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/accounts/", f"{HOME}membership/"])
def test_a_good_code_names_its_organisation(
    address: str, workshop: Workshop, code: JoinCode, stranger: Client
) -> None:
    browser = stranger if address.endswith("membership/") else Client()
    page = read_text(browser.get(address, {"code": code.code, "next": f"{HOME}membership/"}))
    assert "Of the code" in page
    assert UNKNOWN not in page


@pytest.mark.parametrize("change", [{"code": "wrong"}, {"uses_left": 0}, {"ends_on": "2020-01-01"}])
@pytest.mark.parametrize("address", ["/accounts/", f"{HOME}membership/"])
def test_wrong_used_up_and_ended_codes_read_alike(
    address: str, change: dict[str, object], workshop: Workshop, code: JoinCode, stranger: Client
) -> None:
    JoinCode.objects.update(**change)
    browser = stranger if address.endswith("membership/") else Client()
    page = read_text(browser.get(address, {"code": code.code}))
    assert UNKNOWN in page
    assert "Of the code" not in page


@pytest.mark.parametrize("address", ["/accounts/", "/accounts/code/"])
@pytest.mark.parametrize("typed", ["right", "WARD8"])
def test_a_code_in_the_address_to_go_on_to_is_answered_before_one_signs_in(
    address: str, typed: str, workshop: Workshop, code: JoinCode
) -> None:
    visitor = Client()
    onward = reverse("workshops:membership", args=[workshop.slug], query={"code": typed})
    onward = onward.replace("right", code.code)
    if address != "/accounts/":
        visitor.post("/accounts/", {"email": f"ada@{WORK_DOMAIN}", "next": onward})
    page = read_text(visitor.get(address, {"next": onward}))
    assert ("Of the code" in page, UNKNOWN in page) == (typed == "right", typed != "right")


def test_a_code_typed_after_a_wrong_one_takes_its_place(workshop: Workshop, code: JoinCode) -> None:
    wrong = f"/accounts/?next={HOME}membership/%3Fcode%3DWARD8&code={code.code}"
    asked = Client().post(wrong, {"email": "ada@elsewhere.example", "next": f"{HOME}membership/?code=WARD8"})
    onward = reverse("workshops:membership", args=[workshop.slug], query={"code": code.code})
    assert asked["Location"] == reverse("account_confirm_login_code", query={"next": onward})


def test_the_form_says_that_the_code_of_a_poster_is_not_known(workshop: Workshop, code: JoinCode) -> None:
    page = read_text(Client().get(f"{HOME}ideas/new/?code=WARD8"))
    assert ("Of the code" in page, UNKNOWN in page) == (False, True)


def test_a_code_typed_on_the_page_of_signing_in_leads_into_the_workshop(
    workshop: Workshop, code: JoinCode
) -> None:
    visitor = Client()
    address = f"/accounts/?next={HOME}membership/&code={code.code}"
    answer = visitor.post(address, {"email": "ada@elsewhere.example", "next": f"{HOME}membership/"})
    assert code.code in answer.headers["Location"]


def test_who_joined_by_code_keeps_my_membership(workshop: Workshop, code: JoinCode, stranger: Client) -> None:
    stranger.post(f"{HOME}membership/?code={code.code}", {})
    page = read_text(stranger.get(f"{HOME}membership/"))
    assert ("My membership" in page, "This address can’t join" in page) == (True, False)


def test_a_code_that_was_shown_lets_in_until_one_has_joined_or_the_visit_ends(
    workshop: Workshop, code: JoinCode, stranger: Client
) -> None:
    page, write = f"{HOME}membership/", f"{HOME}ideas/new/"
    assert "This address can’t join" in read_text(stranger.get(page))
    assert "Of the code" not in read_text(stranger.get(page, {"code": "WARD8"}))
    stranger.get(page, {"code": code.code})
    asked = stranger.get(page)
    assert (asked.context["admitted"], asked.context["join_code"]) == (True, code)
    assert "This address can’t join" not in read_text(asked)
    other = make_workshop(slug="other", allowed_domains=[])
    assert stranger.get(f"{other.get_absolute_url()}membership/").context["admitted"] is False
    assert (stranger.post(page, {}).status_code, Membership.objects.get().admission) == (303, "code")
    assert ("My membership" in read_text(stranger.get(page)), stranger.get(write).status_code) == (True, 200)
    assert "join_code" not in stranger.session


def test_who_was_let_in_by_a_domain_that_is_gone_keeps_my_membership(
    workshop: Workshop, participant: Person
) -> None:
    Workshop.objects.update(allowed_domains=[])
    assert "My membership" in read_text(participant.client.get(f"{HOME}membership/"))


# The organisers' page of codes ------------------------------------------------------------------------


def test_each_code_has_a_link_and_a_sheet(workshop: Workshop, organiser: Person, code: JoinCode) -> None:
    page = organiser.client.get(f"/admin/workshops/workshop/{workshop.pk}/codes/")
    assert f"http://127.0.0.1:8000{HOME}membership/?code={code.code}" in page.content.decode()
    assert "many uses left" in read_text(page)
    sheet = organiser.client.get(f"/admin/workshops/workshop/{workshop.pk}/codes/{code.pk}/sheet/")
    text = read_text(sheet)
    assert "For everybody who works at Of the code" in text
    assert code.code in text
    assert "<svg" in sheet.content.decode()


def test_only_who_organises_the_workshop_sees_its_codes(
    workshop: Workshop, moderator: Person, other_organiser: Person, organiser: Person, code: JoinCode
) -> None:
    for address in (f"{workshop.pk}/codes/", f"{workshop.pk}/codes/{code.pk}/sheet/"):
        for person in (moderator, other_organiser):
            assert person.client.get(f"/admin/workshops/workshop/{address}").status_code == 404
    theirs = make_code(make_workshop(slug="third"))
    address = f"/admin/workshops/workshop/{workshop.pk}/codes/{theirs.pk}/sheet/"
    assert organiser.client.get(address).status_code == 404


def test_the_page_of_codes_takes_as_many_queries_for_many_as_for_one(
    workshop: Workshop, organiser: Person, code: JoinCode
) -> None:
    address = f"/admin/workshops/workshop/{workshop.pk}/codes/"
    numbers = []
    for number in range(3):
        organiser.client.get(address)
        numbers.append(_count(organiser.client, address))
        organisation = make_organisation(workshop, f"Trust {number}")
        today = timezone.localdate()
        JoinCode.objects.create(
            workshop=workshop, organisation=organisation, code=f"more{number}", ends_on=today
        )
    assert numbers[0] == numbers[2]


# Staff of a draft -------------------------------------------------------------------------------------


def test_staff_invited_to_a_draft_see_it_at_once_and_join() -> None:
    draft = make_workshop(Phase.DRAFT, slug="draft", title="In the making")
    ada = make_user("ada", domain="elsewhere.example")
    browser = sign_in(ada)
    assert browser.get("/workshops/draft/").status_code == 404
    Invitation.objects.create(workshop=draft, email=ada.email, role=Role.ORGANISER)
    page = browser.get("/workshops/draft/")
    assert (page.status_code, "Draft only those who prepare it see this page" in read_text(page)) == (
        200,
        True,
    )
    assert "In the making" in read_text(browser.get("/"))
    assert "You are invited to help run this workshop, as: organiser." in read_text(
        browser.get("/workshops/draft/membership/")
    )
    assert browser.post("/workshops/draft/membership/", {}).status_code == 303
    assert Membership.objects.get().role == Role.ORGANISER
    ada.refresh_from_db()
    assert ada.is_staff


def test_a_participant_invited_to_a_draft_does_not_see_it() -> None:
    draft = make_workshop(Phase.DRAFT, slug="draft")
    ada = make_user("ada")
    Invitation.objects.create(workshop=draft, email=ada.email)
    assert sign_in(ada).get("/workshops/draft/").status_code == 404
    assert make_member("bob", draft).client.get("/workshops/draft/").status_code == 404


def _count(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)
