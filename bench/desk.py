"""Each page of the desk with 5,000 ideas and 20,000 comments: statements, and the time of a lone visitor.

The floors of the same run: a bare Django view behind the same server, and the barest page of the desk itself
(words for reasons, of which there are none): what signing in, headers and the frame cost.
"""

import argparse
import statistics
import sys
from collections.abc import Mapping
from functools import partial

from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.lib.design_group import Colleague
from bench.lib.full_desk import fill_desk
from bench.lib.load import HOST, Ask, take_times, write_get
from bench.lib.stage import own_database
from bench.lib.web import serve
from ideas.models import Idea
from workshops.models import Workshop

MOST_STATEMENTS, MOST_TIMES = 25, 10.0
FRAME = "words for reasons"


def main() -> int:
    """Measure and print; return 1 where a page misses a bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3.0, help="length of the run of each page")
    chosen = parser.parse_args()
    with own_database():
        workshop, organiser = fill_desk()
        pages = list_pages(workshop)
        statements = {name: count_statements(path, organiser) for name, path in pages.items()}
        connections.close_all()
        with serve("ideas_platform.wsgi:application", "/healthz") as port:
            times = {name: take(port, path, organiser, chosen.seconds) for name, path in pages.items()}
        with serve("bench.lib.bare:application") as port:
            bare = take(port, "/", organiser, chosen.seconds)
    return report(statements, times, bare)


def list_pages(workshop: Workshop) -> dict[str, str]:
    """Return the paths of all pages that staff read, by name."""
    desk, public = f"/admin/desk/{workshop.slug}/", f"/workshops/{workshop.slug}/"
    waiting = Idea.objects.for_review().filter(workshop=workshop)[0]
    return {
        FRAME: f"{desk}reasons/",
        "my workshops": "/admin/",
        "desk": desk,
        "review": f"{desk}review/",
        "one text": f"{desk}review/{waiting.ref}/",
        "several ideas": f"{desk}several/",
        "several comments": f"{desk}several/?kind=comments",
        "last page of several": f"{desk}several/?page=40",
        "record": f"{desk}record/",
        "last page of record": f"{desk}record/?page=100",
        "filtered record": f"{desk}record/?verdict=hide&by=me",
        "ledger": f"{public}moderation/",
        "exports": f"{public}exports/",
        "coding": f"{desk}coding/",
        "what is coded": f"{desk}coding/coded/",
        "last page of coded": f"{desk}coding/coded/?page=300",
        "codebook": f"{desk}codebook/",
        "agreement": f"{desk}agreement/",
        "new codes": f"{desk}coding/saturation/",
        "share": f"{desk}agreement/share/?percent=30",
        "notes": f"{desk}notes/",
        "all notes": f"{desk}notes/all/",
        "sample": f"{desk}sample/",
        "text of a sample": f"{desk}sample/reading/",
    }


def count_statements(path: str, colleague: Colleague) -> int:
    """Return how many statements the page costs the second time somebody looks."""
    client = Client(headers={"Host": HOST, "Cookie": colleague.cookie})
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answers {answer.status_code}.")
    return len(queries)


def take(port: int, path: str, colleague: Colleague, seconds: float) -> float:
    """Return the milliseconds within which half of the answers come."""
    return statistics.median(
        take_times(Ask(port, partial(write_get, path, colleague.cookie)), seconds=seconds)
    )


def report(statements: Mapping[str, int], times: Mapping[str, float], bare: float) -> int:
    """Print the figures; return 1 where a page misses a bar."""
    print(
        f"at most {MOST_STATEMENTS} statements, {MOST_TIMES:g} x the barest page; a bare view {bare:.2f} ms"
    )
    wrong = False
    for name, time in times.items():
        of_frame = time / times[FRAME]
        is_bad = statements[name] > MOST_STATEMENTS or of_frame > MOST_TIMES
        wrong |= is_bad
        print(
            f"  {name:22} {statements[name]:3d} statements   {time:7.1f} ms   {of_frame:5.1f} x the barest"
            f"   {time / bare:6.1f} x a bare view{'   missed' if is_bad else ''}"
        )
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
