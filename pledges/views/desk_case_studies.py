"""Case studies on the desk: what waits, one of them, what is decided about it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from ideas_platform.lib.refusals import Unprocessable
from ideas_platform.lib.responses import see_other, sent_data
from moderation.views.staff_page import show_page, staff_page
from pledges.domain.case_studies import POSSIBLE, decide_study, get_study
from pledges.domain.pledges import list_foundations
from pledges.forms.case_studies import ReasonForm
from pledges.models import CaseStudy, CaseStudyDecision, CaseStudyPicture
from pledges.views.case_studies import answer_picture, describe_study
from workshops.models import Membership
from workshops.phases import Deed

Decided = CaseStudyDecision.Deed
ON_A_PAGE = 20


@require_safe
@staff_page
def show_studies(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List the case studies that were confirmed, those to be decided first."""
    rows = CaseStudy.objects.confirmed().filter(workshop=membership.workshop).with_all()
    waits = rows.filter(status=CaseStudy.Status.IN_REVIEW).order_by("sent_on", "pk")
    others = rows.exclude(status=CaseStudy.Status.IN_REVIEW).order_by("-sent_on", "pk")
    page = Paginator(others, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "is_published": membership.workshop.allows(Deed.FOLLOW_UP),
        "waits": list(waits[:ON_A_PAGE]),
        "page_obj": page,
        "others": list(page.object_list),
    }
    return show_page(request, membership, "case_studies/list", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def show_study(request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Show a case study with what can be decided; a POST decides."""
    study, form = get_study(membership, ref), ReasonForm(sent_data(request))
    if request.method == "POST" and _decide(request, membership, ref, form):
        return see_other(reverse("pledges:desk_case_studies", args=[membership.workshop.slug]))
    titles = dict(list_foundations(membership.workshop))
    context = {
        "row": describe_study(membership.workshop, study, titles, "pledges:desk_case_study_picture"),
        "decisions": list(study.decisions.select_related("decided_by__user")),
        "possible": {deed.value: study.status in POSSIBLE[deed] for deed in map(Decided, POSSIBLE)},
        "form": form,
    }
    wrong = form.is_bound and bool(form.errors)
    return show_page(request, membership, "case_studies/study", context, status=422 if wrong else 200)


def _decide(request: HttpRequest, membership: Membership, ref: str, form: ReasonForm) -> bool:
    """Decide as the form says, and return whether that was done; all but publishing needs a reason."""
    deed = request.POST.get("deed", "")
    if deed not in POSSIBLE:
        raise Unprocessable
    if deed != Decided.PUBLISH and not form.is_valid():
        return False
    reason = "" if deed == Decided.PUBLISH else form.cleaned_data["reason"]
    decide_study(actor=membership, ref=ref, deed=deed, reason=reason)
    return True


@require_safe
@staff_page
def send_picture(request: HttpRequest, membership: Membership, ref: str, number: int) -> HttpResponse:
    """Answer with a picture of a case study for the staff who decide about it."""
    pictures = CaseStudyPicture.objects.filter(case_study=get_study(membership, ref))
    return answer_picture(request, get_object_or_404(pictures, number=number))


def show_card(request: HttpRequest, membership: Membership) -> SafeString:
    """Return the card of the desk: how many case studies wait, how many are published; none before."""
    if not membership.workshop.allows(Deed.FOLLOW_UP):
        return SafeString("")
    states = list(
        CaseStudy.objects.confirmed().filter(workshop=membership.workshop).values_list("status", flat=True)
    )
    context = {
        "workshop": membership.workshop,
        "waiting": states.count(CaseStudy.Status.IN_REVIEW),
        "published": states.count(CaseStudy.Status.PUBLISHED),
    }
    return render_to_string("desk/case_studies/_card.html", context, request)
