"""Materials and updates on a workshop's page in the admin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Field, TextField
from django.forms import Textarea
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import BesideFields
from workshops.admin.moments import NAMED_MOMENTS
from workshops.admin.parts import DifferentRows, PartInline
from workshops.admin.scope import organises
from workshops.domain.material_list import delete_file_later
from workshops.domain.materials import FOR_CAPTIONS, FOR_KIND, check_upload, put_file
from workshops.domain.pictures import WRITERS, draw_material_anew
from workshops.models import Material, Update, Workshop

FILES = ("file", "captions")
LONG_TEXT: Mapping[type[Field[Any, Any]], Mapping[str, Any]] = {
    TextField: {"widget": Textarea(attrs={"rows": 4, "class": "vLargeTextField"})}
}


_TRANSCRIPT = _("Add a transcript, for those who cannot hear it.")
_READABLE = _("Write here what the PDF says, for those who cannot open or read it.")
# What a file of each kind needs beside it.
ALTERNATIVES = {
    Material.Kind.IMAGE.value: {
        "description": _("Say what the image shows, for those who cannot see it."),
    },
    Material.Kind.FILM.value: {
        "captions": _("A film needs captions, for those who cannot hear it."),
        "transcript": _TRANSCRIPT,
    },
    Material.Kind.AUDIO.value: {"transcript": _TRANSCRIPT},
    Material.Kind.DOCUMENT.value: {"text": _READABLE},
    Material.Kind.EASY_READ.value: {"text": _READABLE},
}


class MaterialForm(BesideFields):
    """A material. What a file is, is told by its bytes; its own name is forgotten."""

    def clean(self) -> dict[str, Any]:
        """Say next to the field what is missing or cannot be taken."""
        cleaned = super().clean() or {}
        self._check_files(cleaned)
        if cleaned.get("file") and cleaned.get("link"):
            self.add_error("link", _("Give a file or a link, not both."))
        if not any(cleaned.get(name) for name in ("file", "link", "text")) and "file" not in self.errors:
            self.add_error("file", _("Give a file, a link, or something to read here."))
        self._check_alternatives(cleaned)
        return cleaned

    def _check_files(self, cleaned: dict[str, Any]) -> None:
        admitted = {"file": FOR_KIND.get(cleaned.get("kind", "")), "captions": FOR_CAPTIONS}
        found = {name: self._check_file(name, cleaned.get(name), admitted[name]) for name in FILES}
        self._found = found["file"]
        if self._found in WRITERS:
            self._draw_anew(cleaned)
        if "kind" in self.changed_data and self.instance.file and self._found is None and cleaned.get("file"):
            self.add_error("file", _("Choose the file again: the kind has changed."))

    def _draw_anew(self, cleaned: dict[str, Any]) -> None:
        """Put the picture as we have drawn it in the place of what was sent: where it was taken stays out."""
        assert self._found is not None  # noqa: S101  # nosec B101
        try:
            cleaned["file"] = draw_material_anew(cleaned["file"], self._found)
        except ValidationError as error:
            self.add_error("file", error)

    def _check_file(self, name: str, upload: Any, wanted: Any) -> Any:
        """Return what sort of file was sent in this field, None where none was or it cannot be taken."""
        if not isinstance(upload, UploadedFile) or wanted is None:
            return None
        try:
            found = check_upload(upload, wanted)
        except ValidationError as error:
            self.add_error(name, error)
            return None
        upload.name = f"file{found.ending}"
        return found

    def _check_alternatives(self, cleaned: dict[str, Any]) -> None:
        """Ask for what those need who can't see or hear it."""
        if not cleaned.get("file"):
            return
        for name, message in ALTERNATIVES.get(cleaned.get("kind", ""), {}).items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, message)

    def save(self, commit: bool = True) -> Any:
        """Save; a file that was replaced or taken away goes for good."""
        for name in FILES:
            old = self.initial.get(name)
            if name in self.changed_data and old:
                delete_file_later(old)
        if self._found is not None:
            put_file(self.instance, self.cleaned_data["file"], self._found)
        elif not self.cleaned_data.get("file"):
            self.instance.media_type, self.instance.file_size = "", 0
        return super().save(commit)


class MaterialRows(DifferentRows):
    """The materials of a workshop; with one that goes, its files go."""

    def delete_existing(self, obj: Material, commit: bool = True) -> None:
        """Delete the material and its files."""
        for file in (obj.file, obj.captions):
            if file:
                delete_file_later(file)
        super().delete_existing(obj, commit)


class FreelyKept(PartInline):
    """Rows that organisers may take away at any time: nobody has chosen them."""

    def has_delete_permission(self, request: HttpRequest, obj: Workshop | None = None) -> bool:
        """Return whether the user organises the workshop."""
        return obj is not None and organises(request, obj.pk)


class MaterialInline(FreelyKept, admin.StackedInline):  # type: ignore[type-arg]
    """What there is to read, see and hear."""

    model = Material
    form = MaterialForm
    formset = MaterialRows
    formfield_overrides = LONG_TEXT
    fields = ["number", "kind", "title", "description", "file", "link", "captions", "transcript", "text"]


class UpdateInline(FreelyKept, admin.StackedInline):  # type: ignore[type-arg]
    """News and events."""

    model = Update
    formfield_overrides = {**LONG_TEXT, **NAMED_MOMENTS}
    fields = ["title", "text", "published_on", "starts_at", "place"]
