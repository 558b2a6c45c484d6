"""Releases: what others can see changes for many people's contributions together."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.utils import timezone

from ideas.domain.ideas import IdeaText
from ideas.models import Idea
from ideas_platform.lib.locks import advisory_lock
from tests.cast import (
    let_the_moment_come,
    make_idea,
    make_members,
)
from tests.voting.releases.steps import change, totals, vote
from voting.ballots.vote_rows import take_votes
from voting.models import Board, Total, Vote
from voting.releases.releases import release_workshop
from voting.releases.unreleased import find_unreleased, find_workshops_to_release
from voting.tasks import release_due
from workshops.domain.joining import Details, change_details
from workshops.models import Membership, Organisation, Release, Workshop

pytestmark = pytest.mark.django_db
TEXT = IdeaText(None, Idea.Intent.NEW, "One number to ring", "Families ring five places today.")


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
    waiting = find_unreleased(workshop)
    vote(members[:1], idea, "down")
    from_before = waiting.votes
    release_workshop(workshop.pk, force=True)
    vote(members[:1], idea, "unsure")
    take_votes(workshop.pk, from_before)
    assert Vote.objects.unreleased().values_list("value", "counted").get() == (0, 1)


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
