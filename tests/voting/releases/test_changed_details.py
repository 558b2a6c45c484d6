"""Changed details count only together with those of as many people as a release takes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import Person, make_idea, make_member, make_workshop, sign_in
from voting.ballots.casting import cast_vote
from voting.releases.crowd import load_crowd
from voting.releases.recount import find_differences
from voting.releases.releases import release_workshop
from workshops.domain.counted import take_over_details
from workshops.domain.deletion import delete_account
from workshops.domain.joining import Details, change_details, join_workshop, leave_workshop
from workshops.models import (
    Borough,
    Membership,
    Organisation,
    User,
    Workshop,
)

pytestmark = pytest.mark.django_db


def move(people: list[Person], to: Organisation) -> None:
    for person in people:
        member = person.membership
        change_details(actor=member, details=Details(to, member.borough, member.group))


def is_taken_over(workshop: Workshop) -> bool:
    loaded = Workshop.objects.with_phase().get(pk=workshop.pk)
    return take_over_details(loaded, load_crowd(loaded).are_enough)


def count_in(place: Organisation) -> int:
    return Membership.objects.filter(counted_organisation=place).count()


def test_nine_changes_are_never_counted(
    workshop: Workshop, crowd: list[Person], places: list[Organisation]
) -> None:
    move([person for person in crowd if person.membership.organisation != places[0]][:9], places[0])
    assert is_taken_over(workshop) is False
    release_workshop(workshop.pk, force=True)
    assert count_in(places[0]) == 10


def test_ten_changes_are_counted_together_in_a_release(
    workshop: Workshop, crowd: list[Person], places: list[Organisation]
) -> None:
    move([person for person in crowd if person.membership.organisation != places[0]][:10], places[0])
    assert count_in(places[0]) == 10
    release_workshop(workshop.pk, force=True)
    assert count_in(places[0]) == 20
    assert find_differences(Workshop.objects.with_phase().get(pk=workshop.pk)) == []


def test_ten_of_one_organisation_are_too_few_to_hide_anybody(
    workshop: Workshop, crowd: list[Person], places: list[Organisation]
) -> None:
    """Nine who work together are of one organisation, or of two: of each only four count."""
    movers = [person for person in crowd if person.membership.organisation in places[1:3]]
    move(movers, places[0])
    assert (len(movers), is_taken_over(workshop)) == (20, False)
    move([person for person in crowd if person.membership.organisation == places[3]][:2], places[0])
    assert is_taken_over(workshop) is True


def test_who_has_just_joined_is_among_no_ten(
    workshop: Workshop, crowd: list[Person], places: list[Organisation]
) -> None:
    Workshop.objects.update(opens_at=timezone.now() - timedelta(days=9))
    movers = [person for person in crowd if person.membership.organisation != places[0]][:10]
    Membership.objects.filter(pk=movers[0].membership.pk).update(nights_to_wait=1)
    move(movers, places[0])
    Membership.objects.filter(pk=movers[0].membership.pk).update(nights_to_wait=1)
    assert is_taken_over(workshop) is False
    Membership.objects.update(nights_to_wait=0)
    assert is_taken_over(workshop) is True


def test_nine_changes_of_borough_hide_no_change_of_organisation(
    workshop: Workshop, crowd: list[Person], places: list[Organisation]
) -> None:
    barnet = Borough.objects.get(slug="barnet")
    for person in crowd[:9]:
        member = person.membership
        change_details(actor=member, details=Details(member.organisation, barnet, member.group))
    move([crowd[9]], places[0])
    assert is_taken_over(workshop) is False


def test_what_is_put_back_is_no_change(
    workshop: Workshop, crowd: list[Person], places: list[Organisation]
) -> None:
    movers = [person for person in crowd if person.membership.organisation != places[0]][:10]
    move(movers, places[0])
    member = movers[0].membership
    change_details(actor=member, details=Details(member.organisation, member.borough, member.group))
    assert is_taken_over(workshop) is False


def test_who_clears_the_boxes_has_changed_them(workshop: Workshop, crowd: list[Person]) -> None:
    for person in crowd[:10]:
        change_details(actor=person.membership, details=Details())
    assert is_taken_over(workshop) is True
    assert Membership.objects.filter(workshop=workshop, counted_organisation=None).count() == 10


def test_who_has_left_is_among_no_ten(
    workshop: Workshop, crowd: list[Person], places: list[Organisation]
) -> None:
    movers = [person for person in crowd if person.membership.organisation != places[0]][:9]
    move(movers, places[0])
    leave_workshop(actor=next(person for person in crowd if person not in movers).membership)
    delete_account(actor=movers[0].user)
    assert is_taken_over(workshop) is False


def test_in_a_practice_workshop_one_change_is_counted_with_the_next_release() -> None:
    workshop = make_workshop(practice=True)
    trust = Organisation.objects.create(workshop=workshop, name="Trust")
    person = make_member("alone", workshop)
    move([person], trust)
    cast_vote(actor=person.membership, idea=make_idea(workshop), answer="up")
    release_workshop(workshop.pk)
    assert count_in(trust) == 1


def test_who_joins_is_counted_as_they_tell(workshop: Workshop, places: list[Organisation]) -> None:
    user = User.objects.create(email="new@trust.example")
    member = join_workshop(actor=user, workshop=workshop, details=Details(places[2]))
    assert (member.organisation, member.counted_organisation) == (places[2], places[2])


def test_the_page_tells_a_member_that_a_change_is_counted_later(workshop: Workshop) -> None:
    page = sign_in(make_member("maria", workshop).user).get(f"/workshops/{workshop.slug}/membership/")
    assert "once ten people or more have changed the same thing" in page.content.decode()
