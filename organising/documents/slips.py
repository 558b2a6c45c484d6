"""Joining slips to print: eight on a page of A4, to be cut apart. Their codes stand nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from ideas_platform.lib.dates import say_date
from ideas_platform.lib.shortening import shorten
from ideas_platform.lib.typesetting import print_title, set_pdf
from results.documents.colours import choose_colours
from workshops.domain.letters import absolute
from workshops.domain.slips import print_code
from workshops.models import Organisation, Workshop

PAGE = Path(__file__).parent / "pages" / "slips.typ"
MOST_OF_TITLE, MOST_OF_NAME = 70, 60
NO_TITLE = "–"


def set_slips(workshop: Workshop, organisation: Organisation, codes: Sequence[str]) -> bytes:
    """Return the slips of these codes as PDF/UA-1; raises RuntimeError where Typst cannot set them."""
    return set_pdf(PAGE.read_bytes(), describe_slips(workshop, organisation, codes))


def describe_slips(workshop: Workshop, organisation: Organisation, codes: Sequence[str]) -> dict[str, Any]:
    """Return all that stands on the slips."""
    place = absolute(reverse("workshops:slip", args=[workshop.slug]))
    title = print_title(shorten(workshop.title, MOST_OF_TITLE), NO_TITLE)
    name = shorten(organisation.name, MOST_OF_NAME)
    ends = workshop.closes_at
    return {
        "title": _("Joining slips: %(title)s, %(name)s") % {"title": title, "name": name},
        "description": _("Cut them apart and let people take one each."),
        "colours": choose_colours(),
        "kicker": f"{settings.SITE_NAME} · {name}",
        "heading": title,
        "label": _("Your code"),
        "at": _("Type it in at"),
        "address": place.removeprefix("https://").removeprefix("http://"),
        "qr_alt": _("QR code that leads to %(address)s") % {"address": place},
        "steps": [
            _("Choose a PIN of six digits. You need no e-mail address."),
            _("To come back, type this code and your PIN. Nobody can give you a new PIN, so keep both."),
        ],
        "small": _("For one person, good once. Nobody sees what you write or how you vote.")
        + (" " + _("Join before %(day)s.") % {"day": say_date(ends)} if ends else ""),
        "slips": [_describe_slip(place, code) for code in codes],
    }


def _describe_slip(place: str, code: str) -> dict[str, str]:
    picture = segno.make(f"{place}?code={code}", error="m", micro=False)
    return {"code": print_code(code), "qr": picture.svg_inline(dark="#000", light="#fff", border=2)}
