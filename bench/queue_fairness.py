"""Ways to decide who votes on what, on one invented workshop: which finds its ten best ideas?

"Misplaced" is a vote on an idea that had six votes or more at that moment, while another released idea had
fewer and could still be voted on: by this very person, or ("by anybody") by some person of the workshop.
"""

import argparse
import statistics
import sys
from itertools import product

from bench.lib.queue_ways import OURS, POLICIES, follow_queue, see_every_vote
from bench.lib.queue_world import RELEASE_PEOPLE, Policy, Size, simulate

FOUND, MISPLACED = 0.6, 0.02  # what our queue must reach
WAYS = {**OURS, "sees every vote": see_every_vote}


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
    kept = [_compare_way(title, policy, size, runs) for title, policy in {**POLICIES, **OURS}.items()]
    return all(kept)


def _compare_way(title: str, policy: Policy, size: Size, runs: int) -> bool:
    all_runs = [simulate(policy, size, seed) for seed in range(runs)]
    found = [one.found for one in all_runs]
    starved, gini = (statistics.mean(getattr(one, name) for one in all_runs) for name in ("starved", "gini"))
    spread = f"{statistics.mean(found):.2f} ({min(found):.1f} to {max(found):.1f})"
    print(f"  {title:20} {spread:>22} {starved:14.1f} {gini:6.2f}", flush=True)
    return policy is not follow_queue or (statistics.mean(found) >= FOUND and starved == 0)


def list_grid(*, thinking: bool = False) -> list[Size]:
    """Return workshops of every size that the promise is tested at."""
    sizes = product((40, 120, 300), (150, 300), (1, 30), (RELEASE_PEOPLE, 0))
    return [
        Size(people, ideas, together=together, release_people=each, thinking=thinking)
        for ideas, people, together, each in sizes
    ]


def _fill_grid(runs: int) -> bool:
    """Print the share of misplaced votes at every size; return whether ours keeps the promise at each."""
    print("misplaced: for the voter, (for anybody); people answer at once, then thinking 12 seconds")
    print(f"  {'ideas people at-once release-after':36}" + "".join(f"{title:>22}" for title in WAYS) * 2)
    kept = [_fill_row(*sizes, runs) for sizes in zip(list_grid(), list_grid(thinking=True), strict=True)]
    return all(kept)


def _fill_row(size: Size, slow: Size, runs: int) -> bool:
    """Print the worst shares at this size, answering at once and thinking; return whether ours keeps it."""
    cells, kept = [], True
    for one, policy in product((size, slow), WAYS.values()):
        worst, by_anybody = _find_worst(policy, one, runs)
        cells.append(f"{worst:12.1%} ({by_anybody:6.1%})")
        kept &= not (policy is follow_queue and one is size and worst > MISPLACED)
    after = f"{size.release_people} people" if size.release_people else "a minute"
    place = f"{size.ideas:5} {size.people:6} {size.together:7} {after:>13}"
    print(f"  {place:36}" + "".join(f"{cell:>22}" for cell in cells), flush=True)
    return kept


def _find_worst(policy: Policy, size: Size, runs: int) -> tuple[float, float]:
    """Return the largest share of votes that are misplaced for the voter, and for anybody."""
    results = [simulate(policy, size, seed) for seed in range(runs)]
    return max(one.misplaced for one in results), max(one.by_anybody for one in results)


if __name__ == "__main__":
    sys.exit(main())
