"""Releases: what others can see changes for many people's contributions together."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from ideas.domain.ideas import IdeaText, submit_idea
from ideas.models import Idea
from ideas_platform.lib.locks import advisory_lock
from tests.cast import (
    Person,
    let_the_moment_come,
    make_idea,
    make_member,
    make_members,
    make_three_organisations,
    make_workshop,
)
from voting.ballots.casting import cast_vote
from voting.ballots.vote_rows import take_votes
from voting.count.members_counted import load_people
from voting.models import Board, Total, Vote
from voting.releases.releases import release_workshop
from voting.releases.unreleased import find_contributors, find_waiting, find_workshops_to_release
from voting.tasks import release_due
from workshops.domain.joining import Details, change_details
from workshops.models import Membership, Organisation, Release, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
TEXT = IdeaText(None, Idea.Intent.NEW, "One number to ring", "Families ring five places today.")


@pytest.fixture
def members(workshop: Workshop) -> list[Membership]:
    """Return thirty members of three organisations, those of each organisation in turn."""
    return [member for some in zip(*make_three_organisations(workshop), strict=True) for member in some]


def vote(members: list[Membership], idea: Idea, answer: str = "up") -> None:
    for member in members:
        cast_vote(actor=member, idea=idea, answer=answer)


def change(workshop: Workshop, **fields: object) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(**fields)


def totals(idea: Idea) -> tuple[int, int, int]:
    total = Total.objects.get(idea=idea)
    return total.up, total.down, total.unsure


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
    assert len(find_contributors(workshop, find_waiting(workshop), load_people(workshop))) == 0
    assert release_workshop(workshop.pk) is None
    vote(members[5:10], idea, "up")
    assert find_workshops_to_release() == []


def test_a_row_in_which_nothing_is_left_goes_with_the_release(
    workshop: Workshop, members: list[Membership]
) -> None:
    idea = make_idea(workshop)
    vote(members[:3], idea)
    vote(members[:2], idea, "none")
    assert list(Vote.objects.order_by("value").values_list("value", "counted")) == [
        (1, None), (None, None), (None, None)
    ]  # fmt: skip
    release_workshop(workshop.pk, force=True)
    assert list(Vote.objects.values_list("value", "counted")) == [(1, 1)]


def test_one_person_counts_once_however_much_they_send(workshop: Workshop, members: list[Membership]) -> None:
    for member in members[:3]:
        vote([member], make_idea(workshop))
        vote([member], make_idea(workshop), "down")
        submit_idea(actor=member, text=TEXT)
    people = load_people(workshop)
    assert len(find_contributors(workshop, find_waiting(workshop), people)) == 3


def test_the_same_person_in_votes_and_texts_is_one(workshop: Workshop, members: list[Membership]) -> None:
    submit_idea(actor=members[0], text=TEXT)
    vote(members[:1], make_idea(workshop))
    assert len(find_contributors(workshop, find_waiting(workshop), load_people(workshop))) == 1


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
    change(workshop, closes_at=timezone.now() - timedelta(seconds=1), ideas_until=None)
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


def test_a_second_run_changes_nothing(workshop: Workshop, members: list[Membership]) -> None:
    vote(members, make_idea(workshop))
    release_due(str(workshop.pk))
    let_the_moment_come(workshop)
    release_due(str(workshop.pk))
    before = list(Total.objects.values_list()), list(Release.objects.values_list())
    release_due(str(workshop.pk))
    assert (list(Total.objects.values_list()), list(Release.objects.values_list())) == before


def test_a_changed_vote_is_counted_once(workshop: Workshop, members: list[Membership]) -> None:
    idea = make_idea(workshop)
    vote(members, idea)
    release_workshop(workshop.pk, force=True)
    vote(members[:12], idea, "down")
    release_workshop(workshop.pk, force=True)
    assert totals(idea) == (18, 12, 0)


def test_a_vote_that_was_taken_back_goes_with_the_release(
    workshop: Workshop, members: list[Membership]
) -> None:
    idea = make_idea(workshop)
    vote(members, idea)
    release_workshop(workshop.pk, force=True)
    vote(members[:1], idea, "none")
    release_workshop(workshop.pk, force=True)
    assert totals(idea) == (29, 0, 0)
    assert Vote.objects.count() == 29


def test_a_vote_changed_while_a_release_runs_belongs_to_the_next(workshop: Workshop) -> None:
    members = make_members(20, workshop)
    idea = make_idea(workshop)
    vote(members, idea)
    waiting = find_waiting(workshop)
    vote(members[:1], idea, "down")
    from_before = waiting.votes
    release_workshop(workshop.pk, force=True)
    vote(members[:1], idea, "unsure")
    take_votes(workshop.pk, from_before)
    assert Vote.objects.waiting().values_list("value", "counted").get() == (0, 1)


def test_only_changed_ideas_are_counted_anew(workshop: Workshop, members: list[Membership]) -> None:
    still, changed = make_idea(workshop), make_idea(workshop)
    vote(members, still)
    release_workshop(workshop.pk, force=True)
    Total.objects.filter(idea=still).update(up=999)
    vote(members, changed, "down")
    release_workshop(workshop.pk, force=True)
    assert (totals(still), totals(changed)) == ((999, 0, 0), (0, 30, 0))


def test_a_change_of_organisation_counts_everything_anew(
    workshop: Workshop, members: list[Membership]
) -> None:
    idea, other = make_idea(workshop), make_idea(workshop)
    first = Organisation.objects.create(workshop=workshop, name="Trust of all")
    Membership.objects.filter(workshop=workshop).update(organisation=first, counted_organisation=first)
    vote(members, idea)
    release_workshop(workshop.pk, force=True)
    before = Total.objects.get(idea=idea).top_score
    for number, member in enumerate(members):
        organisation = Organisation.objects.create(workshop=workshop, name=f"Trust {number}")
        change_details(actor=member, details=Details(organisation))
    vote(members, other)
    release_workshop(workshop.pk, force=True)
    after = Total.objects.get(idea=idea).top_score
    assert before is not None
    assert after is not None
    assert before < after
    workshop.refresh_from_db()
    assert not workshop.recompute_all


def test_after_the_close_what_is_hidden_leaves_the_boards_without_a_release(workshop: Workshop) -> None:
    for number in range(4):
        organisation = Organisation.objects.create(workshop=workshop, name=f"Trust {number}")
        make_members(5, workshop, organisation=organisation)
    first, second = make_idea(workshop), make_idea(workshop)
    everybody = list(Membership.objects.filter(workshop=workshop))
    vote(everybody, first)
    vote(everybody, second)
    release_workshop(workshop.pk, force=True)
    change(workshop, closes_at=timezone.now(), ideas_until=None, recompute_all=True)
    Idea.objects.filter(pk=first.pk).update(status=Idea.Status.HIDDEN)
    assert find_workshops_to_release() == [workshop.pk]
    assert release_workshop(workshop.pk) is None
    entries = Board.objects.get(workshop=workshop, name=Board.Name.TOP).entries.values_list("idea", "rank")
    assert list(entries) == [(second.pk, 1)]
    assert find_workshops_to_release() == []


def test_after_the_close_a_move_of_one_person_changes_no_board(
    workshop: Workshop, members: list[Membership]
) -> None:
    change(workshop, closes_at=timezone.now(), ideas_until=None)
    change_details(
        actor=members[0], details=Details(Organisation.objects.create(workshop=workshop, name="Trust"))
    )
    workshop.refresh_from_db()
    assert not workshop.recompute_all


@pytest.mark.django_db(transaction=True)
def test_one_run_at_a_time(workshop: Workshop) -> None:
    vote(make_members(20, workshop), make_idea(workshop))
    assert release_workshop(workshop.pk) is None
    let_the_moment_come(workshop)
    with ThreadPoolExecutor(1) as elsewhere, advisory_lock("release", workshop.pk) as is_free:
        assert is_free
        assert elsewhere.submit(_release_elsewhere, workshop).result() is None
    with ThreadPoolExecutor(1) as elsewhere:
        assert elsewhere.submit(_release_elsewhere, workshop).result() is not None


def _release_elsewhere(workshop: Workshop) -> Release | None:
    try:
        return release_workshop(workshop.pk)
    finally:
        connections.close_all()


def test_beat_finds_what_waits_by_its_marks(
    workshop: Workshop, other_workshop: Workshop, participant: Person
) -> None:
    assert find_workshops_to_release() == []
    cast_vote(actor=participant.membership, idea=make_idea(workshop), answer="up")
    assert find_workshops_to_release() == [workshop.pk]
    submit_idea(actor=make_member("elsewhere", other_workshop).membership, text=TEXT)
    assert set(find_workshops_to_release()) == {workshop.pk, other_workshop.pk}


def test_a_release_swaps_the_board_and_keeps_the_previous_rank(workshop: Workshop) -> None:
    for number in range(4):
        organisation = Organisation.objects.create(workshop=workshop, name=f"Trust {number}")
        make_members(5, workshop, organisation=organisation)
    members = list(Membership.objects.filter(workshop=workshop))
    first, second = make_idea(workshop), make_idea(workshop)
    vote(members, first)
    vote(members[:12], second)
    release_workshop(workshop.pk, force=True)
    vote(members[:10], first, "down")
    vote(members[12:], second)
    release_workshop(workshop.pk, force=True)
    board = Board.objects.get(workshop=workshop, name=Board.Name.TOP)
    ranks = list(board.entries.order_by("rank").values_list("idea", "rank", "previous_rank"))
    assert ranks == [(second.pk, 1, 2), (first.pk, 2, 1)]
    assert board.release_number == 2


def test_a_closed_workshop_without_votes_is_left_alone() -> None:
    workshop = make_workshop(Phase.CLOSED)
    assert release_workshop(workshop.pk) is None
