"""The weekly summary as PDF: one page of A4."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ideas_platform.lib.dates import say_date
from ideas_platform.lib.shortening import shorten
from ideas_platform.lib.typesetting import keep_printable, print_title, set_pdf
from organising.domain.summary import Summary
from results.documents.colours import choose_colours
from workshops.models import Workshop

PAGE = Path(__file__).parent / "pages" / "summary.typ"
MOST_OF_TITLE, MOST_OF_REST = 120, 900
NO_TITLE = "–"


def make_summary_document(workshop: Workshop, summary: Summary) -> bytes:
    """Return the summary as PDF/UA-1; the same numbers on the same day make the same bytes."""
    return set_pdf(PAGE.read_bytes(), describe_summary(workshop, summary))


def describe_summary(workshop: Workshop, summary: Summary) -> dict[str, Any]:
    """Return all that stands on the page."""
    day = summary.told.took_part_by or summary.told.joined_by
    words = {
        "title": _("%(title)s: the week in numbers") % {"title": workshop.title or NO_TITLE},
        "kicker": _("The week in numbers, %(day)s") % {"day": say_date(timezone.localdate())},
        "heading": print_title(shorten(workshop.title, MOST_OF_TITLE), NO_TITLE),
        "as_of": _("Counted on %(day)s.") % {"day": say_date(day)} if day else "",
        "numbers": [{"label": str(one["label"]), "number": str(one["value"])} for one in summary.numbers],
        "parts": [
            {"heading": part.heading, "rows": part.rows, "rest": shorten(part.rest, MOST_OF_REST)}
            for part in summary.parts
        ],
        "rounded": _(
            "Numbers of who took part are rounded up or down to 5, 10, 15 and so on, by chance. Small ones "
            "are not told, so that nobody can find one person in them."
        ),
        "nothing": _("Too few people have taken part to tell more."),
    }
    return {**keep_printable(words), "colours": choose_colours()}
