"""Writing a comment."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ideas.comment_forms import CommentForm
from ideas.domain.comments import CLOSED, find_parent, submit_comment
from ideas.domain.contribution_limits import COMMENTS
from ideas.domain.ideas import find_idea
from ideas.domain.release_times import say_later, say_usual_wait
from ideas.domain.said_before import has_said
from ideas.models import Idea
from ideas.views.ideas import IdeaPage, render_idea
from ideas.views.thread import COMMENTS_PLACE, describe_thread
from ideas_platform.lib.access import require
from ideas_platform.lib.rate_limits import limit_rate
from ideas_platform.lib.refusals import TooMany, WrongPhase
from ideas_platform.lib.responses import is_htmx, see_other, tell_wait
from ideas_platform.lib.said_there import say_there
from workshops.domain.visits import visit_as_member
from workshops.models import Membership
from workshops.phases import Deed
from workshops.sign_in.pending_cookie import Back, Step, forget_text
from workshops.sign_in.views.keeping import keep_for_next_page, keep_unless_member, read_fields

SAID_BEFORE = _("You have sent the same words here already. They are there once.")
# The heading of the form, to which one comes back.
FORM = "comment-form-title"


@require_POST
def comment(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Store a comment, unless its author is to be warned first.

    Answers the changed comments to htmx, a 303 to them to a plain form.
    """
    address = reverse("workshops:idea", args=[slug, ref])
    if kept := keep_unless_member(request, slug, CommentForm.base_fields, Back(address, anchor=FORM)):
        return kept
    visit = visit_as_member(request.user, slug, back=address)
    actor = require("workshops.comment", visit)
    idea, mine = find_idea(actor=actor, workshop=visit.workshop, ref=ref)
    if not visit.workshop.allows(Deed.COMMENT):
        raise WrongPhase(visit.workshop.say_stopped(CLOSED))
    page, form = IdeaPage(visit, idea, mine), CommentForm(request.POST, auto_id="comment_%s")
    try:
        is_sent = _send(actor, idea, form)
    except TooMany as refusal:
        return _refuse(request, page, form, refusal)
    answer = _answer_htmx if is_htmx(request) else _answer
    response = answer(request, page, form, is_sent)
    if is_sent:
        forget_text(request, response, address)
    return response


def _send(actor: Membership, idea: Idea, form: CommentForm) -> bool:
    """Store the comment; return False where it is not right or its author is to be warned first.

    Raises TooMany at the limit.
    """
    if not form.is_valid() or form.warnings is not None:
        return False
    parent = find_parent(idea, form.cleaned_data["parent"])
    if has_said(actor=actor, idea=idea, parent=parent, body=form.cleaned_data["body"]):
        form.add_error("body", SAID_BEFORE)
        return False
    limit_rate(COMMENTS, actor.user_id)
    submit_comment(actor=actor, idea=idea, parent=parent, text=form.comment_text())
    return True


def _answer(request: HttpRequest, page: IdeaPage, form: CommentForm, is_sent: bool) -> HttpResponse:
    if not is_sent:
        back = Back(page.idea.get_absolute_url(), Step.CHECK, anchor=FORM)
        fields = read_fields(request, CommentForm.base_fields)
        warned = keep_for_next_page(request, page.visit, fields, back) if form.is_valid() else None
        return warned or render_idea(request, page, form)
    later = f"{say_later(page.visit.workshop, 'sent')} {say_usual_wait(page.visit.workshop)}".strip()
    say_there(request, COMMENTS_PLACE, f"{gettext('Your comment is sent.')} {later}")
    return see_other(f"{page.idea.get_absolute_url()}#comments")


def _answer_htmx(request: HttpRequest, page: IdeaPage, form: CommentForm, is_sent: bool) -> HttpResponse:
    thread = describe_thread(page.visit, page.idea, None if is_sent else form, sent=is_sent)
    context = {"workshop": page.visit.workshop, "idea": page.idea, **thread}
    return render(request, "workshops/_comments.html", context, status=422 if form.errors else 200)


def _refuse(request: HttpRequest, page: IdeaPage, form: CommentForm, refusal: TooMany) -> HttpResponse:
    """Return the page with what was written; to htmx the words alone, as its page still has the text."""
    if is_htmx(request):
        raise refusal
    form.add_error("body", str(refusal.message))
    response = render_idea(request, page, form)
    response.status_code = refusal.status
    return tell_wait(response, refusal)
