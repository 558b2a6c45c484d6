"""Many people and many runs at the same moment: nothing is lost, and nothing counts twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from ideas.models import Idea
from ideas_platform.lib.refusals import WrongPhase
from tests.cast import Person, draw_past_moment, make_idea, make_members
from voting.ballots.casting import VALUES, cast_vote, find_my_votes
from voting.models import Board, BoardEntry, Total, Vote
from voting.releases.recount import find_differences, recount_workshop
from voting.releases.releases import release_workshop
from workshops.models import Membership, Organisation, Release, Workshop

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 6
TURN = ["up", "down", "unsure"]


def run_at_once(deeds: Iterable[Callable[[], Any]]) -> list[Any]:
    """Run each deed in a thread of its own, all begun at the same moment; return what each returned."""
    waiting = list(deeds)
    start = Barrier(len(waiting))

    def run(deed: Callable[[], Any]) -> Any:
        try:
            start.wait(60)
            return deed()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(waiting)) as pool:
        return list(pool.map(run, waiting))


def share_out(work: list[Callable[[], Any]]) -> list[Callable[[], Any]]:
    """Return the work as THREADS deeds, each of which does its part one after the other."""
    return [lambda part=work[place::THREADS]: [one() for one in part] for place in range(THREADS)]  # type: ignore[misc]


def voting(member: Membership, idea: Idea, answer: str) -> Callable[[], None]:
    return lambda: cast_vote(actor=member, idea=idea, answer=answer)


def releasing(workshop: Workshop) -> Callable[[], Release | None]:
    return lambda: release_workshop(workshop.pk, force=True)


def counted(idea: Idea) -> tuple[int, int, int]:
    total = Total.objects.get(idea=idea)
    return total.up, total.down, total.unsure


@pytest.fixture
def members(workshop: Workshop) -> list[Membership]:
    """Return twenty-four members of four organisations."""
    people: list[Membership] = []
    for number in range(4):
        organisation = Organisation.objects.create(workshop=workshop, name=f"Trust {number}")
        people += make_members(6, workshop, organisation=organisation)
    return people


def test_votes_of_many_people_at_once_are_all_there(workshop: Workshop, members: list[Membership]) -> None:
    idea = make_idea(workshop)
    run_at_once(share_out([voting(member, idea, TURN[place % 3]) for place, member in enumerate(members)]))
    release_workshop(workshop.pk, force=True)
    assert Vote.objects.count() == 24
    assert counted(idea) == (8, 8, 8)


def test_a_person_who_answers_differently_at_once_has_one_of_the_answers(participant: Person) -> None:
    idea = make_idea(participant.membership.workshop)
    run_at_once(voting(participant.membership, idea, answer) for answer in sorted(VALUES) * 2)
    stored = list(Vote.objects.values_list("value", "counted"))
    assert len(stored) == 1
    assert (stored[0][0] in VALUES.values(), stored[0][1]) == (True, None)


def test_of_several_releases_at_once_each_that_is_made_has_its_own_number(
    workshop: Workshop, members: list[Membership]
) -> None:
    idea = make_idea(workshop)
    for member in members:
        cast_vote(actor=member, idea=idea, answer="up")
    made = [release for release in run_at_once([releasing(workshop)] * THREADS) if release is not None]
    numbers = sorted(release.number for release in made)
    assert len(made) >= 1
    assert numbers == list(range(1, len(made) + 1))
    assert sorted(Release.objects.values_list("number", flat=True)) == numbers
    assert Workshop.objects.get(pk=workshop.pk).release_number == len(made)
    assert counted(idea) == (24, 0, 0)


def test_a_release_that_is_due_is_made_once_however_many_look(
    workshop: Workshop, members: list[Membership]
) -> None:
    for member in members:
        cast_vote(actor=member, idea=make_idea(workshop), answer="up")
    draw_past_moment(workshop)
    run_at_once([lambda: release_workshop(workshop.pk)] * THREADS)
    assert list(Release.objects.values_list("number", flat=True)) == [1]
    assert Vote.objects.unreleased().count() == 0


def test_votes_that_come_while_releases_run_are_each_counted_once(
    workshop: Workshop, members: list[Membership]
) -> None:
    ideas = [make_idea(workshop) for _one in range(3)]
    votes = [voting(member, idea, "up") for member in members for idea in ideas]
    run_at_once([*share_out(votes), *[lambda: [releasing(workshop)() for _time in range(4)]] * 2])
    release_workshop(workshop.pk, force=True)
    assert [counted(idea) for idea in ideas] == [(24, 0, 0)] * 3
    assert Vote.objects.unreleased().count() == 0
    assert find_differences(workshop) == []


def test_minds_that_change_while_releases_run_end_as_they_were_changed_last(
    workshop: Workshop, members: list[Membership]
) -> None:
    idea = make_idea(workshop)

    def change_mind(member: Membership) -> None:
        for answer in ("up", "none", "down"):
            cast_vote(actor=member, idea=idea, answer=answer)

    changes: list[Callable[[], Any]] = [partial(change_mind, member) for member in members]
    run_at_once([*share_out(changes), *[lambda: [releasing(workshop)() for _time in range(4)]] * 2])
    release_workshop(workshop.pk, force=True)
    assert counted(idea) == (0, 24, 0)
    assert list(Vote.objects.values_list("value", flat=True)) == [-1] * 24


def test_votes_that_are_all_taken_back_while_releases_run_leave_nothing(
    workshop: Workshop, members: list[Membership]
) -> None:
    idea = make_idea(workshop)
    for member in members:
        cast_vote(actor=member, idea=idea, answer="up")
    release_workshop(workshop.pk, force=True)
    back = [voting(member, idea, "none") for member in members]
    run_at_once([*share_out(back), *[lambda: [releasing(workshop)() for _time in range(3)]] * 2])
    release_workshop(workshop.pk, force=True)
    assert (counted(idea), Vote.objects.count()) == ((0, 0, 0), 0)
    assert BoardEntry.objects.exclude(board__name=Board.Name.NEW).count() == 0


def test_ranking_anew_while_releases_run_leaves_one_whole_board(
    workshop: Workshop, members: list[Membership]
) -> None:
    ideas = [make_idea(workshop) for _one in range(4)]
    for member in members:
        for idea in ideas:
            cast_vote(actor=member, idea=idea, answer="up")
    release_workshop(workshop.pk, force=True)
    run_at_once([releasing(workshop), lambda: recount_workshop(workshop)] * 3)
    for name in (Board.Name.TOP, Board.Name.NEW, Board.Name.RISING, Board.Name.DIVERSE):
        entries = Board.objects.get(name=name).entries.order_by("rank")
        assert list(entries.values_list("rank", flat=True)) == [1, 2, 3, 4]
    assert find_differences(workshop) == []


def test_two_workshops_release_at_once_and_know_nothing_of_each_other(
    workshop: Workshop, other_workshop: Workshop
) -> None:
    ideas = {}
    for place, number in ((workshop, 6), (other_workshop, 9)):
        ideas[place] = make_idea(place)
        for member in make_members(number, place):
            cast_vote(actor=member, idea=ideas[place], answer="up")
    made = run_at_once([releasing(workshop), releasing(other_workshop)])
    assert [release.number for release in made] == [1, 1]
    assert [counted(ideas[place]) for place in (workshop, other_workshop)] == [(6, 0, 0), (9, 0, 0)]


def test_an_idea_that_is_hidden_while_people_vote_takes_no_votes_afterwards(
    workshop: Workshop, members: list[Membership]
) -> None:
    idea = make_idea(workshop)

    def hide() -> None:
        Idea.objects.filter(pk=idea.pk).update(status=Idea.Status.HIDDEN)

    def try_to_vote(member: Membership) -> bool:
        try:
            cast_vote(actor=member, idea=idea, answer="up")
        except WrongPhase:
            return False
        return True

    stored = run_at_once([hide, *[partial(try_to_vote, member) for member in members[:8]]])[1:]
    assert Vote.objects.count() == sum(stored)
    assert [try_to_vote(member) for member in members[8:]] == [False] * 16


def test_what_one_reads_of_ones_own_vote_is_what_one_sent_last(participant: Person) -> None:
    workshop = participant.membership.workshop
    ideas = [make_idea(workshop) for _one in range(9)]
    run_at_once(
        share_out([voting(participant.membership, idea, TURN[n % 3]) for n, idea in enumerate(ideas)])
    )
    mine = find_my_votes(
        actor=participant.membership, workshop=workshop, idea_ids=[idea.pk for idea in ideas]
    )
    assert [mine[idea.pk] for idea in ideas] == TURN * 3
