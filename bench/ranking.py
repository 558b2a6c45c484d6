"""Ranking from cold and after a few votes, against a bare COPY of the rows and the arithmetic in NumPy."""

import argparse
import statistics
import time
import uuid
from collections.abc import Callable

import django

from bench.stage import fill_workshop, own_database

SIZES = {"small": (1_000, 1_500, 100_000, 100), "large": (10_000, 10_000, 1_000_000, 1_000)}
LIMITS = {"small": (0.6, 0.15), "large": (6.0, 1.5)}


def main() -> None:
    """Measure and print a small table for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=[*SIZES, "all"], default="small")
    chosen = parser.parse_args().size
    with own_database():
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        for name in SIZES if chosen == "all" else [chosen]:
            measure(name)


def measure(name: str) -> None:
    """Print the figures of one size; times are seconds, medians of three."""
    from voting.domain.recount import recount_workshop  # noqa: PLC0415
    from workshops.models import Workshop  # noqa: PLC0415

    members, ideas, votes, more = SIZES[name]
    workshop = Workshop.objects.get(pk=fill_workshop(members, ideas, votes))
    floor = take_median(lambda: run_floor(workshop.pk))
    cold = take_median(lambda: recount_workshop(workshop))
    warm = take_median(lambda: release_after(workshop.pk, more))
    print(f"{members:,} members, {ideas:,} ideas, {votes:,} votes   (to reach: {LIMITS[name]})")
    print(f"  floor: COPY and NumPy        {floor:8.3f} s")
    print(f"  rank from cold               {cold:8.3f} s   {cold / floor:5.2f} x the floor")
    print(f"  release after {more:>5,} votes    {warm:8.3f} s   {warm / floor:5.2f} x the floor")


def take_median(work: Callable[[], object]) -> float:
    """Return the median time of three runs; what a run returns, if it is a time, counts instead."""
    times = []
    for _run in range(3):
        start = time.perf_counter()
        result = work()
        times.append(result if isinstance(result, float) else time.perf_counter() - start)
    return statistics.median(times)


def run_floor(workshop_id: uuid.UUID) -> None:
    """COPY the rows out, match tags and compute the scores: what no program can leave out."""
    from voting.domain.electors import find_voters, load_people  # noqa: PLC0415
    from voting.domain.scores.ballots import Ballots  # noqa: PLC0415
    from voting.domain.scores.clustered import score_clustered  # noqa: PLC0415
    from voting.domain.stored_votes import load_votes  # noqa: PLC0415
    from workshops.models import Idea, Workshop  # noqa: PLC0415

    workshop = Workshop.objects.get(pk=workshop_id)
    people = load_people(workshop)
    votes = load_votes(list(Idea.objects.filter(workshop=workshop).values_list("pk", flat=True)))
    members = find_voters(workshop, votes.ideas, votes.places, votes.tags, people)
    score_clustered(Ballots(votes.places, members, votes.values, len(votes.ideas)), people.clusters)


def release_after(workshop_id: uuid.UUID, more: int) -> float:
    """Change some votes, make a release, and return the seconds the release took."""
    from django.db import connection  # noqa: PLC0415

    from voting.domain.releases import release_workshop  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE voting_vote SET released = false, value = -coalesce(value, 1) WHERE (idea_id, tag) IN"
            " (SELECT idea_id, tag FROM voting_vote TABLESAMPLE SYSTEM (20) WHERE idea_id IN"
            "  (SELECT id FROM workshops_idea WHERE workshop_id = %s) LIMIT %s)",
            [workshop_id, more],
        )
    start = time.perf_counter()
    release_workshop(workshop_id, force=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
