"""A million votes scrambled, while somebody else goes on voting and reading: how long does anybody wait?"""

import argparse
import statistics
import threading
import time

from django.db import connection

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models
from bench.lib.stage import fill_workshop, own_database
from workshops.domain.scramble import scramble

LIMIT = 2.0
PAUSE = 0.02
ONE_VOTE = """
UPDATE voting_vote SET value = -coalesce(value, 1) WHERE (idea_id, tag) IN
    (SELECT idea_id, tag FROM voting_vote WHERE idea_id >= gen_random_uuid() ORDER BY idea_id, tag LIMIT 1)
"""
ONE_IDEA = "SELECT title, body FROM ideas_idea WHERE id >= gen_random_uuid() ORDER BY id LIMIT 1"
FLOOR = "CREATE TABLE bench_copy AS SELECT * FROM voting_vote ORDER BY idea_id, tag"


def main() -> None:
    """Measure and print a small table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--votes", type=int, default=1_000_000)
    votes = parser.parse_args().votes
    with own_database():
        fill_workshop(10_000, 10_000, votes)
        measure(votes)


def measure(votes: int) -> None:
    """Print the figures; times are seconds."""
    floor = time_statement(FLOOR)
    stop = threading.Event()
    waits: dict[str, list[float]] = {"a vote": [], "a reader": []}
    asking = [
        threading.Thread(target=ask, args=(statement, waits[name], stop))
        for name, statement in (("a vote", ONE_VOTE), ("a reader", ONE_IDEA))
    ]
    for thread in asking:
        thread.start()
    done = scramble(patience=60)
    stop.set()
    for thread in asking:
        thread.join()
    if done is None or not done.finished:
        raise SystemExit("The scramble did not finish.")
    print(f"{votes:,} votes, 10,000 ideas, 10,000 members")
    print(f"  floor: the votes copied in key order {floor:7.2f} s")
    print(
        f"  scramble of {done.tables} tables           {done.seconds:7.2f} s   {done.seconds / floor:5.1f} x"
    )
    for name, times in waits.items():
        print(f"  longest wait of {name:<9} {max(times):7.3f} s   median {statistics.median(times):.4f} s"
              f"   of {len(times):,}   (to hold: {LIMIT:.0f} s)")  # fmt: skip


def time_statement(statement: str) -> float:
    """Return the seconds that one statement takes."""
    start = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("DROP TABLE bench_copy")
    return time.perf_counter() - start


def ask(statement: str, times: list[float], stop: threading.Event) -> None:
    """Execute a statement again and again until told to stop, and note how long each time took."""
    while not stop.is_set():
        start = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(statement)
        times.append(time.perf_counter() - start)
        time.sleep(PAUSE)
    connection.close()


if __name__ == "__main__":
    main()
