"""The rows of the access matrix for events and live sessions, and what is sent to their addresses."""

from __future__ import annotations

from tests.access_roles import row

EVERYBODY, NOBODY = row(*[200] * 9), row(*[404] * 9)
LED_ON = row(*[303] * 9)
# The organisers of "community": a list of names is for nobody else.
ORGANISERS = row(*[404] * 5, 200, 404, 404, 404)
SAVED = row(*[404] * 5, 303, 404, 404, 404)
REFUSED = row(*[404] * 5, 422, 404, 404, 404)
PAGE, DESK = "/workshops/community/events/", "/admin/desk/community/events/"
EVENT, DESK_EVENT = f"{PAGE}<event>/", f"{DESK}<event>/"
ROOM, DESK_ROOM = "/workshops/community/room/", "/admin/desk/community/room/"

EVENTS_READING: dict[str, dict[str, int]] = {
    PAGE: EVERYBODY,
    "/workshops/<draft>/events/": row(*[404] * 8, 200),
    EVENT: EVERYBODY,
    f"{PAGE}<missing>/": NOBODY,
    f"{EVENT}agenda/": EVERYBODY,
    f"{PAGE}<unseen_event>/": NOBODY,
    f"{PAGE}<unseen_event>/agenda/": NOBODY,
    "/workshops/hospital/events/<event>/": NOBODY,
    f"{EVENT}booking/<token>/": EVERYBODY,
    DESK: ORGANISERS,
    f"{DESK}new/": ORGANISERS,
    DESK_EVENT: ORGANISERS,
    f"{DESK}<unseen_event>/": ORGANISERS,
    f"{DESK}<missing>/": NOBODY,
    f"{DESK_EVENT}words/": ORGANISERS,
    f"{DESK_EVENT}cancelling/": ORGANISERS,
    f"{DESK_EVENT}bookings/": ORGANISERS,
    f"{DESK_EVENT}bookings/list.csv": ORGANISERS,
    "/admin/desk/<draft>/events/": NOBODY,
    "/admin/desk/hospital/events/": row(*[404] * 7, 200, 404),
    ROOM: EVERYBODY,
    "/workshops/<draft>/room/": row(*[404] * 8, 200),
    # Who has the address of the screen needs no more; a wrong one is none.
    f"{ROOM}<screen>/": EVERYBODY,
    f"{ROOM}<missing>/": NOBODY,
    "/workshops/hospital/room/<screen>/": NOBODY,
    DESK_ROOM: ORGANISERS,
    f"{DESK_ROOM}ideas/": ORGANISERS,
    "/admin/desk/hospital/room/": row(*[404] * 7, 200, 404),
}
# POST with input that is answered so, at the same addresses.
EVENTS_WRITING: dict[str, dict[str, int]] = {
    EVENT: LED_ON,
    f"{PAGE}<unseen_event>/": NOBODY,
    f"{EVENT}booking/<token>/": LED_ON,
    f"{DESK}new/": REFUSED,
    DESK_EVENT: SAVED,
    f"{DESK_EVENT}words/": REFUSED,
    f"{DESK_EVENT}cancelling/": REFUSED,
    # Sent without saying from which version of the control.
    DESK_ROOM: row(*[404] * 5, 409, 404, 404, 404),
}
# The first ending that fits counts.
EVENTS_INPUT: dict[str, dict[str, str]] = {
    "/events/new/": {},
    "/events/<event>/": {"name": "Maria", "email": "maria@home.example"},
    "/events/<unseen_event>/": {"name": "Maria", "email": "maria@home.example"},
    "/booking/<token>/": {},
    "/events/<event>/words/": {},
    "/cancelling/": {},
    "/community/room/": {"deed": "open"},
}
