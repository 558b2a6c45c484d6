"""One person stays one voice, whatever addresses they change to and back."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anonymity.keys import delete_key
from tests.cast import Person, make_member, make_user, make_workshop, sign_in
from tests.pages import read_text
from tests.workshops.sign_in.changing_address import CODES, ask, change, read_codes, read_letters
from tests.workshops.sign_in.signing_in import MARIA
from workshops.domain.deletion import delete_account
from workshops.domain.joining import Details, join_workshop, leave_workshop
from workshops.models import DepartedAddress, Membership, OutboxEmail, User, Workshop
from workshops.models.workshop import NO_KEY
from workshops.sign_in.addresses import AddressChanged, AddressTaken, change_address, may_take
from workshops.sign_in.rate_limits import CODES as CODES_OF_AN_ADDRESS
from workshops.sign_in.rate_limits import forget

pytestmark = pytest.mark.django_db
NEW, THIRD = "maria@home.example", "maria@third.example"
# Admitted by the workshop as the first is.
OTHER = "m.lopez@trust.example"
JOIN = "/workshops/community/membership/"
AGAIN = "This address can’t join again"


@pytest.fixture
def maria(workshop: Workshop) -> Person:
    """Return a participant whose name is Maria."""
    return make_member("maria", workshop)


def come_with(address: str) -> Client:
    """Return a browser of the owner of this address, who signs in as somebody new."""
    return sign_in(User.objects.create(email=address))


# The old address --------------------------------------------------------------------------------------


def test_the_old_address_joins_none_of_the_workshops_again(
    workshop: Workshop, other_workshop: Workshop, maria: Person
) -> None:
    place = Membership.objects.create(user=maria.user, workshop=other_workshop)
    leave_workshop(actor=place)
    change_address(actor=maria.user, address=NEW)
    again = come_with(MARIA)
    for each in (workshop, other_workshop):
        page = again.get(f"{each.get_absolute_url()}membership/")
        assert (page.status_code, AGAIN in read_text(page)) == (200, True)
        assert again.post(f"{each.get_absolute_url()}membership/", {}).status_code == 403
    assert "Did you change your address? Then sign in with the new one." in read_text(page)
    assert Membership.objects.count() == 2


def test_an_invitation_is_no_way_around(workshop: Workshop, maria: Person) -> None:
    change_address(actor=maria.user, address=NEW)
    with pytest.raises(CommandError, match="or has another address now"):
        call_command("invite_staff", MARIA, workshop=workshop.slug, role="organiser")


def test_it_joins_another_workshop(maria: Person) -> None:
    change_address(actor=maria.user, address=NEW)
    elsewhere = make_workshop()
    assert come_with(MARIA).post(f"{elsewhere.get_absolute_url()}membership/", {}).status_code == 303


def test_the_person_leaves_and_joins_again_as_the_same_voice(workshop: Workshop, maria: Person) -> None:
    change_address(actor=maria.user, address=OTHER)
    user = User.objects.get()
    leave_workshop(actor=maria.membership)
    back = join_workshop(actor=user, workshop=workshop, details=Details())
    assert (back.pk, bytes(back.vote_subject or b"")) == (
        maria.membership.pk,
        bytes(maria.membership.vote_subject or b""),
    )


def test_whoever_changes_in_another_window_does_not_join_with_the_old_one(
    workshop: Workshop, outsider: Person
) -> None:
    before = User.objects.get(pk=outsider.user.pk)
    change_address(actor=outsider.user, address=OTHER)
    with pytest.raises(PermissionDenied):
        join_workshop(actor=before, workshop=workshop, details=Details())


def test_whoever_has_changed_in_another_window_changes_nothing(maria: Person) -> None:
    before = User.objects.get(pk=maria.user.pk)
    change_address(actor=maria.user, address=NEW)
    with pytest.raises(AddressChanged):
        change_address(actor=before, address=THIRD)
    assert User.objects.get().email == NEW


def test_deleting_the_account_afterwards_shuts_both_out(workshop: Workshop, maria: Person) -> None:
    change_address(actor=maria.user, address=OTHER)
    delete_account(actor=User.objects.get())
    for address in (MARIA, OTHER):
        assert come_with(address).post(JOIN, {}).status_code == 403


# The new address --------------------------------------------------------------------------------------


def test_the_address_of_somebody_else_is_not_taken(maria: Person, colleague: Person) -> None:
    assert not may_take(maria.user, colleague.user.email)
    with pytest.raises(AddressTaken):
        change_address(actor=maria.user, address=colleague.user.email)
    assert (User.objects.filter(email=MARIA).count(), DepartedAddress.objects.count()) == (1, 0)


def test_an_address_that_had_an_account_in_a_workshop_of_the_person_is_not_taken(
    workshop: Workshop, maria: Person, colleague: Person
) -> None:
    gone = colleague.user.email
    delete_account(actor=colleague.user)
    ask(maria.client, gone)
    letters = read_letters()
    assert letters[gone].subject == "This address can’t take the place of another"
    with pytest.raises(AddressTaken):
        change_address(actor=maria.user, address=gone)


def test_one_that_had_an_account_elsewhere_is(other_workshop: Workshop, maria: Person) -> None:
    gone = make_member("gone", other_workshop)
    delete_account(actor=gone.user)
    assert may_take(maria.user, gone.user.email)


def test_one_changes_back_and_is_the_same_voice(workshop: Workshop, maria: Person) -> None:
    change(maria.client, MARIA, NEW)
    OutboxEmail.objects.all().delete()
    assert change(maria.client, NEW, MARIA).status_code == 303
    assert User.objects.get().email == MARIA
    leave_workshop(actor=Membership.objects.get())
    assert maria.client.post(JOIN, {}).status_code == 303
    assert Membership.objects.get().pk == maria.membership.pk
    assert come_with(NEW).get(JOIN).context["is_gone"] is True


def test_nobody_else_takes_an_address_that_somebody_had(maria: Person, colleague: Person) -> None:
    change_address(actor=maria.user, address=NEW)
    assert not may_take(colleague.user, MARIA)
    assert may_take(User.objects.get(pk=maria.user.pk), MARIA)


def test_not_even_the_former_owner_once_it_has_an_account(maria: Person) -> None:
    change_address(actor=maria.user, address=NEW)
    come_with(MARIA)
    assert not may_take(User.objects.get(pk=maria.user.pk), MARIA)


def test_any_number_of_changes_leaves_one_voice(workshop: Workshop, maria: Person) -> None:
    used = [MARIA]
    for address in (NEW, THIRD, MARIA, THIRD, NEW):
        change_address(actor=User.objects.get(), address=address)
        used.append(address)
        assert {other: come_and_go(other) for other in used if other != address} == {
            other: True for other in used if other != address
        }
    assert Membership.objects.count() == 1


def come_and_go(address: str) -> bool:
    """Return whether this address is shut out, and leave no account."""
    browser = come_with(address)
    try:
        return bool(browser.get(JOIN).context["is_gone"])
    finally:
        User.objects.get(email=address).delete()


def test_every_address_costs_the_same_statements(maria: Person, colleague: Person) -> None:
    gone = colleague.user.email
    delete_account(actor=colleague.user)
    known = make_user("known", domain="home.example")
    EmailAddress.objects.create(user=known, email=known.email, verified=True, primary=True)
    ask(maria.client, THIRD)  # signs in first
    counts = {}
    for address in (NEW, gone, "known@home.example"):
        forget(CODES_OF_AN_ADDRESS, MARIA)
        with CaptureQueriesContext(connection) as queries:
            ask(maria.client, address)
        counts[address] = len(queries)
    assert len(set(counts.values())) == 1, counts


# What the database knows ------------------------------------------------------------------------------


def test_no_row_holds_the_old_address_or_any_of_its_kind(maria: Person) -> None:
    change(maria.client, MARIA, NEW)
    OutboxEmail.objects.all().delete()
    marks = [bytes(mark.tag) for mark in DepartedAddress.objects.all()]
    assert ([len(mark) for mark in marks], len(set(marks))) == ([16, 16], 2)
    assert not User.objects.filter(email=MARIA).exists()


def test_marks_of_one_change_in_two_workshops_have_nothing_in_common(
    other_workshop: Workshop, maria: Person
) -> None:
    Membership.objects.create(user=maria.user, workshop=other_workshop)
    change_address(actor=maria.user, address=NEW)
    assert len({bytes(mark.tag) for mark in DepartedAddress.objects.all()}) == 4


# Keys -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [NEW, "known@home.example"])
def test_without_the_key_nothing_is_asked_and_nothing_told(
    workshop: Workshop, maria: Person, address: str, settings: Any
) -> None:
    make_user("known", domain="home.example")
    delete_key(workshop.pk, settings.KEY_DIRS)
    answer = ask(maria.client, address)
    assert (answer.status_code, "Nothing was changed. Try again tomorrow." in read_text(answer)) == (
        503,
        True,
    )
    assert OutboxEmail.objects.count() == 0


def test_without_the_key_nothing_is_changed(workshop: Workshop, maria: Person, settings: Any) -> None:
    ask(maria.client, NEW)
    codes = read_codes(MARIA, NEW)
    delete_key(workshop.pk, settings.KEY_DIRS)
    assert maria.client.post(CODES, codes).status_code == 503
    assert (User.objects.get().email, DepartedAddress.objects.count(), OutboxEmail.objects.count()) == (
        MARIA,
        0,
        0,
    )


def test_where_the_key_is_destroyed_no_mark_is_needed(workshop: Workshop, maria: Person) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(key_check=NO_KEY)
    change_address(actor=maria.user, address=NEW)
    assert (User.objects.get().email, DepartedAddress.objects.count()) == (NEW, 0)
