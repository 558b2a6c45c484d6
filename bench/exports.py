"""Each form of an export of 5,000 ideas and 20,000 comments, as the worker makes it: seconds and memory.

Each is made by a process of its own, which starts Django first. Beside them one that only starts, and the
floor of the same run: PostgreSQL writes the texts and their totals out by COPY.
"""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from io import BytesIO

from django.db import connection, connections

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models
from bench.lib.full_desk import fill_desk
from bench.lib.ready import find_paths
from bench.lib.stage import own_database
from ideas_platform.local.paths import database_url
from ideas_platform.local.site import BASE_DIR
from results.models import ExportFile
from workshops.models import User

START = "import django; django.setup()"
MAKE = f"{START}; from results.exports.asked_for import make_asked_exports; make_asked_exports()"
SECONDS = {"csv": 5.0, "xlsx": 30.0, "json": 30.0}
MEGABYTES = 200.0
COPIED = (
    "COPY (SELECT * FROM ideas_idea) TO STDOUT",
    "COPY (SELECT * FROM ideas_comment) TO STDOUT",
    "COPY (SELECT * FROM voting_total) TO STDOUT",
)


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and on the processor, and the most megabytes that the process had at one time."""

    seconds: float
    busy: float
    megabytes: float


def main() -> int:
    """Measure and print; return 1 where a form misses its bars."""
    with own_database():
        workshop, organiser = fill_desk()
        os.environ.setdefault("DATABASE_URL", database_url(find_paths().data))
        floor, bare = copy_out(), run(START)
        print(f"floor {floor:.2f} s (COPY of the tables); Django starts in {_say(bare)}")
        missed = False
        for form in ExportFile.Format.values:
            export = ExportFile.objects.create(
                owner=User.objects.get(memberships=organiser.membership), workshop=workshop, format=form
            )
            connections.close_all()
            cost = run(MAKE)
            export.refresh_from_db()
            if not export.is_ready:
                raise RuntimeError(f"{form} was not made.")
            missed |= report(form, cost, (cost.seconds - bare.seconds) / floor, export.size / 1e6)
    return int(missed)


def run(program: str) -> Cost:
    """Return what a process costs that runs this program to its end; raises RuntimeError where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=BASE_DIR, env={**os.environ, "PROCESS_ROLE": "worker"}
    )
    _process, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"It ended with {process.returncode}.")
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def copy_out() -> float:
    """Return the seconds in which PostgreSQL hands all rows over as they are."""
    start = time.perf_counter()
    with connection.cursor() as cursor:
        for statement in COPIED:
            held = BytesIO()
            with cursor.copy(statement) as rows:
                for piece in rows:
                    held.write(piece)
    return time.perf_counter() - start


def report(form: str, cost: Cost, of_floor: float, size: float) -> bool:
    """Print one form; return whether it misses a bar."""
    # On a machine that does nothing else both are about the same, but for what PostgreSQL does meanwhile.
    missed = cost.busy > SECONDS[form] or cost.megabytes > MEGABYTES
    print(
        f"  {form:5} {_say(cost)}, a file of {size:.1f} MB; without the start {of_floor:.0f} x the floor   "
        f"(to reach: {SECONDS[form]:g} s, {MEGABYTES:g} MB){'   missed' if missed else ''}"
    )
    return missed


def _say(cost: Cost) -> str:
    return f"{cost.seconds:.1f} s ({cost.busy:.1f} s on the processor), {cost.megabytes:.0f} MB"


if __name__ == "__main__":
    sys.exit(main())
