"""Whatever stands in an address, or in a form of the admin, is no fault of ours: never an answer of 500."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client

from tests.access import READING
from tests.addresses import list_addresses
from tests.cast import Person, make_comment, make_idea
from tests.hostile import BROKEN, ODD
from tests.passing_on import one_connection
from tests.test_access import author, fill, places  # noqa: F401 - fixtures
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
# A page of the admin for each thing, and for what is no thing.
OTHERS = ["no-such-thing", "%00", "9" * 400, "a/b", "_", "%ED%A0%80", str(uuid.UUID(int=7)), ".."]
NEITHER = re.compile(r"<[^>]+>")


def find_faults(client: Client, addresses: Iterator[str]) -> list[str]:
    """Return those of these addresses, shortened, at which the fault is ours."""
    client.raise_request_exception = False
    faults = []
    for address in addresses:
        answer = client.get(address)
        with one_connection():
            answer.close()
        if answer.status_code >= 500 or connection.needs_rollback:
            faults.append(address[:120])
            break  # whatever is asked now fails for this one's sake
    return faults


def ask_everything(addresses: list[str]) -> Iterator[str]:
    """Yield each address with odd values, given for every name at once and for one of them alone.

    Each address has every fourth value, the next one the others: there are more addresses than values.
    """
    for number, address in enumerate(addresses):
        for place, value in [*enumerate(VALUES.values())][number % 4 :: 4]:
            yield f"{address}?{'&'.join(f'{name}={value[:900]}' for name in NAMES)}"
            name = NAMES[(7 * number + 3 * place) % len(NAMES)]
            yield f"{address}?{name}={value}&{name}={value[:9]}"


def test_no_address_of_the_site_fails_for_what_stands_in_it(
    participant: Person,
    places: dict[str, str],  # noqa: F811
) -> None:
    found = [fill(address, places) for address in READING]
    assert find_faults(participant.client, ask_everything(found)) == []


def test_no_address_fails_for_a_visitor(places: dict[str, str]) -> None:  # noqa: F811
    found = [fill(address, places) for address in READING if "/ideas/" not in address]
    assert find_faults(Client(), ask_everything([*found, "/accounts/", "/accounts/code/"])) == []


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
        assert find_faults(who.client, iter(found)) == []
        lists = [address for address in found if re.fullmatch(r"/admin/([a-z]+/)*(add/)?", address)]
        assert len(lists) > 10
        assert find_faults(who.client, ask_everything(lists)) == []


def test_no_filter_of_a_list_in_the_admin_fails(staffed: Workshop, administrator: Person) -> None:
    lists = ["ideas/idea", "ideas/comment"]
    lists += [f"workshops/{kind}" for kind in ("organisation", "joincode", "invitation", "workshop")]
    ends = [f"{name}={value}" for name in NAMES for value in ("%00", "%FF", "9" * 400, "x")]
    asked = (f"/admin/{name}/?{end}" for name in lists for end in ends)
    assert find_faults(administrator.client, asked) == []


@pytest.mark.parametrize("what", ["1/2", "workshops.idea/x", f"7/{uuid.UUID(int=7)}"])
def test_the_admin_leads_to_no_page_by_kind_and_number(administrator: Person, what: str) -> None:
    answers = [administrator.client.get(f"/admin/r/{what}{ending}") for ending in ("", "/")]
    assert [answer.status_code for answer in answers] == [404, 404]
