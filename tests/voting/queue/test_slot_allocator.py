"""Slots in Valkey: allocated once, under names that say nothing, and never in the way."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
import time_machine
from django.conf import LazySettings
from django.conf import settings as site
from redis import Redis

from ideas.models import Idea
from ideas_platform.lib.rate_limits import Breaker, make_name
from tests.cast import Person, make_idea, make_members
from voting.ballots.casting import cast_vote
from voting.queue.candidates import write_candidates
from voting.queue.draws import Mask
from voting.queue.slot_allocator import SlotAllocator
from voting.queue.turns import Position, take_turn
from workshops.models import Membership, Workshop

pytestmark = pytest.mark.django_db
ALL = np.ones(4, np.bool_)
ONE_EACH = np.ones(4, np.int64)


@pytest.fixture
def valkey() -> Iterator[Redis]:
    """Return Valkey, in which tests in other processes count too."""
    with Redis.from_url(site.REDIS_URL) as client:
        yield client


@pytest.fixture
def ideas(workshop: Workshop) -> list[Idea]:
    """Return four ideas that nobody has voted on."""
    made = [make_idea(workshop) for _one in range(4)]
    write_candidates(workshop)
    return made


def take(actor: Membership, workshop: Workshop, ideas: list[Idea]) -> int | None:
    return SlotAllocator(actor, workshop, [idea.pk for idea in ideas]).allocate(ONE_EACH, ALL, ALL)


def name_hash(workshop: Workshop) -> bytes:
    """Return the name under which the slots of the last release are counted: other tests count others."""
    return make_name(f"queue:{workshop.pk}:{workshop.release_number}")


def test_four_people_get_four_ideas(workshop: Workshop, ideas: list[Idea]) -> None:
    taken = [take(actor, workshop, ideas) for actor in make_members(4, workshop)]
    assert set(taken) == {0, 1, 2, 3}


def test_reloading_takes_no_other_slot(participant: Person, workshop: Workshop, ideas: list[Idea]) -> None:
    assert len({take(participant.membership, workshop, ideas) for _again in range(20)}) == 1


def test_after_a_release_slots_are_counted_anew(
    participant: Person, valkey: Redis, workshop: Workshop, ideas: list[Idea]
) -> None:
    names = set()
    for workshop.release_number in (3, 4):
        take(participant.membership, workshop, ideas)
        names.add(name_hash(workshop))
    assert [sorted(valkey.hvals(name)) for name in names] == [[b"1", b"1"]] * 2


def test_what_is_on_a_screen_when_the_release_comes_is_gone_for_one_release_more(
    workshop: Workshop, ideas: list[Idea]
) -> None:
    keys = [idea.pk for idea in ideas]

    def allocate(actor: Membership, unvoted: Mask = ALL) -> int | None:
        return SlotAllocator(actor, workshop, keys).allocate(ONE_EACH, unvoted, unvoted)

    thinking, quick, *others = make_members(8, workshop)
    shown, answered = allocate(thinking), allocate(quick)
    assert shown is not None
    allocate(quick, np.arange(4) != answered)  # has answered, and is asked no more: a quarter was theirs

    workshop.release_number += 1
    assert {allocate(actor) for actor in others[:3]} == {0, 1, 2, 3} - {shown}
    workshop.release_number += 1
    assert {allocate(actor) for actor in others[3:6]} | {allocate(quick)} >= {shown}


def test_an_answer_is_noted_once(
    participant: Person, valkey: Redis, workshop: Workshop, ideas: list[Idea]
) -> None:
    keys = [idea.pk for idea in ideas]
    place = take(participant.membership, workshop, ideas)
    voted = np.arange(4) != place
    for _again in range(3):
        SlotAllocator(participant.membership, workshop, keys).allocate(ONE_EACH, voted, voted)
    assert sorted(map(int, valkey.hgetall(name_hash(workshop)).values())) == [2, 1 + (1 << 24)]


def test_valkey_holds_names_that_say_nothing_and_counts_of_one(
    participant: Person, valkey: Redis, workshop: Workshop, ideas: list[Idea]
) -> None:
    take(participant.membership, workshop, ideas)
    name = name_hash(workshop)
    kept = valkey.hgetall(name)
    assert {len(name), *map(len, kept)} == {32}
    assert list(kept.values()) == [b"1", b"1"]


def test_all_of_a_release_is_forgotten_at_one_midnight(
    participant: Person, colleague: Person, valkey: Redis, workshop: Workshop, ideas: list[Idea]
) -> None:
    ends: set[int] = set()
    for hour, person in ((1, participant), (22, colleague)):
        with time_machine.travel(f"2126-03-02T{hour:02}:00:00Z", tick=False):
            take(person.membership, workshop, ideas)
        ends.add(valkey.expiretime(name_hash(workshop)))  # type: ignore[arg-type]
    assert {end % 86_400 for end in ends} == {0}
    assert len(ends) == 1


def test_six_votes_for_each_idea_before_any_has_seven(workshop: Workshop, ideas: list[Idea]) -> None:
    for actor in make_members(24, workshop):
        idea = take_turn(actor=actor, workshop=workshop, position=Position()).idea
        assert idea is not None
        cast_vote(actor=actor, idea=idea, answer="up")
    assert [idea.votes.count() for idea in ideas] == [6] * 4


def test_without_valkey_each_person_still_has_an_order_of_their_own(
    participant: Person, workshop: Workshop, ideas: list[Idea], settings: LazySettings, breaker: Breaker
) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    asked = [
        take_turn(actor=participant.membership, workshop=workshop, position=Position()).idea
        for _again in range(3)
    ]
    assert breaker.is_open
    assert asked[0] is not None
    assert [one == other for one, other in pairwise(asked)] == [True, True]
