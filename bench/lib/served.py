"""The site, filled, and the bare view beside it, both served: what can be asked of them, and how."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.db import connection, connections

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models
from bench.lib.load import Ask, write_get, write_post
from bench.lib.stage import fill_workshop
from bench.lib.texts import write_texts
from bench.lib.web import serve
from bench.lib.words import name_word
from voting.releases.recount import recount_workshop
from workshops.management.commands.sign_in import begin_session
from workshops.models import Membership, User, Workshop

SIZES = {"small": (300, 1_000, 20_000, 3_000), "large": (1_000, 5_000, 200_000, 20_000)}
# So rare a word is in the titles and texts of some three ideas in a hundred.
SEARCHED = 400
# Django takes the secret of the cookie for the token of the form, too.
CSRF = "b" * 32


@dataclass(frozen=True)
class Fixtures:
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


@contextmanager
def serve_both(sizes: list[str]) -> Iterator[dict[str, Ask]]:
    """Serve the site, filled and without Valkey, and the bare view; yields what can be asked, by name."""
    all_fixtures = {size: make_fixtures(size) for size in sizes}
    connections.close_all()
    with ExitStack() as stack:
        port = stack.enter_context(serve("ideas_platform.wsgi:application", "/healthz"))
        bare = stack.enter_context(serve("bench.lib.bare:application"))
        asks = {"bare": Ask(bare, lambda: write_get("/"))}
        asks |= {
            f"{size} {name}": ask for size, one in all_fixtures.items() for name, ask in one.ask(port).items()
        }
        yield asks


def make_fixtures(size: str) -> Fixtures:
    """Fill a workshop of this size, and sign one of its members in."""
    members, ideas, votes, comments = SIZES[size]
    workshop = Workshop.objects.get(pk=fill_workshop(members, ideas, votes))
    ref = write_texts(workshop, comments)
    recount_workshop(workshop)
    user = User.objects.create(email=f"{size}@bench.example")
    member = Membership.objects.filter(workshop=workshop)[0]
    Membership.objects.filter(pk=member.pk).update(user=user)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Fixtures(workshop.slug, ref, f"session={begin_session(user)}; csrf={CSRF}")
