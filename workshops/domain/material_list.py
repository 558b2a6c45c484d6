"""The materials of a workshop: added at the end, changed, moved, taken away with their files, at any time."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import Unprocessable
from workshops.domain.notices import make_seal
from workshops.domain.numbered import close_up, find_last_number, move
from workshops.domain.set_up_changes import changing_set_up
from workshops.models import Material, Picture, Workshop

MOST_MATERIALS = 40
TOO_MANY = _("There are %(most)d materials already: no more fit.")
WORDS = ("kind", "title", "description", "file", "link", "captions", "transcript", "text")


def place_material(workshop: Workshop, material: Material) -> None:
    """Give a new material its place behind the others. Call it in `changing_set_up`, then save it.

    Raises Unprocessable where no more fit.
    """
    if workshop.materials.count() >= MOST_MATERIALS:
        raise Unprocessable(TOO_MANY % {"most": MOST_MATERIALS})
    material.workshop, material.number = workshop, find_last_number(workshop.materials.all()) + 1


def find_material(workshop: Workshop, key: UUID) -> Material:
    """Return a material of this workshop; raises Http404."""
    material = workshop.materials.filter(pk=key).first()
    if material is None:
        raise Http404
    return material


def seal_material(material: Material) -> str:
    """Return the mark of what a material says."""
    return make_seal([str(getattr(material, name)) for name in WORDS])


def move_material(workshop: Workshop, key: UUID, *, up: bool) -> None:
    """Let a material change places with the one before or after it."""
    with changing_set_up(workshop) as stored:
        move(stored.materials.all(), key, up=up)


def remove_material(workshop: Workshop, key: UUID) -> None:
    """Take a material away, and its files with it; those behind it move up."""
    with changing_set_up(workshop) as stored:
        material = stored.materials.filter(pk=key).first()
        if material is not None:
            for file in (material.file, material.captions):
                if file:
                    delete_file_later(file)
            material.delete()
        close_up(stored.materials.all())


def remove_picture(workshop: Workshop, kind: str) -> None:
    """Take the logo or the picture away, and its file with it."""
    with changing_set_up(workshop) as stored:
        for picture in stored.pictures.filter(kind=kind):
            delete_file_later(picture.file)
            picture.delete()


def delete_file_later(file: FieldFile) -> None:
    """Delete a stored file as soon as the transaction is over."""
    storage, name = file.storage, str(file.name)
    transaction.on_commit(lambda: storage.delete(name))


def find_picture(workshop: Workshop, kind: str) -> Picture:
    """Return the logo or the picture, a new one where there is none."""
    return workshop.pictures.filter(kind=kind).first() or Picture(workshop=workshop, kind=kind)


def seal_picture(picture: Picture) -> str:
    """Return the mark of a picture and its words."""
    return make_seal(str(picture.file), picture.words)
