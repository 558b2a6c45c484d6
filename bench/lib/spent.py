"""What a piece of work costs: time on the clock, and on the processor in Python and in PostgreSQL."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from os import sysconf
from pathlib import Path

import numpy as np
from django.db import connection
from numpy.typing import NDArray

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models


@dataclass(frozen=True)
class Spent:
    """Seconds: on the clock, and on the processor here and in the database's process for this connection."""

    wall: float
    python: float
    database: float

    @property
    def busy(self) -> float:
        """Seconds on the processor, both together."""
        return self.python + self.database


def measure_time(
    work: Callable[[], object], before: Callable[[], object] = lambda: None, runs: int = 5
) -> Spent:
    """Return what the work cost, the mean of some runs; what is done `before` each does not count.

    The database must be on this machine.
    """
    process, spent = _find_process(), np.zeros(3)
    for _run in range(runs):
        before()
        start = _look(process)
        work()
        spent += _look(process) - start
    return Spent(*(spent / runs).tolist())


def _look(process: int) -> NDArray[np.float64]:
    return np.array([time.perf_counter(), time.process_time(), _read(process)])


def _find_process() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _read(process: int) -> float:
    """Return the seconds that a process has been on a processor (proc(5), stat), to a hundredth."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / sysconf("SC_CLK_TCK")
