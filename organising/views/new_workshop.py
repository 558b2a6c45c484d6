"""Making a workshop: a title is enough, and whoever makes it organises it."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ideas_platform.lib.responses import see_other, sent_data
from ideas_platform.lib.sent_values import read_key
from ideas_platform.staff_site import say_notice
from organising.domain.copies import find_same_draft, make_from, make_practice_copy
from organising.forms.purpose import NewWorkshopForm
from organising.views.organiser_page import organiser_page
from workshops.admin.scope import ORGANISERS
from workshops.domain.staff import list_staffed
from workshops.domain.workshop_makers import may_make_workshops
from workshops.models import Membership, User, Workshop


@require_http_methods(["GET", "HEAD", "POST"])
def make_workshop(request: HttpRequest) -> HttpResponse:
    """Ask for a title; a POST makes the workshop and leads to its set-up. 404 for who may make none."""
    if not may_make_workshops(request.user):
        raise Http404
    answer: HttpResponse = _make(request)
    return answer


@admin.site.admin_view
def _make(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101  # nosec B101
    begun = Workshop()
    begun.tell_time(timezone.now())
    form = NewWorkshopForm(sent_data(request), instance=begun)
    form.offer(list_staffed(request.user, ORGANISERS).filter(imported=False))
    if form.is_bound and form.is_valid():
        return _begin(request, request.user, form)
    context = {"form": form, "staff_notice": say_notice(request)}
    return render(request, "desk/set_up/new.html", context, status=422 if form.errors else 200)


def _begin(request: HttpRequest, actor: User, form: NewWorkshopForm) -> HttpResponse:
    """Make the workshop and lead to its set-up; a second press leads to what the first one made."""
    with transaction.atomic():
        begun = find_same_draft(form.cleaned_data["title"], actor=actor)
        if begun is None:
            begun = make_from(form.instance, form.cleaned_data.get("source"), actor=actor).workshop
        else:
            messages.info(request, _("You had made a draft of this title. Here it is."))
    return see_other(reverse("organising:purpose", args=[begun.slug]))


@require_POST
@organiser_page
def make_practice(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Make a practice workshop that is set up like this one, and lead to it. 404 for who may make none."""
    if not isinstance(request.user, User) or not may_make_workshops(request.user):
        raise Http404
    press = read_key(request, "press") or uuid4()
    copy = make_practice_copy(membership.workshop, actor=request.user, press=press)
    messages.success(request, _("This is your practice copy. It is deleted in two weeks."))
    return see_other(copy.get_absolute_url())


def offer_workshop(request: HttpRequest, _subject: object) -> SafeString:
    """Return the button for making a workshop, nothing for who may make none."""
    if not may_make_workshops(request.user):
        return SafeString("")
    return render_to_string("desk/set_up/_make.html", {}, request)
