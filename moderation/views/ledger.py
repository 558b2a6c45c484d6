"""The public ledger of a workshop's moderation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ideas.models import Report
from ideas.views.workshop import WorkshopPage
from moderation.domain.ledger import Ledger, Looked, Outcome, read_ledger
from moderation.models import Decision
from workshops.domain.visits import visit_workshop
from workshops.phases import Deed
from workshops.statistics.margins import Margin

TENTHS = 10


@require_safe
def show_ledger(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how much was decided, why, how fast, and how much of what was hidden is shown again."""
    visit = visit_workshop(request.user, slug)
    ledger = read_ledger(visit.workshop)
    context = {
        "workshop": visit.workshop,
        "membership": visit.membership,
        "as_of": ledger.as_of,
        "tables": list_tables(ledger),
        "middle": say_middle(ledger.middle),
        "shown_again": say_share(ledger.shown_again),
    }
    return render(request, "moderation/ledger.html", context)


def lead_to_ledger(request: HttpRequest, page: WorkshopPage) -> SafeString:
    """Return for the workshop's page where to read how it is moderated; nothing before it has opened."""
    workshop = page.visit.workshop
    if not workshop.allows(Deed.READ_IDEAS):
        return SafeString("")
    return render_to_string("moderation/_ledger_link.html", {"workshop": workshop}, request)


def list_tables(ledger: Ledger) -> list[dict[str, Any]]:
    """Return the dimensions in words: heading, rows of (name, number), and what is said of all others."""
    return [
        _describe(_("What was decided"), ledger.verdicts, dict(Decision.Verdict.choices)),
        _describe(_("Why texts were hidden or covered"), ledger.reasons, dict(Decision.Reason.choices)),
        _describe(_("What readers reported"), ledger.reported, dict(Report.Reason.choices)),
        _describe(_("What came of what readers reported"), ledger.outcomes, dict(Outcome.choices)),
        _describe(_("Second looks that authors asked for"), ledger.second_looks, dict(Looked.choices)),
    ]


def _describe(heading: str, margin: Margin, names: dict[str, Any]) -> dict[str, Any]:
    others = _("10 texts or more") if margin.others_many else _("too few to tell")
    return {
        "heading": heading,
        "rows": [(names[value], number) for value, number in margin.told.items()],
        "others": others,
    }


def say_middle(days: int | None) -> str:
    """Return in words after how many days half of the texts were decided about."""
    if days is None:
        return _("too few texts to tell")
    if not days:
        return _("the same day")
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def say_share(tenths: int | None) -> str:
    """Return in words which share of what was hidden is shown again."""
    if tenths is None:
        return _("too few texts to tell")
    if tenths in {0, TENTHS}:
        return _("over 90 %") if tenths else _("under 10 %")
    return _("about %(n)d %%") % {"n": tenths * TENTHS}
