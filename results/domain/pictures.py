"""The picture of a foundation: put there, replaced, taken away, copied with its edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.core.files import File
from django.core.files.images import get_image_dimensions

from results.models import Edition, Foundation, FoundationPicture
from workshops.domain.pictures import draw_anew
from workshops.models import Picture


@dataclass(frozen=True)
class DrawnPicture:
    """What one sees of a picture that was sent, as a WebP, and how many pixels it has."""

    content: bytes
    width: int
    height: int


@dataclass(frozen=True)
class PictureChange:
    """What becomes of the picture: `drawn` comes in its place, or it goes; else only its words are said."""

    words: str = ""
    drawn: DrawnPicture | None = None
    goes: bool = False


def draw_picture(sent: File) -> DrawnPicture:  # type: ignore[type-arg]
    """Return what one sees of a picture that was sent.

    Raises ValidationError in plain words where it is not taken or cannot be read.
    """
    drawn = draw_anew(sent, Picture.Kind.PICTURE)
    width, height = get_image_dimensions(drawn)
    drawn.seek(0)
    return DrawnPicture(drawn.read(), width or 0, height or 0)


def change_picture(foundation: Foundation, change: PictureChange) -> None:
    """Let the foundation have this picture, or none. Its edition must be open and locked."""
    pictures = FoundationPicture.objects.filter(foundation=foundation)
    if change.drawn is not None:
        values = {**vars(change.drawn), "words": change.words}
        FoundationPicture.objects.update_or_create(foundation=foundation, defaults=values)
    elif change.goes:
        pictures.delete()
    elif change.words:
        pictures.update(words=change.words)


def copy_pictures(old: Edition, copies: Mapping[UUID, Foundation]) -> None:
    """Give the copy of each foundation of an edition the same picture; `copies` are by what they copy."""
    FoundationPicture.objects.bulk_create(
        FoundationPicture(
            foundation=copies[one.foundation_id],
            words=one.words,
            width=one.width,
            height=one.height,
            content=bytes(one.content),
        )
        for one in FoundationPicture.objects.filter(foundation__edition=old)
    )


def find_picture(foundation: Foundation) -> FoundationPicture | None:
    """Return the foundation's picture, None where it has none; no query where it was read with it."""
    return getattr(foundation, "picture", None)


def read_content(foundation: Foundation) -> bytes | None:
    """Return the file of the foundation's picture, a WebP; None where it has none. One query."""
    contents = FoundationPicture.objects.filter(foundation=foundation).values_list("content", flat=True)
    content = contents.first()
    return None if content is None else bytes(content)
