"""Whatever stands in an address, or in a form of the admin, is no fault of ours: never an answer of 500.

Each address is asked for with every value. Values are given one by one for the names that its page reads, and
only there: what a page never asks for cannot be what it fails at.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from itertools import product
from urllib.parse import quote

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client

from tests.access import READING
from tests.addresses import list_addresses
from tests.cast import Person, make_comment, make_idea
from tests.hostile import BROKEN, ODD
from tests.passing_on import one_connection
from tests.test_access import author, fill, places  # noqa: F401 - fixtures
from tests.watched_query import EVERYTHING, WATCH, list_read
from tests.workshops.admin_pages import PARTS
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
# As they stand in an address, encoded.
VALUES = {
    **{kind: quote(value) for kind, value in ODD.items() if kind not in {"nested", "many marks"}},
    **BROKEN,
    "nothing": "",
    "a hundred thousand digits": "9" * 100_000,
    "a negative number": "-9223372036854775809",
    "a number beyond the column": str(2**63),
    "no number": "nan",
    "a bad uuid": "00000000-0000-0000-0000-00000000000g",
    "an unknown uuid": str(uuid.UUID(int=7)),
    "a path": "../../../etc/passwd",
    "a date": "2026-02-30",
}
# What pages and admin read from an address. `x[]`: as programs send lists.
NAMES = [
    *("q", "sort", "theme", "page", "next", "back", "code", "kept", "sent", "reply", "comment", "kept_text"),
    *("organisation", "borough", "group", "similar", "title", "step", "action", "values", "from", "tab"),
    *("p", "o", "all", "e", "_popup", "_to_field", "_changelist_filters", "_facets", "state", "status"),
    *("workshop", "workshop__id__exact", "workshop__exact", "workshop__isnull", "idea__workshop__id__exact"),
    *("theme__id__exact", "intent__exact", "held__exact", "role__exact", "kind__exact", "listed__exact"),
    *(
        "app_label",
        "model_name",
        "field_name",
        "term",
        "password__startswith",
        "thread_tag",
        "id__in",
        "x[]",
        "pack",
    ),
]
# And what only pages of the site read. What is in no list is asked about where it is read.
OF_PAGES = [
    *NAMES,
    "answer",
    "voted",
    "preview",
    "ended",
    "change",
    "vote",
    "after",
    "skipped",
    "said",
    "written",
]
# Read of every query, before any page: its values stand alone at one page.
FRAME = {"answer"}
# A page of the admin for each thing, and for what is no thing.
OTHERS = ["no-such-thing", "%00", "9" * 400, "a/b", "_", "%ED%A0%80", str(uuid.UUID(int=7)), ".."]
NEITHER = re.compile(r"<[^>]+>")


@pytest.fixture(autouse=True)
def watched(settings: LazySettings, unwatched_templates: None) -> None:
    """Let each answer tell what was read of its query."""
    settings.MIDDLEWARE = [WATCH, *settings.MIDDLEWARE]


def visit(client: Client, address: str) -> set[str]:
    """Return what was read of the query of this address. Fails where a fault is ours."""
    client.raise_request_exception = False
    answer = client.get(address)
    with one_connection():
        answer.close()
    assert answer.status_code < 500, address[:120]
    assert not connection.needs_rollback, address[:120]  # whatever is asked now would fail for its sake
    return list_read(answer.wsgi_request)


def mix_values(number: int) -> Iterator[str]:
    """Yield two queries, a long and a short one, in which every value stands, each for other names.

    No value with a NUL is among them: nothing is read of an address that has one.
    """
    values = [value for value in VALUES.values() if "%00" not in value]
    for turn, length in enumerate((900, 9)):
        names = enumerate(OF_PAGES, number + 13 * turn)
        yield "&".join(f"{name}={values[place % len(values)][:length]}" for place, name in names)


def ask_everything(client: Client, addresses: list[str]) -> None:
    """Ask for each address with every value, and with every fourth one for each of the names it reads.

    The next address has others of them: there are more addresses than values.
    """
    for number, address in enumerate(addresses):
        kinds = [*VALUES][number % 4 :: 4]
        read = {name for query in mix_values(number) for name in visit(client, f"{address}?{query}")}
        if "nul" in kinds:
            visit(client, f"{address}?{NAMES[number % len(NAMES)]}={VALUES['nul']}")
        if read - FRAME:
            values = [VALUES[kind] for kind in kinds]
            ask_about(client, address, values, read)
            ask_alone(client, address, values, read, number)


def ask_about(client: Client, address: str, values: list[str], read: set[str]) -> None:
    """Ask for the address with each of these values for every name at once; adds to what is known as read."""
    for value in values:
        read |= visit(client, f"{address}?{'&'.join(f'{name}={value[:900]}' for name in OF_PAGES)}")


def ask_alone(client: Client, address: str, values: list[str], read: set[str], number: int) -> None:
    """Ask for the address with each of these values for each name that is read, alone.

    Where all of a query is read, whatever its names, another name stands alone each time.
    """
    if EVERYTHING in read:
        some = [OF_PAGES[(7 * number + 3 * place) % len(OF_PAGES)] for place in range(len(values))]
        for name, value in zip(some, values, strict=True):
            visit(client, f"{address}?{name}={value}&{name}={value[:9]}")
        return
    asked = set(FRAME)
    while names := read - asked:
        for name, value in product(sorted(names), values):
            read |= visit(client, f"{address}?{name}={value}&{name}={value[:9]}")
        asked |= names


def test_no_address_of_the_site_fails_for_what_stands_in_it(
    participant: Person,
    places: dict[str, str],  # noqa: F811
) -> None:
    ask_everything(participant.client, [fill(address, places) for address in READING])
    for name, value in product(FRAME, VALUES.values()):
        read = visit(participant.client, f"/workshops/community/mine/?{name}={value[:900]}")
        assert name in read or value == VALUES["nul"]


def test_no_address_fails_for_a_visitor(places: dict[str, str]) -> None:  # noqa: F811
    found = [fill(address, places) for address in READING if "/ideas/" not in address]
    ask_everything(Client(), [*found, "/accounts/", "/accounts/code/"])


@pytest.fixture
def staffed(workshop: Workshop) -> Workshop:
    """Return the workshop with one of each thing that the admin shows."""
    make_comment(make_idea(workshop))
    for make in PARTS:
        make(workshop)
    return workshop


def list_admin_addresses(workshop: Workshop) -> list[str]:
    """Return every address of the admin, for things that are there and for what is none."""
    things = [workshop, workshop.ideas.first(), workshop.ideas.get().comments.first()]
    things += [getattr(workshop, name).first() for name in ("organisations", "join_codes", "invitations")]
    keys = [str(thing.pk) for thing in things if thing is not None]
    found = []
    for name, pattern in list_addresses():
        if name.startswith("admin:") and "(" not in pattern and "logout" not in name:
            parts = len(NEITHER.findall(pattern))
            found += [NEITHER.sub(key, f"/{pattern}") for key in ([*keys, *OTHERS] if parts else [""])]
    return [*found, "/admin/workshops/", "/admin/auth/", "/admin/nothing/here/", "/admin/r/1/2/"]


def test_no_address_of_the_admin_fails(staffed: Workshop, administrator: Person, organiser: Person) -> None:
    for who in (administrator, organiser):
        found = list_admin_addresses(staffed)
        for address in found:
            visit(who.client, address)
        lists = [address for address in found if re.fullmatch(r"/admin/([a-z]+/)*(add/)?", address)]
        assert len(lists) > 10
        ask_everything(who.client, lists)


def test_no_filter_of_a_list_in_the_admin_fails(staffed: Workshop, administrator: Person) -> None:
    lists = ["ideas/idea", "ideas/comment"]
    lists += [f"workshops/{kind}" for kind in ("organisation", "joincode", "invitation", "workshop")]
    ends = [f"{name}={value}" for name in NAMES for value in ("%00", "%FF", "9" * 400, "x")]
    for name, end in product(lists, ends):
        visit(administrator.client, f"/admin/{name}/?{end}")


@pytest.mark.parametrize("what", ["1/2", "workshops.idea/x", f"7/{uuid.UUID(int=7)}"])
def test_the_admin_leads_to_no_page_by_kind_and_number(administrator: Person, what: str) -> None:
    answers = [administrator.client.get(f"/admin/r/{what}{ending}") for ending in ("", "/")]
    assert [answer.status_code for answer in answers] == [404, 404]
