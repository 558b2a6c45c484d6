"""Votes at a fixed rate, whether or not earlier ones are answered; and what the table says afterwards."""

import random
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import psutil
from django.db import connection

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models
from anonymity.tags import Purpose
from bench.lib.crew import run_crew
from bench.lib.load import Line
from voting.models import Vote
from voting.releases.releases import release_workshop
from voting.releases.unreleased import find_workshops_to_release
from workshops.domain.keys import open_tagger
from workshops.models import Workshop

CONNECTIONS = 16
LOOK_EVERY = 5.0
"""Seconds between two looks for a due release, as beat's."""
MOST_WAIT = 90.0


@dataclass(frozen=True)
class Sent:
    """A vote that is due at a time: whose (a place), on which idea (a place), what, and the request."""

    due: float
    member: int
    idea: int
    value: int
    request: bytes


@dataclass(frozen=True)
class Answered:
    """Milliseconds from when votes were due to their answers, and the places in the plan of those refused."""

    times: list[float]
    refused: list[int]


def plan_pairs(members: int, ideas: int, votes: int) -> list[tuple[int, int]]:
    """Return different pairs of (member, idea) in random order; no more than there are."""
    pairs = random.Random(7).sample(range(members * ideas), min(votes, members * ideas))
    return [divmod(pair, ideas) for pair in pairs]


def send_all(port: int, plan: Sequence[Sent], begin: float) -> Answered:
    """Send each vote when it is due, on sixteen connections in turn, and return how it went."""
    ends_in = begin + plan[-1].due - time.perf_counter()
    answers = run_crew(
        lambda place: _send_on(port, plan, range(place, len(plan), CONNECTIONS), begin),
        number=CONNECTIONS,
        patience=ends_in + MOST_WAIT,
    )
    return Answered(
        [t for times, _bad in answers for t in times], [n for _times, bad in answers for n in bad]
    )


def _send_on(
    port: int, plan: Sequence[Sent], mine: Sequence[int], begin: float
) -> tuple[list[float], list[int]]:
    times, refused = [], []
    with closing(Line(port)) as line:
        for place in mine:
            due = begin + plan[place].due
            time.sleep(max(0.0, due - time.perf_counter()))
            try:
                line.ask(plan[place].request, 200)
            except (RuntimeError, OSError):
                refused.append(place)
                line.close()
            times.append((time.perf_counter() - due) * 1_000)
    return times, refused


@dataclass
class Releases:
    """Looks for what is due as beat and worker do, in a thread, until it is told to stop."""

    workshop: UUID
    moments: list[float] = field(default_factory=list)
    _end: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Make releases; note when each could be seen."""
        while not self._end.wait(LOOK_EVERY):
            if self.workshop in find_workshops_to_release() and release_workshop(self.workshop):
                self.moments.append(time.perf_counter())
        connection.close()

    def wait_for(self, number: int) -> None:
        """Return after so many releases, or after a minute and a half."""
        end = time.monotonic() + MOST_WAIT
        while len(self.moments) < number and time.monotonic() < end:
            time.sleep(0.2)

    def stop(self) -> None:
        """Make no more releases."""
        self._end.set()


Votes = Sequence[tuple[UUID, bytes, int]]
"""Votes as (idea, subject of the voter, value)."""


def find_wrong(workshop: UUID, votes: Votes, before: int) -> tuple[int, int]:
    """Return how many of these votes the table has lost, and how many rows are too many.

    `before` is the number of rows there were of other people's votes or on other ideas.
    """
    stored = _read_table(workshop)
    lost = sum(stored.get(key) != value for key, value in _name_rows(workshop, votes))
    return lost, len(stored) - len(votes) - before


def find_stored(workshop: UUID, votes: Votes) -> int:
    """Return how many of these there are in the table, with any value."""
    stored = _read_table(workshop)
    return sum(key in stored for key, _value in _name_rows(workshop, votes))


def _read_table(workshop: UUID) -> dict[tuple[UUID, bytes], int | None]:
    rows = Vote.objects.filter(idea__workshop=workshop).values_list("idea_id", "tag", "value")
    return {(idea, bytes(tag)): value for idea, tag, value in rows}


def _name_rows(workshop: UUID, votes: Votes) -> list[tuple[tuple[UUID, bytes], int]]:
    tagger = open_tagger(Workshop.objects.get(pk=workshop), Purpose.VOTE)
    return [((idea, tagger.one(idea, subject)), value) for idea, subject, value in votes]


def measure_memory(application: str) -> float:
    """Return the megabytes (PSS) of all our child processes that serve this application."""
    serving = [one for one in psutil.Process().children(recursive=True) if application in one.cmdline()]
    return sum(_read_share(one.pid) for one in serving) / 1024


def _read_share(process: int) -> int:
    with Path(f"/proc/{process}/smaps_rollup").open() as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
