"""What every page of the desk begins with that is the organisers' own."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from moderation.views.staff_page import DeskView, staff_page
from workshops.models import Membership


def organiser_page(view: DeskView) -> DeskView:
    """Return the view of a desk for the organisers of its workshop; 404 for everybody else.

    The view is given the membership of who asks, with its workshop, instead of the address.
    """

    @wraps(view)
    def show(request: HttpRequest, membership: Membership, **names: Any) -> HttpResponseBase:
        if not membership.is_organiser:
            raise Http404
        return view(request, membership, **names)

    return staff_page(show)
