"""Events on the desk of the organisers: written, looked at, shown, cancelled, and who is on the list."""

from __future__ import annotations

import csv
from io import StringIO

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from events.domain.bookings import COLUMNS, find_on_list, list_bookings, list_rows, take_off
from events.domain.reading import count_free, get_event, is_over, list_for_desk
from events.domain.writing import add_event, cancel_event, change_event, show_event
from events.forms.event import EventForm, list_values
from events.models import Event, EventAgenda
from ideas_platform.lib.csv_cells import write_cell
from ideas_platform.lib.refusals import SavedSince
from ideas_platform.lib.responses import see_other, sent_data
from ideas_platform.lib.sent_values import read_version
from moderation.views.staff_page import show_page
from organising.views.organiser_page import organiser_page
from workshops.models import Membership


@require_safe
@organiser_page
def show_events(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List all events of the workshop."""
    return show_page(request, membership, "events/events", {"events": list_for_desk(membership.workshop)})


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def write_new(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show the empty form; a POST keeps a new event, which nobody else sees yet."""
    form = EventForm(sent_data(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        event = add_event(workshop=membership.workshop, text=form.read(), agenda=form.read_agenda())
        return see_other(_lead_to(membership, event))
    context = {"form": form}
    return show_page(request, membership, "events/form", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def look_at(request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Show an event as visitors see it; a POST lets everybody see it."""
    event = get_event(membership.workshop, ref, shown=False)
    if request.method == "POST":
        show_event(event=event)
        messages.success(request, _("Everybody sees it now, and can book."))
        return see_other(request.path)
    context = {
        "event": event,
        "free": count_free(event),
        "has_agenda": _has_agenda(event),
        "is_over": is_over(event),
    }
    return show_page(request, membership, "events/event", context)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def write_event(request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Show the form of an event; a POST changes it, unless somebody was quicker."""
    event = get_event(membership.workshop, ref, shown=False)
    form = EventForm(
        sent_data(request), request.FILES or None, initial=list_values(event), has_agenda=_has_agenda(event)
    )
    status, theirs = 200, False
    if form.is_bound and form.is_valid():
        try:
            change_event(
                event=event, text=form.read(), agenda=form.read_agenda(), version=read_version(request)
            )
        except SavedSince as refusal:
            status, theirs = refusal.status, True
        else:
            messages.success(request, _("Your change is saved."))
            return see_other(_lead_to(membership, event))
    now = [(form.fields[name].label, value) for name, value in list_values(event).items()]
    context = {"form": form, "event": event, "theirs": theirs, "now": now}
    return show_page(request, membership, "events/form", context, status=422 if form.errors else status)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def call_off(request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Ask whether an event is to be cancelled; a POST cancels it and tells those who have booked."""
    event = get_event(membership.workshop, ref, shown=False)
    if request.method == "POST" and request.POST.get("sure") == "yes":
        told = cancel_event(event=event)
        words = ngettext("Cancelled. %(n)d person is told.", "Cancelled. %(n)d people are told.", told)
        messages.success(request, words % {"n": told})
        return see_other(_lead_to(membership, event))
    context = {"event": event, "number": len(list_bookings(event)), "is_over": is_over(event)}
    status = 422 if request.method == "POST" else 200
    return show_page(request, membership, "events/cancelling", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def show_bookings(request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Show who is on the list of an event, and who waits; a POST takes the name of `off` off it."""
    event = get_event(membership.workshop, ref, shown=False)
    if request.method == "POST":
        if take_off(event=event, key=request.POST.get("off", "")):
            messages.success(request, _("This name is off the list."))
        return see_other(request.path)
    rows = list_bookings(event)
    context = {
        "event": event,
        "booked": [one for one in rows if one.line_number is None],
        "waiting": [one for one in rows if one.line_number is not None],
        "asked": find_on_list(event, request.GET.get("off", "")),
        "is_over": is_over(event),
    }
    return show_page(request, membership, "events/bookings", context)


@require_safe
@organiser_page
def send_bookings(_request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Answer the same as a CSV file."""
    event = get_event(membership.workshop, ref, shown=False)
    file = StringIO(newline="")
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    rows.writerows([write_cell(cell) for cell in row] for row in list_rows(event))
    response = HttpResponse(file.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="list-{event.ref}.csv"'
    return response


def show_card(_request: HttpRequest, membership: Membership) -> SafeString:
    """Return the card of events for the desk, "" for who is no organiser."""
    if not membership.is_organiser:
        return SafeString("")
    return render_to_string("desk/events/_card.html", {"slug": membership.workshop.slug})


def _has_agenda(event: Event) -> bool:
    return EventAgenda.objects.filter(event=event).exists()


def _lead_to(membership: Membership, event: Event) -> str:
    return reverse("events:desk_event", args=[membership.workshop.slug, event.ref])
