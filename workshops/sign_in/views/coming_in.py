"""What is said about coming in before anybody signs in: who may join, and the box for a join code."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse

from workshops.domain.admission import describe_admission
from workshops.domain.visits import Visit
from workshops.models import Workshop
from workshops.phases import Deed
from workshops.sign_in.forms import JoinCodeForm


def describe_way_in(request: HttpRequest, onward: str, code: str) -> dict[str, Any]:
    """Return what the pages of signing in say of the workshop that one is on the way to, if it is public.

    `code_form` is filled in with the join code that the visitor brings, and says so where it is not known.
    """
    workshop = _find_workshop(onward)
    return {
        "workshop_ahead": workshop,
        "who_may_join": describe_admission(workshop) if workshop else None,
        "code_form": JoinCodeForm(workshop, {"code": code} if code else None),
        "code_address": request.path,
    }


def describe_joining(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    """Return what a page of a workshop says of joining to somebody who has not; nothing for a member.

    Nor where nobody can join now.
    """
    workshop = visit.workshop
    if visit.membership is not None or not workshop.allows(Deed.JOIN):
        return {}
    code = request.GET.get("code")
    return {
        "who_may_join": describe_admission(workshop),
        "code_form": JoinCodeForm(workshop, request.GET if code else None),
        "code_address": reverse("workshops:membership", args=[workshop.slug]),
    }


def _find_workshop(onward: str) -> Workshop | None:
    """Return the public workshop whose page this address is, None where it leads elsewhere."""
    try:
        slug = resolve(urlsplit(onward).path).kwargs.get("slug")
    except Resolver404:
        return None
    return Workshop.objects.public().filter(slug=slug).first() if slug else None
