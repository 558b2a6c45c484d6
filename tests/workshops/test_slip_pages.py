"""The pages of slips: joining, coming back, one voice with an address later, and what organisers print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from tests.cast import Person, make_user, sign_in
from tests.pages import read_text
from workshops.domain.slips import make_slips
from workshops.models import JoiningSlip, Membership, Organisation, SlipLogin, SlipPile, User, Workshop

pytestmark = pytest.mark.django_db
SLIP, AGAIN = "/workshops/community/slip/", "/workshops/community/slip/sign-in/"
HOME, PIN = "/workshops/community/", "471903"
PRINT = "/admin/desk/community/people/slips/"


@pytest.fixture
def organisation(workshop: Workshop) -> Organisation:
    """Return an organisation of the workshop."""
    made: Organisation = workshop.organisations.create(name="Barts Health")
    return made


@pytest.fixture
def codes(workshop: Workshop, organisation: Organisation) -> list[str]:
    """Return the codes of ten slips."""
    return make_slips(workshop, organisation, 10)


def join(client: Client, code: str) -> None:
    answer = client.post(SLIP, {"code": code, "pin": PIN, "again": PIN, "own_device": "no"})
    assert (answer.status_code, answer.headers["Location"]) == (303, HOME)


def strip_keys(page: bytes) -> bytes:
    return re.sub(rb'(csrfmiddlewaretoken" value|nonce)="[^"]*"', b"", page)


def test_who_has_a_slip_joins_without_an_address_and_comes_back_with_a_pin(codes: list[str]) -> None:
    client = Client()
    assert codes[0] in client.get(f"{SLIP}?code={codes[0]}").content.decode()
    join(client, codes[0])
    user = User.objects.get()
    page = read_text(client.get(HOME))
    assert "You have joined. Keep your slip" in page
    assert user.email not in client.get("/workshops/community/membership/").content.decode()
    assert "Letters from us" not in read_text(client.get("/workshops/community/membership/"))
    other = Client()
    answer = other.post(AGAIN, {"code": f" {codes[0].upper()} ", "pin": PIN})
    assert (answer.status_code, answer.headers["Location"]) == (303, HOME)
    assert other.get("/workshops/community/membership/").context["membership"].user == user
    assert "came by a slip" in read_text(other.get("/accounts/email/"))


def test_a_used_slip_is_answered_like_a_wrong_one(codes: list[str]) -> None:
    join(Client(), codes[0])
    data = {"pin": PIN, "again": PIN}
    used, wrong = (Client().post(SLIP, {**data, "code": code}) for code in (codes[0], "aaaaa-aaaaa"))
    assert (used.status_code, wrong.status_code) == (422, 422)
    assert strip_keys(used.content).replace(codes[0].encode(), b"") == strip_keys(wrong.content).replace(
        b"aaaaa-aaaaa", b""
    )


@pytest.mark.parametrize(("code", "pin"), [(0, "902746"), (1, PIN), (None, PIN)])
def test_wrong_pin_unused_and_wrong_slip_are_answered_alike(
    codes: list[str], code: int | None, pin: str
) -> None:
    join(Client(), codes[0])
    answer = Client().post(AGAIN, {"code": "aaaaa-aaaaa" if code is None else codes[code], "pin": pin})
    assert answer.status_code == 422
    assert "That code and PIN don’t belong together." in read_text(answer)


def test_five_tries_of_a_slip_in_a_quarter_of_an_hour(codes: list[str]) -> None:
    join(Client(), codes[0])
    statuses = [Client().post(AGAIN, {"code": codes[0], "pin": "902746"}).status_code for _try in range(6)]
    assert statuses == [422, 422, 422, 422, 422, 429]
    assert Client().post(AGAIN, {"code": codes[0], "pin": PIN}).status_code == 429
    assert Client().post(AGAIN, {"code": codes[1], "pin": PIN}).status_code == 422


def test_an_easy_pin_is_refused_before_the_slip_is_looked_for(codes: list[str]) -> None:
    answer = Client().post(SLIP, {"code": codes[0], "pin": "123456", "again": "123456"})
    assert (answer.status_code, JoiningSlip.objects.count()) == (422, 10)


def test_slip_first_and_address_later_is_one_voice(codes: list[str]) -> None:
    join(Client(), codes[0])
    place = Membership.objects.get()
    person = make_user("ada")
    client = sign_in(person)
    assert "bring my place to this address" in read_text(client.get(SLIP))
    answer = client.post(AGAIN, {"code": codes[0], "pin": PIN}, follow=True)
    assert "Your place is with your address now." in read_text(answer)
    assert [(one.pk, one.user) for one in Membership.objects.all()] == [(place.pk, person)]


def test_a_slip_typed_where_a_colleague_is_signed_in_stays_its_owners(codes: list[str]) -> None:
    shared, other = Client(), Client()
    join(shared, codes[0])
    join(other, codes[1])
    before = sorted(Membership.objects.values_list("pk", "user"))
    for page, code in ((SLIP, codes[2]), (AGAIN, codes[1]), (SLIP, "aaaaa-aaaaa")):
        assert "Somebody is signed in here" in read_text(shared.get(page))
        answer = shared.post(page, {"code": code, "pin": PIN, "again": PIN})
        assert (answer.status_code, "That is not me: sign out" in read_text(answer)) == (409, True)
    assert sorted(Membership.objects.values_list("pk", "user")) == before
    assert shared.post("/accounts/logout/", {"next": SLIP})["Location"] == SLIP
    join(shared, codes[2])
    assert Membership.objects.count() == 3


def test_address_first_and_slip_later_is_one_voice(participant: Person, codes: list[str]) -> None:
    number = Membership.objects.count()
    answer = participant.client.post(SLIP, {"code": codes[0]}, follow=True)
    assert "You take part already. The slip is spent." in read_text(answer)
    assert (Membership.objects.count(), SlipLogin.objects.count()) == (number, 0)
    answer = participant.client.post(AGAIN, {"code": codes[1], "pin": PIN})
    assert answer.status_code == 422


def test_who_has_an_address_that_may_not_join_joins_by_a_slip(codes: list[str]) -> None:
    client = sign_in(make_user("ada", domain="away.example"))
    assert "I have a joining slip" in read_text(client.get("/workshops/community/membership/"))
    assert client.post(SLIP, {"code": codes[0]}).status_code == 303
    assert Membership.objects.get().admission == Membership.Admission.SLIP


def test_who_may_join_says_that_there_are_slips(workshop: Workshop, codes: list[str]) -> None:
    page = read_text(Client().get("/accounts/?next=/workshops/community/membership/"))
    assert "people with a joining slip: they need no e-mail address" in page


# What organisers see ----------------------------------------------------------------------------------


def test_an_organiser_prints_slips(organiser: Person, organisation: Organisation) -> None:
    answer = organiser.client.post(PRINT, {"organisation": organisation.pk, "number": "24"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.content[:5] == b"%PDF-"
    assert (
        answer.headers["Cache-Control"].startswith("no-store")
        or "no-store" in answer.headers["Cache-Control"]
    )
    assert (SlipPile.objects.get().number, JoiningSlip.objects.count()) == (24, 24)
    assert "Barts Health 24" in read_text(organiser.client.get(PRINT))


@pytest.mark.parametrize("number", ["9", "501", "ten", ""])
def test_a_wrong_number_prints_none(organiser: Person, organisation: Organisation, number: str) -> None:
    answer = organiser.client.post(PRINT, {"organisation": organisation.pk, "number": number})
    assert (answer.status_code, SlipPile.objects.count()) == (422, 0)
    assert "Print from ten to five hundred at a time." in read_text(answer)


def test_an_organisation_that_is_none_prints_none(organiser: Person) -> None:
    answer = organiser.client.post(PRINT, {"organisation": "none", "number": "24"})
    assert (answer.status_code, SlipPile.objects.count()) == (422, 0)
    assert "Choose an organisation." in read_text(answer)


def test_no_page_of_the_organiser_changes_when_a_slip_is_used(organiser: Person, codes: list[str]) -> None:
    pages = ("/admin/desk/community/people/", PRINT, "/admin/desk/community/")
    before = [strip_keys(organiser.client.get(page).content) for page in pages]
    join(Client(), codes[0])
    assert [strip_keys(organiser.client.get(page).content) for page in pages] == before


def test_the_command_writes_slips_once(organisation: Organisation, tmp_path: Path) -> None:
    output = tmp_path / "slips.pdf"
    order = (
        "make_slips",
        "community",
        "--organisation",
        "BARTS health",
        "--number",
        "10",
        "--output",
        output,
    )
    call_command(*map(str, order))
    assert (output.read_bytes()[:5], JoiningSlip.objects.count()) == (b"%PDF-", 10)
    with pytest.raises(CommandError, match="is there already"):
        call_command(*map(str, order))
    assert JoiningSlip.objects.count() == 10


@pytest.mark.parametrize(
    ("name", "number", "said"), [("Nowhere", "10", "no organisation"), ("Barts Health", "9", "from 10")]
)
def test_the_command_says_what_is_wrong_and_leaves_no_file(
    organisation: Organisation, tmp_path: Path, name: str, number: str, said: str
) -> None:
    output = tmp_path / "slips.pdf"
    with pytest.raises(CommandError, match=said):
        call_command(
            "make_slips", "community", "--organisation", name, "--number", number, "--output", str(output)
        )
    assert not output.exists()
