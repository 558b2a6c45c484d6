"""A hall votes: 300 phones on one idea within 30 seconds, while the big screen is read and releases are due.

Says how many votes were lost, whether the screen moved before the round had ended, how soon the result stood
there, and how long a vote took beside a bare view with the same upsert that gets the same votes.
"""

import argparse
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from urllib.request import urlopen

from django.db import connections

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models
from bench.lib.load import HOST
from bench.lib.open_loop import Answered, Releases, Sent, find_wrong, send_all
from bench.lib.stage import own_database
from bench.votes import ANSWERS, Fixtures, set_stage
from events.domain import live_sessions as deeds
from events.models import LiveSession, ScreenItem
from ideas.models import Idea
from workshops.models import Workshop

PHONES, SECONDS = 300, 30.0
LOOK_EVERY, MOST_WAIT = 1.0, 90.0
MARK = re.compile(r"seen=([0-9a-f]+)")
TOLD = re.compile(r"(\d+) people have voted")


@dataclass
class Hall:
    """What stands on the screen, looked at each second until it is told to stop."""

    address: str
    marks: list[str] = field(default_factory=list)
    _end: threading.Event = field(default_factory=threading.Event)

    def read(self) -> str:
        """Return the screen as it is now."""
        with urlopen(self.address, timeout=10) as answer:
            page: str = answer.read().decode()
        return page

    def look(self) -> None:
        """Note what is on the screen, again and again."""
        while not self._end.wait(LOOK_EVERY):
            self.marks += MARK.findall(self.read())[:1]

    def stop(self) -> None:
        """Look no more."""
        self._end.set()

    def wait_for_result(self) -> tuple[float, int]:
        """Return after how many seconds a result stands there, and of how many people; 0 for none."""
        begin = time.perf_counter()
        while (waited := time.perf_counter() - begin) < MOST_WAIT:
            if found := TOLD.search(self.read()):
                return waited, int(found[1])
            time.sleep(0.2)
        return waited, 0


def main() -> None:
    """Measure a round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=PHONES, help="people in the hall, at most 1,000")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="in which all of them vote")
    chosen = parser.parse_args()
    with own_database(), set_stage() as (fixtures, site, bare):
        idea = Idea.objects.filter(workshop=fixtures.workshop).first()
        assert idea is not None
        idea.votes.all().delete()
        report_round(fixtures, idea, (site, bare), chosen.phones, chosen.seconds)


def report_round(fixtures: Fixtures, idea: Idea, ports: tuple[int, int], phones: int, seconds: float) -> None:
    """Run a round on the idea, then send the same votes to the bare view, and print how both went."""
    site, bare = ports
    workshop = Workshop.objects.get(pk=fixtures.workshop)
    hall = Hall(f"http://{HOST}:{site}{start(workshop, idea)}")
    plan = plan_votes(fixtures, idea, phones, seconds)
    before = _count_rows(workshop)
    with watch(hall), make_releases(workshop) as releases:
        answered = send_all(site, plan, time.perf_counter() + 1.0)
        early = len(releases.moments)
        hall.stop()
        deeds.end_round(workshop=workshop, version=_read_version(workshop))
        waited, people = hall.wait_for_result()
    votes = [(idea.pk, fixtures.subjects[sent.member], sent.value) for sent in plan]
    lost, double = find_wrong(workshop.pk, votes, before)
    floor = send_all(bare, write_bare(fixtures, plan), time.perf_counter() + 1.0)
    say_times(answered, floor, phones, seconds)
    print(f"  refused {len(answered.refused)}, lost {lost}, double {double}   (to reach: 0)")
    print(f"  before the end: {early} releases, {len(set(hall.marks))} states of the screen   (0, 1)")
    print(f"  {waited:.1f} s after the end the screen told of {people} people   (to reach: 10 s, {phones})")


def start(workshop: Workshop, idea: Idea) -> str:
    """Open a session and start a round on the idea; return the address of the screen."""
    deeds.add_idea(workshop=workshop, version=1, ref=idea.ref)
    deeds.open_session(workshop=workshop, version=_read_version(workshop))
    item = ScreenItem.objects.get(session=workshop.pk)
    deeds.start_round(workshop=workshop, version=_read_version(workshop), key=item.pk)
    key = LiveSession.objects.get(pk=workshop.pk).key
    connections.close_all()
    return f"/workshops/{workshop.slug}/room/{key}/"


def plan_votes(fixtures: Fixtures, idea: Idea, phones: int, seconds: float) -> list[Sent]:
    """Return one vote of each phone on the idea, evenly over the time."""
    words = list(ANSWERS)
    return [
        Sent(
            member * seconds / phones,
            member,
            0,
            ANSWERS[words[member % len(words)]],
            fixtures.write_vote(fixtures.cookies[member], idea.ref, words[member % len(words)]),
        )
        for member in range(phones)
    ]


def write_bare(fixtures: Fixtures, plan: list[Sent]) -> list[Sent]:
    """Return the same plan for the bare view."""
    return [Sent(s.due, s.member, s.idea, s.value, fixtures.write_bare()) for s in plan]


@contextmanager
def watch(hall: Hall) -> Iterator[None]:
    """Look at the screen in a thread, until it is told to stop or the block ends."""
    thread = threading.Thread(target=hall.look)
    thread.start()
    try:
        yield
    finally:
        hall.stop()
        thread.join()


@contextmanager
def make_releases(workshop: Workshop) -> Iterator[Releases]:
    """Look for what is due, as beat and worker do, until the block ends."""
    releases = Releases(workshop.pk)
    thread = threading.Thread(target=releases.run)
    thread.start()
    try:
        yield releases
    finally:
        releases.stop()
        thread.join()


def say_times(answered: Answered, floor: Answered, phones: int, seconds: float) -> None:
    """Print how long people waited, from the moment at which their vote was due, beside the bare view."""
    (p50, p99), (least, least99) = (_find_middle_and_worst(one.times) for one in (answered, floor))
    print(f"{phones} phones in {seconds:g} s: p50 {p50:.1f} ms, p99 {p99:.1f} ms   (to reach: p99 250 ms)")
    print(f"  bare view p50 {least:.1f} ms, p99 {least99:.1f} ms")
    print(f"  a vote takes {p50 / least:.1f} times as long, at worst {p99 / least99:.1f} times")


def _find_middle_and_worst(times: list[float]) -> tuple[float, float]:
    """Return the 50th and the 99th in a hundred of these times."""
    return median(times), sorted(times)[int(len(times) * 0.99)]


def _read_version(workshop: Workshop) -> int:
    return LiveSession.objects.values_list("version", flat=True).get(pk=workshop.pk)


def _count_rows(workshop: Workshop) -> int:
    ideas = Idea.objects.filter(workshop=workshop)
    return sum(idea.votes.count() for idea in ideas)


if __name__ == "__main__":
    main()
