"""What the tables of events refuse, by the name of the constraint."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from events.models import Booking, EventAgenda, LiveSession, ScreenItem
from tests.cast import make_idea
from tests.events.making import make_event
from workshops.models import Workshop

Breach = Callable[[Workshop], object]


def _book_twice(workshop: Workshop, **different: object) -> None:
    event = make_event(workshop)
    for number in range(2):
        address = f"{number}@home.example" if different else "same@home.example"
        Booking.objects.create(event=event, name="x", address=address, is_confirmed=True, **different)


def _end_early(workshop: Workshop) -> None:
    begins = make_event(workshop).starts_at
    make_event(workshop, starts_at=begins, ends_at=begins - timedelta(hours=1))


def _show(workshop: Workshop, *items: dict[str, object]) -> None:
    session = LiveSession.objects.create(workshop=workshop)
    for place, item in enumerate(items):
        ScreenItem.objects.create(session=session, place=place, **item)


def _show_once(kind: str, **more: object) -> Breach:
    """Return the deed of letting a screen show the same twice, or two things of which there is to be one."""

    def breach(workshop: Workshop) -> None:
        idea = make_idea(workshop) if kind == "idea" else None
        _show(workshop, *[{"kind": kind, "idea": idea, **more} for _one in range(2)])

    return breach


def _show_two(**more: object) -> Breach:
    return lambda w: _show(w, *[{"kind": "idea", "idea": make_idea(w), **more} for _one in range(2)])


EVENT_BREACHES: dict[str, Breach] = {
    "event_address_once": lambda w: [make_event(w, ref="same") for _one in range(2)],
    "event_ends_after_it_begins": _end_early,
    "event_has_places": lambda w: make_event(w, places=0),
    "event_has_title_and_place": lambda w: make_event(w, place=""),
    "event_agenda_has_a_file": lambda w: EventAgenda.objects.create(event=make_event(w), content=b"", size=0),
    "booking_once_an_address": _book_twice,
    "booking_line_number_once": lambda w: _book_twice(w, line_number=1),
    "booking_waits_once_confirmed": lambda w: Booking.objects.create(
        event=make_event(w), name="x", address="x@home.example", line_number=1
    ),
    "screen_idea_once": _show_once("idea"),
    "screen_poll_once": _show_once("poll"),
    "screen_board_once": _show_once("board", board="top"),
    "screen_shows_one": _show_two(is_shown=True),
    "screen_runs_one_round": _show_two(stage="running", began_after=0),
    "screen_item_is_one": lambda w: _show(w, {"kind": "poll", "board": "top"}),
    "screen_round_knows_its_release": lambda w: _show(w, {"kind": "poll", "stage": "ended"}),
    "booking_has_a_name": lambda w: Booking.objects.create(event=make_event(w), name="", address="a@b.c"),
}
