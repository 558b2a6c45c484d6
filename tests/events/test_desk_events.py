"""Events on the desk: written, looked at, shown, changed by two at once, cancelled; and the list."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Booking, Event, EventAgenda
from tests.cast import Person
from tests.events.making import book_as, make_event
from tests.pages import read_text
from workshops.models import OutboxEmail

pytestmark = pytest.mark.django_db
DESK = "/admin/desk/community/events/"
SENT = {
    "title": "A morning", "day": "2030-06-04", "begins": "10:00", "ends": "1.30pm", "place": "Town hall",
    "places": "40", "text": "**Soup**", "speakers": "Ann Lee, nurse\nBo Ray, carer",
}  # fmt: skip


def test_an_event_is_written_looked_at_and_then_shown(organiser: Person, visitor: Client) -> None:
    agenda = SimpleUploadedFile("a.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n", "application/pdf")
    made = organiser.client.post(f"{DESK}new/", {**SENT, "agenda": agenda})
    event = Event.objects.get()
    assert (made.status_code, made["Location"]) == (303, f"{DESK}{event.ref}/")
    text = read_text(organiser.client.get(made["Location"]))
    assert ("Only you see this event" in text, "Bo Ray, carer" in text) == (True, True)
    page = f"/workshops/community/events/{event.ref}/"
    assert visitor.get(page).status_code == 404
    organiser.client.post(made["Location"])
    text = read_text(visitor.get(page))
    assert ("4 June" in text, "at 1.30pm" in text) == (True, True)
    file = visitor.get(f"{page}agenda/")
    assert (file.status_code, file["Content-Type"]) == (200, "application/pdf")
    changed = {**SENT, "version": "1", "agenda_goes": "on", "places": "3"}
    assert organiser.client.post(f"{DESK}{event.ref}/words/", changed).status_code == 303
    assert (EventAgenda.objects.count(), Event.objects.get().places) == (0, 3)
    assert visitor.get(f"{page}agenda/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"day": "soon"}, "day"),
        ({"day": "2020-06-04"}, "day"),
        ({"day": "9999-12-31"}, "day"),
        ({"day": "0001-01-01"}, "day"),
        # Of these hours one is not there, and one is there twice.
        ({"day": "2030-03-31", "begins": "01:30", "ends": "02:15"}, "begins"),
        ({"day": "2030-10-27", "begins": "01:30", "ends": "02:15"}, "begins"),
        ({"ends": "09:00"}, "ends"),
        ({"places": "0"}, "places"),
        ({"places": "9" * 9}, "places"),
        ({"place": "\u200b"}, "place"),
        ({"agenda": SimpleUploadedFile("a.pdf", b"MZ no agenda")}, "agenda"),
    ],
)
def test_wrong_input_is_explained(organiser: Person, wrong: dict[str, str], field: str) -> None:
    answer = organiser.client.post(f"{DESK}new/", {**SENT, **wrong})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Event.objects.exists()


def test_who_saves_second_sees_both(organiser: Person) -> None:
    event = make_event(organiser.membership.workshop)
    words = f"{DESK}{event.ref}/words/"
    organiser.client.post(words, {**SENT, "version": "1", "title": "Theirs"})
    late = organiser.client.post(words, {**SENT, "version": "1", "title": "Mine"})
    assert late.status_code == 409
    assert ("Theirs" in read_text(late), 'value="Mine"' in late.content.decode()) == (True, True)
    assert Event.objects.get().title == "Theirs"


def test_cancelling_asks_first_and_tells_those_who_booked(organiser: Person) -> None:
    event = make_event(organiser.membership.workshop)
    book_as(event, "maria", "omar", "jo")
    OutboxEmail.objects.all().delete()
    page = f"{DESK}{event.ref}/cancelling/"
    assert "3 people are on the list" in read_text(organiser.client.get(page))
    assert organiser.client.post(page).status_code == 422
    assert organiser.client.post(page, {"sure": "yes"}).status_code == 303
    assert (Event.objects.get().is_cancelled, OutboxEmail.objects.count()) == (True, 3)


def test_what_is_over_can_be_reworded_and_nobody_is_told(organiser: Person) -> None:
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=3)
    event = make_event(organiser.membership.workshop, places=1)
    book_as(event, "maria", "omar")
    Event.objects.update(starts_at=noon, ends_at=noon + timedelta(hours=1))
    OutboxEmail.objects.all().delete()
    words = f"{DESK}{event.ref}/words/"
    shown = organiser.client.get(words).context["form"].initial
    same = {**SENT, **{name: str(shown[name])[:10].removesuffix(":00") for name in ("day", "begins", "ends")}}
    assert organiser.client.post(words, {**same, "version": "1", "places": "9"}).status_code == 303
    assert organiser.client.post(f"{DESK}{event.ref}/cancelling/", {"sure": "yes"}).status_code == 409
    assert "Cancel it" not in read_text(organiser.client.get(f"{DESK}{event.ref}/"))
    assert (Event.objects.get().title, Event.objects.get().is_cancelled) == ("A morning", False)
    assert (OutboxEmail.objects.count(), Booking.objects.filter(line_number=1).count()) == (0, 1)


def test_organisers_take_a_name_off_the_list_and_its_address_is_told(
    organiser: Person, moderator: Person
) -> None:
    event = make_event(organiser.membership.workshop, places=1)
    other = make_event(organiser.membership.workshop)
    maria, _omar = book_as(event, "maria", "omar")
    [elsewhere] = book_as(other, "jo")
    OutboxEmail.objects.all().delete()
    page = f"{DESK}{event.ref}/bookings/"
    asked = read_text(organiser.client.get(f"{page}?off={maria.pk.hex}"))
    assert ("Take maria off the list?" in asked, Booking.objects.count()) == (True, 3)
    for wrong in (elsewhere.pk.hex, "x", ""):
        assert organiser.client.post(page, {"off": wrong}).status_code == 303
    assert moderator.client.post(page, {"off": maria.pk.hex}).status_code == 404
    assert Booking.objects.count() == 3
    for _time in range(2):
        assert organiser.client.post(page, {"off": maria.pk.hex}).status_code == 303
    assert list(Booking.objects.filter(event=event).values_list("name", "line_number")) == [("omar", None)]
    told = dict(OutboxEmail.objects.values_list("recipient", "subject"))
    assert told == {
        "maria@trust.example": "No longer on the list: A morning together",
        "omar@trust.example": "You have a place: A morning together",
    }
    gone = OutboxEmail.objects.get(recipient="maria@trust.example")
    assert ("STATUS:CANCELLED" in gone.calendar, "booking/" in gone.text) == (True, False)


def test_the_list_is_for_organisers_and_a_cell_begins_no_formula(
    organiser: Person, moderator: Person
) -> None:
    event = make_event(organiser.membership.workshop)
    list_page = f"{DESK}{event.ref}/bookings/"
    assert "Nobody has booked yet." in read_text(organiser.client.get(list_page))
    book_as(event, "maria", "omar", "jo")
    Booking.objects.filter(name="omar").update(name="=1+1", needs="A ramp")
    text = read_text(organiser.client.get(list_page))
    assert ("maria@trust.example" in text, "A ramp" in text) == (True, True)
    rows = organiser.client.get(f"{list_page}list.csv").content.decode("utf-8-sig").splitlines()
    assert rows == [
        "name,email,organisation,access_needs,place",
        "'=1+1,omar@trust.example,,A ramp,has a place",
        "maria,maria@trust.example,,,has a place",
        "jo,jo@trust.example,,,waits: 1",
    ]
    for page in (DESK, list_page, f"{list_page}list.csv", f"{DESK}{event.ref}/"):
        assert moderator.client.get(page).status_code == 404
    assert "/events/" not in moderator.client.get("/admin/desk/community/").content.decode()
    assert DESK in organiser.client.get("/admin/desk/community/").content.decode()


def test_days_and_times_stand_in_their_boxes_as_browsers_read_them(organiser: Person) -> None:
    organiser.client.post(f"{DESK}new/", SENT)
    event = Event.objects.get()
    page = organiser.client.get(f"{DESK}{event.ref}/words/").content.decode()
    boxes = dict(re.findall(r'name="(day|begins|ends)" type="(?:date|time)"\s+value="([^"]*)"', page))
    assert boxes == {"day": "2030-06-04", "begins": "10:00", "ends": "13:30"}


def test_a_list_takes_as_many_queries_for_many_names_as_for_one(organiser: Person) -> None:
    event = make_event(organiser.membership.workshop, places=9)
    pages, counts = (DESK, f"{DESK}{event.ref}/bookings/"), []
    for page in pages:
        organiser.client.get(page)
    for names in (("maria",), ("omar", "jo", "ann", "bo")):
        book_as(event, *names)
        make_event(organiser.membership.workshop)
        with CaptureQueriesContext(connection) as queries:
            assert [organiser.client.get(page).status_code for page in pages] == [200, 200]
        counts.append(len(queries))
    assert counts[0] == counts[1]
