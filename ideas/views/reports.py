"""Reporting an idea or a comment to the design group."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideas.comment_forms import ReportForm
from ideas.domain.ideas import find_idea
from ideas.domain.reports import CLOSED, report_item
from ideas.models import Comment, Idea
from ideas.views.thread import COMMENTS_PLACE
from ideas_platform.lib.access import require
from ideas_platform.lib.refusals import WrongPhase
from ideas_platform.lib.responses import see_other, sent_data
from ideas_platform.lib.said_there import say_there
from workshops.domain.visits import visit_as_member
from workshops.phases import Deed
from workshops.sign_in.pending import Fields
from workshops.sign_in.pending_cookie import find_form, forget_text
from workshops.sign_in.views.keeping import keep_unless_member
from workshops.sign_in.views.pending_text import describe_return


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Ask what is wrong with an idea, or with the `comment` on it; a POST tells the design group."""
    address = reverse("workshops:idea", args=[slug, ref])
    if request.method == "POST" and (kept := keep_unless_member(request, slug, ReportForm.base_fields)):
        return kept
    visit = visit_as_member(request.user, slug, back=address)
    actor = require("workshops.report", visit)
    idea, _mine = find_idea(actor=actor, workshop=visit.workshop, ref=ref)
    if not visit.workshop.allows(Deed.REPORT):
        raise WrongPhase(CLOSED)
    before = find_form(request) or {}
    comment = _find_comment(request, idea, before)
    form = ReportForm(sent_data(request), initial=before | {"comment": _name_comment(comment)})
    if form.is_valid():
        report_item(actor=actor, idea=idea, comment=comment, reason=form.cleaned_data["reason"])
        return _thank(request, address, comment)
    context = {"workshop": visit.workshop, "idea": idea, "comment": comment, "form": form}
    context |= describe_return(request)
    return render(request, "workshops/report.html", context, status=422 if form.errors else 200)


def _thank(request: HttpRequest, address: str, comment: Comment | None) -> HttpResponse:
    """Lead back to the idea, or to its comments, and say thank you there."""
    thanks = _("Thank you. The design group will look at it. Nobody can see who told them.")
    if comment:
        say_there(request, COMMENTS_PLACE, thanks)
    else:
        messages.success(request, thanks)
    response = see_other(f"{address}#comments" if comment else address)
    forget_text(request, response, request.path)
    return response


def _name_comment(comment: Comment | None) -> str:
    return comment.ref if comment else ""


def _find_comment(request: HttpRequest, idea: Idea, before: Fields) -> Comment | None:
    """Return the published comment that the address or a form names, None for the idea itself.

    `before` is what was filled in before signing in. Raises Http404 where there is no such comment.
    """
    asked = {**before, **request.GET.dict(), **request.POST.dict()}
    wanted = asked.get("comment", "").replace("\x00", "?")
    published = Comment.objects.filter(idea=idea).published()
    return get_object_or_404(published, ref=wanted) if wanted else None
