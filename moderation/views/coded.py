"""What is coded so far: searched, and how far everybody is."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from moderation.domain.codebook import Codebook, read_codebook
from moderation.domain.coded import read_codings, read_progress, search_codings
from moderation.domain.quotes import list_passages
from moderation.forms.coded_filter import CodedFilter
from moderation.models import Coding
from moderation.views.item import describe_in_list
from moderation.views.staff_page import show_page, staff_page
from workshops.models import Membership

ON_A_PAGE = 25
# Ten sheets.
MOST_CARDS = 80


@require_safe
@staff_page
def show_coded(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List what is coded, as far as one may see it, with a search in it."""
    codebook = read_codebook(membership.workshop)
    form = CodedFilter(codebook, request.GET or None)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = Paginator(search_codings(membership, codebook, wanted), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "form": form,
        "page_obj": page,
        "rows": [describe_coding(membership, codebook, coding) for coding in read_codings(page.object_list)],
        "progress": read_progress(membership.workshop, people=True),
        "query": urlencode({name: value for name, value in wanted.items() if value}),
    }
    return show_page(request, membership, "coded", context, status=422 if form.errors else 200)


@require_safe
@staff_page
def show_cards(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show the texts that were looked for as cards to print, eight on a sheet of A4, in random order."""
    codebook = read_codebook(membership.workshop)
    form = CodedFilter(codebook, request.GET or None)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = search_codings(membership, codebook, wanted)
    rows = {
        row["item"].ref: row
        for row in (
            describe_coding(membership, codebook, coding) for coding in read_codings(found[:MOST_CARDS])
        )
    }
    context = {"form": form, "rows": list(rows.values())}
    return show_page(request, membership, "cards", context, status=422 if form.errors else 200)


def describe_coding(membership: Membership, codebook: Codebook, coding: Coding) -> dict[str, Any]:
    """Return what a list shows of one coding: text, codes and quotes, and whether it is one's own."""
    item = coding.text
    roots = {codebook.find_root(one.code_id) for one in coding.chosen.all()}
    return {
        "item": item,
        **describe_in_list(item),
        "voice": coding.passage.voice if coding.passage else None,
        "codes": sorted((codebook.codes[root].name for root in roots), key=str.casefold),
        "quotes": list_passages(item, coding.quotes.all()),
        "is_own": coding.coder_id == membership.pk,
        "blind": coding.blind,
    }
