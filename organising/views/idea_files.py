"""Ideas from a file: what was brought in, sending a file, looking through it, storing and taking back."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ideas.models import Idea, IdeaSource
from ideas_platform.lib.rate_limits import limit_rate
from ideas_platform.lib.refusals import Unprocessable
from ideas_platform.lib.responses import see_other
from ideas_platform.lib.sent_values import read_key
from ideas_platform.lib.table_files.reading import TableRefused, read_table
from moderation.domain.sent_files import FILES, IDEAS, FileGone, find_file
from moderation.forms.voice_file import LOOKED_THROUGH
from moderation.models import SentFile
from moderation.views.staff_page import show_page
from organising.domain.idea_files import count_again, keep_ideas, list_brought, take_back, write_digest
from organising.domain.idea_imports import NotTwice, bring_in, is_known, list_under_way, may_bring
from organising.forms.idea_file import IdeaFileForm, IdeaPlan, plan_ideas
from organising.views.organiser_page import organiser_page
from workshops.models import Membership, Workshop
from workshops.phases import NOT_YET_OPEN

SHOWN_IDEAS = 50


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def send_ideas(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show what was brought in, and the form for a file; a POST reads it, and leads to what is in it."""
    sent = request.method == "POST"
    form = IdeaFileForm(request.POST, request.FILES) if sent else IdeaFileForm()
    refusal = None
    if form.is_bound and form.is_valid():
        limit_rate(FILES, membership.user_id)
        content = form.cleaned_data["file"]
        try:
            table = read_table(content)
            plan = plan_ideas(table, membership.workshop.themes.all())
        except TableRefused as refused:
            refusal = refused
        else:
            about = _describe(membership.workshop, form, plan, content)
            keep_ideas(membership, plan.ideas, {**about, "guessed": table.is_guessed})
            return see_other(reverse("organising:idea_file_check", args=[membership.workshop.slug]))
    context = {
        "form": form,
        "refusal": refusal,
        "brought": list_brought(membership.workshop),
        "under_way": list_under_way(membership.workshop),
        "themes": membership.workshop.themes.all(),
        "intents": Idea.Intent.labels,
        "is_open": may_bring(membership.workshop),
    }
    return show_page(
        request, membership, "import/send", context, status=422 if form.errors or refusal else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def check_ideas(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show what is in the file that was sent; a POST stores all of it."""
    file = find_file(membership, IDEAS)
    if request.method == "POST":
        return _take(request, membership, file)
    if file is None:
        return see_other(_address(membership.workshop))
    return _show(request, membership, file)


@require_safe
@organiser_page
def download_template(_request: HttpRequest, membership: Membership) -> HttpResponse:
    """Return a table to fill in, as CSV: the headings, and a row for each theme."""
    file = StringIO()
    rows = csv.writer(file)
    rows.writerow(["title", "text", "theme", "intent"])
    for theme in [str(theme) for theme in membership.workshop.themes.all()] or [""]:
        rows.writerow([_("A title"), _("The idea"), _guard(theme), Idea.Intent.NEW.label])
    answer = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="ideas.csv"'
    return answer


@require_POST
@organiser_page
def remove_ideas(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Take back all ideas of one file."""
    number = take_back(actor=membership, key=key)
    words = ngettext("Taken back: %(number)d idea.", "Taken back: %(number)d ideas.", number)
    messages.success(request, words % {"number": number} if number else _("Nothing of it is stored."))
    return see_other(_address(membership.workshop))


def show_ideas_card(request: HttpRequest, membership: Membership) -> SafeString:
    """Return the card of the desk, for organisers: how many files of ideas were brought in."""
    if not membership.is_organiser:
        return SafeString("")
    number = IdeaSource.objects.filter(workshop=membership.workshop_id).count()
    context = {"workshop": membership.workshop, "number": number}
    return render_to_string("desk/import/_card.html", context, request)


def _describe(workshop: Workshop, form: IdeaFileForm, plan: IdeaPlan, content: bytes) -> dict[str, Any]:
    """Return what is kept beside the ideas until they are stored."""
    digest = write_digest(content)
    return {
        "words": form.cleaned_data["words"],
        "answers": form.cleaned_data["answers"],
        "digest": digest,
        "marked": [[fault.cell, fault.words] for fault in plan.marked],
        "unlooked": max(0, len(plan.ideas) - LOOKED_THROUGH),
        "again": count_again(workshop, plan.ideas),
        "same": is_known(workshop, digest),
    }


def _take(request: HttpRequest, membership: Membership, file: SentFile | None) -> HttpResponse:
    """Store the file where somebody has looked through it, else show it again."""
    key, again = read_key(request, "key"), request.POST.get("again") == "yes"
    if key is None:
        raise FileGone
    if file is None or file.key != key:
        return _store(request, membership, key, again=again)
    if _is_known(file) and not again:
        words = _("Some of it is here already. Tick the box if you want it twice.")
        return _show(request, membership, file, words)
    try:
        return _store(request, membership, key, again=again)
    except Unprocessable as refusal:
        file.rows["same"] = file.rows["same"] or isinstance(refusal, NotTwice)
        return _show(request, membership, file, str(refusal))


def _store(request: HttpRequest, membership: Membership, key: UUID, *, again: bool) -> HttpResponse:
    """Let the file with this key be brought in, or none where it was already; raises what `bring_in` does."""
    number = bring_in(actor=membership, key=key, again=again)
    if number is not None:
        words = ngettext("Brought in: %(number)d idea.", "Brought in: %(number)d ideas.", number)
        messages.success(request, words % {"number": number})
    return see_other(_address(membership.workshop))


def _is_known(file: SentFile) -> bool:
    """Return whether somebody has to say that they want the same again."""
    return bool(file.rows["same"] or file.rows["again"])


def _show(request: HttpRequest, membership: Membership, file: SentFile, problem: str = "") -> HttpResponse:
    workshop, rows = membership.workshop, file.rows
    themes = {str(theme.pk): str(theme) for theme in workshop.themes.all()}
    labels = dict(Idea.Intent.choices)
    context = {
        "file": file,
        "source": IdeaSource(words=rows["words"], answers=rows["answers"]),
        "number": len(rows[IDEAS]),
        "ideas": [
            {"title": title, "body": body, "theme": themes.get(theme, ""), "intent": labels.get(intent, "")}
            for title, body, theme, intent in rows[IDEAS][:SHOWN_IDEAS]
        ],
        "more": max(0, len(rows[IDEAS]) - SHOWN_IDEAS),
        "looked_through": LOOKED_THROUGH,
        "is_known": _is_known(file),
        "is_before": workshop.moderation == Workshop.Moderation.BEFORE,
        "is_unopened": workshop.phase in NOT_YET_OPEN,
        "problem": problem,
        "is_open": may_bring(workshop),
    }
    return show_page(request, membership, "import/check", context, status=422 if problem else 200)


def _address(workshop: Workshop) -> str:
    return reverse("organising:idea_file", args=[workshop.slug])


def _guard(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@" and cell else cell
