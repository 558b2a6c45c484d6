"""An address to which no letter can go is refused in words that say why, wherever one is typed."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from ideas_platform.lib.pasted_address import OTHER_LETTERS, has_other_letters
from tests.cast import Person
from tests.pages import read_text
from workshops.domain.invitation_lists import Outcome, read_list
from workshops.models import Invitation, Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
JOERG = "Jörg Müller <jörg@trust.example>"


def test_only_what_stands_before_the_at_counts() -> None:
    addresses = ("jörg@trust.example", "joerg@müller.example", "ada@trust.example", "jörg", "")
    assert [has_other_letters(address) for address in addresses] == [True, False, False, False, False]


def test_who_signs_in_reads_why(workshop: Workshop) -> None:
    page = Client().post("/accounts/", {"email": JOERG})
    assert (page.status_code, str(OTHER_LETTERS) in read_text(page)) == (422, True)
    assert str(OTHER_LETTERS) not in read_text(Client().post("/accounts/", {"email": "jörg"}))


def test_a_list_says_so_beside_the_line(workshop: Workshop, organiser: Person) -> None:
    lines = read_list(workshop, f"{JOERG}\nnobody\nada@müller.example", Role.PARTICIPANT)
    assert [line.outcome for line in lines] == [Outcome.OTHER_LETTERS, Outcome.NO_ADDRESS, Outcome.NEW]
    for address in (
        "/admin/desk/community/people/invitations/new/",
        f"/admin/workshops/workshop/{workshop.pk}/invitations/",
    ):
        sent = {"addresses": JOERG, "role": "participant"}
        assert "has letters such as ö before the @" in read_text(organiser.client.post(address, sent))
    staff = {"addresses": JOERG, "role": "design_group"}
    refused = read_text(organiser.client.post("/admin/desk/community/set-up/people/", staff))
    assert "Line 1 has letters such as ö before the @: jörg@trust.example" in refused
    assert not Invitation.objects.exists()


def test_the_command_invites_none_to_which_no_letter_goes() -> None:
    with pytest.raises(CommandError, match="is not an e-mail address"):
        call_command("invite_staff", "jörg@trust.example")
