"""The public pages of the demo's Declaration: statements, and the time of a lone visitor beside a bare view.

The floors of the same run: a bare Django view behind the same server, and the barest page of the site (what
it says about privacy): what middlewares, headers and the frame cost.
"""

import argparse
import statistics
import sys
from collections.abc import Mapping
from functools import partial

from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.lib.load import HOST, Ask, take_times, write_get
from bench.lib.stage import own_database
from bench.lib.web import serve
from results.models import Edition, Statement

MOST_STATEMENTS, MOST_TIMES = 8, 10.0
FRAME = "/privacy/"


def main() -> int:
    """Measure and print; return 1 where a page misses a bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3.0, help="length of the run of each page")
    chosen = parser.parse_args()
    with own_database():
        call_command("load_demo", verbosity=0)
        pages = list_pages()
        statements = {path: count_statements(path) for path in pages}
        connections.close_all()
        with serve("ideas_platform.wsgi:application", "/healthz") as port:
            times = {path: take(port, path, chosen.seconds) for path in (FRAME, *pages)}
        with serve("bench.lib.bare:application") as port:
            bare = take(port, "/", chosen.seconds)
    return report(statements, times, bare)


def list_pages() -> list[str]:
    """Return the addresses of all kinds of public pages of the last edition."""
    edition = Edition.objects.released().select_related("workshop").latest_first()[0]
    statements = Statement.objects.filter(edition=edition, audience__isnull=False)
    statement = statements.select_related("audience", "foundation")[0]
    audience = statement.audience.slug if statement.audience else ""
    base = f"/workshops/{edition.workshop.slug}/declaration/"
    own = f"{base}{edition.number}/"
    parts = ["", "changes/", "not-used/", f"{statement.foundation.slug}/", f"{statement.ref}/"]
    others = [base, f"{base}for/{audience}/", f"{base}feed.atom", f"{base}files/", f"{base}1/"]
    return [*others, *(f"{own}{part}" for part in parts)]


def count_statements(path: str) -> int:
    """Return how many statements the page costs the second time somebody looks."""
    client = Client(headers={"Host": HOST})
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answers {answer.status_code}.")
    return len(queries)


def take(port: int, path: str, seconds: float) -> float:
    """Return the milliseconds within which half of the answers come."""
    return statistics.median(take_times(Ask(port, partial(write_get, path)), seconds=seconds))


def report(statements: Mapping[str, int], times: Mapping[str, float], bare: float) -> int:
    """Print the figures; return 1 where a page misses a bar."""
    frame = times[FRAME]
    print(f"at most {MOST_STATEMENTS} statements, {MOST_TIMES:g} x the barest page of {frame:.2f} ms")
    wrong = False
    for path, number in statements.items():
        time = times[path]
        is_bad = number > MOST_STATEMENTS or time > MOST_TIMES * frame
        wrong |= is_bad
        print(
            f"  {path:56} {number:3d} statements {time:7.2f} ms {time / frame:6.1f} x the barest"
            f" {time / bare:6.1f} x a bare view{'   missed' if is_bad else ''}"
        )
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
