"""Notes within the design group: those for oneself, all of them, and those about one text or code."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ideas_platform.lib.responses import see_other, sent_data
from ideas_platform.lib.sent_values import read_key, read_version
from moderation.domain.colleagues import list_colleagues, shorten
from moderation.domain.notes import (
    About,
    NoteChanged,
    change_note,
    count_unread,
    delete_note,
    find_note,
    list_all_notes,
    list_mentions,
    list_notes,
    mark_read,
    write_note,
)
from moderation.domain.texts import name_kind
from moderation.forms.note_form import NoteForm
from moderation.models import Code, Note
from moderation.views.codebook import find_code
from moderation.views.item import find_bar, name_item
from moderation.views.staff_page import show_page, staff_page
from moderation.views.text import get_text
from workshops.models import Membership

ON_A_PAGE = 25
YES, NO = "yes", "no"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def show_notes(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show the notes for oneself, and those about the whole workshop; a POST writes one about it."""
    page = Paginator(list_mentions(membership), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [describe_note(membership, mention.note) | {"read": mention.read} for mention in page.object_list]
    context = {"page_obj": page, "rows": rows, "unread": count_unread(membership), "part": "notes"}
    return _write_or_show(request, membership, None, "notes", context)


@require_safe
@staff_page
def show_all_notes(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show all notes that one may see, the last first."""
    page = Paginator(list_all_notes(membership), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "rows": [describe_note(membership, note) for note in page.object_list]}
    return show_page(request, membership, "notes_all", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def show_notes_of_text(request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Show the notes about one text; a POST writes one."""
    text = get_text(membership, ref)
    context = {
        "name": name_item(text),
        "item": text,
        "kind": name_kind(text),
        "bar": find_bar(membership, text),
    }
    return _write_or_show(request, membership, text, "notes_about", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def show_notes_of_code(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Show the notes about one code; a POST writes one."""
    _codebook, code = find_code(membership, key)
    return _write_or_show(request, membership, code, "notes_about", {"name": code.name, "code": code})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def show_note(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Show a note of one's own to change it; a POST does."""
    note = _get_own(membership, key)
    form = _begin(membership, note, sent_data(request))
    if not form.is_bound or not form.is_valid():
        return _show_note(request, membership, note, {"form": form}, status=422 if form.errors else 200)
    try:
        change_note(actor=membership, note=note, new=form.read_note(), version=read_version(request))
    except NoteChanged as refusal:
        context = {"form": form, "changed": str(refusal)}
        return _show_note(request, membership, _get_own(membership, key), context, status=refusal.status)
    messages.success(request, _("Your note is changed."))
    return see_other(find_address(note))


@require_POST
@staff_page
def remove_note(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Delete a note of one's own."""
    note = _get_own(membership, key)
    try:
        delete_note(actor=membership, note=note, version=read_version(request))
    except NoteChanged as refusal:
        context = {"form": _begin(membership, note), "changed": str(refusal)}
        return _show_note(request, membership, note, context, status=refusal.status)
    messages.success(request, _("Your note is gone."))
    return see_other(find_address(note))


@require_POST
@staff_page
def set_read(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Mark a note for oneself, or all of them, as read or unread."""
    is_read = request.POST.get("read")
    key = read_key(request, "note")
    if is_read not in {YES, NO} or (key is None and request.POST.get("note")):
        raise BadRequest
    mark_read(membership, key, is_read=is_read == YES)
    return see_other(reverse("moderation:notes", args=[membership.workshop.slug]))


def show_notes_card(request: HttpRequest, membership: Membership) -> SafeString:
    """Return the card of notes on the desk: how many one has not read."""
    context = {"workshop": membership.workshop, "unread": count_unread(membership)}
    return render_to_string("desk/_notes_card.html", context, request)


def describe_notes(membership: Membership, about: About) -> list[dict[str, Any]]:
    """Return what a page shows of the notes about something; three queries."""
    return [describe_note(membership, note) for note in list_notes(membership, about)]


def describe_note(membership: Membership, note: Note) -> dict[str, Any]:
    """Return what a page shows of one note."""
    about = note.about
    name = about.name if isinstance(about, Code) else name_item(about) if about else ""
    return {
        "note": note,
        "by": shorten(note.written_by) if note.written_by else "",
        "is_own": note.written_by_id == membership.pk,
        "name": name,
        "address": find_address(note),
        "people": sorted(shorten(mention.mentioned) for mention in note.mentions.all()),
    }


def find_address(note: Note) -> str:
    """Return the page on which the note stands among those about the same."""
    slug, about = note.workshop.slug, note.about
    if about is None:
        return reverse("moderation:notes", args=[slug])
    if isinstance(about, Code):
        return reverse("moderation:notes_of_code", args=[slug, about.pk])
    return reverse("moderation:notes_of_text", args=[slug, about.ref])


def _write_or_show(
    request: HttpRequest, membership: Membership, about: About, page: str, context: dict[str, Any]
) -> HttpResponse:
    form = NoteForm(list_colleagues(membership), sent_data(request))
    if form.is_bound and form.is_valid():
        write_note(actor=membership, about=about, new=form.read_note())
        messages.success(request, _("Your note is there."))
        return see_other(request.path)
    context |= {"form": form, "notes": describe_notes(membership, about)}
    return show_page(request, membership, page, context, status=422 if form.errors else 200)


def _get_own(membership: Membership, key: UUID) -> Note:
    note = find_note(membership, key)
    if note is None or note.written_by_id != membership.pk:
        raise Http404
    return note


def _begin(membership: Membership, note: Note, sent: Any = None) -> NoteForm:
    chosen = [mention.mentioned_id for mention in note.mentions.all()]
    return NoteForm(list_colleagues(membership), sent, text=note.text, chosen=chosen)


def _show_note(
    request: HttpRequest, membership: Membership, note: Note, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    context = {"note": note, "back": find_address(note), **more}
    return show_page(request, membership, "note", context, status=status)
