"""Commands that make staff, and the one that signs in without a code."""

from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client

from tests.cast import Person, make_workshop
from workshops.models import Invitation, Membership, Session, User, Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
MARIA = "maria@trust.example"
STRANGER = "stranger@elsewhere.example"


def run(*words: str) -> str:
    """Run a command and return what it prints."""
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


# invite_staff -----------------------------------------------------------------------------------------


def test_without_a_workshop_it_makes_a_site_administrator() -> None:
    run("invite_staff", "Maria+admin@Trust.example")
    user = User.objects.get()
    assert (user.email, user.is_staff, user.is_superuser) == (MARIA, True, True)


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.DESIGN_GROUP])
def test_with_a_workshop_it_makes_its_staff(workshop: Workshop, role: Role) -> None:
    run("invite_staff", MARIA, "--workshop", "community", "--role", role.value)
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser) == (True, False)
    assert list(Membership.objects.values_list("user", "workshop", "role", "admission")) == [
        (user.pk, workshop.pk, role, "invitation")
    ]
    assert list(Invitation.objects.values_list("workshop", "email", "role")) == [(workshop.pk, MARIA, role)]


def test_somebody_who_takes_part_keeps_their_voice(workshop: Workshop, participant: Person) -> None:
    run("invite_staff", participant.user.email, "--workshop", "community", "--role", "organiser")
    place = Membership.objects.get()
    assert (place.pk, place.role) == (participant.membership.pk, Role.ORGANISER)
    assert place.vote_subject == participant.membership.vote_subject
    assert place.text_subject == participant.membership.text_subject


def test_running_it_twice_changes_nothing(workshop: Workshop) -> None:
    for _time in range(2):
        run("invite_staff", MARIA, "--workshop", "community", "--role", "organiser")
    assert (User.objects.count(), Membership.objects.count(), Invitation.objects.count()) == (1, 1, 1)


def test_a_draft_has_staff_too() -> None:
    make_workshop(Phase.DRAFT, slug="draft")
    run("invite_staff", MARIA, "--workshop", "draft", "--role", "organiser")
    assert Membership.objects.get().role == Role.ORGANISER


def test_it_says_in_plain_words_what_comes_next(workshop: Workshop, settings: Any) -> None:
    settings.PUBLIC_ADDRESS = "https://ideas.example"
    said = run("invite_staff", MARIA, "--workshop", "community", "--role", "organiser")
    assert said.splitlines() == [
        f"{MARIA} belongs to “Community services” now, as: organiser.",
        "Tell them to",
        "  1. open https://ideas.example/accounts/ and sign in with this address (a code comes by e-mail),",
        "  2. open https://ideas.example/admin/: it helps to set up a second step of signing in.",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["maria"], "“maria” is not an e-mail address."),
        (
            [MARIA, "--role", "organiser"],
            "Give --workshop and --role together, or neither for a site administrator.",
        ),
        (
            [MARIA, "--workshop", "community"],
            "Give --workshop and --role together, or neither for a site administrator.",
        ),
        ([MARIA, "--workshop", "nowhere", "--role", "organiser"], "There is no workshop “nowhere”."),
        (
            [MARIA, "--workshop", "community", "--role", "participant"],
            "Error: argument --role: invalid choice: 'participant' (choose from 'organiser', 'design_group')",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    workshop: Workshop, words: list[str], said: str
) -> None:
    with pytest.raises(CommandError) as refusal:
        run("invite_staff", *words)
    assert str(refusal.value) == said
    assert User.objects.count() == 0


# sign_in ----------------------------------------------------------------------------------------------


def browser_with(cookie: str) -> Client:
    """Return a browser that sends this cookie, given as `name=value`."""
    name, _equals, value = cookie.strip().partition("=")
    browser = Client()
    browser.cookies[name] = value
    return browser


def test_it_prints_a_cookie_and_nothing_else(settings: Any) -> None:
    printed = run("sign_in", STRANGER)
    assert printed.count("\n") == 1
    page = browser_with(printed).get("/")
    assert page.context["user"].email == STRANGER


def test_the_address_counts_as_verified() -> None:
    run("sign_in", STRANGER)
    address = EmailAddress.objects.get()
    assert (address.email, address.verified, address.user.email) == (STRANGER, True, STRANGER)


def test_twice_is_two_sessions_of_one_user() -> None:
    run("sign_in", STRANGER)
    run("sign_in", STRANGER)
    assert (User.objects.count(), Session.objects.count()) == (1, 2)


def test_it_joins_even_where_the_address_is_not_admitted(workshop: Workshop) -> None:
    run("sign_in", STRANGER, "--join", "community")
    run("sign_in", STRANGER, "--join", "community")
    place = Membership.objects.get()
    assert (place.user and place.user.email, place.workshop, place.role) == (
        STRANGER,
        workshop,
        Role.PARTICIPANT,
    )


def test_who_has_left_is_the_same_voice_again(workshop: Workshop, participant: Person) -> None:
    Membership.objects.update(role=Role.LEFT)
    run("sign_in", participant.user.email, "--join", "community")
    place = Membership.objects.get()
    assert (place.pk, place.role) == (participant.membership.pk, Role.PARTICIPANT)


def test_it_takes_no_role_away(workshop: Workshop, moderator: Person) -> None:
    run("sign_in", moderator.user.email, "--join", "community")
    assert Membership.objects.get().role == Role.DESIGN_GROUP


def test_outside_local_mode_it_refuses(settings: Any) -> None:
    settings.LOCAL_MODE = False
    with pytest.raises(CommandError) as refusal:
        run("sign_in", STRANGER)
    assert str(refusal.value) == "Only in local mode: elsewhere one signs in with a code."
    assert (User.objects.count(), Session.objects.count()) == (0, 0)


@pytest.mark.parametrize("words", [["nobody"], [STRANGER, "--join", "nowhere"]])
def test_what_is_not_there_is_refused(words: list[str]) -> None:
    with pytest.raises(CommandError):
        run("sign_in", *words)
    assert User.objects.count() == 0
