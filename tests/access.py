"""The access matrix: who gets which status at which address. A new address without a row fails the test."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.access_of_events import EVENTS_INPUT, EVENTS_READING, EVENTS_WRITING
from tests.access_of_people import PEOPLE_INPUT, PEOPLE_READING, PEOPLE_WRITING
from tests.access_of_pledges import PLEDGES_INPUT, PLEDGES_READING, PLEDGES_WRITING
from tests.access_of_the_declaration import (
    DECLARATION_INPUT,
    DECLARATION_READING,
    DECLARATION_WRITING,
)
from tests.access_of_the_desk import DESK_INPUT, DESK_READING, DESK_WRITING
from tests.access_of_the_set_up import SET_UP_INPUT, SET_UP_READING, SET_UP_WRITING
from tests.access_roles import row

EVERYBODY = row(*[200] * 9)
MEMBERS = row(303, 303, 200, 200, 200, 200, 303, 303, 200)
# In a workshop to which none of these people belong.
ONLY_ITS_OWN = row(*[303] * 8, 403)
NO_SUCH_EDITION = row(303, 303, 404, 404, 404, 404, 303, 303, 404)
SIGNED_IN = row(302, *[200] * 8)

# GET, in the open workshop "community". `<own>`: an idea of the author that waits; `<idea>`: published;
# `<hidden>`: hidden by the design group before anybody read it; `<gone>`: afterwards;
# `<draft>`: a workshop nobody knows of yet.
READING: dict[str, dict[str, int]] = {
    "/": EVERYBODY,
    "/healthz": EVERYBODY,
    "/brand.css": EVERYBODY,
    "/style/": EVERYBODY,  # as everything here, in local mode; on a server for staff: tests/test_style.py
    "/manifest.webmanifest": EVERYBODY,
    "/service-worker.js": EVERYBODY,
    "/offline/": EVERYBODY,
    "/how-anonymity-works/": EVERYBODY,
    "/help/": EVERYBODY,
    "/language/": row(*[405] * 9),
    "/accounts/deletion/": SIGNED_IN,
    "/accounts/email/": SIGNED_IN,
    "/accounts/email/codes/": row(302, *[303] * 8),  # to the box: nobody has asked for codes
    "/accounts/email/codes/letters/": row(*[405] * 9),
    "/accounts/code/letter/": row(*[405] * 9),
    "/accounts/waiting-text/": row(*[405] * 9),
    "/privacy/": EVERYBODY,
    "/accessibility/": EVERYBODY,
    "/leave/": row(*[302] * 9),
    "/moderation-policy/": EVERYBODY,
    "/workshops/community/": EVERYBODY,
    "/workshops/<draft>/": row(404, 404, 404, 404, 404, 404, 404, 404, 200),
    "/workshops/<missing>/": row(*[404] * 9),
    "/workshops/community/membership/": SIGNED_IN,
    "/workshops/community/membership/role/": row(*[405] * 9),
    "/workshops/community/membership/leaving/": row(*[405] * 9),
    "/workshops/<draft>/membership/": row(302, 404, 404, 404, 404, 404, 404, 404, 200),
    "/workshops/community/notice/": row(*[409] * 9),
    "/workshops/<announced>/notice/": EVERYBODY,
    "/workshops/<draft>/notice/": row(*[404] * 8, 409),
    "/workshops/community/letters/<token>/": EVERYBODY,
    "/workshops/community/materials/<material>/": EVERYBODY,
    "/workshops/community/materials/<material>/captions/": EVERYBODY,
    "/workshops/hospital/materials/<material>/": row(*[404] * 9),
    "/workshops/community/pictures/<picture>/": EVERYBODY,
    "/workshops/hospital/pictures/<picture>/": row(*[404] * 9),
    "/workshops/<draft>/materials/<plan>/": row(*[404] * 8, 200),
    "/workshops/community/poll/": MEMBERS,
    "/workshops/hospital/poll/": row(303, 303, 303, 303, 303, 303, 404, 404, 404),
    "/workshops/<draft>/poll/": row(*[404] * 9),
    "/workshops/community/ideas/": MEMBERS,
    "/workshops/community/ideas/new/": EVERYBODY,
    "/workshops/<draft>/ideas/new/": row(*[404] * 8, 409),
    "/workshops/community/ideas/similar/": row(*[405] * 9),
    "/workshops/<draft>/ideas/": row(*[404] * 8, 200),
    "/workshops/community/ideas/<idea>/": MEMBERS,
    "/workshops/community/ideas/<own>/": row(303, 303, 404, 200, 404, 404, 303, 303, 404),
    "/workshops/community/ideas/<hidden>/": row(303, 303, 404, 404, 200, 200, 303, 303, 404),
    "/workshops/community/ideas/<elsewhere>/": row(303, 303, 404, 404, 404, 404, 303, 303, 404),
    "/workshops/community/ideas/<missing>/": row(303, 303, 404, 404, 404, 404, 303, 303, 404),
    "/workshops/community/ideas/<idea>/vote/": row(*[405] * 9),
    "/workshops/community/ideas/<idea>/comments/": row(*[405] * 9),
    "/workshops/community/ideas/<idea>/edit/": row(303, 303, 403, 403, 403, 403, 303, 303, 403),
    "/workshops/community/ideas/<own>/edit/": row(303, 303, 404, 200, 404, 404, 303, 303, 404),
    "/workshops/community/ideas/<idea>/withdrawal/": row(303, 303, 403, 403, 403, 403, 303, 303, 403),
    "/workshops/community/ideas/<own>/withdrawal/": row(303, 303, 404, 200, 404, 404, 303, 303, 404),
    "/workshops/community/ideas/<idea>/report/": row(303, 303, 200, 200, 200, 200, 303, 303, 403),
    "/workshops/community/ideas/<idea>/second-look/": row(303, 303, 403, 403, 403, 403, 303, 303, 403),
    "/workshops/community/ideas/<own>/second-look/": row(303, 303, 404, 409, 404, 404, 303, 303, 404),
    "/workshops/community/ideas/<idea>/too-much/": row(303, 303, 403, 403, 403, 403, 303, 303, 403),
    "/workshops/community/ideas/<own>/too-much/": row(303, 303, 404, 409, 404, 404, 303, 303, 404),
    "/workshops/community/ideas/<elsewhere>/too-much/": row(303, 303, 404, 404, 404, 404, 303, 303, 404),
    "/workshops/community/ideas/<gone>/": row(303, 303, 410, 410, 200, 200, 303, 303, 410),
    "/workshops/community/ideas/<hidden>/report/": row(303, 303, 404, 404, 200, 200, 303, 303, 403),
    "/workshops/community/ideas/<elsewhere>/report/": row(303, 303, 404, 404, 404, 404, 303, 303, 403),
    "/workshops/community/ideas/<idea>/comments/<comment>/edit/": row(
        303, 303, 403, 200, 403, 403, 303, 303, 403
    ),
    "/workshops/community/ideas/<idea>/comments/<comment>/withdrawal/": row(
        303, 303, 403, 200, 403, 403, 303, 303, 403
    ),
    "/workshops/community/mine/": row(303, 303, 200, 200, 200, 200, 303, 303, 403),
    "/workshops/community/mine/questions/<question>/": row(303, 303, 404, 200, 404, 404, 303, 303, 403),
    "/workshops/community/mine/questions/<nothing>/": row(303, 303, 404, 404, 404, 404, 303, 303, 403),
    "/workshops/hospital/mine/questions/<question>/": row(303, 303, 303, 303, 303, 303, 404, 404, 403),
    "/workshops/community/mine/questions/<question>/withdrawal/": row(*[405] * 9),
    "/workshops/community/votes/": row(303, 303, 200, 200, 200, 200, 303, 303, 403),
    "/workshops/community/mine/pin/": row(303, 303, 200, 200, 200, 200, 303, 303, 403),
    "/workshops/community/mine/pin/lock/": row(*[405] * 9),
    "/workshops/community/mine/pin/removal/": row(*[405] * 9),
    "/workshops/community/mine/forgetting/": row(303, 303, 200, 200, 200, 200, 303, 303, 403),
    "/workshops/community/next/": row(303, 303, 200, 200, 200, 200, 303, 303, 403),
    "/workshops/<draft>/next/": row(*[404] * 8, 403),
    # There is no final edition; with one: tests/results/sealing/test_pages.py.
    "/workshops/community/declaration/files/": row(*[404] * 9),
    "/workshops/community/declaration/sealed.csv": row(*[404] * 9),
    "/workshops/community/declaration/package.zip": row(*[404] * 9),
    "/workshops/community/declaration/poster.pdf": row(*[404] * 9),
    "/workshops/community/declaration/report.pdf": row(*[404] * 9),
    "/workshops/community/declaration/card.png": row(*[404] * 9),
    "/workshops/community/participation/": EVERYBODY,
    "/workshops/<draft>/participation/": row(*[404] * 8, 200),
    "/workshops/community/summary/<token>/": EVERYBODY,
    "/workshops/community/spread/": EVERYBODY,
    "/workshops/community/spread/poster.pdf": EVERYBODY,
    "/workshops/community/spread/slide.pdf": EVERYBODY,
    "/workshops/<published>/spread/": EVERYBODY,
    "/workshops/<published>/spread/poster.pdf": row(*[409] * 9),
    "/workshops/<draft>/spread/": row(*[404] * 8, 200),
    "/workshops/<draft>/spread/slide.pdf": row(*[404] * 8, 200),
    "/workshops/community/exports/": row(*[404] * 5, 200, 404, 404, 404),
    "/workshops/hospital/exports/": row(*[404] * 7, 200, 404),
    "/workshops/<draft>/exports/": row(*[404] * 9),
    "/workshops/community/exports/<export>/": row(*[404] * 5, 200, 404, 404, 404),
    "/workshops/hospital/exports/<export>/": row(*[404] * 9),
    "/workshops/community/declaration/": EVERYBODY,
    "/workshops/<draft>/declaration/": row(*[404] * 8, 200),
    "/workshops/community/declaration/1/": row(303, 303, 404, 404, 404, 404, 303, 303, 404),
    "/workshops/community/declaration/for/staff/": row(303, 303, 404, 404, 404, 404, 303, 303, 404),
    "/workshops/community/declaration/feed.atom": row(303, 303, 404, 404, 404, 404, 303, 303, 404),
    "/workshops/<published>/ideas/": EVERYBODY,
    "/workshops/<published>/ideas/<answered>/": EVERYBODY,
    "/workshops/<published>/boards/": EVERYBODY,
    "/workshops/<published>/boards/top/": EVERYBODY,
    "/workshops/<published>/ideas/<missing>/": row(*[404] * 9),
    "/workshops/<published>/declaration/": EVERYBODY,
    "/workshops/<published>/declaration/feed.atom": EVERYBODY,
    "/workshops/<published>/declaration/for/staff/": EVERYBODY,
    "/workshops/<published>/declaration/for/nobody/": row(*[404] * 9),
    "/workshops/<published>/declaration/1/": EVERYBODY,
    "/workshops/<published>/declaration/2/": row(*[404] * 9),  # still in work
    "/workshops/<published>/declaration/1/changes/": EVERYBODY,
    "/workshops/<published>/declaration/1/not-used/": EVERYBODY,
    "/workshops/<published>/declaration/1/for/staff/": EVERYBODY,
    "/workshops/<published>/declaration/1/<foundation>/": EVERYBODY,
    "/workshops/<published>/declaration/1/<foundation>/picture/": EVERYBODY,
    "/workshops/<published>/declaration/1/<missing>/picture/": row(*[404] * 9),
    "/workshops/<published>/declaration/2/<foundation>/picture/": row(*[404] * 9),  # still in work
    "/workshops/<published>/declaration/1/<told>/": EVERYBODY,
    "/workshops/<published>/declaration/1/<missing>/": row(*[404] * 9),
    "/workshops/<published>/declaration/1/<told>/answer/": row(303, 303, 303, 303, 303, 303, 303, 303, 403),
    "/workshops/<published>/declaration/1/<told>/verdict/": row(*[405] * 9),
    "/workshops/community/declaration/1/<told>/answer/": row(303, 303, 404, 404, 404, 404, 303, 303, 404),
    "/workshops/community/declaration/1/<told>/": row(303, 303, 404, 404, 404, 404, 303, 303, 404),
    "/workshops/community/boards/": MEMBERS,
    "/workshops/community/boards/top/": MEMBERS,
    "/workshops/community/boards/common-ground/": MEMBERS,
    "/workshops/community/boards/new/": MEMBERS,
    "/workshops/community/boards/rising/": MEMBERS,
    "/workshops/community/boards/debated/": MEMBERS,
    "/workshops/community/boards/diverse/": MEMBERS,
    "/workshops/community/boards/worst/": row(303, 303, 404, 404, 404, 404, 303, 303, 404),
    "/workshops/community/moderation/": EVERYBODY,
    "/workshops/<draft>/moderation/": row(*[404] * 8, 200),
    "/admin/": row(*[302] * 4, *[200] * 5),
    **DESK_READING,
    **SET_UP_READING,
    **PEOPLE_READING,
    **EVENTS_READING,
    **DECLARATION_READING,
    **PLEDGES_READING,
}

# POST with valid input, at the same addresses. The address that ends letters is the secret itself; it has its
# tests in tests/workshops/test_letter_pages.py.
WRITING: dict[str, dict[str, int]] = {
    "/workshops/community/summary/<token>/": row(*[303] * 9),
    "/accounts/deletion/": row(302, *[303] * 8),  # to the page: it asks for a new code first
    "/accounts/email/": row(302, *[303] * 8),
    "/accounts/email/codes/": row(302, *[303] * 8),
    "/accounts/email/codes/letters/": row(302, *[303] * 8),
    "/accounts/code/letter/": row(*[303] * 9),  # to the box: nobody has asked for a code
    "/accounts/waiting-text/": row(*[303] * 9),
    "/language/": row(*[303] * 9),
    "/workshops/community/notice/": row(*[409] * 9),
    "/workshops/<announced>/notice/": row(*[303] * 9),
    "/workshops/<draft>/notice/": row(*[404] * 8, 409),
    "/workshops/community/poll/": row(303, 303, 303, 303, 303, 303, 303, 303, 403),
    "/workshops/hospital/poll/": row(303, 303, 303, 303, 303, 303, 404, 404, 404),
    "/workshops/community/ideas/new/": row(*[303] * 9),
    "/workshops/<draft>/ideas/new/": row(*[404] * 8, 409),
    "/workshops/<published>/declaration/1/<told>/answer/": row(303, 303, 303, 303, 303, 303, 303, 303, 403),
    "/workshops/<published>/declaration/1/<told>/verdict/": ONLY_ITS_OWN,
    "/workshops/community/declaration/1/<told>/answer/": row(303, 303, 404, 404, 404, 404, 303, 303, 404),
    "/workshops/community/declaration/1/<told>/verdict/": row(303, 303, 404, 404, 404, 404, 303, 303, 403),
    "/workshops/community/ideas/similar/": row(*[200] * 9),
    "/workshops/<draft>/ideas/similar/": row(*[404] * 8, 409),
    "/workshops/community/ideas/<idea>/vote/": row(303, 303, 303, 303, 303, 303, 303, 303, 403),
    "/workshops/community/ideas/<own>/vote/": row(303, 303, 404, 403, 404, 404, 303, 303, 403),
    "/workshops/community/ideas/<hidden>/vote/": row(303, 303, 404, 404, 409, 409, 303, 303, 403),
    "/workshops/community/ideas/<elsewhere>/vote/": row(303, 303, 404, 404, 404, 404, 303, 303, 403),
    "/workshops/community/ideas/<idea>/comments/": row(303, 303, 303, 303, 303, 303, 303, 303, 403),
    "/workshops/community/ideas/<own>/comments/": row(303, 303, 404, 409, 404, 404, 303, 303, 403),
    "/workshops/community/ideas/<hidden>/comments/": row(303, 303, 404, 404, 409, 409, 303, 303, 403),
    "/workshops/community/ideas/<elsewhere>/comments/": row(303, 303, 404, 404, 404, 404, 303, 303, 403),
    "/workshops/community/ideas/<idea>/report/": row(303, 303, 303, 303, 303, 303, 303, 303, 403),
    "/workshops/community/ideas/<idea>/second-look/": row(303, 303, 403, 403, 403, 403, 303, 303, 403),
    "/workshops/community/ideas/<own>/second-look/": row(303, 303, 404, 409, 404, 404, 303, 303, 404),
    "/workshops/community/ideas/<idea>/too-much/": row(303, 303, 403, 403, 403, 403, 303, 303, 403),
    "/workshops/community/ideas/<own>/too-much/": row(303, 303, 404, 409, 404, 404, 303, 303, 404),
    "/workshops/community/ideas/<elsewhere>/report/": row(303, 303, 404, 404, 404, 404, 303, 303, 403),
    "/workshops/community/ideas/<own>/edit/": row(303, 303, 404, 303, 404, 404, 303, 303, 404),
    "/workshops/community/ideas/<idea>/edit/": row(303, 303, 403, 403, 403, 403, 303, 303, 403),
    "/workshops/community/ideas/<own>/withdrawal/": row(303, 303, 404, 303, 404, 404, 303, 303, 404),
    "/workshops/community/ideas/<idea>/withdrawal/": row(303, 303, 403, 403, 403, 403, 303, 303, 403),
    "/workshops/community/ideas/<idea>/comments/<comment>/edit/": row(
        303, 303, 403, 303, 403, 403, 303, 303, 403
    ),
    "/workshops/community/ideas/<idea>/comments/<comment>/withdrawal/": row(
        303, 303, 403, 303, 403, 403, 303, 303, 403
    ),
    "/workshops/community/membership/": row(302, 303, 303, 303, 303, 303, 303, 303, 303),
    "/workshops/community/membership/role/": row(302, *[403] * 8),
    "/workshops/<draft>/membership/": row(302, *[404] * 7, 409),
    "/workshops/community/membership/leaving/": row(302, *[303] * 8),
    "/workshops/<draft>/membership/leaving/": row(302, *[404] * 7, 303),
    "/workshops/community/exports/": row(*[404] * 5, 303, 404, 404, 404),
    "/workshops/hospital/exports/": row(*[404] * 7, 303, 404),
    "/workshops/community/mine/pin/": row(303, 303, 303, 303, 303, 303, 303, 303, 403),
    "/workshops/community/mine/pin/lock/": row(303, 303, 303, 303, 303, 303, 303, 303, 403),
    "/workshops/community/mine/pin/removal/": row(303, 303, 303, 303, 303, 303, 303, 303, 403),
    "/workshops/community/mine/forgetting/": row(303, 303, 303, 303, 303, 303, 303, 303, 403),
    "/workshops/community/mine/questions/<question>/": row(303, 303, 404, 303, 404, 404, 303, 303, 403),
    "/workshops/community/mine/questions/<question>/withdrawal/": row(
        303, 303, 404, 303, 404, 404, 303, 303, 403
    ),
    **DESK_WRITING,
    **SET_UP_WRITING,
    **PEOPLE_WRITING,
    **EVENTS_WRITING,
    **DECLARATION_WRITING,
    **PLEDGES_WRITING,
}
INPUT = {
    **PLEDGES_INPUT,
    "/summary/<token>/": {},
    **DECLARATION_INPUT,
    **SET_UP_INPUT,
    **PEOPLE_INPUT,
    **EVENTS_INPUT,
    **DESK_INPUT,
    "/mine/pin/removal/": {},
    "/language/": {"language": "en-gb"},
    "/ideas/new/": {"theme": "other", "intent": "new", "title": "t", "body": "b", "step": "send"},
    "/similar/": {"title": "One number to call", "similar": "none"},
    "/comments/<comment>/edit/": {"intent": "build", "body": "b"},
    "/edit/": {"theme": "other", "intent": "new", "title": "t", "body": "b", "step": "send"},
    "/comments/": {"intent": "build", "body": "b"},
    "/report/": {"reason": "abusive"},
    "/second-look/": {"words": "I meant the rota."},
    "/too-much/": {"words": "One"},
    "/answer/": {"value": "keep", "text": ""},
    "/verdict/": {"value": "keeps"},
    "/mine/questions/<question>/": {"body": "On Sundays."},
    "/withdrawal/": {},
    "/vote/": {"value": "up"},
    "/membership/": {},
    "/membership/role/": {},
    "/membership/leaving/": {},
    "/mine/pin/lock/": {},
    "/accounts/code/letter/": {},
    "/accounts/email/codes/letters/": {},
    "/mine/pin/": {"pin": "493817", "again": "493817"},
    "/mine/forgetting/": {},
    "/deletion/": {"sure": "on"},
    "/accounts/waiting-text/": {"place": "/"},
    "/accounts/email/": {"email": "somebody@home.example"},
    "/accounts/email/codes/": {"old_code": "123456", "new_code": "123456"},
    "/notice/": {"email": "somebody@home.example"},
    "/poll/": {"answer": "1"},
    "/exports/": {"format": "json"},
}
# Roles that reach the deed itself; for others a 303 leads to joining or signing in and nothing is written.
INSIDERS = {"participant", "author", "moderator", "organiser"}

# Pages of other packages and pages with tests of their own: namespace or name, and where they are tested.
ELSEWHERE = {
    "admin": "tests/test_access.py, tests/moderation, tests/workshops/test_admin.py",
    "account": "tests/workshops/sign_in/test_sign_in.py",
    "mfa": "tests/workshops/sign_in/test_second_factor.py",
    "sign_in": "tests/workshops/sign_in/test_sign_in.py",
    "readyz": "tests/test_health.py",
}


def list_addresses() -> Iterator[tuple[str, str]]:
    """Yield (name with namespaces, pattern) of every address that the resolver knows."""
    yield from _walk(get_resolver().url_patterns, "", "")


def _walk(patterns: list[URLPattern | URLResolver], prefix: str, namespace: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, address, inner)
        else:
            yield f"{namespace}{pattern.name}", address
