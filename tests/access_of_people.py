"""The rows of the access matrix for people on the organiser's desk, and for slips."""

from __future__ import annotations

from tests.access_roles import row

ORGANISERS = row(*[404] * 5, 200, *[404] * 3)
DONE = row(*[404] * 5, 303, *[404] * 3)

# GET. What stands in the place of names is said in tests/access.py.
PEOPLE_READING: dict[str, dict[str, int]] = {
    "/admin/desk/community/people/": ORGANISERS,
    "/admin/desk/community/people/invitations/": ORGANISERS,
    "/admin/desk/community/people/invitations/new/": ORGANISERS,
    "/admin/desk/community/people/reminders/": row(*[405] * 9),
    "/admin/desk/community/people/bounces/": ORGANISERS,
    "/admin/desk/community/people/slips/": ORGANISERS,
    "/admin/desk/<draft>/people/slips/": row(*[404] * 9),
    "/workshops/community/slip/": row(*[200] * 9),
    "/workshops/<draft>/slip/": row(*[404] * 8, 200),
    "/workshops/community/slip/sign-in/": row(*[200] * 9),
    "/workshops/<draft>/slip/sign-in/": row(*[404] * 8, 200),
    "/admin/desk/<draft>/people/": row(*[404] * 9),
    "/admin/desk/<draft>/people/invitations/": row(*[404] * 9),
}

# POST with valid input, at the same addresses.
PEOPLE_WRITING: dict[str, dict[str, int]] = {
    "/admin/desk/community/people/invitations/new/": DONE,
    "/admin/desk/<draft>/people/invitations/new/": row(*[404] * 9),
    # Nobody has had an invitation: there is nobody to remind.
    "/admin/desk/community/people/reminders/": row(*[404] * 5, 422, *[404] * 3),
    # The address is not among those who are invited: the page says so.
    "/admin/desk/community/people/bounces/": ORGANISERS,
    # There is no organisation in the list yet.
    "/admin/desk/community/people/slips/": row(*[404] * 5, 422, *[404] * 3),
    # Nobody has printed such a slip.
    "/workshops/community/slip/": row(*[422] * 9),
    "/workshops/community/slip/sign-in/": row(*[422] * 9),
}
# The first ending that fits counts.
PEOPLE_INPUT = {
    "/people/invitations/new/": {"addresses": "ada@trust.example", "step": "send"},
    "/people/reminders/": {},
    "/people/slips/": {"organisation": "", "number": "40"},
    "/slip/sign-in/": {"code": "aaaaa-aaaaa", "pin": "493817"},
    "/slip/": {"code": "aaaaa-aaaaa", "pin": "493817", "again": "493817"},
    "/people/bounces/": {"addresses": "ada@trust.example"},
}
