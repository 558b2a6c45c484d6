"""Ways to decide what somebody votes on next: our queue, lists in several orders, and one that sees all."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from bench.lib.queue_world import Policy, World
from voting.queue.draws import ENOUGH, draw_next
from voting.queue.sample import Sample


def follow_queue(world: World, person: int, turn: int, rng: np.random.Generator) -> int | None:
    """Vote on what our queue asks for."""
    place = _take_slot(world, person, rng)
    return draw_without_slots(world, person, turn, rng) if place is None else place


def _take_slot(world: World, person: int, rng: np.random.Generator) -> int | None:
    few = np.flatnonzero(world.visible & (world.shown < ENOUGH))
    if not (unvoted := ~world.voted[person, few]).any():
        return None
    sample = Sample(ENOUGH - world.shown[few], world.taken[few], world.got[person, few])
    drawn, is_new = sample.draw(unvoted, unvoted, rng)
    if drawn is None:
        return None
    place = int(few[drawn])
    world.taken[place] += is_new
    world.got[person, place] = True
    return place


def draw_without_slots(world: World, person: int, turn: int, _rng: np.random.Generator) -> int | None:
    """Vote on what our queue asks for while Valkey is away."""
    open_to = world.visible & ~world.voted[person]
    seeds = {"day": b"p%d" % person, "turn": b"p%d t%d" % (person, turn)}
    drawn = draw_next(world.counts, open_to, **seeds)
    return drawn[0] if drawn else None


def read_list(order: Callable[[World, int, np.random.Generator], NDArray[np.float64]]) -> Policy:
    """Return the policy of voting down a list in this order (highest first), on what one has not voted on."""

    def policy(world: World, person: int, _turn: int, rng: np.random.Generator) -> int | None:
        open_to = np.flatnonzero(world.visible & ~world.voted[person])
        if not len(open_to):
            return None
        return int(open_to[np.argmax(order(world, person, rng)[open_to])])

    return policy


def _by_net(world: World, _person: int, rng: np.random.Generator) -> NDArray[np.float64]:
    return np.asarray(2 * world.shown_up - world.shown + rng.random(len(world.live)) / 2)


def _by_age(world: World, _person: int, _rng: np.random.Generator) -> NDArray[np.float64]:
    return world.released_on


def _by_lot(world: World, _person: int, rng: np.random.Generator) -> NDArray[np.float64]:
    return rng.random(len(world.live))


POLICIES: dict[str, Policy] = {
    "list by net score": read_list(_by_net),
    "newest first": read_list(_by_age),
    "random": read_list(_by_lot),
}


def see_every_vote(world: World, person: int, turn: int, rng: np.random.Generator) -> int | None:
    """Vote as a queue would ask that betrays people: it knows each vote at once, and who looks at what."""
    open_to = world.visible & ~world.voted[person]
    coming = np.bincount(list(world.asked.values()), minlength=len(world.live))
    for numbers in (world.live + coming, world.live):
        few = np.flatnonzero(open_to & (numbers < ENOUGH))
        if len(few):
            return int(few[np.argmin(numbers[few] + rng.random(len(few)) / 2)])
    return draw_without_slots(world, person, turn, rng)


OURS = {"our queue": follow_queue, "ours without Valkey": draw_without_slots}
