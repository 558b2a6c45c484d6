"""Importing and ranking real conversations, against reading the same files and COPY of as many rows."""

import csv
import io
import secrets
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from django.core.management import call_command
from django.db import connection

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models
from bench.lib.stage import own_database
from ideas_platform.lib.copying import copy_arrays_in

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "polis"
NAMES = ("scoop-hivemind.ubi", "vtaiwan.uberx")


def main() -> None:
    """Print a line for each conversation; times are seconds of one run."""
    if not DATA.is_dir():
        sys.exit(f"The conversations are not in {DATA}.")
    with own_database():
        for name in NAMES:
            measure(name)


def measure(name: str) -> None:
    """Import and rank one conversation (to reach: 8 s and 1 s for vtaiwan.uberx)."""
    floor = take_time(lambda: run_floor(DATA / name))
    slug = f"bench-{secrets.token_hex(3)}"
    imported = take_time(lambda: call_command("import_polis", DATA / name, slug=slug, stdout=io.StringIO()))
    ranked = take_time(lambda: call_command("rank", slug, stdout=io.StringIO()))
    print(f"{name}: import {imported:.2f} s ({imported / floor:.1f} x the floor), rank {ranked:.2f} s")


def take_time(work: Callable[[], object]) -> float:
    """Return the seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run_floor(folder: Path) -> None:
    """Read the votes with the csv module and COPY as many rows of the same width into a table."""
    with (folder / "votes.csv").open() as file:
        number = sum(1 for _row in csv.reader(file)) - 1
    blocks = np.random.default_rng(1).integers(0, 256, (2, number, 16), np.uint8)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE IF NOT EXISTS floor (idea uuid, tag bytea, value smallint)")
    copy_arrays_in("floor", {"idea": blocks[0], "tag": blocks[1], "value": np.ones(number, np.int16)})


if __name__ == "__main__":
    main()
