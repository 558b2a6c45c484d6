"""Slots in Valkey: handed out once, under names that say nothing, and never in the way."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
import time_machine
from django.conf import LazySettings
from django.conf import settings as site
from redis import Redis

from ideas_platform.lib.pace import Breaker
from tests.cast import Person, make_idea, make_members
from voting.domain.candidates import write_candidates
from voting.domain.dispenser import Dispenser
from voting.domain.queue import Place, take_turn
from voting.domain.voting import cast_vote
from workshops.models import Idea, Membership, Workshop

pytestmark = pytest.mark.django_db
ALL = np.ones(4, np.bool_)
ONE_EACH = np.ones(4, np.int64)


@pytest.fixture
def valkey() -> Iterator[Redis]:
    """Return Valkey, which knows nothing yet."""
    with Redis.from_url(site.REDIS_URL) as client:
        client.flushdb()
        yield client


@pytest.fixture
def ideas(workshop: Workshop) -> list[Idea]:
    """Return four ideas that nobody has voted on."""
    made = [make_idea(workshop) for _one in range(4)]
    write_candidates(workshop)
    return made


def take(actor: Membership, workshop: Workshop, ideas: list[Idea]) -> int | None:
    return Dispenser(actor, workshop, [idea.pk for idea in ideas]).hand_out(ONE_EACH, ALL, ALL)


def test_four_people_get_four_ideas(workshop: Workshop, ideas: list[Idea]) -> None:
    taken = [take(actor, workshop, ideas) for actor in make_members(4, workshop)]
    assert set(taken) == {0, 1, 2, 3}


def test_reloading_takes_no_other_slot(participant: Person, workshop: Workshop, ideas: list[Idea]) -> None:
    assert len({take(participant.membership, workshop, ideas) for _again in range(20)}) == 1


def test_after_a_release_slots_are_counted_anew(
    participant: Person, valkey: Redis, workshop: Workshop, ideas: list[Idea]
) -> None:
    take(participant.membership, workshop, ideas)
    workshop.release_number += 1
    take(participant.membership, workshop, ideas)
    assert valkey.dbsize() == 2


def test_valkey_holds_names_that_say_nothing_and_counts_of_one(
    participant: Person, valkey: Redis, workshop: Workshop, ideas: list[Idea]
) -> None:
    take(participant.membership, workshop, ideas)
    (name,) = valkey.keys()
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
        ends |= {valkey.expiretime(name) for name in valkey.scan_iter()}
    assert {end % 86_400 for end in ends} == {0}
    assert len(ends) == 1


def test_six_votes_for_each_idea_before_any_has_seven(workshop: Workshop, ideas: list[Idea]) -> None:
    for actor in make_members(24, workshop):
        idea = take_turn(actor=actor, workshop=workshop, place=Place()).idea
        assert idea is not None
        cast_vote(actor=actor, idea=idea, answer="up")
    assert [idea.votes.count() for idea in ideas] == [6] * 4


def test_without_valkey_each_person_still_has_an_order_of_their_own(
    participant: Person, workshop: Workshop, ideas: list[Idea], settings: LazySettings, breaker: Breaker
) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    asked = [
        take_turn(actor=participant.membership, workshop=workshop, place=Place()).idea for _again in range(3)
    ]
    assert breaker.is_open
    assert asked[0] is not None
    assert [one == other for one, other in pairwise(asked)] == [True, True]
