"""When a release is due: how many people must stand behind what waits, and how long it waits."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ideas.domain.ideas import IdeaText, submit_idea
from ideas.models import Idea
from tests.cast import (
    Person,
    let_the_moment_come,
    make_idea,
    make_member,
    make_members,
    make_workshop,
)
from tests.voting.releases.steps import change, totals, vote
from voting.ballots.casting import cast_vote
from voting.count.members_counted import load_people
from voting.models import Vote
from voting.releases.releases import release_workshop
from voting.releases.unreleased import find_contributors, find_unreleased, find_workshops_to_release
from workshops.models import Membership, Release, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
TEXT = IdeaText(None, Idea.Intent.NEW, "One number to ring", "Families ring five places today.")


def test_ten_people_make_a_release(workshop: Workshop, members: list[Membership]) -> None:
    change(workshop, opens_at=timezone.now() - timedelta(days=1))
    idea = make_idea(workshop)
    vote(members[:9], idea)
    assert release_workshop(workshop.pk) is None
    vote(members[9:10], idea)
    assert release_workshop(workshop.pk) is None
    let_the_moment_come(workshop)
    release = release_workshop(workshop.pk)
    assert release is not None
    assert release.number == 1
    assert totals(idea) == (10, 0, 0)
    assert set(Vote.objects.values_list("value", "counted")) == {(1, 1)}


def test_a_vote_taken_back_or_put_back_makes_nobody_count(
    workshop: Workshop, members: list[Membership]
) -> None:
    idea, other = make_idea(workshop), make_idea(workshop)
    vote(members[:10], idea)
    release_workshop(workshop.pk, force=True)
    vote(members[:10], other)
    vote(members[:10], other, "none")
    vote(members[:5], idea, "down")
    vote(members[:5], idea, "up")
    vote(members[5:10], idea, "none")
    assert len(find_contributors(workshop, find_unreleased(workshop), load_people(workshop))) == 0
    assert release_workshop(workshop.pk) is None
    vote(members[5:10], idea, "up")
    assert find_workshops_to_release() == []


def test_one_person_counts_once_however_much_they_send(workshop: Workshop, members: list[Membership]) -> None:
    for member in members[:3]:
        vote([member], make_idea(workshop))
        vote([member], make_idea(workshop), "down")
        submit_idea(actor=member, text=TEXT)
    people = load_people(workshop)
    assert len(find_contributors(workshop, find_unreleased(workshop), people)) == 3


def test_the_same_person_in_votes_and_texts_is_one(workshop: Workshop, members: list[Membership]) -> None:
    submit_idea(actor=members[0], text=TEXT)
    vote(members[:1], make_idea(workshop))
    assert len(find_contributors(workshop, find_unreleased(workshop), load_people(workshop))) == 1


def test_after_two_days_five_people_are_enough(workshop: Workshop, members: list[Membership]) -> None:
    vote(members[:5], make_idea(workshop))
    change(workshop, opens_at=timezone.now() - timedelta(hours=47))
    assert release_workshop(workshop.pk) is None
    change(workshop, opens_at=timezone.now() - timedelta(hours=49))
    assert release_workshop(workshop.pk) is None
    let_the_moment_come(workshop)
    assert release_workshop(workshop.pk) is not None


def test_after_two_days_four_people_are_too_few(workshop: Workshop, members: list[Membership]) -> None:
    vote(members[:4], make_idea(workshop))
    change(workshop, opens_at=timezone.now() - timedelta(days=9))
    assert release_workshop(workshop.pk) is None


def test_the_close_releases_what_waits(workshop: Workshop, members: list[Membership]) -> None:
    idea = make_idea(workshop)
    vote(members[:6], idea)
    change(workshop, closes_at=timezone.now() - timedelta(hours=1), ideas_until=None)
    assert release_workshop(workshop.pk) is not None
    assert totals(idea) == (6, 0, 0)


def test_too_few_members_make_no_release(workshop: Workshop) -> None:
    vote(make_members(19, workshop), make_idea(workshop))
    change(workshop, opens_at=timezone.now() - timedelta(days=9))
    assert release_workshop(workshop.pk) is None


def test_staff_are_not_among_the_members_that_a_first_release_needs(
    workshop: Workshop, moderator: Person
) -> None:
    members = make_members(19, workshop)
    vote([*members, moderator.membership], make_idea(workshop))
    assert release_workshop(workshop.pk) is None


def test_a_practice_workshop_releases_at_once() -> None:
    workshop = make_workshop(practice=True)
    person = make_member("somebody", workshop)
    idea = submit_idea(actor=person.membership, text=TEXT)
    assert release_workshop(workshop.pk) is not None
    idea.refresh_from_db()
    assert (idea.status, idea.waiting_since) == (Idea.Status.PUBLISHED, None)
    assert idea.published_on == timezone.localdate()


def test_where_the_design_group_looks_before_an_idea_goes_to_its_queue() -> None:
    workshop = make_workshop(practice=True, moderation=Workshop.Moderation.BEFORE)
    person = make_member("somebody", workshop)
    idea = submit_idea(actor=person.membership, text=TEXT)
    release_workshop(workshop.pk)
    idea.refresh_from_db()
    assert (idea.status, idea.published_on) == (Idea.Status.IN_REVIEW, None)


def test_nothing_waiting_makes_no_release(workshop: Workshop, members: list[Membership]) -> None:
    assert release_workshop(workshop.pk) is None
    assert Release.objects.count() == 0


def test_beat_finds_what_waits_by_its_marks(
    workshop: Workshop, other_workshop: Workshop, participant: Person
) -> None:
    assert find_workshops_to_release() == []
    cast_vote(actor=participant.membership, idea=make_idea(workshop), answer="up")
    assert find_workshops_to_release() == [workshop.pk]
    submit_idea(actor=make_member("elsewhere", other_workshop).membership, text=TEXT)
    assert set(find_workshops_to_release()) == {workshop.pk, other_workshop.pk}


def test_a_closed_workshop_without_votes_is_left_alone() -> None:
    workshop = make_workshop(Phase.CLOSED)
    assert release_workshop(workshop.pk) is None
