"""The pictures of the foundations: as files of the package, and within its page, which loads nothing."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from ideas_platform.lib.file_types import WEBP
from results.published.edition import PublishedEdition, PublishedFoundation, PublishedPicture


@dataclass(frozen=True)
class FoundationOnPage:
    """A foundation, and its picture and where a browser has it from; neither where it has none."""

    foundation: PublishedFoundation
    picture: PublishedPicture | None
    source: str


def name_picture(picture: PublishedPicture) -> str:
    """Return what the file of a picture is called in the package."""
    return f"picture-{picture.ref}{WEBP.ending}"


def list_with_pictures(edition: PublishedEdition) -> list[FoundationOnPage]:
    """Return the foundations in their order; the file of a picture stands in its address itself."""
    pictures = {one.ref: one for one in edition.pictures}
    return [_join(one, pictures.get(one.ref)) for one in edition.foundations]


def _join(foundation: PublishedFoundation, picture: PublishedPicture | None) -> FoundationOnPage:
    source = _write_source(picture) if picture else ""
    return FoundationOnPage(foundation, picture, source)


def _write_source(picture: PublishedPicture) -> str:
    return f"data:{WEBP.media_type};base64,{base64.b64encode(picture.content).decode()}"
