"""Addresses of events and live sessions, and what they add to the desk and to the page of a workshop."""

from django.urls import URLPattern, URLResolver, path

from events.views import desk, public, room, screen
from ideas_platform.lib.sections import register

app_name = "events"
EVENTS = "workshops/<slug:slug>/events/"
EVENT = f"{EVENTS}<slug:ref>/"
DESK = "admin/desk/<slug:slug>/events/"
DESK_EVENT = f"{DESK}<slug:ref>/"
DESK_ROOM = "admin/desk/<slug:slug>/room/"
ROOM = "workshops/<slug:slug>/room/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(EVENTS, public.show_events, name="events"),
    path(EVENT, public.show_event, name="event"),
    path(f"{EVENT}agenda/", public.send_agenda, name="agenda"),
    path(f"{EVENT}booking/<str:token>/", public.show_booking, name="booking"),
    path(DESK, desk.show_events, name="desk_events"),
    path(f"{DESK}new/", desk.write_new, name="desk_new_event"),
    path(DESK_EVENT, desk.look_at, name="desk_event"),
    path(f"{DESK_EVENT}words/", desk.write_event, name="desk_event_words"),
    path(f"{DESK_EVENT}cancelling/", desk.call_off, name="desk_cancelling"),
    path(f"{DESK_EVENT}bookings/", desk.show_bookings, name="desk_bookings"),
    path(f"{DESK_EVENT}bookings/list.csv", desk.send_bookings, name="desk_bookings_list"),
    path(DESK_ROOM, room.show_control, name="desk_room"),
    path(f"{DESK_ROOM}ideas/", room.choose_idea, name="desk_room_ideas"),
    path(ROOM, screen.show_room, name="room"),
    path(f"{ROOM}<slug:key>/", screen.show_screen, name="screen"),
]

register("desk", desk.show_card, order=60)
register("workshop", public.show_on_workshop, order=60)
register("desk", room.show_card, order=61)
register("workshop_first", screen.show_on_workshop, order=5)
register("idea", screen.show_on_idea, order=4)
register("queue", screen.show_on_queue)
