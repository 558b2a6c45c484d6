"""The same letters are the same, in whatever form they were typed: names, codes, addresses, search."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal
from unicodedata import normalize

import pytest
from django.test import Client
from django.utils import timezone

from ideas.models import Idea
from tests.cast import Person, make_idea
from workshops.domain.admission import find_code, normalise_address
from workshops.letter_forms import NoticeForm
from workshops.models import Invitation, JoinCode, Membership, Organisation, Workshop
from workshops.models.admitted import fold_join_code
from workshops.models.places import normalise_name
from workshops.sign_in.forms import NewAddressForm, SignInForm

pytestmark = pytest.mark.django_db
Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
HOME = "/workshops/community/"


@pytest.fixture
def code(workshop: Workshop) -> JoinCode:
    """Return a join code that is printed on a poster."""
    trust = Organisation.objects.create(workshop=workshop, name="Trust")
    end = timezone.localdate() + timedelta(days=7)
    return JoinCode.objects.create(workshop=workshop, organisation=trust, code="RIVER-2010", ends_on=end)


TYPED = [
    "RIVER-2010", "river-2010", "River 2010", "RIVER2010", "R1VER-2O1O",
    "rlver\u20132oio", "\u200bRIVER\u00ad-2010",
    "\uff32\uff29\uff36\uff25\uff32-2010", " RIVER-2010\r\n",
]  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
def test_a_join_code_is_known_however_it_is_typed(code: JoinCode, typed: str) -> None:
    assert find_code(code.workshop, typed) == code


@pytest.mark.parametrize("typed", ["", "-", "RIVER", "RIVER-2011", "\u200b", "\u0158IVER-2010"])
def test_another_code_is_another(code: JoinCode, typed: str) -> None:
    assert find_code(code.workshop, typed) is None


@pytest.mark.parametrize("written", ["RIVER-2010", "ab_c1", "0OIL1"])
def test_the_database_folds_a_code_as_we_do(code: JoinCode, written: str) -> None:
    JoinCode.objects.update(code=written)
    assert JoinCode.objects.meant_by(fold_join_code(written)).get() == code


def test_one_joins_by_a_code_that_was_copied_by_hand(code: JoinCode, outsider: Person) -> None:
    Workshop.objects.update(allowed_domains=[])
    outsider.client.post(f"{HOME}membership/?code=river%202o1o", {})
    assert Membership.objects.get(user=outsider.user).organisation == code.organisation
    code.refresh_from_db()
    assert code.uses_left == 49


def test_the_one_that_is_written_just_so_comes_first(code: JoinCode) -> None:
    alike = JoinCode.objects.create(
        workshop=code.workshop, organisation=code.organisation, code="R1VER-2010", ends_on=code.ends_on
    )
    assert [find_code(code.workshop, one.code) for one in (code, alike)] == [code, alike]


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_names_and_addresses_are_the_same_in_each_normal_form(form: Form) -> None:
    assert normalise_name(normalize(form, "Caf\u00e9 \u1e9e T\u0171")) == normalise_name(
        "Caf\u00e9 \u1e9e T\u0171"
    )
    address = "j\u00f6rg+x@m\u00fcnchen.example"
    assert normalise_address(normalize(form, address)) == normalise_address(address)


def test_signs_that_nobody_sees_make_no_other_name() -> None:
    assert normalise_name("Tru\u200bst\u00ad \u202aA") == normalise_name("Trust A")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_search_finds_what_was_written_in_another_form(
    workshop: Workshop, participant: Person, form: Form
) -> None:
    sent = {
        "theme": "other",
        "intent": "new",
        "title": normalize("NFD", "Caf\u00e9 on the ward"),
        "body": "x",
    }
    participant.client.post(f"{HOME}ideas/new/", {**sent, "step": "send"})
    idea = Idea.objects.get()
    assert idea.title == normalize("NFC", idea.title)
    shown = make_idea(workshop, title=idea.title)
    page = participant.client.get(f"{HOME}ideas/", {"q": normalize(form, "caf\u00e9")})
    assert [one.pk for one in page.context["page_obj"]] == [shown.pk]


PASTED = [
    "\u200bmaria@trust.example\ufeff",
    "ma\u00adria@trust\u2060.example",
    " \u202aMaria@Trust.example\u202c ",
    "Maria Lopez <maria@trust.example>",
    "<maria@trust.example>;",
    "mailto:maria@trust.example",
    "\u201cmaria@trust.example\u201d,",
]


@pytest.mark.parametrize("pasted", PASTED)
def test_an_address_is_taken_as_it_was_pasted(pasted: str) -> None:
    forms = (
        SignInForm({"email": pasted}),
        NewAddressForm("tom@trust.example", {"email": pasted}),
        NoticeForm({"email": pasted}, is_known=False),
    )
    assert [form.is_valid() and form.cleaned_data["email"] for form in forms] == ["maria@trust.example"] * 3


@pytest.mark.parametrize("pasted", PASTED)
def test_the_admin_takes_an_address_as_it_was_pasted(
    workshop: Workshop, organiser: Person, pasted: str
) -> None:
    invited = {"workshop": workshop.pk, "email": pasted, "role": "participant"}
    organiser.client.post("/admin/workshops/invitation/add/", invited)
    assert Invitation.objects.get().email == "maria@trust.example"


@pytest.mark.parametrize(
    "pasted", ["", "\u200b", "maria", "<>", "maria@", "a@b.example c@d.example", "x" * 300]
)
def test_what_holds_no_address_is_none(pasted: str) -> None:
    assert not SignInForm({"email": pasted}).is_valid()


ADDRESSES = {
    "/workshops/Community/": HOME,
    "/Workshops/COMMUNITY/?code=River": f"{HOME}?code=River",
    "/workshops/\uff43ommunity/": HOME,
    "/workshops/comm\u200bunity/ideas/": f"{HOME}ideas/",
    "/workshops/NOTHING/": "/workshops/nothing/",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_in_capitals_leads_to_the_right_one(
    workshop: Workshop, visitor: Client, address: str
) -> None:
    answer = visitor.get(address)
    assert (answer.status_code, answer["Location"]) == (302, ADDRESSES[address])


def test_the_reference_of_an_idea_may_be_typed_in_capitals(participant: Person) -> None:
    idea = make_idea(participant.membership.workshop)
    answer = participant.client.get(f"{HOME}Ideas/{idea.ref.upper()}/")
    assert answer["Location"] == idea.get_absolute_url()


@pytest.mark.parametrize(
    "address", [f"{HOME}letters/AbC/x/", f"{HOME}nothing/", "/Nothing/", "/WORKSHOPS", "/x/workshops/A/"]
)
def test_other_addresses_lead_nowhere(workshop: Workshop, visitor: Client, address: str) -> None:
    assert visitor.get(address).status_code == 404


def test_what_is_sent_to_an_address_in_capitals_is_not_led_on(workshop: Workshop, visitor: Client) -> None:
    assert visitor.post("/workshops/Community/ideas/new/", {"title": "x"}).status_code == 404
