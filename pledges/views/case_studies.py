"""Case studies for everybody: the list, one of them, its pictures, sending one in, confirming, changing."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.files.base import ContentFile
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ideas_platform.lib.file_answers import answer_file
from ideas_platform.lib.file_types import WEBP
from ideas_platform.lib.responses import see_other, sent_data
from pledges.domain.case_studies import (
    change_study,
    confirm_study,
    find_last_reason,
    find_linked_study,
    list_statements_on,
    send_in,
    send_study_link,
    take_study_back,
)
from pledges.domain.links import DAYS_TO_CONFIRM, LinkFor
from pledges.domain.pledges import list_foundations
from pledges.forms.case_studies import CaseStudyChangeForm, CaseStudyForm, list_story_values
from pledges.forms.signers import LinkForm
from pledges.models import CaseStudy, CaseStudyPicture
from pledges.views.visiting import count_letter, send_asked_link, show_to, take_pictures, visit_published
from results.views.declaration.cards import find_address
from results.views.declaration.visiting import Reading
from workshops.domain.visits import Visit
from workshops.models import Workshop
from workshops.phases import Deed

ON_A_PAGE = 12


@require_safe
def show_studies(request: HttpRequest, slug: str) -> HttpResponse:
    """List the case studies that are published, the newest first."""
    visit = visit_published(request, slug)
    rows = CaseStudy.objects.published().filter(workshop=visit.workshop).with_all()
    page = Paginator(rows.order_by("-published_on", "title", "pk"), ON_A_PAGE)
    page_obj = page.get_page(request.GET.get("page"))
    titles = dict(list_foundations(visit.workshop))
    context = {
        "page_obj": page_obj,
        "rows": [describe_study(visit.workshop, one, titles) for one in page_obj.object_list],
    }
    return show_to(request, visit, "case_studies/list", context)


@require_safe
def show_study(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Show one case study, and which statements name it."""
    visit = visit_published(request, slug)
    study = _get_public(visit, ref)
    statements = list_statements_on(study)
    for statement in statements:
        statement.edition.workshop = visit.workshop
    context = {
        "row": describe_study(visit.workshop, study, dict(list_foundations(visit.workshop))),
        "statements": [
            {"text": one.text, "address": find_address(one.edition, one.ref)} for one in statements
        ],
    }
    return show_to(request, visit, "case_studies/study", context)


@require_safe
def send_picture(request: HttpRequest, slug: str, ref: str, number: int) -> HttpResponse:
    """Answer with a picture of a case study that is published."""
    visit = visit_published(request, slug)
    pictures = CaseStudyPicture.objects.filter(
        case_study__workshop=visit.workshop, case_study__ref=ref, case_study__status="published"
    )
    return answer_picture(request, get_object_or_404(pictures, number=number))


@require_http_methods(["GET", "HEAD", "POST"])
def send_study(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a case study; a POST stores it and writes to who signs it."""
    visit = visit_published(request, slug)
    files = take_pictures(request)
    form = CaseStudyForm(sent_data(request), files, foundations=list_foundations(visit.workshop))
    if form.is_bound and form.is_valid():
        count_letter(request, form.cleaned_data["email"])
        send_in(
            workshop=visit.workshop,
            story=form.read_story(),
            signer=form.read_signer(),
            pictures=form.read_pictures(),
        )
        return see_other(reverse("pledges:case_study_sent", args=[slug]))
    context = {"form": form, "days": DAYS_TO_CONFIRM}
    return show_to(request, visit, "case_studies/send", context, status=422 if form.errors else 200)


@require_safe
def show_sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that a letter is on its way."""
    return show_to(request, visit_published(request, slug), "case_studies/sent", {"days": DAYS_TO_CONFIRM})


@require_http_methods(["GET", "HEAD", "POST"])
def show_confirmation(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Show what is to be confirmed, and change nothing; a POST gives it to the staff."""
    visit = visit_published(request, slug)
    study = find_linked_study(visit.workshop, LinkFor.CONFIRMING, token)
    if request.method == "POST":
        confirm_study(study)
        messages.success(request, _("Thank you. The organisers read it now."))
        return see_other(reverse("pledges:case_studies", args=[slug]))
    titles = dict(list_foundations(visit.workshop))
    return show_to(
        request, visit, "case_studies/confirmation", {"row": describe_study(visit.workshop, study, titles)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_link(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Ask for the address that signed; a POST sends a link there. A wrong address gets the same answer."""
    visit = visit_published(request, slug)
    study, form = _get_public(visit, ref), LinkForm(sent_data(request))
    if send_asked_link(request, form, partial(send_study_link, workshop=visit.workshop, ref=ref)):
        return see_other(reverse("pledges:case_study", args=[slug, ref]))
    context = {"study": study, "form": form}
    return show_to(request, visit, "case_studies/link", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def show_change(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Show the form of a link from a letter; a POST stores what is changed, or takes the case study back."""
    visit = visit_published(request, slug)
    study = _find_by_either_link(visit.workshop, token)
    if "take_back" in request.POST:
        take_study_back(study)
        messages.success(request, _("You have taken it back. Nothing of it is left here."))
        return see_other(reverse("pledges:case_studies", args=[slug]))
    foundations = list_foundations(visit.workshop)
    files = take_pictures(request)
    form = CaseStudyChangeForm(
        sent_data(request), files, initial=list_story_values(study), foundations=foundations
    )
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        pictures = form.read_pictures()
        change_study(
            study=study, story=form.read_story(), name=said["name"], job=said["job"], pictures=pictures
        )
        messages.success(request, _("Thank you. The organisers read it now."))
        return see_other(reverse("pledges:case_studies", args=[slug]))
    reason = "" if study.status == CaseStudy.Status.PUBLISHED else find_last_reason(study)
    context = {"study": study, "form": form, "reason": reason}
    return show_to(request, visit, "case_studies/change", context, status=422 if form.errors else 200)


def show_link(request: HttpRequest, reading: Reading) -> SafeString:
    """Return the way from the Declaration to its case studies; nothing before it is published."""
    workshop = reading.workshop
    if not workshop.allows(Deed.FOLLOW_UP):
        return SafeString("")
    number = CaseStudy.objects.published().filter(workshop=workshop).count()
    context = {"workshop": workshop, "number": number}
    return render_to_string("pledges/case_studies/_link.html", context, request)


def describe_study(
    workshop: Workshop,
    study: CaseStudy,
    titles: dict[str, str],
    name: str = "pledges:case_study_picture",
) -> dict[str, Any]:
    """Return a case study as pages show it; contact and pictures must have been read with it.

    `name` is that of the address at which its pictures are.
    """
    return {
        "study": study,
        "contact": study.contact,
        "foundations": [titles[one] for one in study.foundations if one in titles],
        "pictures": [
            {"row": one, "address": reverse(name, args=[workshop.slug, study.ref, one.number])}
            for one in study.pictures.all()
        ],
    }


def answer_picture(request: HttpRequest, picture: CaseStudyPicture) -> HttpResponse:
    """Return the file of a picture."""
    content, name = ContentFile(bytes(picture.content)), f"picture-{picture.number}{WEBP.ending}"
    return answer_file(request, content, media_type=WEBP.media_type, name=name, save=False)


def _find_by_either_link(workshop: Workshop, token: str) -> CaseStudy:
    """Return the case study of a link that was asked for, or that came with what the staff said."""
    try:
        return find_linked_study(workshop, LinkFor.CHANGING, token)
    except Http404:
        return find_linked_study(workshop, LinkFor.ANSWERING, token)


def _get_public(visit: Visit, ref: str) -> CaseStudy:
    rows = CaseStudy.objects.published().filter(workshop=visit.workshop)
    return get_object_or_404(rows.with_all(), ref=ref)
