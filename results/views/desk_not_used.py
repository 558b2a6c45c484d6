"""What an edition leaves over: shown, searched, and given a reason, many at once or by code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ideas.models import Comment, Idea
from ideas_platform.lib.responses import see_other, sent_data
from moderation.domain.codebook import Codebook, read_codebook
from results.domain.comparing import list_dropped, write_why_dropped
from results.domain.counting import Sources, read_sources
from results.domain.evidence import find_items
from results.domain.left_over import list_left_over
from results.domain.not_used import Source, list_not_used, take_back, write_not_used
from results.forms.statements import NotUsedFilter, ReasonForm
from results.models import Edition
from results.views.edition_page import edition_page, lead_to, show_edition_page
from workshops.models import Membership

ON_A_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@edition_page
def show_not_used(request: HttpRequest, membership: Membership, edition: Edition) -> HttpResponse:
    """List what is left over and what is not used; a POST gives the chosen ones, or a code, a reason."""
    codebook = read_codebook(membership.workshop)
    form, problem = ReasonForm(sent_data(request)), ""
    if form.is_bound:
        sources = _find_chosen(request, edition, codebook)
        if not sources:
            problem = _("Choose at least one text, or a code.")
        elif form.is_valid():
            write_not_used(edition=edition, sources=sources, reason=form.cleaned_data["reason"])
            return see_other(request.get_full_path())
    context = {
        "membership": membership,
        "form": form,
        "problem": problem,
        **_list_rows(request, edition, codebook),
    }
    wrong = form.is_bound
    return show_edition_page(request, edition, "not_used", context, status=422 if wrong else 200)


@require_POST
@edition_page
def remove_reason(_request: HttpRequest, _place: Membership, edition: Edition, key: UUID) -> HttpResponse:
    """Take a reason back."""
    take_back(edition=edition, key=key)
    return see_other(f"{lead_to(edition, 'desk_not_used')}#reasons")


@require_http_methods(["GET", "HEAD", "POST"])
@edition_page
def show_dropped(request: HttpRequest, membership: Membership, edition: Edition) -> HttpResponse:
    """List the statements of the last edition that are dropped; a POST says why one of them is."""
    rows = list_dropped(edition)
    form = ReasonForm(sent_data(request))
    if form.is_bound and form.is_valid():
        chosen = [row for row in rows if str(row.previous_id) == request.POST.get("previous")]
        for row in chosen:
            if row.previous_id is not None:
                write_why_dropped(
                    edition=edition, previous=row.previous_id, reason=form.cleaned_data["reason"]
                )
        return see_other(request.path)
    context = {"membership": membership, "rows": rows, "form": form}
    return show_edition_page(request, edition, "dropped", context, status=422 if form.errors else 200)


def _find_chosen(request: HttpRequest, edition: Edition, codebook: Codebook) -> list[Source]:
    refs = [ref.replace("\x00", "") for ref in request.POST.getlist("chosen")]
    codes = [code for code in codebook.living if str(code.pk) == request.POST.get("of_code")]
    return [*codes, *(find_items(edition, refs) if refs else [])]


def _list_rows(request: HttpRequest, edition: Edition, codebook: Codebook) -> dict[str, Any]:
    """Return what is left over of what is looked for, a page of it, and the reasons that are given."""
    search = NotUsedFilter(codebook, request.GET or None)
    wanted = _read_wanted(search)
    sources = read_sources(edition)
    keys = _keep_code(sources, wanted.get("code", ""))
    found = list_left_over(sources, words=wanted.get("words", ""), within=keys)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return {
        "search": search,
        "page_obj": page,
        "rows": [_describe(edition, item) for item in page.object_list],
        "left": sources.find_left_over().number,
        "reasons": [{"row": row, "number": len(sources.items_of(row))} for row in list_not_used(edition)],
        "codes": [{"code": one, "number": len(sources.behind.get(one.pk, ()))} for one in codebook.living],
        "query": urlencode({name: value for name, value in wanted.items() if value}),
    }


def _read_wanted(search: NotUsedFilter) -> dict[str, Any]:
    return search.cleaned_data if search.is_bound and search.is_valid() else {}


def _keep_code(sources: Sources, code: str) -> Iterable[UUID] | None:
    return sources.behind.get(UUID(code), frozenset()) if code else None


def _describe(edition: Edition, item: Idea | Comment) -> dict[str, Any]:
    idea = item.thread
    idea.workshop = edition.workshop
    address = idea.get_absolute_url()
    is_idea = isinstance(item, Idea)
    return {
        "item": item,
        "title": item.title if isinstance(item, Idea) else _("Comment on: %(title)s") % {"title": idea.title},
        "address": address if is_idea else f"{address}#comment-{item.ref}",
    }
