"""Writing an idea: the form, the check, sending."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ideas_platform.lib.access import require
from ideas_platform.lib.refusals import WrongPhase
from ideas_platform.lib.responses import see_other, sent_data
from workshops.domain.ideas import submit_idea
from workshops.domain.visits import Visit, visit_as_member
from workshops.forms import IdeaForm
from workshops.models import Idea, Membership
from workshops.rules import Deed


@require_http_methods(["GET", "HEAD", "POST"])
def write_idea(request: HttpRequest, slug: str) -> HttpResponse:
    """Write, check, send: each step is a POST of the same form; `step=send` sends."""
    visit = visit_as_member(request.user, slug, back=request.path)
    actor = require("workshops.submit_idea", visit)
    if not visit.workshop.allows(Deed.SUBMIT_IDEA):
        raise WrongPhase(_("New ideas are closed. You can still read what others wrote."))
    form = IdeaForm(visit.workshop, sent_data(request))
    if not is_sending(request, form):
        return ask_for_idea(request, visit, form)
    return _send(actor, visit, form)


def is_sending(request: HttpRequest, form: IdeaForm) -> bool:
    """Return whether the form is right and its text, already checked by its author, is to be stored."""
    return request.method == "POST" and form.is_valid() and request.POST.get("step") == "send"


def ask_for_idea(
    request: HttpRequest, visit: Visit, form: IdeaForm, editing: Idea | None = None
) -> HttpResponse:
    """Return the page on which an idea is written or changed, or the one on which its author checks it."""
    checking = request.method == "POST" and form.is_valid() and request.POST.get("step") != "change"
    step = "check" if checking else "write"
    context = {"workshop": visit.workshop, "form": form, "step": step, "editing": editing}
    return render(request, "workshops/idea_form.html", context, status=422 if form.errors else 200)


def _send(actor: Membership, visit: Visit, form: IdeaForm) -> HttpResponse:
    idea = submit_idea(actor=actor, text=form.idea_text())
    return see_other(reverse("workshops:idea", args=[visit.workshop.slug, idea.ref]) + "?sent=1")
