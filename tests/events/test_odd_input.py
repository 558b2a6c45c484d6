"""Odd things sent to the forms of events: each is decided, none is a fault."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.cast import Person
from tests.events.making import book_as, find_link, make_event
from tests.hostile import ODD
from tests.test_hostile_input import DECIDED
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
DESK = "/admin/desk/community/events/"
NAMES = (
    "title", "day", "begins", "ends", "place", "places", "text", "speakers", "version", "agenda_goes",
    "name", "email", "organisation", "access", "deed", "step", "seal",
)  # fmt: skip


def test_odd_input_to_the_forms_of_events_is_no_fault(workshop: Workshop, organiser: Person) -> None:
    event = make_event(workshop)
    (booking,) = book_as(event, "maria")
    pages = [
        f"{DESK}new/",
        *(f"{DESK}{event.ref}/{part}" for part in ("", "words/", "cancelling/", "bookings/")),
        f"/workshops/community/events/{event.ref}/",
        find_link(booking),
    ]
    organiser.client.raise_request_exception = False
    statuses = {}
    for page in pages:
        for what, odd in ODD.items():
            with transaction.atomic():
                answer = organiser.client.post(page, dict.fromkeys(NAMES, odd))
                statuses[f"{page}: {what}"] = answer.status_code
                transaction.set_rollback(True)
    assert {what: status for what, status in statuses.items() if status not in DECIDED | {405}} == {}
