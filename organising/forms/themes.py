"""What a theme says."""

from __future__ import annotations

from typing import ClassVar

from django.forms import Textarea, Widget

from ideas_platform.lib.beside_fields import BesideFields
from organising.forms.step_form import StepForm, make_box
from workshops.models import Theme, Workshop


class ThemeForm(BesideFields):
    """One numbered point of the draft."""

    class Meta:
        model = Theme
        fields = ("title", "text", "references")
        formfield_callback = make_box
        widgets: ClassVar[dict[str, Widget]] = {"references": Textarea(attrs={"rows": 2})}


class ThemeWordForm(StepForm):
    """What themes are called here."""

    class Meta:
        model = Workshop
        fields = ("theme_word",)
        formfield_callback = make_box
