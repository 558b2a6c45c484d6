"""Who took part: worked out from what has been released, and told rounded, by borough and group only."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ideas.domain.polls import answer_poll
from ideas.models import Comment, Idea
from tests.cast import make_comment, make_idea, make_members, make_poll, make_workshop
from voting.ballots.casting import cast_vote
from voting.releases.releases import release_workshop
from voting.releases.who_took_part import record_who_took_part
from workshops.models import JoinCode, Membership, Organisation, Snapshot, Workshop
from workshops.rules import Role
from workshops.statistics.snapshots import read_margin

pytestmark = pytest.mark.django_db


@pytest.fixture
def members(workshop: Workshop) -> list[Membership]:
    return make_members(30, workshop, borough_id="camden")


def vote_and_release(workshop: Workshop, members: list[Membership], answer: str = "up") -> None:
    idea = Idea.objects.filter(workshop=workshop).published().first() or make_idea(workshop)
    for member in members:
        cast_vote(actor=member, idea=idea, answer=answer)
    release_workshop(workshop.pk, force=True)


def told(workshop: Workshop) -> int | None:
    last = Snapshot.objects.filter(workshop=workshop, kind="took_part").newest_first().first()
    return last.figures["people"] if last else None


def test_a_release_tells_how_many_took_part(workshop: Workshop, members: list[Membership]) -> None:
    vote_and_release(workshop, members[:15])
    assert told(workshop) == 15
    assert Snapshot.objects.get(kind="joined").figures["people"] == 30


def test_fewer_than_ten_are_not_told(workshop: Workshop, members: list[Membership]) -> None:
    vote_and_release(workshop, members[:9])
    assert told(workshop) is None


def test_what_waits_for_a_release_does_not_count(workshop: Workshop, members: list[Membership]) -> None:
    idea = make_idea(workshop)
    for member in members[:15]:
        cast_vote(actor=member, idea=idea, answer="up")
    for member in members[12:20]:
        make_idea(workshop, member, Idea.Status.UNRELEASED)
    assert record_who_took_part(workshop) is None


def test_writing_voting_and_answering_count_and_each_person_once(
    workshop: Workshop, members: list[Membership]
) -> None:
    idea = make_idea(workshop, members[0])
    for member in members[1:5]:
        make_comment(idea, member)
    for member in members[3:8]:
        make_comment(make_idea(workshop), member, Comment.Status.HIDDEN)
    options = make_poll(workshop)
    for member in members[7:13]:
        answer_poll(actor=member, poll=options[0].workshop.poll, option=options[0])
    vote_and_release(workshop, members[10:15])
    assert told(workshop) == 15


def test_what_was_taken_back_does_not_count_and_who_has_left_does(
    workshop: Workshop, members: list[Membership]
) -> None:
    for member in members[:5]:
        make_idea(workshop, member, Idea.Status.WITHDRAWN)
    Membership.objects.filter(pk__in=[member.pk for member in members[5:10]]).update(role=Role.LEFT)
    vote_and_release(workshop, members[5:20])
    assert told(workshop) == 15


def test_while_open_there_is_one_snapshot_a_day(workshop: Workshop, members: list[Membership]) -> None:
    vote_and_release(workshop, members[:15])
    vote_and_release(workshop, members[15:])
    assert told(workshop) == 15


def test_nobody_is_nobody() -> None:
    assert record_who_took_part(make_workshop()) is None


def test_it_takes_as_many_queries_for_many_ideas_as_for_one(
    workshop: Workshop, members: list[Membership]
) -> None:
    vote_and_release(workshop, members[:5])
    record_who_took_part(workshop)
    with CaptureQueriesContext(connection) as few:
        record_who_took_part(workshop)
    for _one in range(20):
        make_comment(make_idea(workshop, members[0]), members[1])
    with CaptureQueriesContext(connection) as many:
        record_who_took_part(workshop)
    assert len(many) == len(few)


# Padded groups ----------------------------------------------------------------------------------------


@pytest.fixture
def places(workshop: Workshop) -> list[Organisation]:
    """Return four organisations of the list, of each of which ten people of Brent have joined and voted."""
    names = ("Trust", "Council", "Charity", "Surgery")
    places = [Organisation.objects.create(workshop=workshop, name=name) for name in names]
    for place in places:
        make_members(10, workshop, organisation=place, borough_id="brent")
    make_members(20, workshop)
    return places


def read_camden(workshop: Workshop, members: list[Membership]) -> int | None:
    """Let everybody of Brent vote, and these; return what is told of Camden then."""
    others = Membership.objects.filter(workshop=workshop, counted_borough="brent")
    vote_and_release(workshop, [*others, *members])
    snapshot = Snapshot.objects.filter(workshop=workshop, kind="took_part").newest_first()[0]
    told: int | None = read_margin(snapshot, "borough").told.get("camden")
    return told


@pytest.mark.parametrize("place", [None, 0])
def test_a_group_of_one_organisation_or_none_is_not_told(
    workshop: Workshop, places: list[Organisation], place: int | None
) -> None:
    organisation = None if place is None else places[place]
    accounts = make_members(25, workshop, organisation=organisation, borough_id="camden")
    other = make_members(1, workshop, organisation=places[1], borough_id="camden")
    assert read_camden(workshop, [*accounts, *other]) is None


def test_names_that_somebody_made_up_count_as_one_organisation(
    workshop: Workshop, places: list[Organisation]
) -> None:
    accounts = []
    for number in range(5):
        made_up = Organisation.objects.create(workshop=workshop, name=f"Made up {number}", listed=False)
        accounts += make_members(5, workshop, organisation=made_up, borough_id="camden")
    assert read_camden(workshop, accounts) is None


def test_a_group_of_many_organisations_is_told(workshop: Workshop, places: list[Organisation]) -> None:
    members = [
        member
        for place in places
        for member in make_members(5, workshop, organisation=place, borough_id="camden")
    ]
    assert read_camden(workshop, members) == 20


def test_accounts_by_one_join_code_are_no_group(workshop: Workshop, places: list[Organisation]) -> None:
    today = timezone.localdate()
    code = JoinCode.objects.create(workshop=workshop, organisation=places[0], code="A", ends_on=today)
    accounts = [
        member
        for place in places
        for member in make_members(5, workshop, organisation=place, borough_id="camden", join_code=code)
    ]
    assert read_camden(workshop, accounts) is None
