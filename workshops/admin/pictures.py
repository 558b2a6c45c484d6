"""Logo and picture on a workshop's page in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from ideas_platform.lib.beside_fields import BesideFields
from workshops.admin.materials import FreelyKept
from workshops.admin.parts import DifferentRows
from workshops.domain.material_list import delete_file_later
from workshops.domain.pictures import LONGEST, draw_anew
from workshops.models import Picture


class PictureForm(BesideFields):
    """A logo or a picture; of what is sent only what one sees is kept."""

    def clean(self) -> dict[str, Any]:
        """Put the picture that we have drawn in the place of what was sent, or say what is wrong with it."""
        cleaned = super().clean() or {}
        sent, kind = cleaned.get("file"), cleaned.get("kind", self.instance.kind)
        if isinstance(sent, UploadedFile) and kind is not None and kind in LONGEST:
            try:
                cleaned["file"] = draw_anew(sent, kind)
            except ValidationError as error:
                self.add_error("file", error)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Save; a file that was replaced goes for good."""
        old = self.initial.get("file")
        if "file" in self.changed_data and old:
            delete_file_later(old)
        return super().save(commit)


class PictureRows(DifferentRows):
    """Logo and picture of a workshop; with a row that goes, its file goes."""

    differ_in = ("kind",)

    def delete_existing(self, obj: Picture, commit: bool = True) -> None:
        """Delete the row and its file."""
        delete_file_later(obj.file)
        super().delete_existing(obj, commit)


class PictureInline(FreelyKept, admin.StackedInline):  # type: ignore[type-arg]
    """The organisers' own logo and picture."""

    model = Picture
    form = PictureForm
    formset = PictureRows
    max_num = len(Picture.Kind)
    fields = ["kind", "file", "words"]
