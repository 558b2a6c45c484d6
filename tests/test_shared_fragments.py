"""What is printed once for all readers is the same bytes, whichever request it was printed for."""

import gc
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from ideas.models import Idea
from ideas.views import cached_fragments
from ideas_platform.lib import slot_rendering
from ideas_platform.lib.versioned_cache import VersionedCache
from tests.cast import Person, make_comment, make_idea, make_poll
from tests.materials import make_material
from tests.passing_on import make_whole_site, pass_on
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
EVIL = "https://evil.example/x"
# What one request may say of host, scheme, place and target; as a server passes it on.
ODD: dict[str, dict[str, str]] = {
    "place on the host": {"SCRIPT_NAME": "/evil", "HTTP_SCRIPT_NAME": "/evil", "HTTP_X_SCRIPT_NAME": "/evil"},
    "place, with a host": {"SCRIPT_NAME": EVIL, "HTTP_X_FORWARDED_PREFIX": EVIL},
    "host": {"HTTP_HOST": "127.0.0.1:81", "SERVER_NAME": "evil.example", "SERVER_PORT": "81"},
    "host behind a proxy": {
        "HTTP_X_FORWARDED_HOST": "evil.example",
        "HTTP_FORWARDED": "host=evil.example;proto=https",
        "HTTP_X_ORIGINAL_URL": EVIL,
        "HTTP_X_REWRITE_URL": EVIL,
    },
    "scheme": {"wsgi.url_scheme": "https", "HTTP_X_FORWARDED_PROTO": "https", "HTTPS": "on"},
    "raw target": {"RAW_URI": EVIL, "REQUEST_URI": EVIL, "PATH_TRANSLATED": EVIL},
    "query": {"QUERY_STRING": "next=https://evil.example/&back=//evil.example&code=evil&kept=1"},
    "language": {"HTTP_ACCEPT_LANGUAGE": "cy, en-us;q=0.5", "HTTP_X_LANGUAGE": "cy"},
    "browser": {
        "HTTP_REFERER": EVIL,
        "HTTP_ORIGIN": EVIL,
        "HTTP_USER_AGENT": "<evil>",
        "HTTP_HX_CURRENT_URL": EVIL,
        "HTTP_HX_TARGET": "evil",
        "HTTP_HX_BOOSTED": "true",
    },
    "address": {"REMOTE_ADDR": "203.0.113.9", "HTTP_X_FORWARDED_FOR": "203.0.113.9", "REMOTE_USER": "evil"},
}
# Made anew for each form, and the same for all readers of no fragment.
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=)"\w{64}"')


@pytest.fixture
def idea(workshop: Workshop) -> Idea:
    """Return an idea with all that a page shows: a thread, and a poll and a material beside it."""
    made = make_idea(workshop)
    make_comment(made)
    make_poll(workshop)
    make_material(workshop)
    return made


def list_addresses(idea: Idea) -> list[str]:
    place = "/workshops/community/"
    return [
        *("/", place, f"{place}ideas/", f"{place}ideas/?sort=new", idea.get_absolute_url()),
        *(f"{place}ideas/new/", f"{place}next/", f"{place}poll/", f"{place}boards/", f"{place}mine/"),
        *(f"{place}votes/", f"{place}ideas/?voted=no"),
        *(
            "/how-anonymity-works/",
            "/help/",
            "/privacy/",
            "/moderation-policy/",
            "/accessibility/",
            "/accounts/",
        ),
    ]


@pytest.fixture
def caches() -> list[VersionedCache[Any, Any]]:
    """Return all that this process keeps for all readers."""
    assert get_resolver().url_patterns  # whose modules make them
    # `conftest.py` has put aside what was there before the first test.
    gc.unfreeze()
    # Not isinstance: that looks into what is there only once somebody looks.
    found = [one for one in gc.get_objects() if type(one) is VersionedCache]
    gc.freeze()
    return found


def forget_what_is_shared(caches: list[VersionedCache[Any, Any]]) -> None:
    """Empty what this process has printed or read for all."""
    slot_rendering._cut.cache_clear()
    for one in caches:
        one.__init__(10_000)  # type: ignore[misc]


def read_fragments() -> dict[Any, str]:
    """Return every fragment that all readers share now, by its name."""
    shared = cached_fragments._fragments._kept.values()
    return {name: str(piece) for _version, kept in shared for name, piece in kept.items()}


def print_all(client: Client, addresses: list[str], **odd: Any) -> dict[str, bytes]:
    """Return the pages of these addresses, with new tokens made alike."""
    site = make_whole_site()
    pages = {address: pass_on(address, client, through=site, **odd) for address in addresses}
    return {address: TOKEN.sub(rb"\1", page.content) for address, page in pages.items()}


@pytest.mark.parametrize("who", ["participant", "moderator", "visitor"])
def test_nothing_shared_holds_anything_of_a_request(
    idea: Idea, who: str, request: pytest.FixtureRequest, caches: list[VersionedCache[Any, Any]]
) -> None:
    found: Person | Client = request.getfixturevalue(who)
    client = found if isinstance(found, Client) else found.client
    addresses = list_addresses(idea)
    forget_what_is_shared(caches)
    pages = print_all(client, addresses)
    pieces = read_fragments()
    for what, odd in ODD.items():
        forget_what_is_shared(caches)
        print_all(client, addresses, **odd)
        poisoned = read_fragments()
        assert (what, poisoned) == (what, {name: pieces[name] for name in poisoned})
        assert (what, print_all(client, addresses)) == (what, pages)


def test_a_fragment_that_held_an_address_of_the_request_would_be_found(
    idea: Idea, participant: Person, settings: Any, caches: list[VersionedCache[Any, Any]]
) -> None:
    settings.FORCE_SCRIPT_NAME = None
    addresses = list_addresses(idea)
    forget_what_is_shared(caches)
    pages = print_all(participant.client, addresses)
    forget_what_is_shared(caches)
    print_all(participant.client, addresses, SCRIPT_NAME="/evil")
    changed = print_all(participant.client, addresses)
    assert [address for address in addresses if changed[address] != pages[address]] != []
    forget_what_is_shared(caches)
