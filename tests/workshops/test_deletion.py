"""Deleting one's account: what goes, what stays, and that one person stays one voice."""

import hashlib
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client

from anonymity.keys import delete_key
from anonymity.tags import Purpose, label_item
from ideas.models import Idea
from tests.cast import Person, make_idea, make_member, make_members, make_workshop, sign_in
from tests.pages import read_text
from tests.workshops.sign_in.signing_in import MARIA, ask_for_code, is_signed_in, newest_code, type_code
from voting.ballots.casting import cast_vote
from voting.models import Total, Vote
from voting.releases.releases import release_workshop
from workshops.domain.deletion import delete_account
from workshops.domain.joining import Details, join_workshop, leave_workshop
from workshops.domain.keys import open_tagger
from workshops.models import (
    DepartedAddress,
    Invitation,
    Membership,
    Organisation,
    OutboxEmail,
    Subscription,
    User,
    Workshop,
)
from workshops.models.workshop import NO_KEY
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
DELETE = "/accounts/deletion/"
JOIN = "/workshops/community/membership/"
AGAIN = "This address can’t join again"


@pytest.fixture
def maria(workshop: Workshop) -> Person:
    """Return a participant whose name is Maria."""
    return make_member("maria", workshop)


def come_in(address: str = MARIA) -> Client:
    """Return a browser in which the owner of this address has just shown a code."""
    browser = Client()
    ask_for_code(browser, address)
    type_code(browser, newest_code())
    assert is_signed_in(browser)
    return browser


def try_to_join(workshop: Workshop, address: str) -> Any:
    """Join again with the address of an account that was deleted; return the answer."""
    return sign_in(User.objects.create(email=address)).post(f"/workshops/{workshop.slug}/membership/", {})


# The page ---------------------------------------------------------------------------------------------


def test_visitors_are_asked_to_sign_in(visitor: Client) -> None:
    answer = visitor.get(DELETE)
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/?next={DELETE}")


def test_the_page_says_what_goes_and_what_stays(maria: Person) -> None:
    text = read_text(come_in().get(DELETE))
    said = (
        "You can’t undo this, nor can we.",
        "your e-mail address, and every",
        "belong to nobody",
        "still count, once. After that nobody can find them or take them back, you included.",
    )
    assert [words in text for words in said] == [True] * 4
    assert "What you decided for a design group" not in text


def test_the_page_leads_first_to_what_one_can_take_back(maria: Person, workshop: Workshop) -> None:
    closed = make_workshop(Phase.CLOSED, title="Closed by now")
    Membership.objects.create(user=maria.user, workshop=closed)
    page = come_in().get(DELETE)
    assert [each.slug for each in page.context["look_at"]] == [workshop.slug]
    shown = " ".join(page.content.decode().split()).replace('" >', '">')
    assert '<a href="/workshops/community/mine/">See and take back what you wrote in' in shown


def test_staff_read_what_becomes_of_their_decisions(moderator: Person) -> None:
    assert "What you decided for a design group stays" in read_text(moderator.client.get(DELETE))


def test_whoever_signed_in_long_ago_shows_a_code_first(maria: Person) -> None:
    page = maria.client.get(DELETE)
    assert ("Sign in again" in read_text(page), "Delete my account" in read_text(page)) == (True, False)
    refused = maria.client.post(DELETE, {"sure": "on"})
    assert (refused.status_code, refused["Location"]) == (303, DELETE)
    assert User.objects.filter(email=MARIA).count() == 1
    out = maria.client.post("/accounts/logout/", {"next": page.context["sign_in_again"]})
    assert out["Location"] == "/accounts/?next=%2Faccounts%2Fdeletion%2F"


def test_the_new_code_leads_back_and_opens_the_form(maria: Person) -> None:
    browser = Client()
    ask_for_code(browser, MARIA, next=DELETE)
    assert type_code(browser, newest_code(), next=DELETE)["Location"] == DELETE
    assert "Delete my account" in read_text(browser.get(DELETE))


def test_a_code_opens_the_form_for_a_quarter_of_an_hour(
    maria: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = come_in()
    monkeypatch.setattr("workshops.sign_in.views.deletion.LATELY", 0)
    assert "Delete my account" not in read_text(browser.get(DELETE))


def test_the_box_must_be_ticked(maria: Person) -> None:
    answer = come_in().post(DELETE, {})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"sure": ["Tick the box if you want to delete your account."]}
    assert User.objects.filter(email=MARIA).exists()


def test_it_is_done_and_said(maria: Person) -> None:
    browser, other = come_in(), come_in()
    answer = browser.post(DELETE, {"sure": "on"}, follow=True)
    assert (answer.redirect_chain, answer.status_code) == ([("/", 303)], 200)
    assert "Your account is deleted." in read_text(answer)
    assert [is_signed_in(each) for each in (browser, other)] == [False, False]


# What goes --------------------------------------------------------------------------------------------


def test_nothing_of_the_person_is_left(workshop: Workshop, maria: Person) -> None:
    browser = come_in()
    TOTP.activate(maria.user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    Subscription.objects.create(workshop=workshop, user=maria.user, digest=True)
    Subscription.objects.create(workshop=make_workshop(Phase.ANNOUNCED), email=MARIA, opening=True)
    OutboxEmail.objects.create(key="k", recipient=MARIA, subject="s", text="t")
    browser.post(DELETE, {"sure": "on"})
    kinds = (User, EmailAddress, Authenticator, Subscription, OutboxEmail)
    assert [kind.objects.count() for kind in kinds] == [0] * 5
    told = Membership.objects.values("user", "organisation", "borough", "group")
    assert set(told.get().values()) == {None}


def test_the_list_of_who_was_invited_does_not_tell_who_has_gone(workshop: Workshop, maria: Person) -> None:
    Invitation.objects.create(workshop=workshop, email=MARIA)
    delete_account(actor=maria.user)
    assert Invitation.objects.filter(email=MARIA).count() == 1


# What stays -------------------------------------------------------------------------------------------


def test_whom_organisers_named_for_the_summary_does_not_tell_who_has_gone(
    workshop: Workshop, maria: Person
) -> None:
    other = make_workshop(slug="other")
    row = Subscription.objects.create(workshop=workshop, email=MARIA, named=True, opening=True)
    Subscription.objects.create(workshop=other, email=MARIA, opening=True)
    delete_account(actor=maria.user)
    [left] = Subscription.objects.all()
    assert (left.pk, left.named, left.summary, left.opening) == (row.pk, True, False, False)


def test_a_mark_is_left_in_each_workshop_that_nobody_can_read(
    workshop: Workshop, other_workshop: Workshop, maria: Person
) -> None:
    Membership.objects.create(user=maria.user, workshop=other_workshop)
    delete_account(actor=maria.user)
    subject = hashlib.sha256(MARIA.encode()).digest()[:16]
    expected = {
        (each.pk, open_tagger(each, Purpose.LEFT).one(label_item(Purpose.LEFT), subject))
        for each in (workshop, other_workshop)
    }
    assert {(mark.workshop_id, bytes(mark.tag)) for mark in DepartedAddress.objects.all()} == expected


def test_texts_stay_and_belong_to_nobody(workshop: Workshop, maria: Person) -> None:
    idea = make_idea(workshop, maria.membership)
    delete_account(actor=maria.user)
    assert Idea.objects.get().ref == idea.ref


def test_votes_count_as_before_under_the_same_organisation(workshop: Workshop) -> None:
    trust = Organisation.objects.create(workshop=workshop, name="Trust")
    people = make_members(19, workshop, organisation=trust)
    maria = make_member("maria", workshop, organisation=trust)
    idea = make_idea(workshop)
    for member in [*people[:5], maria.membership]:
        cast_vote(actor=member, idea=idea, answer="up")
    release_workshop(workshop.pk, force=True)
    before = Total.objects.get()
    delete_account(actor=maria.user)
    workshop.refresh_from_db()
    assert not workshop.recompute_all
    Workshop.objects.update(recompute_all=True)
    release_workshop(workshop.pk, force=True)
    after = Total.objects.get()
    assert (before.up, after.up, Vote.objects.count()) == (6, 6, 6)
    assert (before.top_score, before.clusters) == (after.top_score, after.clusters)


# One voice --------------------------------------------------------------------------------------------


def test_the_address_cannot_join_that_workshop_again(workshop: Workshop, maria: Person) -> None:
    come_in().post(DELETE, {"sure": "on"})
    again = come_in()
    page = again.get(JOIN)
    assert (page.status_code, AGAIN in read_text(page)) == (200, True)
    answer = again.post(JOIN, {})
    assert (answer.status_code, "the address can’t join this workshop again" in read_text(answer)) == (
        403,
        True,
    )
    assert not Membership.objects.exclude(user=None).exists()


def test_a_tag_behind_the_name_or_capitals_make_no_other_address(workshop: Workshop, maria: Person) -> None:
    come_in().post(DELETE, {"sure": "on"})
    assert AGAIN in read_text(come_in("Maria+again@TRUST.example").get(JOIN))


def test_it_can_join_another_one(workshop: Workshop, maria: Person) -> None:
    delete_account(actor=maria.user)
    assert try_to_join(make_workshop(), MARIA).status_code == 303


def test_others_join_as_before(workshop: Workshop, maria: Person, outsider: Person) -> None:
    delete_account(actor=maria.user)
    assert AGAIN not in read_text(outsider.client.get(JOIN))
    assert outsider.client.post(JOIN, {}).status_code == 303


def test_leaving_first_is_no_way_around(workshop: Workshop, maria: Person) -> None:
    leave_workshop(actor=maria.membership)
    delete_account(actor=maria.user)
    assert try_to_join(workshop, MARIA).status_code == 403


def test_an_invitation_is_no_way_around(workshop: Workshop, maria: Person) -> None:
    delete_account(actor=maria.user)
    with pytest.raises(CommandError, match="An account with this address was deleted"):
        call_command("invite_staff", MARIA, workshop=workshop.slug, role="organiser")
    assert not User.objects.filter(email=MARIA).exists()


def test_whoever_is_deleted_in_another_window_does_not_join(workshop: Workshop, outsider: Person) -> None:
    User.objects.filter(pk=outsider.user.pk).delete()
    with pytest.raises(PermissionDenied):
        join_workshop(actor=outsider.user, workshop=workshop, details=Details())


def test_deleting_twice_leaves_one_mark(workshop: Workshop, maria: Person) -> None:
    delete_account(actor=maria.user)
    delete_account(actor=make_member("maria", workshop).user)
    assert DepartedAddress.objects.count() == 1


def test_the_sign_in_box_treats_the_address_like_any_other(workshop: Workshop, maria: Person) -> None:
    delete_account(actor=maria.user)
    answers = [ask_for_code(Client(), address) for address in (MARIA, "nobody@trust.example")]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(303, "/accounts/code/")] * 2
    letters = OutboxEmail.objects.order_by("recipient")
    assert [letter.subject[6:] for letter in letters] == [letters[0].subject[6:]] * 2


def test_without_the_key_nothing_is_deleted(workshop: Workshop, maria: Person, settings: Any) -> None:
    browser = come_in()
    delete_key(workshop.pk, settings.KEY_DIRS)
    answer = browser.post(DELETE, {"sure": "on"})
    assert answer.status_code == 503
    assert "Nothing was deleted. Try again tomorrow." in read_text(answer)
    assert (Membership.objects.count(), DepartedAddress.objects.count()) == (1, 0)


def test_without_the_key_nobody_joins_where_somebody_has_gone(
    workshop: Workshop, maria: Person, outsider: Person, settings: Any
) -> None:
    delete_account(actor=maria.user)
    delete_key(workshop.pk, settings.KEY_DIRS)
    answers = [outsider.client.get(JOIN), outsider.client.post(JOIN, {})]
    assert [answer.status_code for answer in answers] == [503, 503]
    assert "Nobody can join at the moment" in read_text(answers[0])


def test_where_the_key_is_destroyed_no_mark_is_needed(workshop: Workshop, maria: Person) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(key_check=NO_KEY)
    delete_account(actor=maria.user)
    assert (User.objects.count(), DepartedAddress.objects.count()) == (0, 0)
