"""The weekly summary: on the desk as a page and as PDF, who gets it, and saying yes to it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ideas_platform.lib.responses import see_other
from moderation.views.staff_page import show_page
from organising.documents.summary import make_summary_document
from organising.domain.summary import make_summary
from organising.domain.summary_readers import (
    TooManyReaders,
    agree,
    find_question,
    list_readers,
    name_reader,
    remove_reader,
)
from organising.forms.summary_reader_form import SummaryReaderForm
from organising.views.organiser_page import organiser_page
from workshops.models import Membership


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def show_summary(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show what the summary says and who gets it; a POST names one more address."""
    form = SummaryReaderForm(request.POST if request.method == "POST" else None)
    status = 422 if request.method == "POST" else 200
    if form.is_valid():
        try:
            name_reader(actor=membership, address=form.cleaned_data["email"])
        except TooManyReaders as refusal:
            form.add_error("email", str(refusal.message))
            status = refusal.status
        else:
            messages.success(request, _("We have asked this address."))
            return see_other(_find_page(membership))
    context = {
        "summary": make_summary(membership.workshop),
        "readers": list_readers(membership.workshop),
        "form": form,
    }
    return show_page(request, membership, "spread/summary", context, status=status)


@require_POST
@organiser_page
def take_reader_away(request: HttpRequest, membership: Membership, *, key: UUID) -> HttpResponse:
    """Send this address nothing more of it."""
    remove_reader(membership.workshop, key)
    messages.success(request, _("This address gets no summary any more."))
    return see_other(_find_page(membership))


@require_safe
@organiser_page
def send_summary(_request: HttpRequest, membership: Membership) -> HttpResponse:
    """Answer with the summary as PDF, one page."""
    content = make_summary_document(membership.workshop, make_summary(membership.workshop))
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{membership.workshop.slug}-summary.pdf"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def answer_question(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Show the button that says yes; a POST says it. An address that is not asked any more looks the same."""
    if request.method == "POST":
        agree(slug, token)
        return see_other(f"{request.path}?said=1")
    found = find_question(slug, token)
    context = {"is_done": "said" in request.GET, "title": found.workshop.title if found else ""}
    return render(request, "organising/summary_answer.html", context)


def _find_page(membership: Membership) -> str:
    return reverse("organising:summary", args=[membership.workshop.slug])
