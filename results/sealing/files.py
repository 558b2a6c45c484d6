"""The files of published editions as anybody may have them: those of the last final edition."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import IO

from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import Refusal
from results.models import Edition, PublishedFile, PublishedPart
from workshops.models import Workshop

Kind = PublishedFile.Kind
MEDIA_TYPES = {
    Kind.PACKAGE: "application/zip",
    Kind.POSTER: "application/pdf",
    Kind.REPORT: "application/pdf",
    Kind.CARD: "image/png",
    Kind.SEAL: "text/csv",
}
ENDINGS = {
    Kind.PACKAGE: "package.zip",
    Kind.POSTER: "poster.pdf",
    Kind.REPORT: "report.pdf",
    Kind.CARD: "card.png",
    Kind.SEAL: "sealed.csv",
}


class BeingMade(Refusal):
    """A file of a published edition is not there yet, or not any more (503)."""

    status = 503
    message = _("This file is being made. Try again in a minute.")
    retry_after = 60


@dataclass(frozen=True)
class Seal:
    """The seal of one final edition: its number, its day, and the check sum of its list."""

    number: int
    day: str
    sha256: str


def list_last_editions() -> list[Edition]:
    """Return the last final edition of each workshop, with the workshop; one query."""
    editions = Edition.objects.released().filter(kind=Edition.Kind.FINAL)
    last = editions.order_by("workshop_id", "-number").distinct("workshop_id")
    return list(last.select_related("workshop"))


def find_last_edition(workshop: Workshop) -> Edition | None:
    """Return the last final edition that everybody may read, None before there is one."""
    editions = Edition.objects.released().filter(workshop=workshop, kind=Edition.Kind.FINAL)
    found = editions.order_by("-number").first()
    if found is not None:
        found.workshop = workshop
    return found


def name_state(workshop: Workshop) -> str:
    """Return what names the state of a workshop that everybody sees; another one once anything changes."""
    release, content = workshop.seen_version
    return f"{release}.{content}"


def list_files(edition: Edition) -> dict[str, PublishedFile]:
    """Return by kind the files of the edition that say what everybody can still read."""
    files = PublishedFile.objects.filter(edition=edition)
    state = name_state(edition.workshop)
    return {one.kind: one for one in files if one.kind == Kind.SEAL or one.made_from == state}


def get_file(edition: Edition, kind: str) -> PublishedFile:
    """Return a file of the edition; raises BeingMade where there is none that may be given."""
    found = list_files(edition).get(kind)
    if found is None:
        raise BeingMade
    return found


def list_seals(workshop: Workshop) -> list[PublishedFile]:
    """Return the sealed lists of all final editions, the last one first, each with its edition."""
    seals = PublishedFile.objects.filter(edition__workshop=workshop, kind=Kind.SEAL)
    return list(seals.select_related("edition").order_by("-edition__number"))


def open_file(file: PublishedFile) -> IO[bytes]:
    """Return the bytes of a file."""
    parts = PublishedPart.objects.filter(file=file).order_by("number").values_list("content", flat=True)
    return BytesIO(b"".join(bytes(part) for part in parts))


def read_content(edition: Edition, kind: str) -> bytes | None:
    """Return the bytes of a file of this kind, whatever it was made from; None where there is none."""
    file = PublishedFile.objects.filter(edition=edition, kind=kind).first()
    return open_file(file).read() if file else None
