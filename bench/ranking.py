"""Ranking from cold and after a few votes, against what no program can leave out, measured in the same run.

Beside wall time there is the CPU time of both sides, Python and PostgreSQL: it can be read on a busy machine.
"""

import argparse
import resource
import uuid
from functools import partial

from django.db import connection

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models
from bench.lib.ranking_floor import Floor
from bench.lib.spent import Spent, measure_time
from bench.lib.stage import fill_workshop, own_database
from voting.releases.recount import recount_workshop
from voting.releases.releases import release_workshop
from workshops.models import Workshop

SIZES = {"small": (1_000, 1_500, 100_000, 100), "large": (10_000, 10_000, 1_000_000, 1_000)}
LIMITS = {"small": (0.6, 0.15), "large": (6.0, 1.5)}
FACTORS = (1, 2, 4)


def main() -> None:
    """Measure and print a small table for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=[*SIZES, "all"], default="small")
    parser.add_argument(
        "--linear", action="store_true", help="time with once, twice and four times the votes"
    )
    chosen = parser.parse_args()
    with own_database():
        for name in SIZES if chosen.size == "all" else [chosen.size]:
            measure(name)
        if chosen.linear:
            measure_growth()


def measure(name: str) -> None:
    """Print the figures of one size; times are seconds, means of five runs."""
    members, ideas, votes, more = SIZES[name]
    workshop = Workshop.objects.get(pk=fill_workshop(members, ideas, votes))
    print(f"{members:,} members, {ideas:,} ideas, {votes:,} votes; seconds, means of five runs")
    print(f"  {'':32}  to reach     wall   Python  PostgreSQL   x the floor")
    cold = measure_time(lambda: recount_workshop(workshop))
    change_votes(workshop.pk, more)
    release(workshop.pk)  # the day's first release also counts who took part
    warm = measure_time(lambda: release(workshop.pk), lambda: change_votes(workshop.pk, more))
    change_votes(workshop.pk, more)
    floor = Floor(workshop)
    least = measure_time(floor.recount), measure_time(floor.release)
    for label, limit, spent, bound in zip(
        ("rank from cold", f"release after {more:,} votes"), LIMITS[name], (cold, warm), least, strict=True
    ):
        say(f"floor of {label}", bound)
        say(label, spent, f"{limit:8.2f}", f"{spent.busy / bound.busy:8.2f}")
    print(
        f"  largest size of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )


def measure_growth() -> None:
    """Print how the time from cold grows with the votes; twice the votes, at most twice the time."""
    members, ideas, votes, _more = SIZES["small"]
    for factor in FACTORS:
        workshop = Workshop.objects.get(pk=fill_workshop(members, ideas, factor * votes))
        say(f"cold, {factor * votes:,} votes", measure_time(partial(recount_workshop, workshop)))


def say(label: str, spent: Spent, limit: str = "", times: str = "") -> None:
    """Print one line of the table."""
    figures = f"{spent.wall:8.3f} {spent.python:8.3f}    {spent.database:8.3f}"
    print(f"  {label:32}  {limit:8} {figures}      {times}")


def release(workshop_id: uuid.UUID) -> None:
    """Make a release."""
    release_workshop(workshop_id, force=True)


def change_votes(workshop_id: uuid.UUID, more: int) -> None:
    """Turn some votes round."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE voting_vote SET value = -coalesce(value, 1) WHERE (idea_id, tag) IN"
            " (SELECT idea_id, tag FROM voting_vote TABLESAMPLE SYSTEM (20) WHERE value <> 0 AND idea_id IN"
            "  (SELECT id FROM ideas_idea WHERE workshop_id = %s) LIMIT %s)",
            [workshop_id, more],
        )


if __name__ == "__main__":
    main()
