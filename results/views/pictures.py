"""The picture of a foundation, as a page shows it and as a file."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.http import Http404, HttpRequest, HttpResponse

from ideas_platform.lib.file_answers import answer_file
from ideas_platform.lib.file_types import WEBP
from results.domain.pictures import find_picture, read_content
from results.models import Foundation


@dataclass(frozen=True)
class ShownPicture:
    """Where the file of a picture is, what it shows in words, and how many pixels it has."""

    address: str
    words: str
    width: int
    height: int


def describe_picture(foundation: Foundation, address: str) -> ShownPicture | None:
    """Return the foundation's picture, whose file is at this address; None where it has none."""
    picture = find_picture(foundation)
    if picture is None:
        return None
    return ShownPicture(address, picture.words, picture.width, picture.height)


def answer_picture(request: HttpRequest, foundation: Foundation) -> HttpResponse:
    """Return the file of the foundation's picture; raises Http404 where it has none."""
    content = read_content(foundation)
    if content is None:
        raise Http404
    name = f"{foundation.slug}{WEBP.ending}"
    return answer_file(request, ContentFile(content), media_type=WEBP.media_type, name=name, save=False)
