"""What every page of one edition on the desk begins with, and what all of them show."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from ideas_platform.lib.refusals import Refusal
from moderation.views.staff_page import show_page, staff_page
from results.domain.editions import get_edition, list_foundations
from results.models import Edition, Foundation, Statement
from workshops.models import Membership

EditionView = Callable[..., HttpResponse]
MOST_DIGITS = 6


def edition_page(view: EditionView) -> Callable[..., HttpResponseBase]:
    """Return the view of one edition for the staff of its workshop; 404 for everybody else.

    The view is given the membership of who asks and the edition, instead of the address.
    """

    @staff_page
    @wraps(view)
    def show(request: HttpRequest, membership: Membership, number: int, **names: Any) -> HttpResponse:
        if len(str(number)) > MOST_DIGITS:
            raise Http404
        return view(request, membership, get_edition(membership.workshop, number), **names)

    return show


def show_edition_page(
    request: HttpRequest, edition: Edition, page: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Return a page of an edition; `context` must have the `membership` of who asks."""
    membership: Membership = context["membership"]
    return show_page(
        request, membership, f"declaration/{page}", {"edition": edition} | context, status=status
    )


def find_status(form: Form, refusal: Refusal | None = None) -> int:
    """Return with which status the page of a form is answered."""
    if refusal is not None:
        return refusal.status
    return 422 if form.errors else 200


def find_foundation(edition: Edition, part: str) -> Foundation:
    """Return the foundation at this address; raises Http404 where there is none."""
    found = list_foundations(edition).filter(slug=part).first()
    if found is None:
        raise Http404
    return found


def find_statement(edition: Edition, ref: str) -> Statement:
    """Return the statement with this reference; raises Http404 where there is none."""
    found = edition.statements.filter(ref=ref).first()
    if found is None:
        raise Http404
    found.edition = edition
    return found


def lead_to(edition: Edition, page: str = "desk_edition", *names: str) -> str:
    """Return the address of a page of an edition on the desk."""
    return reverse(f"results:{page}", args=[edition.workshop.slug, edition.number, *names])
