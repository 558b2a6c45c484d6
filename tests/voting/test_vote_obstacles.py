"""Panel, list and queue agree on which ideas one may vote on: for every state of an idea in every phase."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideas.domain.ideas import find_idea
from ideas.models import Idea, Merge
from tests.cast import Person, make_idea, make_member, make_workshop
from voting.ballots.no_vote_on_own import OWN
from voting.ballots.totals_hidden_until_voted import may_see_totals
from voting.ballots.vote_obstacles import CLOSED, FROZEN, MERGED, find_vote_obstacle, find_vote_obstacles
from voting.models import Total
from workshops.domain.visits import visit_workshop
from workshops.models import Membership, Workshop
from workshops.models.workshop import PAUSED
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
READABLE = (Phase.OPEN, Phase.CLOSED, Phase.PUBLISHED)
Make = Callable[[Workshop, Membership], Idea]


def merge(workshop: Workshop, _me: Membership) -> Idea:
    """Return an idea that is part of another."""
    idea = make_idea(workshop)
    Merge.objects.create(idea=idea, main=make_idea(workshop))
    return idea


STATES: dict[str, Make] = {
    "somebody else's": lambda workshop, _me: make_idea(workshop),
    "one's own": lambda workshop, me: make_idea(workshop, author=me),
    "frozen": lambda workshop, _me: make_idea(workshop, frozen=True),
    "merged": merge,
    "leaving": lambda workshop, _me: make_idea(workshop, withdrawal_pending=True),
    "text settled": lambda workshop, _me: make_idea(workshop, settled=True),
    "hidden": lambda workshop, _me: make_idea(workshop, status=Idea.Status.HIDDEN),
    "withdrawn": lambda workshop, _me: make_idea(workshop, status=Idea.Status.WITHDRAWN),
    "waiting": lambda workshop, _me: make_idea(workshop, status=Idea.Status.UNRELEASED),
    "in review": lambda workshop, _me: make_idea(workshop, status=Idea.Status.IN_REVIEW),
}
TAKING = {"somebody else's", "leaving", "text settled"}
PUBLISHED = {*TAKING, "one's own", "frozen", "merged"}
WHY_NOT = {"one's own": OWN, "frozen": FROZEN, "merged": MERGED}


def find_buttons(answer: Any, idea: Idea) -> bool:
    """Return whether the page has a form that votes on this idea."""
    return re.search(rf'action="[^"]*/{idea.ref}/vote/"', answer.content.decode()) is not None


def ask_queue(person: Person, workshop: Workshop, idea: Idea) -> bool:
    """Return whether the queue ever asks about the idea, skipping all others."""
    others = [one.ref for one in Idea.objects.filter(workshop=workshop).exclude(pk=idea.pk)]
    return find_buttons(person.client.get(f"/workshops/{workshop.slug}/next/", {"skipped": others}), idea)


def find_offered(person: Person, workshop: Workshop, ideas: dict[str, Idea]) -> dict[str, set[str]]:
    """Return where this person is offered to vote, and in which states ideas are that are offered there."""
    address = f"/workshops/{workshop.slug}/ideas/"
    listed = person.client.get(address)
    return {
        "panel": {
            state
            for state, idea in ideas.items()
            if find_buttons(person.client.get(f"{address}{idea.ref}/"), idea)
        },
        "list": {state for state, idea in ideas.items() if find_buttons(listed, idea)},
        "queue": {state for state, idea in ideas.items() if ask_queue(person, workshop, idea)},
    }


@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize("phase", Phase)
def test_panel_list_queue_and_the_vote_itself_agree(phase: Phase, paused: bool) -> None:
    workshop = make_workshop(phase, paused=paused)
    person = make_member("voter", workshop)
    ideas = {state: make(workshop, person.membership) for state, make in STATES.items()}
    taking = TAKING if phase == Phase.OPEN and not paused else set()
    assert find_offered(person, workshop, ideas) == dict.fromkeys(("panel", "list", "queue"), taking)
    statuses = {
        state: person.client.post(
            f"/workshops/{workshop.slug}/ideas/{idea.ref}/vote/", {"value": "up"}
        ).status_code
        for state, idea in ideas.items()
    }
    # A vote on a merged idea, from a page that is older than the merging, goes to where it is told.
    goes_on = {"merged"} if phase == Phase.OPEN and not paused else set()
    assert {state for state, status in statuses.items() if status == 303} == taking | goes_on


@pytest.mark.parametrize("state", sorted(PUBLISHED))
@pytest.mark.parametrize("phase", READABLE)
def test_the_reason_is_the_same_for_one_and_for_many(state: str, phase: Phase) -> None:
    workshop = make_workshop(phase)
    person = make_member("voter", workshop)
    made = STATES[state](workshop, person.membership)
    visit = visit_workshop(person.user, workshop.slug)
    idea, mine = find_idea(actor=visit.membership, workshop=visit.workshop, ref=made.ref)
    reason = WHY_NOT.get(state, "") if phase == Phase.OPEN else CLOSED
    assert find_vote_obstacle(visit, idea, mine=mine) == reason
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert find_vote_obstacles(visit, [idea]) == {idea.pk: reason}
    assert len(queries) == 0


def test_a_pause_says_so(workshop: Workshop, participant: Person) -> None:
    idea = make_idea(workshop)
    Workshop.objects.update(paused=True)
    visit = visit_workshop(participant.user, workshop.slug)
    assert find_vote_obstacle(visit, idea, mine=False) == PAUSED


@pytest.mark.parametrize("phase", READABLE)
@pytest.mark.parametrize(("voted", "mine"), [(False, False), (True, False), (False, True)])
def test_totals_show_to_who_has_voted_or_wrote_it_and_to_all_at_the_end(
    phase: Phase, voted: bool, mine: bool
) -> None:
    workshop = make_workshop(phase)
    person = make_member("reader", workshop)
    visit = visit_workshop(person.user, workshop.slug)
    assert may_see_totals(visit, voted=voted, mine=mine) is (voted or mine or phase != Phase.OPEN)


def test_an_author_reads_on_the_idea_what_the_list_of_ones_own_says(
    workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop, author=participant.membership)
    Total.objects.create(idea=idea, up=4, down=1, unsure=0)
    page = participant.client.get(idea.get_absolute_url()).content.decode()
    mine = participant.client.get(f"/workshops/{workshop.slug}/mine/").content.decode()
    assert ("4 like it" in page, "4 like it" in mine) == (True, True)
