"""Who counts in a release: different people whose contribution stands, few of them alike."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ideas.domain.changes import edit_idea
from ideas.domain.ideas import IdeaText
from ideas.models import Idea
from tests.cast import make_idea, make_members, make_three_organisations, make_workshop
from voting.ballots.casting import cast_vote
from voting.releases.crowd import load_crowd
from voting.releases.enough_people import look
from voting.releases.unreleased import find_unreleased
from voting.tasks import start_due_releases
from workshops.domain.joining import Details, join_workshop
from workshops.domain.newcomers import NAME, let_a_night_pass
from workshops.models import Housekeeping, JoinCode, Membership, Organisation, User, Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db


def vote(members: list[Membership], idea: Idea, answer: str = "up") -> None:
    for member in members:
        cast_vote(actor=member, idea=idea, answer=answer)


def counted(workshop: Workshop) -> int:
    """Return how many people count now."""
    workshop = Workshop.objects.with_phase().get(pk=workshop.pk)
    return look(workshop, find_unreleased(workshop)).people


def needed(workshop: Workshop) -> int:
    """Return how many people must count."""
    return load_crowd(Workshop.objects.with_phase().get(pk=workshop.pk)).needed


def open_since(workshop: Workshop, **span: int) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(opens_at=timezone.now() - timedelta(**span))


def name_place(workshop: Workshop, name: str, **fields: object) -> Organisation:
    return Organisation.objects.create(workshop=workshop, name=name, **fields)


@pytest.fixture
def trusts(workshop: Workshop) -> list[list[Membership]]:
    """Return the ten members of each of three organisations."""
    open_since(workshop, days=4)
    return make_three_organisations(workshop)


def test_at_most_four_of_ten_are_of_one_organisation(
    workshop: Workshop, trusts: list[list[Membership]]
) -> None:
    idea = make_idea(workshop)
    assert needed(workshop) == 10
    vote(trusts[0], idea)
    assert counted(workshop) == 2
    vote([*trusts[1][:3], *trusts[2][:2]], idea)
    assert counted(workshop) == 6
    vote([*trusts[1], *trusts[2][:2]], idea)
    assert counted(workshop) == 10


def test_after_two_quiet_days_at_most_two_of_five_are_of_one_organisation(
    workshop: Workshop, trusts: list[list[Membership]]
) -> None:
    idea = make_idea(workshop)
    vote([*trusts[0], *trusts[1]], idea)
    assert counted(workshop) == 4
    vote(trusts[2][:1], idea)
    assert counted(workshop) == 5


def test_people_without_an_organisation_are_one_together(
    workshop: Workshop, trusts: list[list[Membership]]
) -> None:
    vote([*make_members(9, workshop), *trusts[0]], make_idea(workshop))
    assert counted(workshop) == 4


def test_organisations_that_came_later_are_one_together_until_ten_people_have_joined(
    workshop: Workshop, trusts: list[list[Membership]]
) -> None:
    late = [name_place(workshop, f"Late {number}") for number in range(5)]
    members = [make_members(2, workshop, organisation=place) for place in late]
    vote([member for some in members for member in some], make_idea(workshop))
    assert counted(workshop) == 2
    vote(make_members(8, workshop, organisation=late[0]), make_idea(workshop))
    assert counted(workshop) == 4


def test_people_who_came_by_one_code_count_as_if_they_were_of_one_organisation(
    workshop: Workshop, trusts: list[list[Membership]]
) -> None:
    place = Organisation.objects.filter(workshop=workshop)[0]
    code = JoinCode.objects.create(
        workshop=workshop, organisation=place, code="ABCD", ends_on=timezone.localdate()
    )
    Membership.objects.filter(pk__in=[m.pk for some in trusts for m in some]).update(join_code=code)
    vote([member for some in trusts for member in some], make_idea(workshop))
    assert counted(workshop) == 2


def test_who_joins_by_a_code_keeps_that_it_was_by_this_one(workshop: Workshop) -> None:
    place = name_place(workshop, "Trust")
    code = JoinCode.objects.create(
        workshop=workshop, organisation=place, code="ABCD", ends_on=timezone.localdate()
    )
    user = User.objects.create(email="somebody@elsewhere.example")
    member = join_workshop(actor=user, workshop=workshop, details=Details(), code="ABCD")
    assert (member.join_code, member.nights_to_wait) == (code, 2)


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.DESIGN_GROUP, Role.LEFT])
def test_staff_and_who_has_left_count_for_nothing(
    role: Role, workshop: Workshop, trusts: list[list[Membership]]
) -> None:
    vote([member for some in trusts for member in some], make_idea(workshop))
    assert counted(workshop) == 12
    Membership.objects.filter(pk__in=[member.pk for member in trusts[0]]).update(role=role)
    make_members(10, workshop, organisation=Membership.objects.get(pk=trusts[0][0].pk).organisation)
    assert counted(workshop) == 4


def test_newcomers_count_for_nothing_after_the_first_two_days(
    workshop: Workshop, trusts: list[list[Membership]]
) -> None:
    vote([member for some in trusts for member in some], make_idea(workshop))
    Membership.objects.update(nights_to_wait=1)
    assert counted(workshop) == 0
    open_since(workshop, hours=47)
    assert counted(workshop) == 12


def test_a_newcomer_waits_for_two_nights(workshop: Workshop) -> None:
    make_members(1, workshop, nights_to_wait=2)
    for nights in (1, 0, 0):
        let_a_night_pass()
        let_a_night_pass()
        assert list(Membership.objects.values_list("nights_to_wait", flat=True)) == [nights]
        Housekeeping.objects.filter(pk=NAME).update(at=timezone.now() - timedelta(hours=23))


def test_where_fewer_than_three_organisations_are_large_fifteen_must_count(workshop: Workshop) -> None:
    open_since(workshop, days=1)
    one, two, few = (name_place(workshop, n, in_first_list=True) for n in ("One", "Two", "Few"))
    members = [make_members(10, workshop, organisation=place) for place in (one, two)]
    members.append(make_members(9, workshop, organisation=few))
    assert needed(workshop) == 15
    vote(members[0], make_idea(workshop))
    vote(members[1][:5], make_idea(workshop))
    assert counted(workshop) == 15
    make_members(1, workshop, organisation=few)
    assert needed(workshop) == 10
    assert counted(workshop) == 4


def test_a_workshop_that_asks_for_more_than_fifteen_gets_them() -> None:
    assert needed(make_workshop(release_people=30)) == 30


def test_the_list_at_the_opening_is_noted_once(workshop: Workshop) -> None:
    name_place(workshop, "In the list"), name_place(workshop, "Typed", listed=False)
    start_due_releases()
    name_place(workshop, "Later")
    start_due_releases()
    assert list(Organisation.objects.filter(in_first_list=True).values_list("name", flat=True)) == [
        "In the list"
    ]


def test_before_the_opening_no_list_is_noted() -> None:
    workshop = make_workshop(opens_at=timezone.now() + timedelta(days=1))
    name_place(workshop, "In the list")
    start_due_releases()
    assert not Organisation.objects.filter(in_first_list=True).exists()


def test_a_wording_that_is_put_back_makes_nobody_count(workshop: Workshop) -> None:
    open_since(workshop, days=4)
    author, *_others = make_members(20, workshop)
    idea = make_idea(workshop, author)
    new = IdeaText(None, Idea.Intent.NEW, "Another title", idea.body)
    edit_idea(actor=author, idea=idea, text=new)
    assert counted(workshop) == 1
    edit_idea(actor=author, idea=idea, text=IdeaText(None, idea.intent, idea.title, idea.body))
    assert counted(workshop) == 0


@pytest.mark.parametrize("role", [Role.LEFT, Role.DESIGN_GROUP])
def test_nobody_sees_to_it_by_leaving_that_organisations_are_not_told_apart(
    role: Role, workshop: Workshop
) -> None:
    members = make_three_organisations(workshop)
    vote(members[0], make_idea(workshop))
    for gone in members[2][:3]:
        gone.role = role
        gone.save()
    assert (needed(workshop), counted(workshop)) == (10, 2)


def test_numbers_of_who_took_part_do_not_show_who_left(workshop: Workshop) -> None:
    members = make_three_organisations(workshop)
    crowd = Workshop.objects.with_phase().get(pk=workshop.pk)
    before = load_crowd(crowd, with_left=True)
    Membership.objects.filter(pk__in=[some[0].pk for some in members]).update(role=Role.LEFT)
    after = load_crowd(crowd, with_left=True)
    assert before.count(range(30), 12) == after.count(range(30), 12) == 12
    assert len(load_crowd(crowd).counts) == 27
