"""Inviting people: a pasted list with a report on each line, and one letter to each."""

from __future__ import annotations

import pytest

from tests.cast import Person, make_member, make_workshop
from tests.pages import read_text
from workshops.domain.invitation_lists import LONGEST_LIST, Outcome, read_list
from workshops.domain.invitations import write_invitations
from workshops.models import Invitation, OutboxEmail, Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
LIST = """ada@trust.example
Lovelace, Ada <Ada+ideas@Trust.example>; bob@trust.example
carol at trust.example
old@trust.example, mailto:dora@trust.example"""


def address_of(workshop: Workshop) -> str:
    return f"/admin/workshops/workshop/{workshop.pk}/invitations/"


def outcomes(workshop: Workshop, text: str, role: Role = Role.PARTICIPANT) -> list[tuple[int, str, Outcome]]:
    return [(line.number, line.address, line.outcome) for line in read_list(workshop, text, role)]


# The list ---------------------------------------------------------------------------------------------


def test_each_line_comes_to_something(workshop: Workshop) -> None:
    Invitation.objects.create(workshop=workshop, email="old@trust.example")
    assert outcomes(workshop, LIST) == [
        (1, "ada@trust.example", Outcome.NEW),
        (2, "ada@trust.example", Outcome.TWICE),
        (2, "bob@trust.example", Outcome.NEW),
        (3, "", Outcome.NO_ADDRESS),
        (3, "", Outcome.NO_ADDRESS),
        (3, "", Outcome.NO_ADDRESS),
        (4, "old@trust.example", Outcome.ALREADY),
        (4, "dora@trust.example", Outcome.NEW),
    ]


@pytest.mark.parametrize(
    ("line", "addresses"),
    [
        ("dg@trust.example, “Ada” <ada@trust.example>; bob@", ["dg@trust.example", "ada@trust.example", ""]),
        ('"Lovelace, Ada" <ada@trust.example>', ["ada@trust.example"]),
        ('"ada@trust.example","dg@trust.example"', ["ada@trust.example", "dg@trust.example"]),
        ("\u200bada@trust.example\u00a0\ufeffdg@trust.example", ["ada@trust.example", "dg@trust.example"]),
        ("'Ada@trust.example' <ada@trust.example>", ["ada@trust.example"]),
        ("bo@x <bo@trust.example>", ["", "bo@trust.example"]),
        ("<b>x</b>@y.example", ["", "", ""]),
    ],
)
def test_no_address_is_left_out_unsaid(workshop: Workshop, line: str, addresses: list[str]) -> None:
    assert [address for _number, address, _outcome in outcomes(workshop, line)] == addresses


def test_who_is_invited_in_another_role_is_told(workshop: Workshop) -> None:
    Invitation.objects.create(workshop=workshop, email="old@trust.example")
    assert outcomes(workshop, "old@trust.example", Role.ORGANISER) == [
        (1, "old@trust.example", Outcome.OTHER_ROLE)
    ]


def test_who_has_joined_is_told_to_nobody(workshop: Workshop, participant: Person) -> None:
    assert outcomes(workshop, participant.user.email) == [(1, participant.user.email, Outcome.NEW)]


@pytest.mark.parametrize(
    "text", ["", "\n\n , ;", "a@b", "@", "a@@b.example", "x" * 300 + "@trust.example", "\x00"]
)
def test_what_is_no_address_is_no_invitation(workshop: Workshop, text: str) -> None:
    assert {outcome for _number, _address, outcome in outcomes(workshop, text)} <= {Outcome.NO_ADDRESS}


# The page ---------------------------------------------------------------------------------------------


def test_nothing_is_sent_before_the_organiser_has_seen_what_it_does(
    workshop: Workshop, organiser: Person
) -> None:
    page = organiser.client.post(address_of(workshop), {"role": "participant", "addresses": LIST})
    assert page.status_code == 200
    text = read_text(page)
    assert "4 people will be invited as: participant. Letters go out within a few minutes." in text
    assert "is not an e-mail address" in text
    assert Invitation.objects.count() == 0


def test_then_it_is_and_a_reload_sends_nothing_again(workshop: Workshop, organiser: Person) -> None:
    data = {"role": "participant", "addresses": LIST, "step": "send"}
    answer = organiser.client.post(address_of(workshop), data)
    assert (answer.status_code, answer.headers["Location"]) == (303, address_of(workshop))
    page = read_text(organiser.client.get(answer.headers["Location"]))
    assert "4 people are invited. Letters go out within a few minutes." in page
    assert sorted(Invitation.objects.values_list("email", flat=True)) == [
        "ada@trust.example",
        "bob@trust.example",
        "dora@trust.example",
        "old@trust.example",
    ]
    organiser.client.post(address_of(workshop), data)
    assert Invitation.objects.count() == 4


WAITS, SOON = "Letters go out once the workshop is announced.", "Letters go out within a few minutes."


@pytest.mark.parametrize(
    ("phase", "role", "said"),
    [
        (Phase.DRAFT, "participant", WAITS),
        (Phase.DRAFT, "design_group", SOON),
        (Phase.ANNOUNCED, "participant", SOON),
        (Phase.CLOSED, "organiser", "No letter goes out while the workshop is closed."),
    ],
)
def test_it_says_when_letters_really_go_out(phase: Phase, role: str, said: str) -> None:
    workshop = make_workshop(phase)
    client = make_member("its-organiser", workshop, Role.ORGANISER).client
    data = {"role": role, "addresses": "ada@trust.example"}
    assert said in read_text(client.post(address_of(workshop), data))
    sent = client.post(address_of(workshop), {**data, "step": "send"}, follow=True)
    assert f"1 person is invited. {said}" in read_text(sent)
    assert write_invitations() == (said == SOON)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"role": "participant", "addresses": ""}, "Paste at least one e-mail address."),
        ({"role": "king", "addresses": "a@trust.example"}, "Select a valid choice."),
        (
            {
                "role": "participant",
                "addresses": "\n".join(f"a{n}@trust.example" for n in range(LONGEST_LIST + 1)),
            },
            "These are 3,001 addresses. Send at most 3,000 at a time.",
        ),
    ],
)
def test_what_cannot_be_read_comes_back(
    workshop: Workshop, organiser: Person, sent: dict[str, str], said: str
) -> None:
    page = organiser.client.post(address_of(workshop), sent)
    assert (page.status_code, said in read_text(page)) == (422, True)
    assert sent["addresses"][:40] in page.content.decode()
    assert Invitation.objects.count() == 0


def test_only_who_organises_the_workshop_invites(
    workshop: Workshop, moderator: Person, other_organiser: Person, participant: Person
) -> None:
    for person, status in ((moderator, 404), (other_organiser, 404), (participant, 302)):
        data = {"role": "organiser", "addresses": "a@trust.example", "step": "send"}
        assert person.client.post(address_of(workshop), data).status_code == status
    assert Invitation.objects.count() == 0


def test_one_invitation_too_many_is_said_in_plain_words(workshop: Workshop, organiser: Person) -> None:
    Invitation.objects.create(workshop=workshop, email="ada@trust.example")
    data = {"workshop": workshop.pk, "email": "Ada@trust.example", "role": "participant"}
    page = organiser.client.post("/admin/workshops/invitation/add/", data)
    text = read_text(page)
    assert ("This address is invited already." in text, "invitation_once" in text) == (True, False)


# The letters ------------------------------------------------------------------------------------------


def letters() -> list[tuple[str, str]]:
    return sorted(OutboxEmail.objects.values_list("recipient", "subject"))


def test_everybody_invited_gets_one_letter(workshop: Workshop) -> None:
    Invitation.objects.create(workshop=workshop, email="ada@trust.example")
    assert (write_invitations(), write_invitations()) == (1, 0)
    letter = OutboxEmail.objects.get()
    assert (letter.recipient, letter.subject) == ("ada@trust.example", "You are invited: Community services")
    assert "/workshops/community/membership/" in letter.text
    assert "You get this letter because the organisers of “Community services” wrote" in letter.text
    assert letter.unsubscribe_url == ""


def test_staff_of_a_draft_get_theirs_at_once_and_others_when_it_is_announced() -> None:
    draft = make_workshop(Phase.DRAFT, slug="draft")
    Invitation.objects.create(workshop=draft, email="ada@trust.example", role=Role.ORGANISER)
    Invitation.objects.create(workshop=draft, email="bob@trust.example")
    write_invitations()
    assert [recipient for recipient, _subject in letters()] == ["ada@trust.example"]
    Workshop.objects.update(announced_at=draft.time_asked)
    write_invitations()
    assert [recipient for recipient, _subject in letters()] == ["ada@trust.example", "bob@trust.example"]


def test_after_the_close_nobody_is_written_to() -> None:
    closed = make_workshop(Phase.CLOSED, slug="closed")
    Invitation.objects.create(workshop=closed, email="ada@trust.example")
    assert (write_invitations(), letters()) == (0, [])
