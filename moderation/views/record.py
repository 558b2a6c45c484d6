"""The record of a workshop's decisions: seen with filters, and downloaded."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from ideas_platform.lib.csv_cells import write_cell
from moderation.domain.record import COLUMNS, find_decided, find_main, list_decisions, list_rows, name_decider
from moderation.forms.record_filter import RecordFilter
from moderation.models import Decision, DecisionQuerySet
from moderation.views.item import name_item
from moderation.views.narrow_pages import NarrowPaginator
from moderation.views.staff_page import show_page, staff_page
from workshops.models import Membership

ON_A_PAGE = 50


@require_safe
@staff_page
def show_record(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show who decided what and why, the newest day first."""
    form = RecordFilter(request.GET or None)
    wanted = read_wanted(form)
    page = NarrowPaginator(list_decisions(membership, wanted), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page_obj": page,
        "rows": [_describe(decision) for decision in page.object_list],
        "query": urlencode({name: value for name, value in wanted.items() if value}),
    }
    return show_page(request, membership, "record", context, status=422 if form.errors else 200)


@require_safe
@staff_page
def download_record(request: HttpRequest, membership: Membership) -> StreamingHttpResponse:
    """Answer the same as a CSV file."""
    decisions = list_decisions(membership, read_wanted(RecordFilter(request.GET or None)))
    response = StreamingHttpResponse(_write(decisions), content_type="text/csv; charset=utf-8")
    name = f"{membership.workshop.slug}-record.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def read_wanted(form: RecordFilter) -> dict[str, Any]:
    """Return what was asked for; what makes no sense is left out."""
    return dict(form.cleaned_data) if form.is_bound and (form.is_valid() or form.cleaned_data) else {}


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _write(decisions: DecisionQuerySet) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    for row in list_rows(decisions):
        yield writer.writerow([write_cell(cell) for cell in row])


def _describe(decision: Decision) -> dict[str, Any]:
    item = find_decided(decision)
    return {
        "decision": decision,
        "by": name_decider(decision),
        "item": item,
        "name": name_item(item) if item else "",
        "main": find_main(decision),
    }
