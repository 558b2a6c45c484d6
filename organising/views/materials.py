"""Materials, logo and picture of a workshop in the set-up."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ideas_platform.lib.refusals import Refusal, SavedSince
from ideas_platform.lib.responses import see_other, sent_data
from organising.domain.steps import Step
from organising.forms.materials import MaterialStepForm, PictureStepForm
from organising.views.organiser_page import organiser_page
from organising.views.step_page import find_address, show_step
from workshops.domain.material_list import (
    find_material,
    find_picture,
    move_material,
    place_material,
    remove_material,
    remove_picture,
    seal_material,
    seal_picture,
)
from workshops.domain.materials import list_materials
from workshops.domain.pictures import find_pictures
from workshops.domain.set_up_changes import changing_set_up
from workshops.models import Membership, Picture, Workshop


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def show_materials(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List the materials; a POST adds one at the end."""
    workshop = membership.workshop
    form = MaterialStepForm(sent_data(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            with changing_set_up(workshop) as stored:
                place_material(stored, form.instance)
                form.save()
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Added: %(material)s") % {"material": form.instance.title})
            return see_other(find_address(workshop, Step.MATERIALS))
    context = {"form": form, "materials": list_materials(workshop)}
    return show_step(request, membership, Step.MATERIALS, "materials", context)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def write_material(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Show a material; a POST changes it, unless somebody was quicker."""
    workshop = membership.workshop
    material = find_material(workshop, key)
    form = MaterialStepForm(sent_data(request), request.FILES or None, instance=copy(material))
    theirs = None
    if form.is_bound and form.is_valid():
        if _save(request, workshop, form, lambda stored: seal_material(find_material(stored, key))):
            return see_other(find_address(workshop, Step.MATERIALS))
        material = find_material(workshop, key)
        theirs = [(box.label, box.value()) for box in MaterialStepForm(instance=material)]
    context = {"form": form, "material": material, "theirs": theirs, "seen": seal_material(material)}
    return show_step(request, membership, Step.MATERIALS, "material", context)


@require_POST
@organiser_page
def change_order(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Move a material up or down."""
    move_material(membership.workshop, key, up=request.POST.get("way") == "up")
    return see_other(find_address(membership.workshop, Step.MATERIALS))


@require_POST
@organiser_page
def take_away(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Take a material away."""
    remove_material(membership.workshop, key)
    messages.success(request, _("Taken away."))
    return see_other(find_address(membership.workshop, Step.MATERIALS))


@require_safe
@organiser_page
def show_pictures(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show logo and picture, each with the way to its page."""
    found = find_pictures(membership.workshop)
    rows = [{"kind": kind, "label": kind.label, "picture": found.get(kind)} for kind in Picture.Kind]
    return show_step(request, membership, Step.PICTURES, "pictures", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def write_picture(request: HttpRequest, membership: Membership, kind: str) -> HttpResponse:
    """Show the logo or the picture; a POST puts another in its place, unless somebody was quicker."""
    if kind not in Picture.Kind.values:
        raise Http404
    workshop = membership.workshop
    picture = find_picture(workshop, kind)
    form = PictureStepForm(sent_data(request), request.FILES or None, instance=copy(picture))
    theirs = None
    if form.is_bound and form.is_valid():
        if _save(request, workshop, form, lambda stored: seal_picture(find_picture(stored, kind))):
            return see_other(find_address(workshop, Step.PICTURES))
        picture = find_picture(workshop, kind)
        theirs = [(_("In words"), picture.words)]
    context = {
        "form": form,
        "kind": kind,
        "kind_label": Picture.Kind(kind).label,
        "theirs": theirs,
        "seen": seal_picture(picture),
        "is_new": not picture.file,
    }
    return show_step(request, membership, Step.PICTURES, "picture", context)


@require_POST
@organiser_page
def take_picture_away(request: HttpRequest, membership: Membership, kind: str) -> HttpResponse:
    """Take the logo or the picture away."""
    remove_picture(membership.workshop, kind)
    messages.success(request, _("Taken away."))
    return see_other(find_address(membership.workshop, Step.PICTURES))


def _save(
    request: HttpRequest, workshop: Workshop, form: ModelForm[Any], seal: Callable[[Workshop], str]
) -> bool:
    """Save what the form says; return False where somebody was quicker, so that it has another seal now."""
    try:
        with changing_set_up(workshop) as stored:
            if seal(stored) != request.POST.get("seen", ""):
                raise SavedSince
            form.save()
    except SavedSince:
        return False
    messages.success(request, _("Saved."))
    return True
