"""Pictures that organisers send are drawn anew: what a file says besides (place, time, camera) stays out."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from ideas_platform.lib.file_types import JPEG, PNG, WEBP, FileType
from workshops.domain.materials import Admitted, check_upload
from workshops.models import Picture, Workshop

ADMITTED = Admitted([PNG, JPEG, WEBP], 5)
# No other reader of Pillow's is ever given a file.
READERS = ("PNG", "JPEG", "WEBP")
# Pixels of the longer side: twice what the page shows, for screens with two dots in the place of one.
LONGEST: Mapping[str, int] = {Picture.Kind.LOGO: 480, Picture.Kind.PICTURE: 1600}
LONGEST_MATERIAL = 2400
# How each type is written: what Pillow calls it, and how good it is, out of 100.
WRITERS: Mapping[FileType, tuple[str, int]] = {PNG: ("PNG", 100), JPEG: ("JPEG", 88), WEBP: ("WEBP", 82)}
# What Pillow raises for a file that is broken or not what it says.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    struct.error,
    Image.DecompressionBombError,
)


def draw_anew(file: File, kind: str) -> ContentFile:  # type: ignore[type-arg]
    """Return what one sees of a logo or picture, as a WebP and in the size we show.

    Size and pixels are looked at before it is opened. Raises ValidationError in plain words where it is
    not taken or cannot be read.
    """
    check_upload(file, ADMITTED)
    return _write(file, LONGEST[kind], WEBP)


def draw_material_anew(file: File, found: FileType) -> ContentFile:  # type: ignore[type-arg]
    """Return what one sees of a picture among the materials, of the same type, no larger than a screen.

    It must have been checked. Raises ValidationError in plain words where it cannot be read.
    """
    return _write(file, LONGEST_MATERIAL, found)


def _write(file: File, longest: int, wanted: FileType) -> ContentFile:  # type: ignore[type-arg]
    name, quality = WRITERS[wanted]
    out = BytesIO()
    try:
        with Image.open(file, formats=READERS) as sent:
            _draw(sent, longest).save(out, name, quality=quality)
    except BROKEN as error:
        words = _("This picture can’t be read. Save it again as PNG or JPEG, then try once more.")
        raise ValidationError(words, code="broken") from error
    return ContentFile(out.getvalue(), name=f"file{wanted.ending}")


def _draw(sent: Image.Image, longest: int) -> Image.Image:
    """Return a new image with the pixels of the first frame; nothing else of the file goes over."""
    sent.thumbnail((longest, longest))
    upright = ImageOps.exif_transpose(sent)
    is_clear = upright.has_transparency_data
    seen = upright.convert("RGBA" if is_clear else "RGB")
    drawn = Image.new(seen.mode, seen.size)
    drawn.paste(seen)
    return drawn


def find_pictures(workshop: Workshop) -> dict[str, Picture]:
    """Return the workshop's logo and picture, those that there are, by their kind; one query."""
    pictures = list(workshop.pictures.all())
    for picture in pictures:
        picture.workshop = workshop
    return {picture.kind: picture for picture in pictures}
