"""Writing a comment."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ideas_platform.lib.access import require
from ideas_platform.lib.refusals import WrongPhase
from ideas_platform.lib.responses import see_other
from workshops.comment_forms import CommentForm
from workshops.domain.comments import CLOSED, find_parent, submit_comment
from workshops.domain.ideas import find_idea
from workshops.domain.visits import visit_as_member
from workshops.rules import Deed
from workshops.views.ideas import IdeaPage, render_idea
from workshops.views.thread import describe_thread


@require_POST
def comment(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Store a comment; answer the changed comments to htmx, a 303 to them to a plain form."""
    address = reverse("workshops:idea", args=[slug, ref])
    visit = visit_as_member(request.user, slug, back=address)
    actor = require("workshops.comment", visit)
    idea, mine = find_idea(actor=actor, workshop=visit.workshop, ref=ref)
    if not visit.workshop.allows(Deed.COMMENT):
        raise WrongPhase(CLOSED)
    form = CommentForm(request.POST, auto_id="comment_%s")
    is_valid = form.is_valid()
    if is_valid:
        parent = find_parent(idea, form.cleaned_data["parent"])
        submit_comment(actor=actor, idea=idea, parent=parent, text=form.comment_text())
    if not request.headers.get("HX-Request"):
        return (
            say_sent(request, address)
            if is_valid
            else render_idea(request, IdeaPage(visit, idea, mine), form)
        )
    thread = describe_thread(visit, idea, None if is_valid else form, sent=is_valid)
    context = {"workshop": visit.workshop, "idea": idea, **thread}
    return render(request, "workshops/_comments.html", context, status=200 if is_valid else 422)


def say_sent(request: HttpRequest, address: str) -> HttpResponse:
    """Return the way back to the idea, whose page then says that the comment is sent."""
    messages.success(request, _("Your comment is sent. Others see it together with what other people send."))
    return see_other(f"{address}#comments")
