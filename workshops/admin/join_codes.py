"""The join codes of a workshop: each with its link, how it stands, and a sheet to print."""

from __future__ import annotations

from uuid import UUID

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ideas_platform.lib.qr_codes import draw_qr_code
from workshops.admin.scope import Page, find_organised, list_pages
from workshops.domain.join_codes import describe_uses, find_link
from workshops.domain.letters import absolute
from workshops.models import JoinCode


def list_code_addresses() -> list[URLPattern]:
    """Return the addresses of the join codes of a workshop and of the sheet of each."""
    pages: list[Page] = [
        ("<uuid:key>/codes/", show_codes, "codes"),
        ("<uuid:key>/codes/<uuid:code>/sheet/", show_sheet, "code_sheet"),
    ]
    return list_pages(pages)


@require_safe
def show_codes(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show each code of a workshop with its organisation, its link and its sheet."""
    workshop = find_organised(request, key)
    codes = JoinCode.objects.filter(workshop=workshop).select_related("organisation", "workshop")
    rows = [
        {
            "code": code,
            "link": find_link(code),
            "uses": _("over: it lets nobody in") if _is_over(code) else describe_uses(code),
            "sheet": reverse("admin:workshops_code_sheet", args=[key, code.pk]),
        }
        for code in codes.order_by("organisation__name", "ends_on", "code")
    ]
    title = _("Join codes of “%(workshop)s”") % {"workshop": workshop}
    context = {**admin.site.each_context(request), "title": title, "workshop": workshop, "rows": rows}
    return TemplateResponse(request, "admin/workshops/workshop/codes.html", context)


@require_safe
def show_sheet(request: HttpRequest, key: UUID, code: UUID) -> HttpResponse:
    """Show a page to print and put up: whom the code is for, the QR code, and what to do without one."""
    workshop = find_organised(request, key)
    found = get_object_or_404(workshop.join_codes.select_related("organisation", "workshop"), pk=code)
    context = {
        "workshop": workshop,
        "code": found,
        "is_over": _is_over(found),
        "drawing": draw_qr_code(find_link(found)),
        "short_link": absolute(reverse("workshops:workshop", args=[workshop.slug])).partition("://")[2],
        "back": reverse("admin:workshops_codes", args=[key]),
    }
    return TemplateResponse(request, "admin/workshops/workshop/code_sheet.html", context)


def _is_over(code: JoinCode) -> bool:
    return code.ends_on < timezone.localdate()
