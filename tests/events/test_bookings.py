"""Places at an event: given once, given back, moved up to, and forgotten; nobody learns who has one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from events.domain.bookings import delete_old_bookings, give_back
from events.domain.writing import EventText, cancel_event, change_event
from events.models import Booking, Event
from ideas_platform.lib.refusals import WrongPhase
from tests.cast import Person, make_workshop
from tests.events.making import ask_as, book_as, find_link, make_event
from tests.pages import read_text
from tests.workshops.writing_letters import run_twice_at_once
from workshops.domain.mail import send_waiting
from workshops.models import OutboxEmail, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
SENT = {"name": "Maria", "email": "Maria <maria@trust.example>", "organisation": "Trust", "needs": "A loop"}


def find_page(event: Event) -> str:
    return f"/workshops/community/events/{event.ref}/"


def letters() -> list[tuple[str, str]]:
    """Return to whom what is written, and forget it."""
    rows = list(OutboxEmail.objects.values_list("recipient", "subject"))
    OutboxEmail.objects.all().delete()
    return sorted((recipient.partition("@")[0], subject.partition(":")[0]) for recipient, subject in rows)


def lines(event: Event) -> dict[str, int | None]:
    """Return who is on the list, with their number in the line."""
    return dict(Booking.objects.filter(event=event).values_list("name", "line_number"))


def said_of(event: Event, **other: object) -> EventText:
    """Return what an event says, but for what is other."""
    names = ("title", "text", "speakers", "place", "starts_at", "ends_at", "places")
    return EventText(**{**{name: getattr(event, name) for name in names}, **other})


def test_somebody_books_and_gets_a_letter_with_a_calendar_file(visitor: Client, workshop: Workshop) -> None:
    event = make_event(workshop, title="Soup; bread, and talk")
    answer = visitor.post(find_page(event), SENT, follow=True)
    assert "Open our e-mail and say yes: only then you have a place, or wait for one." in read_text(answer)
    booking = Booking.objects.get()
    assert [
        (subject, calendar) for subject, calendar in OutboxEmail.objects.values_list("subject", "calendar")
    ] == [("Please confirm: Soup; bread, and talk", "")]
    assert find_link(booking) in OutboxEmail.objects.get().text
    letters()
    page = read_text(visitor.get(find_link(booking)))
    assert ("Do you want this place?" in page, "On the list it will say Maria" in page) == (True, True)
    said_yes = visitor.post(find_link(booking), {"deed": "confirm"}, follow=True)
    assert "You have a place." in read_text(said_yes)
    assert (booking.name, booking.address, booking.organisation, booking.needs) == (
        "Maria", "maria@trust.example", "Trust", "A loop",
    )  # fmt: skip
    send_waiting()
    [letter] = mail.outbox
    assert letter.subject == "Your place: Soup; bread, and talk"
    assert find_link(booking) in str(letter.body)
    [(name, content, kind)] = letter.attachments
    assert (name, kind) == ("event.ics", "text/calendar")
    assert "SUMMARY:Soup\\; bread\\, and talk\r\n" in str(content)
    assert f"DTSTART:{event.starts_at:%Y%m%dT%H%M%SZ}\r\n" in str(content)
    assert "Maria" not in str(content)


def test_who_comes_when_all_is_taken_waits_and_moves_up_in_turn(workshop: Workshop) -> None:
    event = make_event(workshop)
    maria, _omar, jo, _ann = book_as(event, "maria", "omar", "jo", "ann")
    assert lines(event) == {"maria": None, "omar": None, "jo": 1, "ann": 2}
    assert letters() == [
        ("ann", "You are on the waiting list"),
        ("jo", "You are on the waiting list"),
        ("maria", "Your place"),
        ("omar", "Your place"),
    ]
    give_back(event=event, booking=maria)
    give_back(event=event, booking=maria)
    assert lines(event) == {"omar": None, "jo": None, "ann": 2}
    assert letters() == [("jo", "You have a place")]
    # Somebody new waits behind those who wait already, and more places are for the first of them.
    book_as(event, "new")
    assert lines(event)["new"] == 3
    change_event(event=event, text=said_of(event, places=3), version=1)
    assert lines(event) == {"omar": None, "jo": None, "ann": None, "new": 3}
    give_back(event=event, booking=jo)
    assert lines(event)["new"] is None


def test_the_same_person_twice_is_on_the_list_once_and_nobody_learns_of_it(
    visitor: Client, workshop: Workshop
) -> None:
    event = make_event(workshop, places=1)
    answers = [visitor.post(find_page(event), SENT) for _time in range(2)]
    assert len({(one.status_code, one["Location"]) for one in answers}) == 1
    assert letters() == [("maria", "Please confirm")] * 2
    booking = Booking.objects.get()
    for _time in range(2):
        visitor.post(find_link(booking), {"deed": "confirm"})
    assert (lines(event), letters()) == ({"Maria": None}, [("maria", "Your place")])
    again = visitor.post(find_page(event), {**SENT, "name": "Another"})
    assert (again["Location"], lines(event)) == (answers[0]["Location"], {"Maria": None})
    assert letters() == [("maria", "Your place")]
    other = visitor.post(find_page(event), {**SENT, "email": "omar@trust.example"})
    assert (other.status_code, other["Location"]) == (answers[0].status_code, answers[0]["Location"])


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_the_last_place_once() -> None:
    event = make_event(make_workshop(), places=1)
    names = iter(("maria", "omar"))
    run_twice_at_once(lambda: book_as(event, next(names)))
    assert sorted(lines(event).values(), key=str) == [1, None]


def test_looking_at_the_link_changes_nothing_and_pressing_the_button_does(
    visitor: Client, workshop: Workshop
) -> None:
    event = make_event(workshop)
    [booking] = book_as(event, "maria")
    link = find_link(booking)
    assert "Give your place back?" in read_text(visitor.get(link))
    assert Booking.objects.count() == 1
    gone = visitor.post(link, follow=True)
    assert "Your name is not on the list" in read_text(gone)
    assert Booking.objects.count() == 0
    for wrong in (link, link.replace(".", ".x"), f"{find_page(event)}booking/{booking.pk.hex}/"):
        assert read_text(visitor.get(wrong)) == read_text(gone)
    elsewhere = make_event(workshop)
    [other] = book_as(elsewhere, "omar")
    visitor.post(find_link(other).replace(elsewhere.ref, event.ref))
    assert lines(elsewhere) == {"omar": None}


def test_nobody_books_what_is_cancelled_has_begun_or_is_not_shown(
    visitor: Client, workshop: Workshop
) -> None:
    now = timezone.now()
    begun = make_event(workshop, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1))
    cancelled, unseen = make_event(workshop, is_cancelled=True), make_event(workshop, is_shown=False)
    statuses = [visitor.post(find_page(one), SENT).status_code for one in (begun, cancelled, unseen)]
    assert statuses == [409, 409, 404]
    with pytest.raises(WrongPhase):
        book_as(cancelled, "maria")
    assert Booking.objects.count() == 0


def test_who_has_booked_is_told_of_a_change_and_of_the_end(workshop: Workshop) -> None:
    event = make_event(workshop, places=1)
    book_as(event, "maria", "omar")
    letters()
    change_event(event=event, text=said_of(event, text="More words."), version=1)
    assert letters() == []
    change_event(event=event, text=said_of(event, place="Library"), version=2)
    assert letters() == [("maria", "Changed"), ("omar", "Changed")]
    assert [cancel_event(event=event) for _time in range(2)] == [2, 0]
    calendars = OutboxEmail.objects.order_by("recipient").values_list("calendar", flat=True)
    assert ["STATUS:CANCELLED" in text for text in calendars] == [True, False]
    assert letters() == [("maria", "Cancelled"), ("omar", "Cancelled")]


def test_the_list_goes_thirty_days_after_the_event(workshop: Workshop) -> None:
    now = timezone.now()
    events = [make_event(workshop) for _one in range(2)]
    for event, days in zip(events, (31, 29), strict=True):
        book_as(event, "maria")
        ended = now - timedelta(days=days)
        Event.objects.filter(pk=event.pk).update(starts_at=ended - timedelta(hours=1), ends_at=ended)
    assert [delete_old_bookings() for _time in range(2)] == [1, 0]
    assert [lines(event) for event in events] == [{}, {"maria": None}]


def test_pages_of_none_past_and_full_events(visitor: Client, workshop: Workshop) -> None:
    home = "/workshops/community/events/"
    assert "No event is planned at the moment." in read_text(visitor.get(home))
    assert "A morning together" not in read_text(visitor.get("/workshops/community/"))
    now = timezone.now()
    event = make_event(workshop, places=1, speakers="Ann Lee, nurse\nBo Ray, carer")
    past = make_event(
        workshop, title="Last year", starts_at=now - timedelta(days=9), ends_at=now - timedelta(days=8)
    )
    text = read_text(visitor.get(home))
    assert text.index("A morning together") < text.index("Over") < text.index("Last year")
    assert "This event is over." in read_text(visitor.get(find_page(past)))
    page = read_text(visitor.get(find_page(event)))
    assert ("Places 1, at least one is free" in page, "Bo Ray, carer" in page) == (True, True)
    book_as(event, "maria")
    page = read_text(visitor.get(find_page(event)))
    assert ("Places 1, none is free" in page, "Join the waiting list" in page) == (True, True)
    assert "A morning together" in read_text(visitor.get("/workshops/community/"))


def test_wrong_input_is_asked_for_again_and_kept(visitor: Client, workshop: Workshop) -> None:
    event = make_event(workshop)
    answer = visitor.post(find_page(event), {**SENT, "email": "maria", "name": "\u200b"})
    assert answer.status_code == 422
    assert {"name", "email"} == set(answer.context["form"].errors)
    assert "A loop" in answer.content.decode()
    draft = make_workshop(Phase.DRAFT, slug="draft")
    assert visitor.get(f"/workshops/draft/events/{make_event(draft).ref}/").status_code == 404


def test_what_is_not_confirmed_takes_no_place_and_shows_nowhere(
    visitor: Client, workshop: Workshop, organiser: Person
) -> None:
    event = make_event(workshop, places=1)
    before = read_text(visitor.get(find_page(event)))
    asked = ask_as(event, "maria")
    assert read_text(visitor.get(find_page(event))) == before
    desk = f"/admin/desk/community/events/{event.ref}/bookings/"
    assert "maria" not in read_text(organiser.client.get(desk)) + organiser.client.get(f"{desk}list.csv").text
    assert organiser.client.post(desk, {"booking": asked.pk.hex}).status_code < 500
    [omar] = book_as(event, "omar")
    assert (omar.line_number, Booking.objects.filter(pk=asked.pk).count()) == (None, 1)
    letters()
    change_event(event=event, text=said_of(event, place="Library", places=2), version=1)
    assert letters() == [("omar", "Changed")]
    assert "Do you want this place?" in read_text(visitor.get(find_link(asked)))
    cancel_event(event=event)
    assert letters() == [("omar", "Cancelled")]
    assert visitor.post(find_link(asked), {"deed": "confirm"}).status_code == 409
    assert "Places can’t be booked any more." in read_text(visitor.get(find_link(asked)))
    assert (delete_old_bookings(), set(lines(event))) == (1, {"omar"})


def test_who_says_yes_when_all_is_taken_waits_and_who_says_no_is_forgotten(
    visitor: Client, workshop: Workshop
) -> None:
    event = make_event(workshop, places=1)
    maria, jo = ask_as(event, "maria"), ask_as(event, "jo")
    book_as(event, "omar")
    assert "Do you want to wait for a place?" in read_text(visitor.get(find_link(maria)))
    page = visitor.post(find_link(maria), {"deed": "confirm"}, follow=True)
    assert "You are on the waiting list." in read_text(page)
    visitor.post(find_link(jo))
    assert lines(event) == {"omar": None, "maria": 1}


def test_what_was_asked_for_goes_when_the_event_begins(workshop: Workshop) -> None:
    event = make_event(workshop)
    ask_as(event, "maria")
    book_as(event, "omar")
    assert delete_old_bookings() == 0
    Event.objects.filter(pk=event.pk).update(starts_at=timezone.now())
    assert (delete_old_bookings(), lines(event)) == (1, {"omar": None})
