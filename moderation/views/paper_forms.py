"""Paper forms: type one, and settle what two people have typed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideas_platform.lib.responses import see_other, sent_data
from moderation.domain.other_voices import VoiceChanged
from moderation.domain.paper_forms import (
    KeyedByTwo,
    State,
    compare_words,
    find_own_keying,
    key_form,
    merge_words,
    read_both,
    read_pile,
    settle_form,
    write_seen_both,
    write_seen_keying,
)
from moderation.forms.other_voices import KeyingForm, SettledForm
from moderation.models import OtherVoice, PaperForm
from moderation.views.other_voices import find_voice, read_seen
from moderation.views.staff_page import show_page, staff_page
from workshops.models import Membership
from workshops.phases import Deed


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def type_forms(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Show how far the forms of a pile are, and a form to type one; a POST keeps what was typed."""
    voice = _find_pile(membership, key)
    number = request.GET.get("number", "")
    form = KeyingForm(sent_data(request), initial=_begin(membership, voice, number))
    changed = False
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            key_form(actor=membership, voice=voice, **given, seen=read_seen(request))
        except KeyedByTwo as refusal:
            form.add_error("number", str(refusal))
        except VoiceChanged:
            changed = True
        else:
            words = _("Form %(number)d is kept. Take the next one.")
            messages.success(request, words % {"number": given["number"]})
            return see_other(request.path)
    return _show_pile(request, membership, voice, form, changed=changed)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def settle_paper_form(request: HttpRequest, membership: Membership, key: UUID, number: int) -> HttpResponse:
    """Show word by word where two people typed something else; a POST makes a passage of what counts."""
    voice = _find_pile(membership, key)
    paper = _find_paper(voice, number)
    both = read_both(paper)
    if both is None and not (request.method == "POST" and paper.passage):
        raise Http404
    form = SettledForm(sent_data(request), initial={"body": merge_words(*both) if both else ""})
    changed = form.is_bound and both is None
    if changed or not form.is_valid():
        return _show_both(request, membership, paper, form, changed=changed)
    return _settle(request, membership, paper, form)


def _settle(
    request: HttpRequest, membership: Membership, paper: PaperForm, form: SettledForm
) -> HttpResponse:
    """Make a passage of what counts and go on to the next form; show it again where it has changed."""
    try:
        settle_form(actor=membership, form=paper, body=form.cleaned_data["body"], seen=read_seen(request))
    except VoiceChanged:
        return _show_both(request, membership, paper, form, changed=True)
    messages.success(request, _("Form %(number)d is a passage now.") % {"number": paper.number})
    return see_other(_next_address(membership, paper.voice))


def _show_both(
    request: HttpRequest, membership: Membership, paper: PaperForm, form: SettledForm, *, changed: bool
) -> HttpResponse:
    both = read_both(paper)
    context: dict[str, Any] = {
        "voice": paper.voice,
        "paper": paper,
        "form": form,
        "changed": changed,
        "parts": list(compare_words(*both)) if both else [],
        "is_same": both is not None and both[0] == both[1],
        "seen": write_seen_both(paper, both) if both else "",
        "is_open": membership.workshop.allows(Deed.MODERATE),
    }
    status = VoiceChanged.status if changed else 422 if form.errors else 200
    return show_page(request, membership, "settle_form", context, status=status)


def _find_pile(membership: Membership, key: UUID) -> OtherVoice:
    voice = find_voice(membership, key)
    if voice.source != OtherVoice.Source.PAPER_FORMS:
        raise Http404
    return voice


def _find_paper(voice: OtherVoice, number: int) -> PaperForm:
    """Return the form of this number with its passage; raises Http404 where there is none."""
    paper = voice.forms.filter(number=number).select_related("passage").first()
    if paper is None:
        raise Http404
    paper.voice = voice
    return paper


def _begin(membership: Membership, voice: OtherVoice, number: str) -> dict[str, Any]:
    """Return what the form begins with: the number that was asked for, and what one typed of it before."""
    paper = _find_numbered(voice, number)
    own = find_own_keying(membership, paper) if paper else None
    return {"number": number if paper else "", "body": own.body if own else ""}


def _find_numbered(voice: OtherVoice, number: str) -> PaperForm | None:
    is_number = number.isascii() and number.isdecimal() and len(number) <= 5
    return voice.forms.filter(number=int(number)).first() if is_number else None


def _next_address(membership: Membership, voice: OtherVoice) -> str:
    slug, waiting = membership.workshop.slug, read_pile(membership, voice).list_in(State.TO_SETTLE)
    if waiting:
        return reverse("moderation:settle_form", args=[slug, voice.pk, waiting[0].number])
    return reverse("moderation:forms", args=[slug, voice.pk])


def _show_pile(
    request: HttpRequest, membership: Membership, voice: OtherVoice, form: KeyingForm, *, changed: bool
) -> HttpResponse:
    pile = read_pile(membership, voice)
    paper = _find_numbered(voice, str(form["number"].value() or ""))
    own = find_own_keying(membership, paper) if paper else None
    context = {
        "voice": voice,
        "form": form,
        "changed": changed,
        "seen": write_seen_keying(own),
        "own": own,
        "needs_you": pile.list_in(State.NEEDS_YOU),
        "needs_another": pile.list_in(State.NEEDS_ANOTHER),
        "to_settle": pile.list_in(State.TO_SETTLE),
        "settled": len(pile.list_in(State.SETTLED)),
        "is_open": membership.workshop.allows(Deed.MODERATE),
    }
    status = VoiceChanged.status if changed else 422 if form.errors else 200
    return show_page(request, membership, "forms", context, status=status)
