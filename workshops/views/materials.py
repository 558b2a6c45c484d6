"""The files of materials: for those who see the workshop."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ideas_platform.lib.file_answers import answer_file
from ideas_platform.lib.file_types import PDF, VTT
from workshops.domain.materials import name_for_saving
from workshops.domain.visits import visit_workshop
from workshops.models import Material


@require_safe
def send_file(request: HttpRequest, slug: str, material: UUID) -> HttpResponse:
    """Answer with the file: a document to save, anything else to show."""
    found = _find(request, slug, material)
    try:
        file = found.file.open()
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    return answer_file(
        request,
        file,
        media_type=found.media_type,
        name=name_for_saving(found),
        save=found.media_type == PDF.media_type,
    )


@require_safe
def send_captions(request: HttpRequest, slug: str, material: UUID) -> HttpResponse:
    """Answer with the captions of a film."""
    found = _find(request, slug, material)
    try:
        file = found.captions.open()
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    return answer_file(request, file, media_type=VTT.media_type, name="captions.vtt", save=False)


def _find(request: HttpRequest, slug: str, material: UUID) -> Material:
    visit = visit_workshop(request.user, slug)
    return get_object_or_404(Material, workshop=visit.workshop, pk=material)
