"""The queue's promise, kept by the real functions: turns, votes, and a release after every ten people.

What came since the last release may not show in the queue, so by the votes of this very moment some go past
the sixth; `bench/queue_fairness.py` counts those.
"""

from uuid import UUID

import pytest

from tests.cast import make_idea, make_members, make_workshop
from voting.domain.candidates import write_candidates
from voting.domain.draws import ENOUGH
from voting.domain.queue import Place, take_turn
from voting.domain.releases import release_workshop
from voting.domain.voting import cast_vote, find_all_my_votes
from voting.models import QueueEntry
from workshops.models import Membership, Workshop

pytestmark = pytest.mark.django_db
PEOPLE, IDEAS, EACH = 20, 16, 12
TOGETHER = 10


def count_shown(workshop: Workshop) -> dict[UUID, int]:
    """Return how many votes each idea had in the last release."""
    return dict(QueueEntry.objects.filter(workshop=workshop).values_list("idea", "voters"))


def vote_in_queue(actor: Membership, workshop: Workshop) -> bool:
    """Vote on what the queue asks for; return whether the vote was misplaced.

    That is: on an idea past its sixth vote, while the actor could have voted on one with fewer.
    """
    idea = take_turn(actor=actor, workshop=workshop, place=Place()).idea
    assert idea is not None
    counts, (mine, _total) = count_shown(workshop), find_all_my_votes(actor=actor, workshop=workshop)
    lacking = [key for key, number in counts.items() if number < ENOUGH and key not in mine]
    cast_vote(actor=actor, idea=idea, answer="up")
    return counts[idea.pk] >= ENOUGH and bool(lacking)


def test_no_vote_goes_past_the_sixth_while_another_idea_has_fewer_as_far_as_anybody_may_know() -> None:
    workshop = make_workshop(minimum_members=1)
    for _one in range(IDEAS):
        make_idea(workshop)
    members = make_members(PEOPLE, workshop)
    write_candidates(workshop)
    misplaced: list[bool] = []
    for _turn in range(EACH):
        for begin in range(0, PEOPLE, TOGETHER):
            misplaced += [vote_in_queue(actor, workshop) for actor in members[begin : begin + TOGETHER]]
            release_workshop(workshop.pk, force=True)
    assert (len(misplaced), misplaced.count(True)) == (PEOPLE * EACH, 0)
    assert min(count_shown(workshop).values()) >= ENOUGH
