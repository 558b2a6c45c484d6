"""The desk's page *Spread*: packs for organisations, one by one or several in one file."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from moderation.views.staff_page import show_page
from organising.documents.packs import make_archive
from organising.domain.packs import (
    find_organisation,
    is_to_be_spread,
    list_codes,
    list_organisations,
    make_pack,
)
from organising.views.organiser_page import organiser_page
from organising.views.spread import answer_document, describe_pack, find_files
from workshops.models import JoinCode, Membership, Organisation

# Each takes about a twentieth of a second to set when it is asked for first.
MOST_AT_ONCE = 50


@require_safe
@organiser_page
def show_spread(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show the organisations with their packs, and the pack of a chosen one."""
    return _show(request, membership)


def _show(
    request: HttpRequest, membership: Membership, *, wrong: str = "", status: int = 200
) -> HttpResponse:
    workshop = membership.workshop
    organisations, codes = list_organisations(workshop), list_codes(workshop)
    context: dict[str, Any] = {
        "rows": [(one, codes.get(one.pk)) for one in organisations],
        "marked": set(request.GET.getlist("organisation")) if wrong else set(),
        "most": MOST_AT_ONCE,
        "is_open": is_to_be_spread(workshop),
        "wrong": wrong,
    }
    key = request.GET.get("pack")
    if key is not None and context["is_open"]:
        chosen = find_organisation(workshop, key)
        code = _find_code(request, codes, chosen)
        names = {"pack": key, **({"code": "on"} if code else {})}
        context |= {"chosen": chosen, "own_code": codes.get(chosen.pk) if chosen else None, "code": code}
        context |= describe_pack(make_pack(workshop, chosen, code), find_files("desk_", workshop), names)
    return show_page(request, membership, "spread/spread", context, status=status)


def _find_code(
    request: HttpRequest, codes: dict[Any, JoinCode], organisation: Organisation | None
) -> JoinCode | None:
    """Return the organisation's join code where the organiser asks for it to be printed."""
    if organisation is None or request.GET.get("code") != "on":
        return None
    return codes.get(organisation.pk)


@require_safe
@organiser_page
def send_document(request: HttpRequest, membership: Membership, *, kind: str) -> HttpResponse:
    """Answer with a poster or a slide, with the join code where it is asked for.

    Raises Http404 for an organisation that is not listed, WrongPhase once the workshop has closed.
    """
    organisation = find_organisation(membership.workshop, request.GET.get("pack", ""))
    code = _find_code(request, list_codes(membership.workshop), organisation)
    return answer_document(membership.workshop, kind, make_pack(membership.workshop, organisation, code))


@require_safe
@organiser_page
def send_packs(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Answer with the packs of the marked organisations in one ZIP; it asks again for none or too many.

    Raises Http404 for an organisation that is not listed, WrongPhase once the workshop has closed.
    """
    workshop = membership.workshop
    marked = set(request.GET.getlist("organisation"))
    chosen = [one for one in list_organisations(workshop) if str(one.pk) in marked]
    if len(chosen) != len(marked):
        raise Http404
    if not chosen:
        return _show(request, membership, wrong=_("Mark the organisations whose packs you want."), status=422)
    if len(chosen) > MOST_AT_ONCE:
        words = ngettext("Mark %(n)d at most.", "Mark %(n)d at most.", MOST_AT_ONCE)
        return _show(request, membership, wrong=words % {"n": MOST_AT_ONCE}, status=422)
    codes = list_codes(workshop) if request.GET.get("code") == "on" else {}
    content = make_archive(make_pack(workshop, one, codes.get(one.pk)) for one in chosen)
    response = HttpResponse(content, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{workshop.slug}-packs.zip"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def show_card(request: HttpRequest, membership: Membership) -> SafeString:
    """Return the card *Spread* of the desk, for organisers; nothing for others."""
    if not membership.is_organiser:
        return SafeString("")
    context = {
        "slug": membership.workshop.slug,
        "is_open": is_to_be_spread(membership.workshop),
        "organisations": Organisation.objects.filter(workshop=membership.workshop).offered().count(),
    }
    return render_to_string("desk/spread/_card.html", context, request)
