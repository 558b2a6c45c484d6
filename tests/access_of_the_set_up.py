"""The rows of the access matrix for the set-up and for ideas from a file, and what is sent there."""

from __future__ import annotations

from tests.access_roles import row

SET_UP = "/admin/desk/community/set-up/"
IMPORT = "/admin/desk/community/import/"
# The organisers of "community"; nobody else, not its design group, not those of another workshop.
ORGANISERS = row(*[404] * 5, 200, 404, 404, 404)
SAVED = row(*[404] * 5, 303, 404, 404, 404)
# Sent with what nobody has seen: it comes back with what is there.
STALE = row(*[404] * 5, 409, 404, 404, 404)
REFUSED = row(*[404] * 5, 422, 404, 404, 404)
NOBODY = row(*[404] * 9)
ONLY_SENT = row(*[405] * 9)
PAGES = (
    "", "purpose/", "themes/", "themes/word/", "dates/", "joining/", "joining/codes/",
    "joining/organisations/", "questions/", "poll/",
    "materials/", "pictures/", "pictures/logo/", "people/", "moderation/", "announcement/", "opening/",
    "pause/", "closing/", "extension/", "reopening/",
)  # fmt: skip
DEEDS = ("announcement", "opening", "pause", "closing", "extension")
THEME, MATERIAL = f"{SET_UP}themes/<nothing>/", f"{SET_UP}materials/<nothing>/"

SET_UP_READING: dict[str, dict[str, int]] = {
    "/admin/new-workshop/": row(*[404] * 8, 200),
    "/admin/workshop-makers/": row(*[404] * 8, 200),
    "/admin/workshop-makers/<nothing>/removal/": ONLY_SENT,
    f"{SET_UP}practice/": ONLY_SENT,
    **{f"{SET_UP}{page}": ORGANISERS for page in PAGES},
    **{f"/admin/desk/<draft>/set-up/{page}": NOBODY for page in ("", "purpose/", "dates/")},
    f"{SET_UP}joining/codes/<nothing>/": NOBODY,
    f"{SET_UP}pictures/other/": NOBODY,
    THEME: NOBODY,
    f"{THEME}move/": ONLY_SENT,
    f"{THEME}removal/": ONLY_SENT,
    MATERIAL: NOBODY,
    f"{SET_UP}materials/<material>/": ORGANISERS,
    f"{MATERIAL}move/": ONLY_SENT,
    f"{MATERIAL}removal/": ONLY_SENT,
    f"{SET_UP}pictures/logo/removal/": ONLY_SENT,
    IMPORT: ORGANISERS,
    # Nothing to look through: it leads to the form.
    f"{IMPORT}check/": SAVED,
    f"{IMPORT}template/": ORGANISERS,
    f"{IMPORT}<nothing>/removal/": ONLY_SENT,
    "/admin/desk/<draft>/import/": NOBODY,
}
SET_UP_WRITING: dict[str, dict[str, int]] = {
    "/admin/new-workshop/": row(*[404] * 8, 303),
    "/admin/workshop-makers/": row(*[404] * 8, 303),
    "/admin/workshop-makers/<nothing>/removal/": NOBODY,
    # An organiser who may not make workshops.
    f"{SET_UP}practice/": NOBODY,
    # Read by nobody: back to read it.
    **{f"{SET_UP}{deed}/": SAVED for deed in DEEDS},
    f"{SET_UP}purpose/": STALE,
    f"{SET_UP}themes/": SAVED,
    f"{SET_UP}themes/word/": STALE,
    f"{SET_UP}dates/": STALE,
    f"{SET_UP}joining/": STALE,
    f"{SET_UP}joining/codes/": SAVED,
    f"{SET_UP}joining/organisations/": SAVED,
    f"{SET_UP}joining/codes/<nothing>/": NOBODY,
    f"{SET_UP}questions/": STALE,
    f"{SET_UP}poll/": STALE,
    f"{SET_UP}materials/": REFUSED,
    f"{SET_UP}materials/<material>/": STALE,
    f"{SET_UP}pictures/logo/": STALE,
    f"{SET_UP}people/": SAVED,
    f"{SET_UP}moderation/": STALE,
    f"{SET_UP}reopening/": ORGANISERS,
    THEME: NOBODY,
    f"{THEME}move/": SAVED,
    f"{THEME}removal/": SAVED,
    MATERIAL: NOBODY,
    f"{MATERIAL}move/": SAVED,
    f"{MATERIAL}removal/": SAVED,
    f"{SET_UP}pictures/logo/removal/": SAVED,
    IMPORT: REFUSED,
    f"{IMPORT}check/": STALE,
    f"{IMPORT}<nothing>/removal/": STALE,
    "/admin/desk/<draft>/import/": NOBODY,
    "/admin/desk/<draft>/set-up/purpose/": NOBODY,
}
# The first ending that fits counts.
SET_UP_INPUT: dict[str, dict[str, str]] = {
    "/workshop-makers/": {"email": "maker@trust.example"},
    "/workshop-makers/<nothing>/removal/": {},
    "/set-up/practice/": {},
    "/set-up/pause/": {"deed": "pause", "seal": "nothing"},
    "/set-up/extension/": {
        "closes_at_0": "2099-01-01",
        "closes_at_1": "17:00",
        "ideas_until_0": "",
        "ideas_until_1": "",
        "seal": "nothing",
    },
    "/set-up/reopening/": {},
    **{f"/set-up/{deed}/": {"seal": "nothing"} for deed in ("announcement", "opening", "closing")},
    "/new-workshop/": {"title": "Care at home"},
    "/community/import/": {"words": "a survey", "answers": "240"},
    "/<draft>/import/": {"words": "a survey", "answers": "240"},
    "/import/check/": {"key": "00000000-0000-4000-8000-000000000000"},
    "/import/<nothing>/removal/": {},
    "/set-up/purpose/": {"title": "Care at home", "seen": "nothing"},
    "/set-up/themes/": {"title": "Teams"},
    "/set-up/themes/word/": {"theme_word": "point", "seen": "nothing"},
    "/set-up/themes/<nothing>/": {"title": "Teams", "seen": "nothing"},
    "/set-up/themes/<nothing>/move/": {"way": "up"},
    "/set-up/themes/<nothing>/removal/": {},
    "/set-up/dates/": {"seen": "nothing"},
    "/set-up/joining/": {"allowed_domains": "trust.example", "seen": "nothing"},
    "/set-up/joining/codes/": {"organisation": "Thames Trust", "uses": "10"},
    "/set-up/joining/organisations/": {"names": "Thames Trust"},
    "/set-up/joining/codes/<nothing>/": {"ends_on": "2099-01-01"},
    "/set-up/questions/": {"group_question": "I am a …", "seen": "nothing"},
    "/set-up/poll/": {"seen": "nothing"},
    "/set-up/materials/": {"kind": "document", "title": "Plan"},
    "/set-up/materials/<material>/": {
        "kind": "film",
        "title": "Plan",
        "transcript": "Words.",
        "seen": "nothing",
    },
    "/set-up/materials/<nothing>/": {"kind": "document", "title": "Plan", "text": "It."},
    "/set-up/materials/<nothing>/move/": {"way": "up"},
    "/set-up/materials/<nothing>/removal/": {},
    "/set-up/pictures/logo/": {"words": "A bridge"},
    "/set-up/pictures/logo/removal/": {},
    "/set-up/people/": {"role": "design_group", "addresses": "new@trust.example"},
    "/set-up/moderation/": {
        "moderation": "after",
        "reporters_that_hold": "3",
        "boards_after_votes": "5",
        "seen": "nothing",
    },
}
