"""The next idea of one person: not their own, not one they voted on, and nobody is sent away early."""

from uuid import UUID

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea, Merge
from ideas_platform.lib.refusals import KeyAway
from tests.cast import Person, make_idea, make_members, make_workshop
from voting.ballots.casting import cast_vote
from voting.models import QueueEntry, Total
from voting.queue.candidates import write_candidates
from voting.queue.draws import MOST_CANDIDATES, Reason
from voting.queue.turns import Position, Turn, take_turn
from voting.releases.releases import release_workshop
from workshops.models import Membership, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(participant: Person) -> Membership:
    """Return the member who votes."""
    return participant.membership


def turn(actor: Membership, skipped: tuple[str, ...] = (), after: str = "") -> Turn:
    return take_turn(actor=actor, workshop=actor.workshop, position=Position(skipped, after))


def list_turns(actor: Membership, number: int) -> list[str]:
    """Return the references of the next ideas that this member would be asked about, each skipped."""
    skipped: tuple[str, ...] = ()
    for _one in range(number):
        idea = turn(actor, skipped).idea
        skipped = (*skipped, idea.ref if idea else "")
    return list(skipped)


def count_votes(idea: Idea, up: int, down: int = 0) -> None:
    """Say how many have voted on the idea, as of the last release."""
    Total.objects.create(idea=idea, up=up, down=down)


def test_a_release_writes_the_candidates(me: Membership, workshop: Workshop) -> None:
    ideas = [make_idea(workshop) for _one in range(3)]
    for voter in make_members(4, workshop):
        cast_vote(actor=voter, idea=ideas[0], answer="up")
    release_workshop(workshop.pk, force=True)
    stored = dict(QueueEntry.objects.filter(workshop=workshop).values_list("idea", "voters"))
    assert stored == {ideas[0].pk: 4, ideas[1].pk: 0, ideas[2].pk: 0}


def test_votes_since_the_release_change_nothing_of_what_others_are_asked(
    me: Membership, workshop: Workshop
) -> None:
    for _one in range(30):
        make_idea(workshop)
    write_candidates(workshop)
    before = turn(me).idea
    for voter in make_members(8, workshop):
        for idea in Idea.objects.filter(workshop=workshop):
            cast_vote(actor=voter, idea=idea, answer="up")
    assert turn(me).idea == before


def test_only_published_ideas_are_candidates(workshop: Workshop) -> None:
    shown = make_idea(workshop)
    for status in set(Idea.Status) - {Idea.Status.PUBLISHED}:
        make_idea(workshop, status=status)
    assert write_candidates(workshop) == 1
    assert QueueEntry.objects.get().idea == shown


def test_a_merged_idea_is_not_asked_for(me: Membership, workshop: Workshop) -> None:
    main, part = make_idea(workshop), make_idea(workshop)
    write_candidates(workshop)
    Merge.objects.create(idea=part, main=main)
    assert (turn(me).idea, turn(me).total) == (main, 1)
    assert write_candidates(workshop) == 1


def test_writing_again_replaces_what_was_there(workshop: Workshop, other_workshop: Workshop) -> None:
    make_idea(other_workshop)
    write_candidates(other_workshop)
    count_votes(make_idea(workshop), 9, 2)
    for _again in range(2):
        write_candidates(workshop)
    entry = QueueEntry.objects.get(workshop=workshop)
    assert (entry.up, entry.down, entry.voters) == (9, 2, 11)
    assert QueueEntry.objects.filter(workshop=other_workshop).count() == 1


@pytest.mark.parametrize("phase", [Phase.ANNOUNCED, Phase.CLOSED, Phase.PUBLISHED])
def test_a_workshop_that_takes_no_votes_has_no_candidates(phase: Phase) -> None:
    workshop = make_workshop(phase)
    make_idea(workshop)
    assert write_candidates(workshop) == 0


def test_at_most_five_hundred_are_stored(workshop: Workshop) -> None:
    Idea.objects.bulk_create(
        Idea(workshop=workshop, title="t", body="b", status="published", thread_tag=bytes(16))
        for _one in range(MOST_CANDIDATES + 20)
    )
    assert write_candidates(workshop) == MOST_CANDIDATES
    assert QueueEntry.objects.count() == MOST_CANDIDATES


def test_ones_own_idea_is_never_asked_for(me: Membership, workshop: Workshop) -> None:
    make_idea(workshop, author=me)
    write_candidates(workshop)
    assert (turn(me).idea, turn(me).total) == (None, 0)


def test_every_idea_comes_once_until_all_are_voted_on(me: Membership, workshop: Workshop) -> None:
    ideas = {make_idea(workshop).pk for _one in range(12)}
    make_idea(workshop, author=me)
    write_candidates(workshop)
    seen: list[UUID] = []
    while (now := turn(me)).idea:
        assert (now.voted, now.total) == (len(seen), 12)
        seen.append(now.idea.pk)
        cast_vote(actor=me, idea=now.idea, answer="unsure")
    assert (len(seen), set(seen)) == (12, ideas)
    assert (now.voted, now.total) == (12, 12)


def test_those_with_few_votes_come_first(me: Membership, workshop: Workshop) -> None:
    for _one in range(5):
        count_votes(make_idea(workshop), 6)
    few = make_idea(workshop)
    count_votes(few, 3, 2)
    write_candidates(workshop)
    assert (turn(me).idea, turn(me).reason) == (few, Reason.FEW)
    cast_vote(actor=me, idea=few, answer="down")
    assert turn(me).reason != Reason.FEW


def test_what_was_published_since_the_release_comes_when_nothing_else_is_left(
    me: Membership, workshop: Workshop
) -> None:
    early = make_idea(workshop)
    write_candidates(workshop)
    late = make_idea(workshop)
    assert turn(me).idea == early
    cast_vote(actor=me, idea=early, answer="up")
    assert (turn(me).idea, turn(me).reason) == (late, Reason.CHANCE)


def test_a_workshop_without_candidates_still_has_its_ideas(me: Membership, workshop: Workshop) -> None:
    idea = make_idea(workshop)
    assert turn(me).idea == idea


def test_a_hidden_idea_is_gone_at_once(me: Membership, workshop: Workshop) -> None:
    idea = make_idea(workshop)
    write_candidates(workshop)
    Idea.objects.filter(pk=idea.pk).update(status=Idea.Status.HIDDEN)
    assert turn(me).idea is None


def test_what_is_skipped_comes_again_only_when_nothing_else_is_left(
    me: Membership, workshop: Workshop
) -> None:
    ideas = [make_idea(workshop) for _one in range(3)]
    write_candidates(workshop)
    skipped: tuple[str, ...] = ()
    for _one in ideas:
        now = turn(me, skipped)
        assert now.idea is not None
        assert now.idea.ref not in skipped
        skipped = (*skipped, now.idea.ref)
    again = turn(me, skipped)
    assert again.idea in ideas


def test_nonsense_among_the_skipped_is_left_out(me: Membership, workshop: Workshop) -> None:
    idea = make_idea(workshop)
    now = turn(me, ("no-such-idea", "", "\x00"), after="neither-this")
    assert (now.idea, now.last) == (idea, None)


def test_the_last_answer_is_told_and_one_taken_back_is_asked_for_again(
    me: Membership, workshop: Workshop
) -> None:
    for _one in range(5):
        make_idea(workshop)
    first = turn(me).idea
    assert first is not None
    cast_vote(actor=me, idea=first, answer="up")
    now = turn(me, after=first.ref)
    assert (now.last, now.last_vote, now.idea == first) == (first, "up", False)
    cast_vote(actor=me, idea=first, answer="none")
    now = turn(me, after=first.ref)
    assert (now.last, now.last_vote, now.idea) == (first, "", first)


def test_each_person_has_an_order_of_their_own(me: Membership, colleague: Person, workshop: Workshop) -> None:
    for _one in range(40):
        make_idea(workshop)
    write_candidates(workshop)
    mine, again, theirs = (list_turns(who, 6) for who in (me, me, colleague.membership))
    assert (mine == again, mine == theirs) == (True, False)


def test_without_the_key_nothing_is_drawn(me: Membership, workshop: Workshop, settings: LazySettings) -> None:
    make_idea(workshop)
    settings.KEY_DIRS = []
    with pytest.raises(KeyAway):
        turn(me)


def test_a_turn_takes_two_queries_for_one_idea_and_for_thirty(me: Membership, workshop: Workshop) -> None:
    for number in (1, 29):
        for _one in range(number):
            make_idea(workshop)
        write_candidates(workshop)
        turn(me)  # what all readers share is read once
        with CaptureQueriesContext(connection) as queries:
            turn(me)
        assert len(queries) == 2
