"""What there is to read, see and hear, and the workshop's own logo and picture."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from organising.forms.step_form import make_box
from workshops.admin.materials import MaterialForm
from workshops.admin.pictures import PictureForm
from workshops.models import Material, Picture

# The box shows no name of a file that is there: a new one takes its place.
PLAIN_FILE = forms.FileInput


class MaterialStepForm(MaterialForm):
    """A document, film or link. What a file is, is told by its bytes."""

    class Meta:
        model = Material
        fields = ("kind", "title", "description", "file", "link", "captions", "transcript", "text")
        formfield_callback = make_box
        widgets: ClassVar[dict[str, Any]] = {"file": PLAIN_FILE, "captions": PLAIN_FILE}


class PictureStepForm(PictureForm):
    """A logo or a picture, in pixels and in words."""

    class Meta:
        model = Picture
        fields = ("file", "words")
        formfield_callback = make_box
        widgets: ClassVar[dict[str, Any]] = {"file": PLAIN_FILE}
