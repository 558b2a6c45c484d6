"""Materials for tests, each with a file of its kind."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from ideas_platform.lib import file_types
from tests import files
from workshops.domain.materials import put_file
from workshops.domain.pictures import draw_anew
from workshops.models import Material, Picture, Workshop

CONTENT = {
    "document": (files.PDF, file_types.PDF),
    "easy_read": (files.PDF, file_types.PDF),
    "image": (files.png(), file_types.PNG),
    "film": (files.MP4, file_types.MP4),
    "audio": (files.MP3, file_types.MP3),
}


def make_material(workshop: Workshop, kind: str = "document", **fields: Any) -> Material:
    """Return a new material with a file of its kind."""
    usual = {"number": workshop.materials.count() + 1, "title": "The draft on one page", "kind": kind}
    usual["text"] = "What the draft says." if CONTENT[kind][1] is file_types.PDF else ""
    material = Material(workshop=workshop, **{**usual, **fields})
    put_file(material, ContentFile(CONTENT[kind][0], name="../../etc/passwd"), CONTENT[kind][1])
    if kind == "film":
        material.captions.save("captions.vtt", ContentFile(files.VTT), save=False)
    material.save()
    return material


def make_picture(workshop: Workshop, kind: str = "logo", words: str = "Riverside Trust") -> Picture:
    """Return a new logo or picture of the workshop."""
    drawn = draw_anew(ContentFile(files.png(), name="a.png"), kind)
    return Picture.objects.create(workshop=workshop, kind=kind, words=words, file=drawn)
