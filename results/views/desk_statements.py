"""Statements on the desk: written by several at once, with what they stand on and where they come from."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ideas_platform.lib.refusals import Refusal, SavedSince, Unprocessable
from ideas_platform.lib.responses import see_other, sent_data
from ideas_platform.lib.sent_values import read_version
from moderation.domain.codebook import read_codebook
from results.domain.comparing import list_before, set_lineage
from results.domain.counting import read_sources
from results.domain.editions import list_audiences, read_parts
from results.domain.evidence import add_evidence, find_items, list_evidence, remove_evidence
from results.domain.statements import add_statement, change_statement, move, remove_statement
from results.domain.statuses import list_statuses, write_status
from results.forms.statements import EvidenceForm, LineageForm, StatementForm, StatusForm
from results.models import Edition, Statement
from results.views.edition_page import edition_page, find_statement, lead_to, show_edition_page
from workshops.models import Membership


@require_http_methods(["GET", "HEAD", "POST"])
@edition_page
def add_one(request: HttpRequest, membership: Membership, edition: Edition) -> HttpResponse:
    """Show the form for a new statement; a POST adds it and leads to what it stands on."""
    form = _make_form(edition, sent_data(request), initial={"foundation": request.GET.get("in", "")})
    if form.is_bound and form.is_valid():
        try:
            statement = add_statement(edition=edition, text=form.read_text())
            return see_other(lead_to(edition, "desk_statement", statement.ref))
        except Unprocessable as refusal:
            form.add_error("text", str(refusal.message))
    context = {"membership": membership, "form": form, "is_new": True}
    return show_edition_page(request, edition, "statement", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@edition_page
def write_one(request: HttpRequest, membership: Membership, edition: Edition, ref: str) -> HttpResponse:
    """Show one statement; a POST changes its words, unless somebody was quicker."""
    statement = find_statement(edition, ref)
    if request.method != "POST":
        return _show(request, membership, statement)
    form = _make_form(edition, request.POST)
    if not form.is_valid():
        return _show(request, membership, statement, form=form)
    try:
        change_statement(statement=statement, text=form.read_text(), version=read_version(request))
    except SavedSince as refusal:
        return _show(request, membership, statement, refusal=refusal, form=form)
    except Unprocessable as refusal:
        form.add_error("text", str(refusal.message))
        return _show(request, membership, statement, form=form)
    messages.success(request, _("Your change is saved."))
    return see_other(request.path)


@require_POST
@edition_page
def move_one(request: HttpRequest, _place: Membership, edition: Edition, ref: str) -> HttpResponse:
    """Let a statement change places with the one before or after it in its foundation."""
    statement = find_statement(edition, ref)
    move(row=statement, up=request.POST.get("way") == "up")
    return see_other(f"{lead_to(edition)}#{ref}")


@require_POST
@edition_page
def remove_one(request: HttpRequest, _place: Membership, edition: Edition, ref: str) -> HttpResponse:
    """Remove a statement; one of the last edition that it came from is dropped."""
    remove_statement(statement=find_statement(edition, ref))
    messages.success(request, _("The statement is removed."))
    return see_other(lead_to(edition))


@require_POST
@edition_page
def add_source(request: HttpRequest, membership: Membership, edition: Edition, ref: str) -> HttpResponse:
    """Add something that a statement stands on."""
    statement = find_statement(edition, ref)
    form = EvidenceForm(read_codebook(membership.workshop), request.POST)
    if form.is_valid():
        items = find_items(edition, [form.cleaned_data["ref"]])
        try:
            add_evidence(statement=statement, new=form.read_evidence(items))
            return see_other(f"{lead_to(edition, 'desk_statement', ref)}#evidence")
        except Unprocessable as refusal:
            form.add_error(None, str(refusal.message))
    return _show(request, membership, statement, evidence_form=form)


@require_POST
@edition_page
def remove_source(
    _request: HttpRequest, _place: Membership, edition: Edition, ref: str, key: UUID
) -> HttpResponse:
    """Take something from what a statement stands on."""
    remove_evidence(statement=find_statement(edition, ref), key=key)
    return see_other(f"{lead_to(edition, 'desk_statement', ref)}#evidence")


@require_POST
@edition_page
def say_origin(request: HttpRequest, membership: Membership, edition: Edition, ref: str) -> HttpResponse:
    """Say where a statement comes from, and why."""
    statement = find_statement(edition, ref)
    form = LineageForm(list_before(edition).values(), request.POST)
    if form.is_valid():
        given = form.cleaned_data
        previous = [UUID(key) for key in given["previous"]]
        try:
            set_lineage(statement=statement, deed=given["deed"], previous=previous, reason=given["reason"])
            return see_other(f"{lead_to(edition, 'desk_statement', ref)}#lineage")
        except Unprocessable as refusal:
            form.add_error("previous", str(refusal.message))
    return _show(request, membership, statement, lineage_form=form)


@require_POST
@edition_page
def say_how_far(request: HttpRequest, membership: Membership, edition: Edition, ref: str) -> HttpResponse:
    """Say how far a statement of a released edition is."""
    statement = find_statement(edition, ref)
    form = StatusForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            write_status(statement=statement, **given)
            return see_other(f"{lead_to(edition, 'desk_statement', ref)}#status")
        except Unprocessable as refusal:
            form.add_error(None, str(refusal.message))
    return _show(request, membership, statement, status_form=form)


def _make_form(edition: Edition, sent: Any = None, *, initial: Any = None) -> StatementForm:
    return StatementForm(read_parts(edition), list_audiences(edition.workshop), sent, initial=initial)


def _show(
    request: HttpRequest,
    membership: Membership,
    statement: Statement,
    *,
    refusal: Refusal | None = None,
    **forms: Form,
) -> HttpResponse:
    """Return the page of a statement with these forms as they were sent, and the others as they begin."""
    edition = statement.edition
    wrong = any(form.errors for form in forms.values())
    context: dict[str, Any] = {
        "form": _make_form(edition, initial=_list_values(statement)),
        "evidence_form": EvidenceForm(read_codebook(membership.workshop)),
        "status_form": StatusForm(initial={"since": timezone.localdate()}),
        **_describe_lineage(statement),
        **forms,
        "membership": membership,
        "row": statement,
        "theirs": refusal is not None,
        "evidence": list_evidence(statement),
        "numbers": read_sources(edition).count(statement.pk),
        "statuses": list_statuses(edition)[statement.pk] if edition.is_released else [],
    }
    status = refusal.status if refusal else 422 if wrong else 200
    return show_edition_page(request, edition, "statement", context, status=status)


def _list_values(statement: Statement) -> dict[str, str]:
    """Return what the boxes of the form begin with: what the statement says now."""
    return {
        "text": statement.text,
        "foundation": str(statement.foundation_id),
        "audience": str(statement.audience_id or ""),
    }


def _describe_lineage(statement: Statement) -> dict[str, Any]:
    """Return the form for where a statement comes from, with what is said so far."""
    before = list_before(statement.edition)
    rows = list(statement.lineage.select_related("previous"))
    said = {
        "deed": rows[0].deed if rows else "",
        "previous": [str(row.previous_id) for row in rows if row.previous_id],
        "reason": rows[0].reason if rows else "",
    }
    return {"before": before, "lineage_form": LineageForm(before.values(), initial=said)}
