"""Writing an idea: the form, the check, sending. Who has not joined writes first and joins after."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideas_platform.lib.access import require
from ideas_platform.lib.pace import IDEAS, keep_pace
from ideas_platform.lib.refusals import Refusal, WrongPhase
from ideas_platform.lib.responses import see_other, sent_data, tell_wait
from workshops.domain.ideas import CLOSED, submit_idea
from workshops.domain.visits import Visit, find_way_in, visit_workshop
from workshops.forms import IdeaForm
from workshops.models import Idea, Membership
from workshops.pending_cookie import MARK, find_form, forget_text, hand_out, keep_form
from workshops.rules import Deed
from workshops.views.similar import list_similar


@require_http_methods(["GET", "HEAD", "POST"])
def write_idea(request: HttpRequest, slug: str) -> HttpResponse:
    """Write, check, send: each step is a POST of the same form; `step=send` sends.

    What somebody sends who has not joined waits until they have; then they check it and send it again.
    """
    visit = visit_workshop(request.user, slug)
    form = IdeaForm(visit.workshop, sent_data(request) if request.method == "POST" else find_form(request))
    try:
        return _answer(request, visit, form)
    except Refusal as refusal:
        if not form.is_bound:
            raise
        return show_unsent(request, visit, form, refusal)


def is_sending(request: HttpRequest, form: IdeaForm) -> bool:
    """Return whether the form is right and its text, already checked by its author, is to be stored."""
    return request.method == "POST" and form.is_valid() and request.POST.get("step") == "send"


def ask_for_idea(
    request: HttpRequest, visit: Visit, form: IdeaForm, editing: Idea | None = None
) -> HttpResponse:
    """Return the page on which an idea is written or changed, or the one on which its author checks it."""
    checking = form.is_bound and form.is_valid() and request.POST.get("step") != "change"
    context = {
        "workshop": visit.workshop,
        "form": form,
        "step": "check" if checking else "write",
        "editing": editing,
        "joins_after": visit.membership is None,
        "came_back": checking and request.method != "POST",
        "is_gone": _came_back_empty(request, form),
        "warnings": form.find_warnings() if checking else None,
        "similar": list_similar(visit, form.cleaned_data["title"]) if checking and not editing else (),
    }
    return render(request, "workshops/idea_form.html", context, status=422 if form.errors else 200)


def _came_back_empty(request: HttpRequest, form: IdeaForm) -> bool:
    """Return whether somebody came back from signing in for a text that is gone."""
    return MARK in request.GET and request.user.is_authenticated and not form.is_bound


def show_unsent(request: HttpRequest, visit: Visit, form: IdeaForm, refusal: Refusal) -> HttpResponse:
    """Return the page that says why nothing was sent, with what was written on it."""
    context = {
        "workshop": visit.workshop,
        "form": form,
        "message": refusal.message,
        "can_try_again": not isinstance(refusal, WrongPhase),
    }
    response = render(request, "workshops/idea_unsent.html", context, status=refusal.status)
    return tell_wait(response, refusal)


def _answer(request: HttpRequest, visit: Visit, form: IdeaForm) -> HttpResponse:
    if not visit.workshop.allows(Deed.SUBMIT_IDEA):
        raise WrongPhase(CLOSED)
    if is_sending(request, form):
        return _send(request, visit, form) if visit.membership else _keep(request, visit, form)
    if visit.membership is None and request.method != "POST" and form.is_bound and MARK in request.GET:
        return see_other(_find_way_back(request, visit, request.get_full_path()))
    return ask_for_idea(request, visit, form)


def _send(request: HttpRequest, visit: Visit, form: IdeaForm) -> HttpResponse:
    actor = require("workshops.submit_idea", visit)
    keep_pace(IDEAS, actor.user_id)
    idea = submit_idea(actor=actor, text=form.idea_text())
    response = see_other(_find_confirmation(request, actor, idea))
    forget_text(request, response)
    return response


def _find_confirmation(request: HttpRequest, actor: Membership, idea: Idea) -> str:
    """Return where one learns that the idea is sent. Not on its page, where the past is shut by a PIN."""
    if not actor.hides_past:
        return reverse("workshops:idea", args=[actor.workshop.slug, idea.ref]) + "?sent=1"
    messages.success(request, _("Thank you. Your idea is sent. Enter your PIN to see it before others do."))
    return reverse("workshops:ideas", args=[actor.workshop.slug])


def _keep(request: HttpRequest, visit: Visit, form: IdeaForm) -> HttpResponse:
    secret, back = keep_form(request, {name: str(form.cleaned_data[name]) for name in form.fields})
    response = see_other(_find_way_back(request, visit, back))
    hand_out(response, secret)
    return response


def _find_way_back(request: HttpRequest, visit: Visit, back: str) -> str:
    return find_way_in(visit, back=back, code=request.GET.get("code", ""))
