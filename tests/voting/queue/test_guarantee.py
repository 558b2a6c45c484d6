"""The queue's promise, kept by the real functions by the votes of the very moment, told to nobody.

Turns, slots in Valkey, votes in PostgreSQL, and a release after every ten people; more sizes, in memory, are
in `test_fairness.py`.
"""

from uuid import UUID

import pytest
from django.db.models import Count

from ideas.models import Idea
from tests.cast import make_idea, make_members, make_workshop
from voting.ballots.casting import cast_vote, find_my_votes
from voting.queue.candidates import write_candidates
from voting.queue.draws import ENOUGH
from voting.queue.turns import Position, take_turn
from voting.releases.releases import release_workshop
from workshops.models import Membership, Workshop

pytestmark = pytest.mark.django_db
# So many that chance does not decide: of 300 votes mostly none, seldom three are misplaced.
PEOPLE, IDEAS, EACH = 30, 24, 10
TOGETHER = 10


def count_live(workshop: Workshop) -> dict[UUID, int]:
    """Return how many votes each idea has at this moment."""
    return dict(Idea.objects.filter(workshop=workshop).values_list("pk").annotate(Count("votes")))


def vote_in_queue(actor: Membership, workshop: Workshop) -> bool:
    """Vote on what the queue asks for; return whether the vote was misplaced.

    That is: on an idea past its sixth vote, while the actor could have voted on one with fewer.
    """
    idea = take_turn(actor=actor, workshop=workshop, position=Position()).idea
    assert idea is not None
    live = count_live(workshop)
    mine = find_my_votes(actor=actor, workshop=workshop, idea_ids=list(live))
    lacking = [key for key, number in live.items() if number < ENOUGH and key not in mine]
    cast_vote(actor=actor, idea=idea, answer="up")
    return live[idea.pk] >= ENOUGH and bool(lacking)


def test_at_most_two_in_a_hundred_votes_go_past_the_sixth_while_another_idea_has_fewer() -> None:
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
            workshop.refresh_from_db()
    assert len(misplaced) == PEOPLE * EACH
    assert misplaced.count(True) <= 0.02 * len(misplaced)
    assert min(count_live(workshop).values()) >= ENOUGH
