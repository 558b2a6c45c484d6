"""CPU of web and PostgreSQL for each request: directly, through PgBouncer, or beside another checkout.

Only one site is asked at a time, by this process alone; what all others below it have used meanwhile counts.
"""

import argparse
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from http import HTTPStatus
from itertools import cycle
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from django.db import connections

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models
from bench.lib.load import Ask, Line, write_get, write_post
from bench.lib.pooler import run_pooler
from bench.lib.ready import find_paths
from bench.lib.served import CSRF, Fixtures, make_fixtures
from bench.lib.stage import own_database
from bench.lib.web import serve
from ideas_platform.local.alone import run_valkey
from ideas_platform.local.paths import database_url, redis_url
from ideas_platform.local.site import BASE_DIR
from workshops.management.commands.sign_in import begin_session
from workshops.models import Membership, User

APPLICATION = "ideas_platform.wsgi:application"
VOTERS = 40  # each may send ten ideas an hour
WARM_UP = 12
NOT_COUNTED = frozenset({"valkey-server"})


def main() -> None:
    """Print milliseconds of CPU for each kind of request at each site, and their ratio to the first site."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=200, help="of each kind in one turn")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--pooled", action="store_true", help="also through PgBouncer in transaction mode")
    parser.add_argument("--before", type=Path, help="another checkout with the same tables, measured first")
    chosen = parser.parse_args()
    if chosen.before and _read_migrations(chosen.before) != _read_migrations(BASE_DIR):
        parser.error(
            f"{chosen.before} has other migrations, so it cannot serve the tables that are filled here"
        )
    with own_database(), serve_all(chosen.before, chosen.pooled) as sites:
        report([take_turn(sites, chosen.requests) for _turn in range(chosen.turns)])


@contextmanager
def serve_all(before: Path | None, pooled: bool) -> Iterator[dict[str, dict[str, Ask]]]:
    """Fill one database and serve it from each site; yields what can be asked, by site and name."""
    with ExitStack() as stack:
        paths = find_paths()
        stack.enter_context(run_valkey(paths))
        os.environ.setdefault("DATABASE_URL", database_url(paths.data))
        os.environ["REDIS_URL"] = redis_url(paths.data)
        fixtures, cookies = sign_members_in()
        sites: dict[str, dict[str, Ask]] = {}
        if before:
            # Earlier versions know no cookie but the secret.
            plain = [re.sub(r"session=(\w{32})[^;]*", r"session=\1", cookie) for cookie in cookies]
            sites["before"] = ask_all(_serve(stack, before), fixtures, plain)
        sites["direct"] = ask_all(_serve(stack), fixtures, cookies)
        if pooled:
            os.environ.update(stack.enter_context(run_pooler()))
            sites["pooled"] = ask_all(_serve(stack), fixtures, cookies)
        yield sites


def _read_migrations(checkout: Path) -> dict[Path, bytes]:
    return {path.relative_to(checkout): path.read_bytes() for path in checkout.glob("*/migrations/0*.py")}


def _serve(stack: ExitStack, checkout: Path = BASE_DIR) -> int:
    return stack.enter_context(serve(APPLICATION, "/healthz", checkout))


def sign_members_in() -> tuple[Fixtures, list[str]]:
    """Fill a small workshop and sign some of its members in; return it and their cookies."""
    fixtures = make_fixtures("small")
    members = list(Membership.objects.filter(workshop__slug=fixtures.slug, user=None)[:VOTERS])
    users = User.objects.bulk_create(User(email=f"voter{n}@bench.example") for n in range(len(members)))
    for member, user in zip(members, users, strict=True):
        member.user = user
    Membership.objects.bulk_update(members, ["user"])
    cookies = [f"session={begin_session(user)}; csrf={CSRF}" for user in users]
    connections.close_all()
    return fixtures, cookies


def ask_all(port: int, fixtures: Fixtures, cookies: list[str]) -> dict[str, Ask]:
    """Return what is asked of the site at this port, by name; the members take turns."""
    ideas, turn = f"/workshops/{fixtures.slug}/ideas/", cycle(cookies)

    def vote() -> bytes:
        form = urlencode({"value": secrets.choice(["up", "down"]), "csrfmiddlewaretoken": CSRF}).encode()
        return write_post(f"{ideas}{fixtures.ref}/vote/", f"{next(turn)}\r\nHX-Request: true", form)

    def post() -> bytes:
        return Fixtures(fixtures.slug, fixtures.ref, next(turn)).write_idea(f"{ideas}new/")

    def get(path: str) -> bytes:
        return write_get(path, next(turn))

    return {
        "list": Ask(port, partial(get, ideas)),
        "idea": Ask(port, partial(get, f"{ideas}{fixtures.ref}/")),
        "vote": Ask(port, vote),
        "posting": Ask(port, post, status=HTTPStatus.SEE_OTHER),
    }


def take_turn(sites: Mapping[str, Mapping[str, Ask]], number: int) -> dict[str, dict[str, float]]:
    """Return milliseconds of CPU for each request, by kind and site: the sites in turn for each kind."""
    kinds = list(next(iter(sites.values())))
    return {kind: {site: measure(asks[kind], number) for site, asks in sites.items()} for kind in kinds}


def measure(ask: Ask, number: int) -> float:
    """Return the milliseconds of CPU that one request costs, the mean of this number on one connection."""
    if ask.status == HTTPStatus.SEE_OTHER:
        number //= 4
    with closing(Line(ask.port)) as line:
        _ask_often(line, ask, WARM_UP)
        start = read_cpu()
        _ask_often(line, ask, number)
        return (read_cpu() - start) / number * 1_000


def _ask_often(line: Line, ask: Ask, number: int) -> None:
    for _one in range(number):
        line.ask(ask.write(), ask.status)


def read_cpu() -> float:
    """Return the seconds of CPU that all processes below this one have used, but Valkey."""
    parents: dict[int, list[int]] = {}
    used: dict[int, float] = {}
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(FileNotFoundError, ProcessLookupError):
            name, _end, rest = (place / "stat").read_text("utf-8", "replace").rpartition(")")
            parents.setdefault(int(rest.split()[1]), []).append(int(place.name))
            is_counted = name.partition("(")[2] not in NOT_COUNTED
            used[int(place.name)] = _read_nanoseconds(place) / 1e9 if is_counted else 0.0
    return _add_up(os.getpid(), parents, used)


def _read_nanoseconds(process: Path) -> int:
    """Return how long all threads of a process have been on a processor (proc(5), schedstat)."""
    total = 0
    for task in (process / "task").glob("*/schedstat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            total += int(task.read_text("ascii").split()[0])
    return total


def _add_up(process: int, parents: Mapping[int, list[int]], used: Mapping[int, float]) -> float:
    return sum(used.get(child, 0.0) + _add_up(child, parents, used) for child in parents.get(process, []))


def report(turns: list[dict[str, dict[str, float]]]) -> None:
    """Print the medians, and the median of the ratios within each turn."""
    for kind, sites in turns[0].items():
        first, words = next(iter(sites)), []
        for site in sites:
            cost = median(turn[kind][site] for turn in turns)
            ratio = median(turn[kind][site] / turn[kind][first] for turn in turns)
            words.append(f"{site} {cost:6.2f} ms ({ratio:.2f})")
        print(f"  {kind:8} {'   '.join(words)}")


if __name__ == "__main__":
    main()
