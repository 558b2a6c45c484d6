"""Other voices from a file: send it, look through what is in it, store all of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideas_platform.lib.rate_limits import limit_rate
from ideas_platform.lib.refusals import Unprocessable
from ideas_platform.lib.responses import see_other
from ideas_platform.lib.sent_values import read_key
from ideas_platform.lib.table_files.reading import SentTable, TableRefused, read_table
from moderation.domain.sent_files import (
    FILES,
    FileGone,
    find_file,
    keep_file,
    list_titles,
    read_facts,
    store_file,
    write_rows,
)
from moderation.forms.voice_file import LOOKED_THROUGH, VoiceFileForm, VoicePlan, plan_voices
from moderation.models import OtherVoice, SentFile
from moderation.views.staff_page import show_page, staff_page
from workshops.models import Membership
from workshops.phases import Deed

SHOWN_VOICES, SHOWN_PASSAGES = 50, 5


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def send_file(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show the form for a file; a POST reads it, and leads to what is in it."""
    sent = request.method == "POST"
    form = VoiceFileForm(request.POST, request.FILES) if sent else VoiceFileForm()
    context: dict[str, Any] = {"form": form, "is_open": membership.workshop.allows(Deed.MODERATE)}
    if form.is_bound and form.is_valid():
        limit_rate(FILES, membership.user_id)
        try:
            table = read_table(form.cleaned_data["file"])
            plan = plan_voices(table, frozenset(list_titles(membership)))
        except TableRefused as refusal:
            context["refusal"] = refusal
        else:
            keep_file(membership, _write(table, plan))
            return see_other(reverse("moderation:voice_file_check", args=[membership.workshop.slug]))
    status = 422 if form.errors or "refusal" in context else 200
    return show_page(request, membership, "voice_file", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def check_file(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show what is in the file that was sent; a POST stores all of it."""
    file = find_file(membership)
    if request.method == "POST":
        return _take(request, membership, file)
    if file is None:
        return see_other(reverse("moderation:voice_file", args=[membership.workshop.slug]))
    return _show(request, membership, file)


def _take(request: HttpRequest, membership: Membership, file: SentFile | None) -> HttpResponse:
    """Store the file where somebody has looked through it, else show it again."""
    key = read_key(request, "key")
    if file is not None and file.key == key and _asks(file) and request.POST.get("looked") != "yes":
        return _show(request, membership, file, _("Tick the box once you have looked."))
    if key is None:
        raise FileGone
    try:
        voices, passages = store_file(actor=membership, key=key)
    except Unprocessable as refusal:
        return _show(request, membership, file, str(refusal)) if file else see_other(request.path)
    words = _("Stored: %(voices)d other voices with %(passages)d passages.")
    messages.success(request, words % {"voices": voices, "passages": passages})
    return see_other(reverse("moderation:voices", args=[membership.workshop.slug]))


def _write(table: SentTable, plan: VoicePlan) -> dict[str, Any]:
    """Return what is kept of a file until it is stored."""
    return {
        "voices": write_rows(list(plan.voices.values())),
        "marked": [[fault.cell, fault.words] for fault in plan.marked],
        "unlooked": max(0, plan.number - LOOKED_THROUGH),
        "guessed": table.is_guessed,
    }


def _asks(file: SentFile) -> bool:
    """Return whether somebody has to say that they have looked for what may show who somebody is."""
    return bool(file.rows["marked"] or file.rows["unlooked"])


def _show(request: HttpRequest, membership: Membership, file: SentFile, problem: str = "") -> HttpResponse:
    rows = file.rows["voices"]
    voices = [
        {
            "voice": OtherVoice(**asdict(read_facts(row["facts"]))),
            "number": len(row["passages"]),
            "passages": row["passages"][:SHOWN_PASSAGES],
        }
        for row in rows[:SHOWN_VOICES]
    ]
    context = {
        "file": file,
        "voices": voices,
        "voice_number": len(rows),
        "passage_number": sum(len(row["passages"]) for row in rows),
        "marked": file.rows["marked"],
        "unlooked": file.rows["unlooked"],
        "looked_through": LOOKED_THROUGH,
        "asks": _asks(file),
        "problem": problem,
        "is_open": membership.workshop.allows(Deed.MODERATE),
    }
    return show_page(request, membership, "voice_file_check", context, status=422 if problem else 200)
