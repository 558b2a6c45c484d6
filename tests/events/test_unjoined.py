"""A booking can be joined to no idea, vote or account: not by columns, times, order of rows or headers."""

from __future__ import annotations

import pytest
from django.db import connection

from events.domain.bookings import COLUMNS
from events.models import Booking
from tests.cast import Person, make_idea, make_workshop
from tests.events.making import book_as, find_link, make_event
from workshops.domain.scramble import scramble

PLACES = "SELECT id::text, xmin::text FROM {} ORDER BY ctid"


def read_places(table: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(PLACES.format(table))
        return list(cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_after_the_scramble_rows_of_bookings_tell_no_order_and_share_no_header() -> None:
    workshop = make_workshop()
    event = make_event(workshop, places=20)
    booked, ideas = [], []
    for number in range(20):
        booked += [str(one.pk) for one in book_as(event, f"name{number}")]
        ideas.append(str(make_idea(workshop).pk))
    before = [key for key, _header in read_places("events_booking")]
    assert before == booked
    done = scramble()
    assert done is not None
    rows = read_places("events_booking")
    assert [key for key, _header in rows] != booked
    assert len({header for _key, header in rows}) == 1
    assert [key for key, _header in read_places("ideas_idea")] != ideas


@pytest.mark.django_db
def test_a_booking_of_who_is_signed_in_is_that_of_anybody(participant: Person) -> None:
    event = make_event(participant.membership.workshop)
    page = f"/workshops/community/events/{event.ref}/"
    form = participant.client.get(page).content.decode()
    assert participant.user.email not in form
    participant.client.post(page, {"name": "Maria", "email": "maria@home.example"})
    booking = Booking.objects.get()
    columns = {str(field.column) for field in Booking._meta.local_fields}
    assert columns == {
        "id",
        "event_id",
        "name",
        "address",
        "organisation",
        "needs",
        "line_number",
        "is_confirmed",
    }
    assert {"time", "day"} & set(COLUMNS) == set()
    values = " ".join(str(booking.__dict__[name]) for name in columns)
    assert participant.user.pk.hex not in values.replace("-", "")
    assert booking.pk.hex in find_link(booking)
