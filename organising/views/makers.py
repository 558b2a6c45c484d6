"""Who may make workshops: seen and changed by site administrators."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ideas_platform.lib.responses import see_other, sent_data
from ideas_platform.staff_site import say_notice
from organising.forms.makers import MakerForm
from workshops.domain.workshop_makers import allow_to_make, list_makers, stop_making
from workshops.models import User


def administrator_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Return the view for site administrators who have shown a second factor; 404 for everybody else."""
    guarded = admin.site.admin_view(view)

    @wraps(view)
    def show(request: HttpRequest, **names: Any) -> HttpResponseBase:
        if not getattr(request.user, "is_superuser", False):
            raise Http404
        return guarded(request, **names)

    return show


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_page
def show_makers(request: HttpRequest) -> HttpResponse:
    """List who may make workshops; a POST lets one more."""
    form = MakerForm(sent_data(request))
    if form.is_bound and form.is_valid():
        user = allow_to_make(form.cleaned_data["email"], actor=_actor(request))
        messages.success(request, _("May make workshops now: %(email)s") % {"email": user.email})
        return see_other(reverse("organising:makers"))
    context = {"form": form, "makers": list_makers(), "staff_notice": say_notice(request)}
    return render(request, "desk/set_up/makers.html", context, status=422 if form.errors else 200)


@require_POST
@administrator_page
def remove_maker(request: HttpRequest, key: UUID) -> HttpResponse:
    """Let somebody make no more workshops."""
    person = get_object_or_404(User, pk=key)
    try:
        stop_making(actor=_actor(request), person=person)
    except PermissionDenied as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("May make no more workshops: %(email)s") % {"email": person.email})
    return see_other(reverse("organising:makers"))


def _actor(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  # nosec B101
    return request.user
