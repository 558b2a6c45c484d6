"""The events of a workshop, each with its list, and giving a place back. Nobody has to sign in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from events.domain.bookings import ask_for_place, confirm, find_booking, give_back
from events.domain.reading import (
    count_free,
    get_event,
    is_over,
    list_over,
    list_to_come,
    read_agenda,
    takes_bookings,
)
from events.forms.booking import BookingForm
from events.models import Event, EventAgenda
from ideas.views.workshop import WorkshopPage
from ideas_platform.lib.file_answers import answer_file
from ideas_platform.lib.file_types import PDF
from ideas_platform.lib.responses import see_other, sent_data
from workshops.domain.visits import Visit, visit_workshop
from workshops.sign_in.rate_limits import Limit, count, place_of

FROM_ONE_PLACE = Limit("bookings from one place", 100, 60 * 60)
OF_ONE_ADDRESS = Limit("bookings of one address", 10, 60 * 60)
OF_ONE_ADDRESS_A_DAY = Limit("bookings of one address in a day", 20, 24 * 60 * 60)


@dataclass(frozen=True)
class Place:
    """An event that somebody looks at, with their visit."""

    visit: Visit
    event: Event

    def describe(self) -> dict[str, Any]:
        """Return what each page of the event shows."""
        return {
            "workshop": self.visit.workshop,
            "membership": self.visit.membership,
            "event": self.event,
            "is_over": is_over(self.event),
            "takes_bookings": takes_bookings(self.event),
        }


@require_safe
def show_events(request: HttpRequest, slug: str) -> HttpResponse:
    """List the events to come, and those that are over."""
    visit = visit_workshop(request.user, slug)
    workshop = visit.workshop
    context = {"to_come": list_to_come(workshop), "over": list_over(workshop)}
    shared = {"workshop": workshop, "membership": visit.membership}
    return render(request, "events/events.html", shared | context)


@require_http_methods(["GET", "HEAD", "POST"])
def show_event(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Show an event; a POST asks for a place at it. What it answers tells nobody who is on its list."""
    place = _find(request, slug, ref)
    form = BookingForm(sent_data(request))
    if form.is_bound and form.is_valid():
        new = form.read()
        count(FROM_ONE_PLACE, place_of(request))
        count(OF_ONE_ADDRESS, new.address)
        count(OF_ONE_ADDRESS_A_DAY, new.address)
        ask_for_place(event=place.event, new=new)
        return see_other(f"{request.path}?written=1")
    return _show(request, place, form)


@require_safe
def send_agenda(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Answer the agenda of an event, a PDF."""
    place = _find(request, slug, ref)
    content = read_agenda(place.event)
    if content is None:
        raise Http404
    name = f"agenda{PDF.ending}"
    return answer_file(request, ContentFile(content), media_type=PDF.media_type, name=name, save=False)


@require_http_methods(["GET", "HEAD", "POST"])
def show_booking(request: HttpRequest, slug: str, ref: str, token: str) -> HttpResponse:
    """Show the buttons that confirm a place, or give it back; a POST does, by its `deed`.

    An unknown link looks like a used one.
    """
    place = _find(request, slug, ref)
    booking = find_booking(place.event, token)
    if request.method == "POST":
        if booking is not None:
            act = confirm if request.POST.get("deed") == "confirm" else give_back
            act(event=place.event, booking=booking)
        return see_other(request.path)
    context = place.describe() | {"booking": booking, "free": count_free(place.event)}
    return render(request, "events/booking.html", context)


def show_on_workshop(_request: HttpRequest, page: WorkshopPage) -> SafeString:
    """Return the next events for the page of the workshop, "" where none is to come."""
    workshop = page.visit.workshop
    events = list_to_come(workshop, most=2)
    if not events:
        return SafeString("")
    return render_to_string("events/_on_workshop.html", {"events": events, "slug": workshop.slug})


def _find(request: HttpRequest, slug: str, ref: str) -> Place:
    visit = visit_workshop(request.user, slug)
    return Place(visit, get_event(visit.workshop, ref))


def _show(request: HttpRequest, place: Place, form: BookingForm) -> HttpResponse:
    event = place.event
    context = place.describe() | {
        "form": form,
        "free": count_free(event),
        "has_agenda": EventAgenda.objects.filter(event=event).exists(),
        "is_written": "written" in request.GET,
        "privacy_address": reverse("privacy"),
    }
    return render(request, "events/event.html", context, status=422 if form.errors else 200)
