"""One invented workshop: what is true in it, who comes when, and what people see of votes.

Ideas have a true share of people who like them. People come one after the other or together; what they see
of votes are the totals of the last release: made at a moment drawn from a window as long as ten people take,
at once where three times as many have voted, or each minute. They answer at once, or think first and leave
the last idea that they are shown unanswered.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

import numpy as np
from numpy.typing import NDArray

from anonymity.thresholds import CROWD, FIRST_RELEASES
from voting.queue.draws import ENOUGH, Counts
from voting.scores.wilson import wilson95

TOP = 10
FEW = 5
RELEASE_PEOPLE, RELEASE_EVERY = 10, 1.0  # people, minutes
SHORTEST, LONGEST, FIRST = 10.0, 1440.0, 240.0  # minutes of a window; the last before there are five releases
SECONDS_PER_VOTE = 12


@dataclass(frozen=True)
class Size:
    """How large the workshop is, how many votes each person has patience for, and how long it is open."""

    people: int = 200
    ideas: int = 300
    votes_each: int = 30
    days: float = 14
    together: int = 1  # so many people come at the same moment, as after an e-mail
    release_people: int = RELEASE_PEOPLE  # so many must have voted before a release; 0: one each minute
    thinking: bool = False  # people look at an idea before they answer; False: they answer at once


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
    counts: Counts  # the same, as the queue reads it
    taken: NDArray[np.int64]  # slots that are gone since the release, or were on a screen while it was made
    got: NDArray[np.bool_]  # (people, ideas): who got a slot of which idea
    asked: dict[int, int] = field(default_factory=dict)  # what each person looks at
    since_release: set[int] = field(default_factory=set)
    last_release: float = 0.0
    drawn: float | None = None
    releases: int = 0
    counted: int = 0
    misplaced: int = 0
    misplaced_by_anybody: int = 0
    votes: int = 0

    @property
    def visible(self) -> NDArray[np.bool_]:
        """Return which ideas the last release or an earlier one has shown."""
        return np.asarray(self.released_on <= self.last_release)


Policy = Callable[[World, int, int, np.random.Generator], int | None]


@dataclass(frozen=True)
class Outcome:
    """Share of the true ten among the ten found; ideas under five votes; Gini of votes; misplaced votes."""

    found: float
    starved: int
    gini: float
    misplaced: float
    by_anybody: float


def make_world(size: Size, rng: np.random.Generator) -> World:
    """Return a workshop in which ideas arrive during the first half; a third of them in the first days."""
    liking = rng.beta(4, 3, size.ideas)
    moments = np.where(rng.random(size.ideas) < 1 / 3, 0, rng.random(size.ideas) * size.days * 720)
    voted = np.zeros((size.people, size.ideas), np.bool_)
    voted[rng.integers(size.people, size=size.ideas), np.arange(size.ideas)] = True  # one's own
    up, live, shown_up, shown, taken = np.zeros((5, size.ideas), np.int64)
    counts = count(shown_up, shown)
    return World(liking, moments, voted, up, live, shown_up, shown, counts, taken, np.zeros_like(voted))


def count(up: NDArray[np.int64], voters: NDArray[np.int64]) -> Counts:
    """Return these votes as the queue reads them: nobody says "not sure" here."""
    return Counts(up, voters - up, voters)


def simulate(policy: Policy, size: Size, seed: int) -> Outcome:
    """Let everybody vote and return what came of it."""
    rng = np.random.default_rng(seed)
    world = make_world(size, rng)
    for minute, person, turn in _visits(size, rng):
        _answer(world, person, rng)
        _release_if_due(world, minute, size.release_people, rng)
        if (place := policy(world, person, turn, rng)) is not None:
            world.asked[person] = place
        if not size.thinking:
            _answer(world, person, rng)
    return _judge(world)


def _visits(size: Size, rng: np.random.Generator) -> Iterator[tuple[float, int, int]]:
    """Yield (minute, person, number of the page) in time; who thinks has a page more than votes."""
    groups = -(-size.people // size.together)
    starts = np.repeat(rng.random(groups) * size.days * 1440, size.together)[: size.people]
    left = np.maximum(1, rng.poisson(size.votes_each, size.people))
    coming = [(float(start), person, 0) for person, start in enumerate(starts)]
    heapify(coming)
    while coming:
        minute, person, turn = heappop(coming)
        yield minute, person, turn
        if turn + (not size.thinking) < left[person]:
            pause = float(rng.exponential(SECONDS_PER_VOTE / 60))
            heappush(coming, (minute + pause, person, turn + 1))


def _has_come(world: World, minute: float, people: int, rng: np.random.Generator) -> bool:
    """Return whether the release is made now; draw its moment where it has become due."""
    waiting = len(world.since_release)
    if not people or not world.votes or waiting >= CROWD * people:
        return minute - world.last_release >= RELEASE_EVERY
    if waiting < people:
        return False
    if world.drawn is None:
        usual = people * world.last_release / max(1, world.counted)
        window = FIRST if world.releases < FIRST_RELEASES else min(LONGEST, max(SHORTEST, usual))
        world.drawn = minute + float(rng.random()) * window
    return minute >= world.drawn


def _release_if_due(world: World, minute: float, people: int, rng: np.random.Generator) -> None:
    if _has_come(world, minute, people, rng):
        world.releases += bool(world.votes)
        world.counted += len(world.since_release)
        world.drawn = None
        world.shown, world.shown_up = world.live.copy(), world.up.copy()
        world.counts = count(world.shown_up, world.shown)
        world.last_release = minute
        world.since_release.clear()
        world.taken[:] = np.count_nonzero(world.got & ~world.voted, axis=0)
        world.got[:] = False


def _answer(world: World, person: int, rng: np.random.Generator) -> None:
    """Let this person vote on what they look at, if they do."""
    if (place := world.asked.pop(person, None)) is None:
        return
    if world.live[place] >= ENOUGH:
        hungry = (world.live < ENOUGH) & world.visible
        world.misplaced += bool((hungry & ~world.voted[person]).any())
        world.misplaced_by_anybody += not world.voted[:, hungry].all()
    world.voted[person, place] = True
    world.votes += 1
    world.live[place] += 1
    world.up[place] += rng.random() < world.liking[place]
    world.since_release.add(person)


def _judge(world: World) -> Outcome:
    number = len(world.live)
    score = wilson95(world.up / np.maximum(world.live, 1), world.live)
    best, true = (set(np.argsort(-values)[:TOP].tolist()) for values in (score, world.liking))
    ordered = np.sort(world.live)
    gini = float((2 * np.arange(1, number + 1) - number - 1) @ ordered / (number * max(1, ordered.sum())))
    starved = int(np.count_nonzero(world.live < FEW))
    misplaced, by_anybody = (
        number / max(1, world.votes) for number in (world.misplaced, world.misplaced_by_anybody)
    )
    return Outcome(len(best & true) / TOP, starved, gini, misplaced, by_anybody)
