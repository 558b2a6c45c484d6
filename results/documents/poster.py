"""The poster: the Declaration on one page of A4, to hang up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import segno
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ideas_platform.lib.dates import say_date
from ideas_platform.lib.shortening import shorten
from ideas_platform.lib.typesetting import STAND_IN, keep_printable, print_title, set_pdf
from results.documents.colours import choose_colours
from results.published.edition import PublishedEdition, PublishedFoundation, split_paragraphs

PAGE = Path(__file__).parent / "pages" / "poster.typ"
# In characters: of the preamble the first paragraph, and less where it is long; of a name as much as fits.
MOST_OF_PREAMBLE, MOST_OF_NAMES = 420, 240
MOST_OF_TITLE, MOST_OF_PROMISE, MOST_OF_KICKER = 160, 420, 110
# Numbers of the workshop that stand in large figures, in the order in which the exports tell them.
MOST_NUMBERS = 5
# More titles than that never fit.
MOST_FOUNDATIONS = 24
NO_TITLE = "–"


def make_poster(edition: PublishedEdition) -> bytes:
    """Return the poster as PDF/UA-1, always one page; what is too long for it is left to the site."""
    return set_pdf(PAGE.read_bytes(), describe_poster(edition))


def describe_poster(edition: PublishedEdition) -> dict[str, Any]:
    """Return all that stands on the poster."""
    printed = keep_printable(_describe_words(edition))
    is_short = STAND_IN in str(printed)
    code = segno.make(edition.address, error="m", micro=False)
    return {
        **printed,
        "stand_in": say_stand_in() if is_short else "",
        "colours": choose_colours(),
        "numbers": list_numbers(edition)[:MOST_NUMBERS],
        "qr": code.svg_inline(dark="#000", light="#fff", border=2),
        "qr_alt": _("QR code that leads to %(address)s") % {"address": edition.address},
    }


def _describe_words(edition: PublishedEdition) -> dict[str, Any]:
    preamble = (list(split_paragraphs(edition.preamble)) or [""])[0]
    number = len(edition.foundations)
    more = ngettext("There is %(n)d more on the site.", "There are %(n)d in all, on the site.", number)
    return {
        "title": _("%(title)s, on one page") % {"title": name_edition(edition)},
        "description": say_edition(edition),
        "kicker": shorten(f"{edition.workshop} · {say_edition(edition)}", MOST_OF_KICKER),
        "heading": print_title(shorten(edition.title, MOST_OF_TITLE), NO_TITLE),
        "preamble": shorten(preamble, MOST_OF_PREAMBLE),
        "foundations": [_describe_foundation(one) for one in edition.foundations[:MOST_FOUNDATIONS]],
        "number_of_foundations": number,
        "more": more % {"n": number},
        "follow": _("Follow every sentence to what people wrote"),
        "address": edition.address,
        "behind_it": shorten(edition.behind_it, MOST_OF_NAMES),
    }


def name_edition(edition: PublishedEdition) -> str:
    """Return what the Declaration is called, and whose it is."""
    return f"{edition.title or NO_TITLE} ({edition.workshop})"


def say_edition(edition: PublishedEdition) -> str:
    """Return which edition it is and from when: "final edition 2, 3 November 2026"."""
    words = _("%(kind)s %(number)d, %(day)s")
    kind = edition.kind_words
    return words % {"kind": kind, "number": edition.number, "day": say_date(edition.released_on)}


def say_stand_in() -> str:
    """Return what explains the sign that stands where no font has what was written."""
    return _("%(sign)s stands for a sign that cannot be printed here. The site shows it.") % {
        "sign": STAND_IN
    }


def list_numbers(edition: PublishedEdition) -> list[dict[str, str]]:
    """Return the numbers of who took part and how much they wrote, with what they count."""
    rows = edition.table("participation").as_dicts()
    return [
        {"label": str(row["measure"]), "number": f"{row['number']:,}", "definition": str(row["definition"])}
        for row in rows
        if isinstance(row["number"], int) and ":" not in str(row["measure"])
    ]


def _describe_foundation(foundation: PublishedFoundation) -> dict[str, Any]:
    return {
        "number": foundation.number,
        "title": print_title(shorten(foundation.title, MOST_OF_TITLE), NO_TITLE),
        "promise": shorten(foundation.promise, MOST_OF_PROMISE),
        "statements": [statement.text for statement in foundation.statements],
    }
