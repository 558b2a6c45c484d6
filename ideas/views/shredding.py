"""The public note of a destroyed key."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ideas.views.workshop import WorkshopPage
from workshops.models import ShredNote


def show_shred_note(request: HttpRequest, page: WorkshopPage) -> SafeString:
    """Return the part of a workshop's page that says that its key is destroyed; empty until it is."""
    workshop = page.visit.workshop
    if not workshop.is_shredded:
        return SafeString("")
    note = ShredNote.objects.filter(pk=workshop.pk, shredded_on__isnull=False).first()
    return render_to_string("workshops/_shred_note.html", {"note": note}, request) if note else SafeString("")
