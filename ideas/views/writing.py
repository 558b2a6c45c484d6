"""Writing an idea: the form, the check, sending. Who has not joined writes first and joins after."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideas.domain.contribution_limits import IDEAS
from ideas.domain.ideas import CLOSED, submit_idea
from ideas.domain.said_before import find_sent_before
from ideas.forms import IdeaForm
from ideas.models import Idea
from ideas.views.similar import list_similar
from ideas_platform.lib.access import require
from ideas_platform.lib.rate_limits import limit_rate
from ideas_platform.lib.refusals import Refusal, WrongPhase
from ideas_platform.lib.responses import see_other, tell_wait
from workshops.domain.visits import Visit, find_way_in, visit_workshop
from workshops.models import Membership
from workshops.phases import Deed
from workshops.sign_in.pending_cookie import (
    MARK,
    Back,
    Step,
    find_form,
    find_kept,
    forget_text,
    has_pending,
    keep_form,
    set_pending_cookie,
)
from workshops.sign_in.views.coming_in import describe_joining
from workshops.sign_in.views.keeping import keep_for_next_page, read_fields
from workshops.sign_in.views.pending_text import describe_pending
from workshops.views.joining import (
    Questions,
    describe_questions,
    is_let_in,
    join_with,
    read_questions,
    remember_device,
)


@require_http_methods(["GET", "HEAD", "POST"])
def write_idea(request: HttpRequest, slug: str) -> HttpResponse:
    """Write, check, send: each step is a POST of the same form; `step=send` sends.

    Each leads on to a page that can be loaded again and gone back to. What somebody writes who has not joined
    waits until they are signed in; then they check it, and join and send it with `step=join`.
    """
    visit = visit_workshop(request.user, slug)
    form = read_idea_form(request, visit)
    try:
        return _answer(request, visit, form)
    except Refusal as refusal:
        if not (form.is_bound or form.initial):
            raise
        return show_unsent(request, visit, form, refusal)


def read_idea_form(
    request: HttpRequest, visit: Visit, present: Mapping[str, object] | None = None
) -> IdeaForm:
    """Return the form as it was sent, as it waits to be checked or changed, or as things are at present."""
    if request.method == "POST":
        return IdeaForm(visit.workshop, request.POST)
    kept = find_form(request)
    if kept and request.GET.get(MARK) in {Step.SEND, Step.CHECK}:
        return IdeaForm(visit.workshop, kept)
    form = IdeaForm(visit.workshop, initial=dict(kept or present or {}))
    form.begin_under(request.GET.get("theme", ""))
    return form


def is_sending(request: HttpRequest, form: IdeaForm) -> bool:
    """Return whether the form is right and its text, already checked by its author, is to be stored."""
    return request.method == "POST" and form.is_valid() and request.POST.get("step") == "send"


def turn_page(request: HttpRequest, visit: Visit, form: IdeaForm) -> HttpResponse | None:
    """Return the way to the page for the next step, on which the text is again; None where there is none."""
    step = Step.CHANGE if request.POST.get("step") == "change" else Step.CHECK
    if request.method != "POST" or (step == Step.CHECK and not form.is_valid()):
        return None
    return keep_for_next_page(request, visit, read_fields(request, form.fields), Back(request.path, step))


def ask_for_idea(
    request: HttpRequest, visit: Visit, form: IdeaForm, editing: Idea | None = None
) -> HttpResponse:
    """Return the page on which an idea is written or changed, or the one on which its author checks it."""
    if answer := turn_page(request, visit, form):
        return answer
    checking = _is_checking(request, form)
    context = {
        "workshop": visit.workshop,
        "form": form,
        "step": "check" if checking else "write",
        "editing": editing,
        "joins_after": visit.membership is None,
        "is_gone": _came_back_empty(request),
        "waiting": describe_pending(request),
        "waits_here": MARK not in request.GET and not request.user.is_authenticated and has_pending(request),
        **(_describe_check(request, visit, form, is_new=editing is None) if checking else {}),
        **describe_joining(request, visit),
    }
    return render(request, "workshops/idea_form.html", context, status=422 if form.errors else 200)


def _is_checking(request: HttpRequest, form: IdeaForm) -> bool:
    """Return whether the text is right so far, so that its author looks at it once more."""
    return form.is_bound and form.is_valid() and request.POST.get("step") != "change"


def _describe_check(request: HttpRequest, visit: Visit, form: IdeaForm, *, is_new: bool) -> dict[str, object]:
    """Return what the page on which the author checks the text says besides."""
    return {
        "came_back": request.GET.get(MARK) == Step.SEND,
        "warnings": form.find_warnings(),
        "similar": list_similar(visit, form.cleaned_data["title"]) if is_new else (),
        "sent_before": _find_sent_before(visit, form) if is_new else None,
    }


def _find_sent_before(visit: Visit, form: IdeaForm) -> Idea | None:
    """Return the visitor's own idea in the same words, None where there is none."""
    title, body = form.cleaned_data["title"], form.cleaned_data["body"]
    return find_sent_before(actor=visit.membership, workshop=visit.workshop, title=title, body=body)


def _came_back_empty(request: HttpRequest) -> bool:
    """Return whether somebody came back for a text that is gone: sent meanwhile, or too old."""
    return request.method != "POST" and MARK in request.GET and find_kept(request) is None


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
        raise WrongPhase(visit.workshop.say_stopped(CLOSED))
    if visit.membership is None:
        return _answer_newcomer(request, visit, form)
    return _send(request, visit, form) if is_sending(request, form) else ask_for_idea(request, visit, form)


def _answer_newcomer(request: HttpRequest, visit: Visit, form: IdeaForm) -> HttpResponse:
    """Answer somebody who has not joined: their text waits until they look at it once more and join."""
    step = request.POST.get("step")
    if not (form.is_bound and form.is_valid()) or step == "change":
        return ask_for_idea(request, visit, form)
    if _may_join(request, visit) and (request.method != "POST" or step == "join"):
        return _let_join(request, visit, form, is_joining=step == "join")
    if request.method == "POST":
        return _keep(request, visit, form)
    return see_other(_find_way_back(request, visit, request.get_full_path()))


def _let_join(request: HttpRequest, visit: Visit, form: IdeaForm, *, is_joining: bool) -> HttpResponse:
    questions = read_questions(request, visit, initial={}, were_asked=is_joining)
    if is_joining and questions.are_answered():
        return _join_and_send(request, visit, form, questions)
    return _ask_to_join(request, visit, form, questions)


def _may_join(request: HttpRequest, visit: Visit) -> bool:
    return request.user.is_authenticated and visit.workshop.allows(Deed.JOIN) and is_let_in(request, visit)


def _ask_to_join(request: HttpRequest, visit: Visit, form: IdeaForm, questions: Questions) -> HttpResponse:
    """Return the page on which somebody who is signed in checks their text, and joins and sends it."""
    context = {
        "workshop": visit.workshop,
        "form": form,
        "step": "check",
        "details": questions.details,
        "waiting": describe_pending(request),
        **_describe_check(request, visit, form, is_new=True),
        **describe_questions(visit, questions),
    }
    status = 422 if questions.details.errors else 200
    return render(request, "workshops/idea_form.html", context, status=status)


def _join_and_send(request: HttpRequest, visit: Visit, form: IdeaForm, questions: Questions) -> HttpResponse:
    """Join, then send as any member does: two deeds with a transaction each, so that no row joins them."""
    join_with(request, visit, questions)
    response = _send(request, visit_workshop(request.user, visit.workshop.slug), form)
    remember_device(response, questions)
    return response


def _send(request: HttpRequest, visit: Visit, form: IdeaForm) -> HttpResponse:
    actor = require("workshops.submit_idea", visit)
    limit_rate(IDEAS, actor.user_id)
    idea = submit_idea(actor=actor, text=form.idea_text())
    response = see_other(_find_confirmation(request, actor, idea))
    forget_text(request, response, request.path)
    return response


def _find_confirmation(request: HttpRequest, actor: Membership, idea: Idea) -> str:
    """Return where one learns that the idea is sent. Not on its page, where the past is shut by a PIN."""
    if not actor.hides_past:
        return reverse("workshops:idea", args=[actor.workshop.slug, idea.ref]) + "?sent=1"
    messages.success(request, _("Thank you. Your idea is sent. Enter your PIN to see it before others do."))
    return reverse("workshops:ideas", args=[actor.workshop.slug])


def _keep(request: HttpRequest, visit: Visit, form: IdeaForm) -> HttpResponse:
    value, back = keep_form(request, {name: str(form.cleaned_data[name]) for name in form.fields})
    response = see_other(back if _may_join(request, visit) else _find_way_back(request, visit, back))
    set_pending_cookie(response, value)
    return response


def _find_way_back(request: HttpRequest, visit: Visit, back: str) -> str:
    return find_way_in(visit, back=back, code=request.GET.get("code", ""))
