"""Setting, showing and removing the PIN for the view of one's past."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ideas_platform.lib.access import require
from ideas_platform.lib.responses import see_other, sent_data
from ideas_platform.lib.return_address import find_return
from workshops.domain.pins import remove_pin, set_pin, try_pin
from workshops.domain.visits import Visit, visit_as_member
from workshops.models import Membership
from workshops.sign_in.answer_cookie import forget_answers
from workshops.sign_in.past_cookie import open_past, shut_past
from workshops.sign_in.pin_forms import ChoosePinForm, EnterPinForm


@require_http_methods(["GET", "HEAD", "POST"])
def show_pin(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the PIN, or for a new one."""
    visit, actor = _visit(request, slug)
    return _enter(request, visit, actor) if actor.hides_past else _choose(request, visit, actor)


def _enter(request: HttpRequest, visit: Visit, actor: Membership) -> HttpResponse:
    form = EnterPinForm(None if actor.is_shut_out else sent_data(request))
    if form.is_valid():
        if try_pin(actor=actor, pin=form.cleaned_data["pin"]):
            response = see_other(_find_onward(request, visit))
            open_past(request, response, actor)
            return response
        if not actor.is_shut_out:
            form.refuse(actor)
    return _show(request, visit, form)


def _choose(request: HttpRequest, visit: Visit, actor: Membership) -> HttpResponse:
    form = ChoosePinForm(sent_data(request))
    if not form.is_valid():
        return _show(request, visit, form)
    set_pin(actor=actor, pin=form.cleaned_data["pin"])
    messages.success(request, _("Your PIN is set. From your next visit on we ask for it."))
    response = see_other(_find_onward(request, visit))
    open_past(request, response, actor)
    return response


def _show(request: HttpRequest, visit: Visit, form: forms.Form) -> HttpResponse:
    context = {"workshop": visit.workshop, "membership": visit.membership, "form": form}
    status = 422 if form.errors else 200
    return render(request, "workshops/pin.html", context, status=status)


@require_POST
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the PIN away; raises PermissionDenied for who has not shown it."""
    visit, actor = _visit(request, slug)
    if actor.hides_past:
        raise PermissionDenied
    remove_pin(actor=actor)
    messages.success(request, _("Your PIN is gone. Whoever can sign in as you sees what you wrote."))
    return _shut(request, visit, actor)


@require_POST
def lock(request: HttpRequest, slug: str) -> HttpResponse:
    """Shut the past in this browser until the PIN is shown again."""
    return _shut(request, *_visit(request, slug))


def _visit(request: HttpRequest, slug: str) -> tuple[Visit, Membership]:
    visit = visit_as_member(request.user, slug, back=reverse_lazy("workshops:pin", args=[slug]))
    actor: Membership = require("workshops.see_own", visit)
    return visit, actor


def _shut(request: HttpRequest, visit: Visit, actor: Membership) -> HttpResponse:
    response = see_other(reverse("workshops:pin", args=[visit.workshop.slug]))
    shut_past(response, actor)
    forget_answers(request, response)
    return response


def _find_onward(request: HttpRequest, visit: Visit) -> str:
    return find_return(request, reverse("workshops:mine", args=[visit.workshop.slug]))
