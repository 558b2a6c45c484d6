"""The rows of the access matrix for writing the Declaration on the desk, and what is sent there.

Edition 1 is in work. Its staff write, its organisers release, and nobody else knows of it.
"""

from __future__ import annotations

from tests.access_roles import row

DESK = row(*[404] * 4, 200, 200, *[404] * 3)
# For the staff: led on, asked again, not there. Nobody else knows of it.
LED_ON = row(*[404] * 4, 303, 303, *[404] * 3)
ASKED_AGAIN = row(*[404] * 4, 422, 422, *[404] * 3)
NOBODY = row(*[404] * 9)

# GET. What stands in the place of names is said in tests/access.py.
DECLARATION_READING: dict[str, dict[str, int]] = {
    "/admin/desk/community/declaration/": DESK,
    "/admin/desk/community/declaration/audiences/": DESK,
    "/admin/desk/community/declaration/1/": DESK,
    "/admin/desk/community/declaration/9/": NOBODY,
    "/admin/desk/community/declaration/1/words/": DESK,
    "/admin/desk/community/declaration/1/removal/": row(*[405] * 9),
    "/admin/desk/community/declaration/1/preview/": DESK,
    "/admin/desk/community/declaration/1/check/": DESK,
    "/admin/desk/community/declaration/1/answers/": DESK,
    "/admin/desk/community/declaration/1/answers/<statement>/<missing>/": NOBODY,
    "/admin/desk/community/declaration/1/not-used/": DESK,
    "/admin/desk/community/declaration/1/not-used/<nothing>/removal/": row(*[405] * 9),
    "/admin/desk/community/declaration/1/dropped/": DESK,
    "/admin/desk/community/declaration/1/foundations/": DESK,
    "/admin/desk/community/declaration/1/foundations/<part>/": DESK,
    "/admin/desk/community/declaration/1/foundations/<missing>/": NOBODY,
    "/admin/desk/community/declaration/1/foundations/<part>/picture/": DESK,
    "/admin/desk/community/declaration/1/foundations/<missing>/picture/": NOBODY,
    "/admin/desk/community/declaration/1/foundations/<part>/move/": row(*[405] * 9),
    "/admin/desk/community/declaration/1/foundations/<part>/removal/": row(*[405] * 9),
    "/admin/desk/community/declaration/1/statements/": DESK,
    "/admin/desk/community/declaration/1/statements/<statement>/": DESK,
    "/admin/desk/community/declaration/1/statements/<missing>/": NOBODY,
    "/admin/desk/community/declaration/1/statements/<statement>/move/": row(*[405] * 9),
    "/admin/desk/community/declaration/1/statements/<statement>/removal/": row(*[405] * 9),
    "/admin/desk/community/declaration/1/statements/<statement>/evidence/": row(*[405] * 9),
    "/admin/desk/community/declaration/1/statements/<statement>/evidence/<nothing>/removal/": row(*[405] * 9),
    "/admin/desk/community/declaration/1/statements/<statement>/lineage/": row(*[405] * 9),
    "/admin/desk/community/declaration/1/statements/<statement>/status/": row(*[405] * 9),
    "/admin/desk/<draft>/declaration/": NOBODY,
    "/admin/desk/<draft>/declaration/1/": NOBODY,
    "/admin/desk/<draft>/declaration/1/answers/": NOBODY,
}
# POST with input that is answered so, at the same addresses.
DECLARATION_WRITING: dict[str, dict[str, int]] = {
    "/admin/desk/community/declaration/": LED_ON,
    "/admin/desk/community/declaration/audiences/": LED_ON,
    "/admin/desk/community/declaration/1/words/": ASKED_AGAIN,
    "/admin/desk/community/declaration/1/removal/": row(*[404] * 4, 200, 200, *[404] * 3),
    "/admin/desk/community/declaration/1/check/": row(*[404] * 4, 403, 422, *[404] * 3),
    "/admin/desk/community/declaration/1/answers/<statement>/<missing>/": NOBODY,
    "/admin/desk/community/declaration/1/not-used/": ASKED_AGAIN,
    "/admin/desk/community/declaration/1/not-used/<nothing>/removal/": LED_ON,
    "/admin/desk/community/declaration/1/dropped/": ASKED_AGAIN,
    "/admin/desk/community/declaration/1/foundations/": LED_ON,
    "/admin/desk/community/declaration/1/foundations/<part>/": row(*[404] * 4, 409, 409, *[404] * 3),
    "/admin/desk/community/declaration/1/foundations/<part>/move/": LED_ON,
    "/admin/desk/community/declaration/1/foundations/<part>/removal/": ASKED_AGAIN,
    "/admin/desk/community/declaration/1/statements/": ASKED_AGAIN,
    "/admin/desk/community/declaration/1/statements/<statement>/": ASKED_AGAIN,
    "/admin/desk/community/declaration/1/statements/<missing>/": NOBODY,
    "/admin/desk/community/declaration/1/statements/<statement>/move/": LED_ON,
    "/admin/desk/community/declaration/1/statements/<statement>/removal/": row(
        *[404] * 4, 303, 303, *[404] * 3
    ),
    "/admin/desk/community/declaration/1/statements/<statement>/evidence/": row(
        *[404] * 4, 422, 422, *[404] * 3
    ),
    "/admin/desk/community/declaration/1/statements/<statement>/evidence/<nothing>/removal/": row(
        *[404] * 4, 404, 404, *[404] * 3
    ),
    "/admin/desk/community/declaration/1/statements/<statement>/lineage/": row(
        *[404] * 4, 422, 422, *[404] * 3
    ),
    "/admin/desk/community/declaration/1/statements/<statement>/status/": row(
        *[404] * 4, 422, 422, *[404] * 3
    ),
    "/admin/desk/<draft>/declaration/": NOBODY,
    "/admin/desk/<draft>/declaration/1/words/": NOBODY,
}
# The first ending that fits counts.
DECLARATION_INPUT: dict[str, dict[str, str]] = {
    "/answers/<statement>/<missing>/": {"words": "One"},
    "/statements/<statement>/removal/": {},
    "/not-used/<nothing>/removal/": {},
    "/foundations/<part>/removal/": {},
    "/evidence/<nothing>/removal/": {},
    "/statements/<statement>/": {"text": ""},
    "/statements/<missing>/": {"text": ""},
    "/foundations/<part>/": {"title": "Far", "version": "9", "picture_words": "A door"},
    "/declaration/": {},
    "/foundations/": {"title": "Far"},
    "/statements/": {"text": ""},
    "/audiences/": {"name": "Care homes"},
    "/1/removal/": {},
    "/not-used/": {"reason": "Said."},
    "/evidence/": {"kind": "item"},
    "/1/words/": {"title": ""},
    "/1/check/": {},
    "/dropped/": {"reason": ""},
    "/lineage/": {"deed": "kept"},
    "/status/": {"state": "done"},
    "/move/": {"way": "up"},
}
