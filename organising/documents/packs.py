"""The poster and the slide of a pack as PDF, and the packs of several organisations in one ZIP."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ideas_platform.lib.shortening import shorten
from ideas_platform.lib.typesetting import STAND_IN, keep_printable, print_title, set_pdf
from organising.domain.pack_texts import (
    list_promises,
    list_steps,
    say_whom_it_is_for,
    write_chat,
    write_letter,
)
from organising.domain.packs import Pack
from results.documents.colours import choose_colours

PAGES = Path(__file__).parent / "pages"
POSTER, SLIDE = "poster", "slide"
KINDS = (POSTER, SLIDE)
# In characters, as much as fits.
MOST_OF_TITLE, MOST_OF_SUMMARY, MOST_OF_KICKER, MOST_OF_STEP, MOST_OF_CONTACT = 160, 300, 140, 200, 160
NO_TITLE = "–"
# A pack is made from few facts: who asks for it again gets the same bytes. About 30 kB each.
MOST_KEPT = 256
# Without a moment of its own: the same packs make the same file.
NO_MOMENT = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


def make_document(kind: str, pack: Pack) -> bytes:
    """Return the poster or the slide as PDF/UA-1, one page; what is too long for it is left to the site."""
    return _set_page(kind, json.dumps(describe_document(kind, pack), sort_keys=True))


@lru_cache(maxsize=MOST_KEPT)
def _set_page(kind: str, content: str) -> bytes:
    return set_pdf((PAGES / f"pack_{kind}.typ").read_bytes(), json.loads(content))


def describe_document(kind: str, pack: Pack) -> dict[str, Any]:
    """Return all that stands on the page."""
    printed = keep_printable(_describe_words(kind, pack))
    code = segno.make(pack.address, error="m", micro=False)
    is_short = STAND_IN in str(printed)
    return {
        **printed,
        "stand_in": _say_stand_in() if is_short else "",
        "colours": choose_colours(),
        "qr": code.svg_inline(dark="#000", light="#fff", border=2),
        "qr_alt": _("QR code that leads to %(address)s") % {"address": pack.address},
    }


def _describe_words(kind: str, pack: Pack) -> dict[str, Any]:
    what = _("poster") if kind == POSTER else _("slide")
    whom = say_whom_it_is_for(pack)
    return {
        "title": f"{pack.title or NO_TITLE} ({what})",
        "description": whom,
        "kicker": shorten(whom, MOST_OF_KICKER),
        "heading": print_title(shorten(pack.title, MOST_OF_TITLE), NO_TITLE),
        "summary": shorten(pack.summary, MOST_OF_SUMMARY),
        "steps_title": _("How to take part"),
        "steps": [shorten(step, MOST_OF_STEP) for step in list_steps(pack)],
        "promises_title": _("Three promises"),
        "promises": list_promises(),
        "when": pack.when,
        "address": pack.short_address,
        "code": _("Join code: %(code)s") % {"code": pack.code} if pack.code else "",
        "contact": shorten(_("Questions? %(contact)s") % {"contact": pack.contact}, MOST_OF_CONTACT)
        if pack.contact
        else "",
        "practice": _("For practice only") if pack.practice else "",
    }


def _say_stand_in() -> str:
    words = _("%(sign)s stands for a sign that cannot be printed here. The site shows it.")
    return words % {"sign": STAND_IN}


def make_archive(packs: Iterable[Pack]) -> bytes:
    """Return a ZIP with a folder for each pack: poster, slide, e-mail, and the words for a chat."""
    file, folders = BytesIO(), set[str]()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for pack in packs:
            folder = name_folder(pack, folders)
            folders.add(folder)
            for name, content in list_files(pack).items():
                _add(archive, f"{folder}/{name}", content)
    return file.getvalue()


def list_files(pack: Pack) -> dict[str, bytes]:
    """Return the files of one pack by name."""
    letter = write_letter(pack)
    return {
        "poster.pdf": make_document(POSTER, pack),
        "slide.pdf": make_document(SLIDE, pack),
        "e-mail.txt": _write_text(f"{letter.subject}\n\n{letter.text}"),
        "chat.txt": _write_text(write_chat(pack)),
    }


def name_folder(pack: Pack, taken: set[str]) -> str:
    """Return a name for the pack's folder that is not taken: plain letters, whatever the organisation's."""
    name = slugify(pack.organisation)[:60] or ("organisation" if pack.organisation else "everybody")
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found


def _write_text(text: str) -> bytes:
    """Return the text as Windows' editor reads it too."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8-sig", "replace")


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    member = zipfile.ZipInfo(name, NO_MOMENT)
    member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, READABLE
    archive.writestr(member, content)
