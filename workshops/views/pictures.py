"""The files of logos and pictures: for those who see the workshop."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ideas_platform.lib.file_answers import answer_file
from ideas_platform.lib.file_types import WEBP
from workshops.domain.visits import visit_workshop
from workshops.models import Picture


@require_safe
def send_picture(request: HttpRequest, slug: str, picture: UUID) -> HttpResponse:
    """Answer with the picture, as we have drawn it."""
    visit = visit_workshop(request.user, slug)
    found = get_object_or_404(Picture, workshop=visit.workshop, pk=picture)
    try:
        file = found.file.open()
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    name = f"{found.kind}{WEBP.ending}"
    return answer_file(request, file, media_type=WEBP.media_type, name=name, save=False)
