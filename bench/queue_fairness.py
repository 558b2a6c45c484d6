"""Ways to decide who votes on what, on one invented workshop: which finds its ten best ideas?

Ideas have a true share of people who like them. People come one after the other or together; what they see
of votes are the totals of the last release: made at a moment drawn from a window as long as ten people take,
at once where three times as many have voted, or each minute. They answer at once, or think first and leave
the last idea that they are shown unanswered.

"Misplaced" is a vote on an idea that had six votes or more at that moment, while another released idea had
fewer and could still be voted on: by this very person, or ("by anybody") by some person of the workshop.
"""

import argparse
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import product

import numpy as np
from numpy.typing import NDArray

from voting.domain.draws import ENOUGH, Counts, draw_next
from voting.domain.scores.wilson import wilson95
from voting.domain.slots import Slate
from workshops.anonymity.thresholds import CROWD, FIRST_RELEASES

TOP = 10
FEW = 5
RELEASE_PEOPLE, RELEASE_EVERY = 10, 1.0  # people, minutes
SHORTEST, LONGEST, FIRST = 10.0, 1440.0, 240.0  # minutes of a window; the last before there are five releases
FOUND, MISPLACED = 0.6, 0.02  # what our queue must reach
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
    handed: NDArray[np.int64]  # slots that are gone since the release, or were on a screen while it was made
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
    def counts(self) -> Counts:
        """Return what the last release showed."""
        return Counts(self.shown_up, self.shown - self.shown_up, self.shown)

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
    up, live, shown_up, shown, handed = np.zeros((5, size.ideas), np.int64)
    return World(liking, moments, voted, up, live, shown_up, shown, handed, np.zeros_like(voted))


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
        world.last_release = minute
        world.since_release.clear()
        world.handed[:] = np.count_nonzero(world.got & ~world.voted, axis=0)
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


def follow_queue(world: World, person: int, turn: int, rng: np.random.Generator) -> int | None:
    """Vote on what our queue asks for."""
    place = _take_slot(world, person, rng)
    return draw_without_slots(world, person, turn, rng) if place is None else place


def _take_slot(world: World, person: int, rng: np.random.Generator) -> int | None:
    few = np.flatnonzero(world.visible & (world.shown < ENOUGH))
    if not (unvoted := ~world.voted[person, few]).any():
        return None
    slate = Slate(ENOUGH - world.shown[few], world.handed[few], world.got[person, few])
    drawn, is_new = slate.draw(unvoted, unvoted, rng)
    if drawn is None:
        return None
    place = int(few[drawn])
    world.handed[place] += is_new
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


def main() -> int:
    """Print the tables; return 1 where our queue misses what it must reach."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--grid-runs", type=int, default=1)
    options = parser.parse_args()
    kept = [_compare(size, options.runs) for size in (Size(), Size(together=30), Size(ideas=40))]
    return int(not all([*kept, _fill_grid(options.grid_runs)]))


def _compare(size: Size, runs: int) -> bool:
    """Print what each way finds; return whether our queue finds enough and starves nothing."""
    print(f"{size.people} people, {size.ideas} ideas, {size.votes_each} votes each, {size.together} at once")
    print(f"  {'':20} {'true ten found':>22} {'under 5 votes':>14} {'Gini':>6}")
    for title, policy in {**POLICIES, **OURS}.items():
        all_runs = [simulate(policy, size, seed) for seed in range(runs)]
        found = [one.found for one in all_runs]
        starved, gini = (
            statistics.mean(getattr(one, name) for one in all_runs) for name in ("starved", "gini")
        )
        spread = f"{statistics.mean(found):.2f} ({min(found):.1f} to {max(found):.1f})"
        print(f"  {title:20} {spread:>22} {starved:14.1f} {gini:6.2f}", flush=True)
        if policy is follow_queue:
            kept = statistics.mean(found) >= FOUND and starved == 0
    return kept


def list_grid(*, thinking: bool = False) -> list[Size]:
    """Return workshops of every size that the promise is tested at."""
    sizes = product((40, 120, 300), (150, 300), (1, 30), (RELEASE_PEOPLE, 0))
    return [
        Size(people, ideas, together=together, release_people=each, thinking=thinking)
        for ideas, people, together, each in sizes
    ]


def _fill_grid(runs: int) -> bool:
    """Print the share of misplaced votes at every size; return whether ours keeps the promise at each."""
    ways = {**OURS, "sees every vote": see_every_vote}
    print("misplaced: for the voter, (for anybody); people answer at once, then thinking 12 seconds")
    print(f"  {'ideas people at-once release-after':36}" + "".join(f"{title:>22}" for title in ways) * 2)
    kept = True
    for size, slow in zip(list_grid(), list_grid(thinking=True), strict=True):
        cells = []
        for one, policy in product((size, slow), ways.values()):
            results = [simulate(policy, one, seed) for seed in range(runs)]
            worst, any_one = (max(getattr(r, name) for r in results) for name in ("misplaced", "by_anybody"))
            cells.append(f"{worst:12.1%} ({any_one:6.1%})")
            kept &= not (policy is follow_queue and one is size and worst > MISPLACED)
        after = f"{size.release_people} people" if size.release_people else "a minute"
        place = f"{size.ideas:5} {size.people:6} {size.together:7} {after:>13}"
        print(f"  {place:36}" + "".join(f"{cell:>22}" for cell in cells), flush=True)
    return kept


if __name__ == "__main__":
    sys.exit(main())
