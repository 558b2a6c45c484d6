"""Other voices: a list, one voice with its passages, and one passage."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ideas_platform.lib.refusals import Unprocessable
from ideas_platform.lib.responses import see_other, sent_data
from ideas_platform.lib.sent_values import read_version
from moderation.domain.other_voices import (
    VoiceChanged,
    add_passages,
    add_voice,
    change_passage,
    change_voice,
    list_passages_in,
    list_voices,
    take_passage_away,
    take_voice_away,
    write_seen_passage,
)
from moderation.forms.other_voices import PassageForm, PassagesForm, VoiceForm
from moderation.models import OtherVoice, Passage
from moderation.views.staff_page import show_page, staff_page
from workshops.models import Membership
from workshops.phases import Deed

ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def show_voices(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List the other voices of the workshop; a POST adds one."""
    form = VoiceForm(sent_data(request))
    if form.is_bound and form.is_valid():
        try:
            voice = add_voice(actor=membership, facts=form.read_facts())
        except Unprocessable as refusal:
            form.add_error("title", str(refusal))
        else:
            messages.success(request, _("It is stored. Add its passages now."))
            return see_other(find_address(voice))
    page = Paginator(list_voices(membership.workshop), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page_obj": page, "is_open": membership.workshop.allows(Deed.MODERATE)}
    return show_page(request, membership, "voices", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def show_voice(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Show one voice with its passages; a POST adds some."""
    voice = find_voice(membership, key)
    form = PassagesForm(sent_data(request))
    if form.is_bound and form.is_valid():
        try:
            passages = add_passages(actor=membership, voice=voice, bodies=form.read_bodies())
        except (Unprocessable, VoiceChanged) as refusal:
            form.add_error("bodies", str(refusal))
        else:
            number = len(passages)
            words = ngettext("%(n)d passage is stored.", "%(n)d passages are stored.", number)
            messages.success(request, words % {"n": number})
            return see_other(request.path)
    page = Paginator(list_passages_in(voice), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "voice": voice,
        "form": form,
        "page_obj": page,
        "is_open": membership.workshop.allows(Deed.MODERATE),
    }
    return show_page(request, membership, "voice", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def change_facts(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Show where a voice comes from, to change it; both texts where somebody else was quicker."""
    voice = find_voice(membership, key)
    form = VoiceForm(sent_data(request), initial=_read_facts(voice))
    theirs = False
    if form.is_bound and form.is_valid():
        try:
            change_voice(
                actor=membership, voice=voice, facts=form.read_facts(), version=read_version(request)
            )
        except Unprocessable as refusal:
            form.add_error("title", str(refusal))
        except VoiceChanged:
            voice, theirs = find_voice(membership, key), True
        else:
            messages.success(request, _("Your change is saved."))
            return see_other(find_address(voice))
    status = VoiceChanged.status if theirs else 422 if form.errors else 200
    return show_page(
        request, membership, "voice_facts", {"voice": voice, "form": form, "theirs": theirs}, status=status
    )


@require_POST
@staff_page
def remove_voice(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Take a voice away that has no passages."""
    take_voice_away(actor=membership, voice=find_voice(membership, key))
    messages.success(request, _("It is gone."))
    return see_other(reverse("moderation:voices", args=[membership.workshop.slug]))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def show_passage(request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Show one passage, to change its words; both texts where somebody else was quicker."""
    passage = _find_passage(membership, ref)
    form = PassageForm(sent_data(request), initial={"body": passage.body})
    changed = False
    if form.is_bound and form.is_valid():
        try:
            change_passage(
                actor=membership, passage=passage, body=form.cleaned_data["body"], seen=read_seen(request)
            )
        except VoiceChanged:
            passage, changed = _find_passage(membership, ref), True
        else:
            messages.success(request, _("Your change is saved."))
            return see_other(find_address(passage.voice))
    return _show_passage(request, membership, passage, form, {"changed": changed})


@require_POST
@staff_page
def remove_passage(request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Take a passage away; asks once more where it is coded."""
    passage = _find_passage(membership, ref)
    form = PassageForm(initial={"body": passage.body})
    even_coded = request.POST.get("even_coded") == "yes"
    try:
        take_passage_away(actor=membership, passage=passage, seen=read_seen(request), even_coded=even_coded)
    except Unprocessable as refusal:
        return _show_passage(request, membership, passage, form, {"problem": str(refusal)})
    except VoiceChanged:
        return _show_passage(request, membership, _find_passage(membership, ref), form, {"changed": True})
    messages.success(request, _("The passage is gone."))
    return see_other(find_address(passage.voice))


def find_voice(membership: Membership, key: UUID) -> OtherVoice:
    """Return a voice of this workshop; raises Http404 where there is none."""
    voice = get_object_or_404(OtherVoice, workshop=membership.workshop_id, pk=key)
    voice.workshop = membership.workshop
    return voice


def find_address(voice: OtherVoice) -> str:
    """Return where the page of a voice stands."""
    return reverse("moderation:voice", args=[voice.workshop.slug, voice.pk])


def _find_passage(membership: Membership, ref: str) -> Passage:
    found = (
        Passage.objects.filter(voice__workshop=membership.workshop_id, ref=ref)
        .select_related("voice")
        .first()
    )
    if found is None:
        raise Http404
    found.voice.workshop = membership.workshop
    return found


def _read_facts(voice: OtherVoice) -> dict[str, Any]:
    """Return what the form begins with: days as a browser's box for dates writes them."""
    names = ("title", "source", "stream", "people", "place", "notes_by", "reference")
    held_on = voice.held_on.isoformat() if voice.held_on else None
    return {"held_on": held_on, **{name: getattr(voice, name) for name in names}}


def read_seen(request: HttpRequest) -> str:
    """Return which words somebody had before them, as their form says."""
    return request.POST.get("seen", "")


def _show_passage(
    request: HttpRequest, membership: Membership, passage: Passage, form: Form, more: dict[str, Any]
) -> HttpResponse:
    context = {
        "passage": passage,
        "voice": passage.voice,
        "form": form,
        "coded": passage.codings.exists(),
        "seen": write_seen_passage(passage),
        "is_open": membership.workshop.allows(Deed.MODERATE),
        **more,
    }
    is_wrong = form.errors or more.get("problem")
    status = VoiceChanged.status if more.get("changed") else 422 if is_wrong else 200
    return show_page(request, membership, "passage", context, status=status)
