"""Rewording one's comment, by the same form as it was written with."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideas.comment_forms import CommentForm
from ideas.domain.comment_changes import edit_comment, require_comment_editable
from ideas.domain.comment_wordings import show_own_words
from ideas.domain.comments import find_comment
from ideas.domain.contribution_limits import EDITS
from ideas.domain.release_times import say_later
from ideas.models import Comment
from ideas.views.own_contributions import keep_from_shut_past, visit_own
from ideas.views.thread import COMMENTS_PLACE
from ideas_platform.lib.access import require
from ideas_platform.lib.rate_limits import limit_rate
from ideas_platform.lib.responses import see_other
from ideas_platform.lib.said_there import say_there
from workshops.domain.visits import Visit
from workshops.sign_in.pending_cookie import MARK, Back, Step, find_form, forget_text
from workshops.sign_in.views.keeping import keep_for_next_page, keep_unless_member, read_fields
from workshops.sign_in.views.pending_text import describe_return

NAMES = ("intent", "body")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, ref: str, comment_ref: str) -> HttpResponse:
    """Reword one's comment; its author is warned first of what could identify somebody."""
    if request.method == "POST":
        kept = keep_unless_member(request, slug, NAMES) or keep_from_shut_past(request, slug, NAMES)
        if kept:
            return kept
    visit, idea = visit_own(request, slug, ref)
    actor = require("workshops.change_own", visit)
    comment = find_comment(actor=actor, idea=idea, ref=comment_ref)
    require_comment_editable(actor=actor, comment=comment)
    show_own_words([comment])
    form = _read_form(request, comment)
    if request.method != "POST" or not form.is_valid() or form.warnings is not None:
        return _ask(request, visit, comment, form)
    limit_rate(EDITS, actor.user_id)
    edit_comment(actor=actor, comment=comment, text=form.comment_text())
    words = f"{_('Your comment is changed.')} {say_later(visit.workshop, 'sent')}"
    say_there(request, COMMENTS_PLACE, words)
    response = see_other(f"{idea.get_absolute_url()}#comments")
    forget_text(request, response, request.path)
    return response


def _read_form(request: HttpRequest, comment: Comment) -> CommentForm:
    """Return the form as it was sent, as it waits to be looked at again, or with the words as they are."""
    if request.method == "POST":
        return CommentForm(request.POST, auto_id="comment_%s")
    kept = find_form(request)
    if kept and request.GET.get(MARK) == Step.CHECK:
        return CommentForm(kept, auto_id="comment_%s")
    present = {"intent": comment.intent, "body": comment.body}
    return CommentForm(initial=kept or present, auto_id="comment_%s")


def _ask(request: HttpRequest, visit: Visit, comment: Comment, form: CommentForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        back = Back(request.path, Step.CHECK)
        if warned := keep_for_next_page(request, visit, read_fields(request, NAMES), back):
            return warned
    context = {"workshop": visit.workshop, "idea": comment.idea, "comment": comment, "form": form}
    context |= describe_return(request)
    status = 422 if form.errors else 200
    return render(request, "workshops/comment_edit.html", context, status=status)
