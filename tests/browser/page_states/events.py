"""Events with places to book: for visitors, and on the desk of the organisers."""

from tests.browser.page_states.page_state import PageState, empty, wrong
from tests.browser.steps import be_refused

HOME, DESK = "/workshops/community/events/", "/admin/desk/community/events/"
EVENT, DESK_EVENT = f"{HOME}<event>/", f"{DESK}<event>/"
ROOM, CONTROL = "/workshops/community/room/", "/admin/desk/community/room/"

PAGE_STATES = (
    empty("events, none", "/workshops/<announced>/events/"),
    PageState("events", HOME),
    PageState("event", EVENT),
    wrong("event, booked without a name", EVENT, act=be_refused("Send")),
    PageState("event, booked", f"{EVENT}?written=1"),
    PageState("event that is full", f"{HOME}<full_event>/"),
    PageState("place to confirm", "<asked_link>"),
    PageState("place to give back", "<booking_link>"),
    empty("place that is given back", f"{EVENT}booking/no-such-token/"),
    PageState("events on the desk", DESK, "organiser"),
    PageState("new event", f"{DESK}new/", "organiser"),
    wrong("new event without a title", f"{DESK}new/", "organiser", be_refused("Save and look at it")),
    PageState("event on the desk", DESK_EVENT, "organiser"),
    PageState("event that only organisers see", f"{DESK}<unseen_event>/", "organiser"),
    PageState("changing an event", f"{DESK_EVENT}words/", "organiser"),
    PageState("cancelling an event", f"{DESK_EVENT}cancelling/", "organiser"),
    PageState("list of an event", f"{DESK}<full_event>/bookings/", "organiser"),
    empty("list of an event, empty", f"{DESK}<unseen_event>/bookings/", "organiser"),
    empty("live session, none", ROOM, "participant"),
    PageState("live session", "/workshops/<live>/room/", "participant"),
    PageState("live session, for a visitor", "/workshops/<live>/room/"),
    PageState("big screen", "/workshops/<live>/room/<screen>/"),
    empty("control of a live session, none", CONTROL, "organiser"),
    PageState("control of a live session", "/admin/desk/<live>/room/", "organiser"),
    PageState("idea to be shown", f"{CONTROL}ideas/", "organiser"),
    empty("idea to be shown, none found", f"{CONTROL}ideas/?q=zzzz", "organiser"),
)
