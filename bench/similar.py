"""Similar ideas and search among 5,000 ideas, against a read of the whole table in the same run."""

import random
import statistics
import time
from collections.abc import Callable
from itertools import islice

from django.db import connection
from django.utils import timezone

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models
from bench.lib.stage import fill_workshop, own_database
from bench.lib.words import write
from ideas.domain.asked_words import read_question
from ideas.domain.search import find_similar, search_ideas
from ideas.models import Idea
from workshops.models import Workshop

IDEAS, ASKED, MILLISECONDS = 5_000, 60, 50.0
# The hardest case: every title has this word, and so has everything that is asked for.
EVERYWHERE = "patients"


def main() -> None:
    """Print p50 and p95 in milliseconds, and how many times the floor of the same run that is."""
    random.seed(7)
    with own_database():
        measure()


def measure() -> None:
    """Fill a workshop with texts, ask, print."""
    workshop = Workshop.objects.get(pk=fill_workshop(1, 1, 1))
    write_ideas(workshop)
    titles = [f"{write(random.randint(3, 8))} {EVERYWHERE}" for _one in range(ASKED)]
    searched = [write(random.randint(1, 3)) for _one in range(ASKED)]
    floor = take_times(read_everything, [title.split()[0] for title in titles])
    print(f"{IDEAS:,} ideas that share a word with each of {ASKED} titles; p95 to reach {MILLISECONDS:g} ms")
    print(f"  floor    {say(floor)}   (reads every title and text for one word)")
    for name, times in (
        ("similar", take_times(lambda title: find_similar(workshop, title), titles)),
        ("search", take_times(lambda words: search_ideas(workshop, read_question(words)), searched)),
    ):
        ratio = statistics.median(times) / statistics.median(floor)
        print(f"  {name:8} {say(times)}   {ratio:.2f} x the floor")


def write_ideas(workshop: object) -> None:
    """Put the ideas into the workshop."""
    shown = {"workshop": workshop, "status": "published", "published_on": timezone.localdate()}
    ideas = (
        Idea(
            title=f"{EVERYWHERE} {write(random.randint(3, 9))}"[:120],
            body=write(random.randint(20, 150)),
            thread_tag=number.to_bytes(16, "big"),
            **shown,
        )
        for number in range(IDEAS)
    )
    while some := list(islice(ideas, 500)):
        Idea.objects.bulk_create(some)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE ideas_idea")


def read_everything(word: str) -> None:
    """Count the ideas that have the word anywhere, as a database without an index would."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM ideas_idea WHERE title ILIKE %(part)s OR body ILIKE %(part)s",
            {"part": f"%{word}%"},
        )
        cursor.fetchone()


def take_times(work: Callable[[str], object], asked: list[str]) -> list[float]:
    """Return the milliseconds that each takes, by the clock."""
    times = []
    for words in asked:
        start = time.perf_counter()
        work(words)
        times.append((time.perf_counter() - start) * 1_000)
    return times


def say(times: list[float]) -> str:
    """Return the median and the 95th percentile in words."""
    return f"p50 {statistics.median(times):7.2f} ms   p95 {statistics.quantiles(times, n=20)[-1]:7.2f} ms"


if __name__ == "__main__":
    main()
