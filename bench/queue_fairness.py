"""Ways to decide who votes on what, on one invented workshop: which finds its ten best ideas?

Ideas have a true share of people who like them. People come one after the other or together; what they see
of votes are the totals of the last release, which needs ten different people and a minute.
"""

import argparse
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

import numpy as np
from numpy.typing import NDArray

from voting.domain.draws import ENOUGH, Counts, draw_next
from voting.domain.scores.wilson import wilson95

TOP = 10
FEW = 5
RELEASE_PEOPLE, RELEASE_EVERY = 10, 1.0  # people, minutes
SECONDS_PER_VOTE = 12


@dataclass(frozen=True)
class Size:
    """How large the workshop is, how many votes each person has patience for, and how long it is open."""

    people: int = 200
    ideas: int = 300
    votes_each: int = 30
    days: float = 14
    together: int = 1  # so many people come at the same moment, as after an e-mail


@dataclass
class World:
    """What is true, what has been voted, and what the last release showed."""

    liking: NDArray[np.float64]
    released_on: NDArray[np.float64]
    voted: NDArray[np.bool_]
    up: NDArray[np.int64]
    live: NDArray[np.int64]
    shown_up: NDArray[np.int64]
    shown: NDArray[np.int64]
    since_release: set[int] = field(default_factory=set)
    last_release: float = 0.0
    misplaced: int = 0
    votes: int = 0

    @property
    def counts(self) -> Counts:
        """Return what the last release showed."""
        return Counts(self.shown_up, self.shown - self.shown_up, self.shown)

    def find_hungry(self, person: int) -> NDArray[np.bool_]:
        """Return where this person can still vote and fewer than six people have at this very moment."""
        return np.asarray((self.live < ENOUGH) & self.visible & ~self.voted[person])

    @property
    def visible(self) -> NDArray[np.bool_]:
        """Return which ideas the last release or an earlier one has shown."""
        return np.asarray(self.released_on <= self.last_release)


Policy = Callable[[World, int, int, np.random.Generator], int | None]


@dataclass(frozen=True)
class Outcome:
    """Share of the true ten among the ten found; ideas under five votes; Gini of votes; misplaced votes.

    `misplaced` is the share of votes that went to an idea past its sixth vote while the same person could
    have voted on one with fewer.
    """

    found: float
    starved: int
    gini: float
    misplaced: float


def make_world(size: Size, rng: np.random.Generator) -> World:
    """Return a workshop in which ideas arrive during the first half; a third of them in the first days."""
    liking = rng.beta(4, 3, size.ideas)
    moments = np.where(rng.random(size.ideas) < 1 / 3, 0, rng.random(size.ideas) * size.days * 720)
    voted = np.zeros((size.people, size.ideas), np.bool_)
    voted[rng.integers(size.people, size=size.ideas), np.arange(size.ideas)] = True  # one's own
    up, live, shown_up, shown = np.zeros((4, size.ideas), np.int64)
    return World(liking, moments, voted, up, live, shown_up, shown)


def simulate(policy: Policy, size: Size, seed: int) -> Outcome:
    """Let everybody vote and return what came of it."""
    rng = np.random.default_rng(seed)
    world = make_world(size, rng)
    for minute, person, turn in _visits(size, rng):
        _release_if_due(world, minute)
        place = policy(world, person, turn, rng)
        if place is not None:
            _vote(world, person, place, rng)
            world.since_release.add(person)
    return _judge(world)


def _visits(size: Size, rng: np.random.Generator) -> Iterator[tuple[float, int, int]]:
    """Yield (minute, person, number of the vote) in the order of time."""
    groups = -(-size.people // size.together)
    starts = np.repeat(rng.random(groups) * size.days * 1440, size.together)[: size.people]
    left = np.maximum(1, rng.poisson(size.votes_each, size.people))
    coming = [(float(start), person, 0) for person, start in enumerate(starts)]
    heapify(coming)
    while coming:
        minute, person, turn = heappop(coming)
        yield minute, person, turn
        if turn + 1 < left[person]:
            pause = float(rng.exponential(SECONDS_PER_VOTE / 60))
            heappush(coming, (minute + pause, person, turn + 1))


def _release_if_due(world: World, minute: float) -> None:
    enough = len(world.since_release) >= RELEASE_PEOPLE or not world.votes
    if enough and minute - world.last_release >= RELEASE_EVERY:
        world.shown, world.shown_up = world.live.copy(), world.up.copy()
        world.last_release = minute
        world.since_release.clear()


def _vote(world: World, person: int, place: int, rng: np.random.Generator) -> None:
    if world.live[place] >= ENOUGH and world.find_hungry(person).any():
        world.misplaced += 1
    world.voted[person, place] = True
    world.votes += 1
    world.live[place] += 1
    world.up[place] += rng.random() < world.liking[place]


def _judge(world: World) -> Outcome:
    number = len(world.live)
    score = wilson95(world.up / np.maximum(world.live, 1), world.live)
    best, true = (set(np.argsort(-values)[:TOP].tolist()) for values in (score, world.liking))
    ordered = np.sort(world.live)
    gini = float((2 * np.arange(1, number + 1) - number - 1) @ ordered / (number * max(1, ordered.sum())))
    starved = int(np.count_nonzero(world.live < FEW))
    return Outcome(len(best & true) / TOP, starved, gini, world.misplaced / max(1, world.votes))


def follow_queue(world: World, person: int, turn: int, _rng: np.random.Generator) -> int | None:
    """Vote on what our queue asks for."""
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
    "our queue": follow_queue,
}


def main() -> int:
    """Print a table; return 1 where our queue misses what it must reach."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    scenes = {
        "one after the other": Size(),
        "thirty at a time": Size(together=30),
        "few ideas": Size(ideas=40),
    }
    missed = False
    for name, size in scenes.items():
        print(f"{name}: {size.people} people, {size.ideas} ideas, about {size.votes_each} votes each")
        print(f"  {'':20} {'true ten found':>15} {'under 5 votes':>14} {'Gini':>6} {'misplaced':>10}")
        for title, policy in POLICIES.items():
            all_runs = [simulate(policy, size, seed) for seed in range(runs)]
            found, starved, gini, misplaced = (
                statistics.mean(getattr(one, value) for one in all_runs)
                for value in ("found", "starved", "gini", "misplaced")
            )
            print(f"  {title:20} {found:15.2f} {starved:14.1f} {gini:6.2f} {misplaced:10.1%}")
            missed |= title == "our queue" and (found < 0.6 or starved > 0)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
