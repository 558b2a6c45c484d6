"""Materials and updates: what files are taken, and what a reader is told of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib import file_types
from ideas_platform.lib.file_types import KNOWN, FileType, recognise
from ideas_platform.lib.picture_sizes import LONGEST_SIDE, MOST_PIXELS, ImageTooLarge
from workshops.models import Material, Update, Workshop

MEGABYTE = 1024 * 1024
UPDATES_SHOWN = 20


@dataclass(frozen=True)
class Admitted:
    """The types of file that are taken somewhere, and how many megabytes at most."""

    types: Collection[FileType]
    megabytes: int


FOR_KIND = {
    Material.Kind.DOCUMENT: Admitted([file_types.PDF], 20),
    Material.Kind.EASY_READ: Admitted([file_types.PDF], 20),
    Material.Kind.IMAGE: Admitted([file_types.PNG, file_types.JPEG, file_types.WEBP], 10),
    Material.Kind.FILM: Admitted([file_types.MP4, file_types.WEBM], 300),
    Material.Kind.AUDIO: Admitted([file_types.MP3], 50),
}
FOR_CAPTIONS = Admitted([file_types.VTT], 1)


def check_upload(file: File, admitted: Admitted) -> FileType:  # type: ignore[type-arg]
    """Return what the file is; raises ValidationError in plain words where it is not taken.

    Size first, then the first bytes: nothing else of the file is read.
    """
    if not file.size:
        raise ValidationError(_("The file is empty."), code="empty")
    if file.size > admitted.megabytes * MEGABYTE:
        raise ValidationError(
            _("The file is too large: %(most)d MB at most."),
            code="too_large",
            params={"most": admitted.megabytes},
        )
    try:
        found = recognise(file, file.size)  # type: ignore[arg-type]
    except ImageTooLarge as error:
        raise ValidationError(
            _("The picture is too large: %(side)d pixels a side and %(pixels)d million in all at most."),
            code="too_many_pixels",
            params={"side": LONGEST_SIDE, "pixels": MOST_PIXELS // 1_000_000},
        ) from error
    finally:
        file.seek(0)
    if found is None or found not in admitted.types:
        wanted = ", ".join(one.words for one in admitted.types)
        raise ValidationError(
            _("This file can’t be used here. It must be: %(wanted)s."), code="type", params={"wanted": wanted}
        )
    return found


def put_file(material: Material, file: File, found: FileType) -> None:  # type: ignore[type-arg]
    """Make this the material's file; it is stored when the material is saved, under a random name."""
    file.name = f"file{found.ending}"
    material.file = file
    material.media_type, material.file_size = found.media_type, file.size


def name_for_saving(material: Material) -> str:
    """Return what the file is called where somebody saves it: the title and the right ending, plain ASCII."""
    return f"{slugify(material.title) or 'material'}{KNOWN[material.media_type].ending}"


@dataclass(frozen=True)
class ShownMaterial:
    """A material and what the page says of its file or link."""

    material: Material
    type_words: str
    host: str


def list_materials(workshop: Workshop) -> list[ShownMaterial]:
    """Return the workshop's materials in their order; one query."""
    return [_describe(workshop, material) for material in workshop.materials.all()]


def _describe(workshop: Workshop, material: Material) -> ShownMaterial:
    material.workshop = workshop
    known = KNOWN.get(material.media_type)
    return ShownMaterial(material, known.words if known else "", urlsplit(material.link).hostname or "")


def list_updates(workshop: Workshop) -> list[Update]:
    """Return the updates whose day has come, the newest first; one query."""
    return list(workshop.updates.all().published(timezone.localdate())[:UPDATES_SHOWN])
