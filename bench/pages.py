"""Pages under load and for one visitor, against a bare Django view behind the same server in the same run."""

import argparse
import os
import secrets
import statistics
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

import django

from bench.load import Ask, count_answers, take_times, write_get, write_post
from bench.stage import fill_workshop, own_database
from bench.web import serve
from bench.words import name_word

SIZES = {"small": (300, 1_000, 20_000, 3_000), "large": (1_000, 5_000, 200_000, 20_000)}
CONNECTIONS = 8
RUNS = 3
RATIOS = {"list": 0.035, "idea": 0.045, "posting": 0.06}
MILLISECONDS = {"list": 8.0, "idea": 7.0}
# So rare a word is in the titles and texts of some three ideas in a hundred.
SEARCHED = 400
# Django takes the secret of the cookie for the token of the form, too.
CSRF = "b" * 32


@dataclass(frozen=True)
class Scene:
    """A workshop that is filled, the idea in it to look at, and the cookies of a member."""

    slug: str
    ref: str
    cookie: str

    def ask(self, port: int) -> dict[str, Ask]:
        """Return what is measured in this workshop."""
        ideas = f"/workshops/{self.slug}/ideas/"
        gets = {"list": ideas, "idea": f"{ideas}{self.ref}/", "search": f"{ideas}?q={name_word(SEARCHED)}"}
        asks = {name: Ask(port, partial(write_get, path, self.cookie)) for name, path in gets.items()}
        return {**asks, "posting": Ask(port, lambda: self.write_idea(f"{ideas}new/"), status=303)}

    def write_idea(self, path: str) -> bytes:
        """Return the request that sends an idea no other is like."""
        form = {"theme": "other", "intent": "new", "title": f"Ring once {secrets.token_hex(8)}"}
        body = {"body": f"{secrets.token_hex(8)} " + "Families ring five places today. " * 10}
        sent = {**form, **body, "step": "send", "csrfmiddlewaretoken": CSRF}
        return write_post(path, self.cookie, urlencode(sent).encode())


def main() -> None:
    """Measure and print the figures; with `--size large` also how much they lose from small to large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=list(SIZES), default="small")
    parser.add_argument("--seconds", type=float, default=10.0, help="length of each of the three runs")
    chosen = parser.parse_args()
    with own_database(), serve_both(list(SIZES) if chosen.size == "large" else ["small"]) as asks:
        report(asks, chosen.seconds)


@contextmanager
def serve_both(sizes: list[str]) -> Iterator[dict[str, Ask]]:
    """Serve the site, filled, and the bare view; yields what can be asked of both, by name."""
    os.environ["REDIS_URL"] = "unix:///nonexistent/valkey.sock"  # a request needs PostgreSQL only
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    scenes = {size: set_scene(size) for size in sizes}
    connections.close_all()
    with ExitStack() as stack:
        port = stack.enter_context(serve("ideas_platform.wsgi:application", "/healthz"))
        bare = stack.enter_context(serve("bench.bare:application"))
        asks = {"bare": Ask(bare, lambda: write_get("/"))}
        asks |= {f"{size} {name}": ask for size, one in scenes.items() for name, ask in one.ask(port).items()}
        yield asks


def set_scene(size: str) -> Scene:
    """Fill a workshop of this size, and sign one of its members in."""
    from django.db import connection  # noqa: PLC0415

    from bench.texts import write_texts  # noqa: PLC0415
    from voting.domain.recount import recount_workshop  # noqa: PLC0415
    from workshops.management.commands.sign_in import begin_session  # noqa: PLC0415
    from workshops.models import Membership, User, Workshop  # noqa: PLC0415

    members, ideas, votes, comments = SIZES[size]
    workshop = Workshop.objects.get(pk=fill_workshop(members, ideas, votes))
    ref = write_texts(workshop, comments)
    recount_workshop(workshop)
    user = User.objects.create(email=f"{size}@bench.example")
    member = Membership.objects.filter(workshop=workshop)[0]
    Membership.objects.filter(pk=member.pk).update(user=user)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Scene(workshop.slug, ref, f"session={begin_session(user)}; csrf={CSRF}")


def report(asks: Mapping[str, Ask], seconds: float) -> None:
    """Run everything three times in turn, and print the medians."""
    rates = take_medians(
        {
            name: partial(count_answers, ask, connections=CONNECTIONS, seconds=seconds)
            for name, ask in asks.items()
        }
    )
    print(f"{CONNECTIONS} connections, median of {RUNS} runs of {seconds:g} s, answers a second")
    for name, rate in rates.items():
        share = f"{rate / rates['bare']:.4f} of bare"
        print(f"  {name:14} {rate:8.0f}   {share}{_say_aim(name)}{_say_loss(name, rates)}")
    lonely = [name for name in asks if name.split()[-1] in MILLISECONDS]
    times = take_medians({name: partial(take_middle, asks[name], seconds) for name in lonely})
    for name, time in times.items():
        aim = MILLISECONDS[name.split()[-1]]
        print(f"  {name:14} {time:8.2f} ms for one lone visitor, p50   (to reach: {aim:g} ms)")


def take_medians(works: Mapping[str, Callable[[], float]]) -> dict[str, float]:
    """Return the median of three figures of each, taken in turn: what else runs hits all alike."""
    runs = take_turns(works, RUNS)
    return {name: statistics.median(run[name] for run in runs) for name in works}


def take_turns(works: Mapping[str, Callable[[], float]], turns: int) -> list[dict[str, float]]:
    """Return one figure of each for each turn."""
    return [{name: work() for name, work in works.items()} for _turn in range(turns)]


def take_middle(ask: Ask, seconds: float) -> float:
    """Return the milliseconds within which a lone visitor gets half of the answers."""
    return statistics.median(take_times(ask, seconds=seconds))


def _say_aim(name: str) -> str:
    aim = RATIOS.get(name.removeprefix("small "))
    return f"   (to reach: {aim})" if aim else ""


def _say_loss(name: str, rates: Mapping[str, float]) -> str:
    size, _space, page = name.partition(" ")
    return f"   {rates[name] / rates[f'small {page}']:.2f} of small" if size == "large" else ""


if __name__ == "__main__":
    main()
