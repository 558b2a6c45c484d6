"""What every page of the desk begins with: who may be there, and whose desk it is."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from ideas_platform.staff_site import say_notice
from moderation.domain.desks import find_desk
from moderation.domain.review import has_danger
from workshops.models import Membership

# The desk itself counts the dangers, and the review begins with them.
TELL_DANGERS = frozenset({"desk", "review"})
DeskView = Callable[..., HttpResponseBase]


def staff_page(view: DeskView) -> DeskView:
    """Return the view of a desk for its own staff, who have shown a second factor; 404 for everybody else.

    The view is given the membership of who asks among the staff, with its workshop, instead of the address.
    """

    def show(request: HttpRequest, *, slug: str, **names: Any) -> HttpResponseBase:
        return view(request, find_desk(request.user, slug), **names)

    guarded = admin.site.admin_view(show)

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, **names: Any) -> HttpResponseBase:
        if not (request.user.is_active and getattr(request.user, "is_staff", False)):
            raise Http404
        return guarded(request, slug=slug, **names)

    return wrapped


def show_page(
    request: HttpRequest, membership: Membership, page: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Return a page of the desk, with what all of them show."""
    shared = {
        "workshop": membership.workshop,
        "membership": membership,
        "staff_notice": say_notice(request),
        "danger_waits": not (page in TELL_DANGERS or page.startswith("_"))
        and has_danger(membership.workshop),
    }
    return render(request, f"desk/{page}.html", shared | context, status=status)
