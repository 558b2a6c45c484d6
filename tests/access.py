"""The access matrix: who gets which status at which address. A new address without a row fails the test."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

OK, TO_SIGN_IN, TO_JOINING, SEE_OTHER, NO, GONE = 200, 302, 303, 303, 403, 404

ROLES = (
    "visitor", "outsider", "participant", "author", "moderator", "organiser",
    "other_moderator", "other_organiser", "administrator",
)  # fmt: skip


def row(*statuses: int) -> dict[str, int]:
    """Return one row of the matrix: a status for each of the ROLES."""
    return dict(zip(ROLES, statuses, strict=True))


EVERYBODY = row(*[200] * 9)
MEMBERS = row(303, 303, 200, 200, 200, 200, 303, 303, 200)
SIGNED_IN = row(302, *[200] * 8)
# The desk of "community": its own staff, nobody else, not even who looks after the site.
DESK = row(*[404] * 4, 200, 200, *[404] * 3)

# GET, in the open workshop "community". `<own>`: an idea of the author that waits; `<idea>`: published;
# `<hidden>`: hidden by the design group before anybody read it; `<gone>`: afterwards;
# `<draft>`: a workshop nobody knows of yet.
READING: dict[str, dict[str, int]] = {
    "/": EVERYBODY,
    "/healthz": EVERYBODY,
    "/brand.css": EVERYBODY,
    "/style/": EVERYBODY,  # as everything here, in local mode; on a server for staff: tests/test_style.py
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
    "/admin/desk/community/exports/": row(*[404] * 5, 200, 404, 404, 404),
    "/workshops/community/exports/": row(*[404] * 5, 200, 404, 404, 404),
    "/workshops/hospital/exports/": row(*[404] * 7, 200, 404),
    "/workshops/<draft>/exports/": row(*[404] * 9),
    "/workshops/community/exports/<export>/": row(*[404] * 5, 200, 404, 404, 404),
    "/workshops/hospital/exports/<export>/": row(*[404] * 9),
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
    "/admin/desk/community/": DESK,
    "/admin/desk/<draft>/": row(*[404] * 9),
    "/admin/desk/<missing>/": row(*[404] * 9),
    "/admin/desk/community/review/": DESK,
    "/admin/desk/community/review/<idea>/": DESK,
    "/admin/desk/community/review/<comment>/": DESK,
    "/admin/desk/community/review/<hidden>/": DESK,
    "/admin/desk/community/review/<own>/": row(*[404] * 9),
    "/admin/desk/community/review/<elsewhere>/": row(*[404] * 9),
    "/admin/desk/community/review/<idea>/decision/": row(*[405] * 9),
    "/admin/desk/community/review/<idea>/skip/": row(*[405] * 9),
    "/admin/desk/community/review/<idea>/merge/": DESK,
    "/admin/desk/community/review/<comment>/merge/": row(*[404] * 9),
    "/admin/desk/community/review/<elsewhere>/merge/": row(*[404] * 9),
    "/admin/desk/community/review/<idea>/merge/<idea>/": DESK,
    "/admin/desk/community/review/<idea>/merge/<elsewhere>/": row(*[404] * 9),
    "/admin/desk/community/several/": DESK,
    "/admin/desk/community/undo/": row(*[405] * 9),
    "/admin/desk/community/record/": DESK,
    "/admin/desk/community/record/download/": DESK,
    "/admin/desk/community/reasons/": DESK,
    "/admin/desk/community/themes/": DESK,
    "/admin/desk/community/letter/": row(*[405] * 9),
    "/admin/desk/community/reasons/<nothing>/removal/": row(*[405] * 9),
    "/admin/desk/<draft>/record/download/": row(*[404] * 9),
    "/admin/desk/community/codebook/": DESK,
    "/admin/desk/community/codebook/<nothing>/": row(*[404] * 9),
    "/admin/desk/community/codebook/<nothing>/merge/": row(*[405] * 9),
    "/admin/desk/community/codebook/<nothing>/split/": row(*[405] * 9),
    "/admin/desk/community/codebook/<nothing>/parting/": row(*[405] * 9),
    "/admin/desk/community/agreement/": DESK,
    "/admin/desk/community/agreement/<idea>/": row(*[404] * 9),
    "/admin/desk/community/agreement/<elsewhere>/": row(*[404] * 9),
    "/admin/desk/<draft>/agreement/": row(*[404] * 9),
    "/admin/desk/community/coding/": DESK,
    "/admin/desk/community/coding/coded/": DESK,
    "/admin/desk/community/coding/cards/": DESK,
    "/admin/desk/community/coding/<idea>/": DESK,
    "/admin/desk/community/coding/<comment>/": DESK,
    "/admin/desk/community/coding/<own>/": row(*[404] * 9),
    "/admin/desk/community/coding/<elsewhere>/": row(*[404] * 9),
    "/admin/desk/community/coding/<idea>/skip/": row(*[405] * 9),
    "/admin/desk/community/coding/<idea>/removal/": row(*[405] * 9),
    "/admin/desk/<draft>/coding/": row(*[404] * 9),
    "/admin/desk/<draft>/codebook/": row(*[404] * 9),
}

# POST with valid input, at the same addresses. The address that ends letters is the secret itself; it has its
# tests in tests/workshops/test_letter_pages.py.
WRITING: dict[str, dict[str, int]] = {
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
    "/admin/desk/community/exports/": row(*[404] * 5, 303, 404, 404, 404),
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
    # Seen by nobody: it asks again.
    "/admin/desk/community/review/<idea>/decision/": row(*[404] * 4, 409, 409, *[404] * 3),
    "/admin/desk/community/review/<elsewhere>/decision/": row(*[404] * 9),
    "/admin/desk/community/review/<idea>/skip/": row(*[404] * 4, 303, 303, *[404] * 3),
    "/admin/desk/community/several/": DESK,
    "/admin/desk/community/undo/": row(*[404] * 4, 409, 409, *[404] * 3),
    "/admin/desk/community/reasons/": row(*[404] * 4, 303, 303, *[404] * 3),
    "/admin/desk/community/themes/": row(*[404] * 4, 422, 422, *[404] * 3),
    "/admin/desk/community/letter/": row(*[404] * 4, 303, 303, *[404] * 3),
    "/admin/desk/<draft>/themes/": row(*[404] * 9),
    "/admin/desk/community/reasons/<nothing>/removal/": row(*[404] * 4, 303, 303, *[404] * 3),
    "/admin/desk/<draft>/several/": row(*[404] * 9),
    "/admin/desk/community/codebook/": row(*[404] * 4, 422, 422, *[404] * 3),
    "/admin/desk/community/codebook/<nothing>/": row(*[404] * 9),
    "/admin/desk/community/codebook/<nothing>/merge/": row(*[404] * 9),
    "/admin/desk/community/codebook/<nothing>/split/": row(*[404] * 9),
    "/admin/desk/community/codebook/<nothing>/parting/": row(*[404] * 9),
    "/admin/desk/community/coding/<idea>/": row(*[404] * 4, 422, 422, *[404] * 3),
    "/admin/desk/community/agreement/<idea>/": row(*[404] * 9),
    "/admin/desk/community/coding/<own>/": row(*[404] * 9),
    "/admin/desk/community/coding/<elsewhere>/": row(*[404] * 9),
    "/admin/desk/community/coding/<idea>/skip/": row(*[404] * 4, 303, 303, *[404] * 3),
    "/admin/desk/community/coding/<idea>/removal/": row(*[404] * 4, 409, 409, *[404] * 3),
}
INPUT = {
    "/decision/": {"verdict": "publish", "seen": "another"},
    "/skip/": {},
    "/several/": {"verdict": "publish", "chosen": "no-such-thing"},
    "/themes/": {"person": "nobody"},
    "/letter/": {"wanted": "no"},
    "/undo/": {"press": "00000000-0000-4000-8000-000000000000"},
    "/codebook/": {"name": ""},
    "/codebook/<nothing>/": {"name": "Travel"},
    "/codebook/<nothing>/merge/": {"into": "", "version": "1"},
    "/codebook/<nothing>/split/": {"names": "", "version": "1"},
    "/codebook/<nothing>/parting/": {"version": "1"},
    "/coding/<idea>/": {"do": "save"},
    "/agreement/<idea>/": {"seen": "nothing"},
    "/coding/<own>/": {"do": "save"},
    "/coding/<elsewhere>/": {"do": "save"},
    "/coding/<idea>/removal/": {"seen": "nothing"},
    "/reasons/": {"reason": "off_topic", "words": "It is about something else."},
    "/mine/pin/removal/": {},
    "/reasons/<nothing>/removal/": {},
    "/language/": {"language": "en-gb"},
    "/ideas/new/": {"theme": "other", "intent": "new", "title": "t", "body": "b", "step": "send"},
    "/similar/": {"title": "One number to call", "similar": "none"},
    "/comments/<comment>/edit/": {"intent": "build", "body": "b"},
    "/edit/": {"theme": "other", "intent": "new", "title": "t", "body": "b", "step": "send"},
    "/comments/": {"intent": "build", "body": "b"},
    "/report/": {"reason": "abusive"},
    "/second-look/": {"words": "I meant the rota."},
    "/too-much/": {"words": "One"},
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
