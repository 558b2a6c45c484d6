"""Two hundred texts reviewed by five people at once over HTTP; then again, and Valkey is killed on the way.

In each run somebody who has a text before them goes away. What was decided, undone, pressed twice and skipped
is compared with the tables afterwards; returns 1 where anything was decided twice or lost.
"""

import argparse
import os
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta

from django.db import connections
from django.db.models.functions import Now

from bench.lib.design_group import Colleague, let_wait, make_group
from bench.lib.load import Ask, count_answers, write_get
from bench.lib.ready import find_paths
from bench.lib.reviewing import FORM, Desk, Review, review_all
from bench.lib.stage import fill_workshop, own_database
from bench.lib.web import serve
from ideas.models import Comment, Idea
from ideas_platform.local.alone import run_valkey
from ideas_platform.local.paths import redis_url
from moderation.domain.claims import forget_ended_claims
from moderation.models import Claim, Decision
from workshops.models import Workshop


@dataclass(frozen=True)
class Outcome:
    """What the tables say afterwards: texts decided twice, texts still waiting, claims that are left."""

    twice: int
    lost: int
    claims: int

    def __bool__(self) -> bool:
        return bool(self.twice or self.lost or self.claims)


def main() -> int:
    """Run it with Valkey and without; print items an hour, what went wrong, and how long answers took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=200)
    parser.add_argument("--people", type=int, default=5)
    chosen = parser.parse_args()
    with own_database(), ExitStack() as stack:
        os.environ["REDIS_URL"] = redis_url(find_paths().data)
        valkey = stack.enter_context(run_valkey(find_paths()))
        port = stack.enter_context(serve("ideas_platform.wsgi:application", "/healthz"))
        bare = stack.enter_context(serve("bench.lib.bare:application"))
        ask = Ask(bare, lambda: write_get("/"))
        floor = chosen.people / count_answers(ask, connections=chosen.people, seconds=3)
        wrong = bool(report("with Valkey", port, chosen, floor))
        killing = threading.Timer(1, valkey.kill)
        killing.start()
        wrong |= bool(report("Valkey killed after a second", port, chosen, floor))
        killing.join()
    return int(wrong)


def report(name: str, port: int, chosen: argparse.Namespace, floor: float) -> Outcome:
    """Review a new workshop, and print how it went and what the tables say; return the latter."""
    workshop = Workshop.objects.with_phase().get(pk=fill_workshop(30, 20, 200))
    absent, *group = make_group(workshop, chosen.people + 1)
    let_wait(workshop, chosen.items, [one.membership for one in group])
    Idea.objects.filter(workshop=workshop, status=Idea.Status.PUBLISHED).update(reviewed=True)
    connections.close_all()
    desk = Desk(port, absent, Review())
    is_claimed = bool(FORM.search(desk.look()))
    desk.close()
    start = time.perf_counter()
    reviews = _review_at_once(port, group)
    seconds = time.perf_counter() - start
    left = _count_waiting(workshop)
    let_claims_end(workshop)
    # Whoever still sits there is given what the absent one had before them.
    later = _review_at_once(port, group)
    outcome = find_wrong(workshop)
    print(f"{chosen.items} texts, {chosen.people} people at once, {name}")
    _say_work(reviews, seconds, floor)
    given = sum(one.decided for one in later)
    print(f"  of one who went away: claimed {is_claimed}, left {left}, given to others after its end {given}")
    print(f"  decided twice {outcome.twice}, lost {outcome.lost}, claims left {outcome.claims}")
    return outcome


def _review_at_once(port: int, group: Sequence[Colleague]) -> list[Review]:
    with ThreadPoolExecutor(len(group)) as pool:
        return list(pool.map(lambda one: review_all(port, one), group))


def _say_work(reviews: Sequence[Review], seconds: float, floor: float) -> None:
    decided = sum(one.decided for one in reviews)
    times = sorted(time for one in reviews for time in one.times)
    middle, slow = statistics.median(times), times[int(len(times) * 0.99)]
    an_hour = decided / seconds * 3600 / len(reviews)
    print(
        f"  {decided} decisions in {seconds:.1f} s: {an_hour:,.0f} texts an hour and person, without thinking"
    )
    print(
        f"  undone {sum(one.undone for one in reviews)}, refused {sum(one.refused for one in reviews)} "
        f"(pressed twice, or somebody was quicker), faults {sum(one.faults for one in reviews)}"
    )
    print(
        f"  an answer: p50 {middle * 1_000:.0f} ms, {middle / floor:.0f} x a bare view that as many ask; "
        f"p99 {slow * 1_000:.0f} ms"
    )


def let_claims_end(workshop: Workshop) -> None:
    """Let the five minutes of all claims pass, and beat forget them."""
    Claim.objects.filter(workshop=workshop).update(until=Now() - timedelta(seconds=1))
    forget_ended_claims()


def find_wrong(workshop: Workshop) -> Outcome:
    """Return what the tables say: each text has one decision that stands, and none waits."""
    rows = Decision.objects.filter(workshop=workshop).exclude(verdict=Decision.Verdict.UNDO)
    standing = Counter(rows.filter(undone_by=None).values_list("idea", "comment"))
    twice = sum(number > 1 for number in standing.values())
    return Outcome(twice, _count_waiting(workshop), Claim.objects.filter(workshop=workshop).count())


def _count_waiting(workshop: Workshop) -> int:
    ideas = Idea.objects.for_review().filter(workshop=workshop)
    return ideas.count() + Comment.objects.for_review().filter(idea__workshop=workshop).count()


if __name__ == "__main__":
    sys.exit(main())
