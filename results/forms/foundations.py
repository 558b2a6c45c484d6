"""What a foundation says, and its picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.long_text import LineField, LongTextField
from results.domain.pictures import DrawnPicture, PictureChange, draw_picture, find_picture
from results.domain.statements import FoundationText
from results.models import Foundation
from results.models.editions import PROMISE_LENGTH, TEXT_LENGTH, TITLE_LENGTH
from results.models.pictures import WORDS_LENGTH


class FoundationForm(PlainForm):
    """What a foundation says."""

    title = LineField(
        label=_("Title"), max_length=TITLE_LENGTH, error_messages={"required": _("Give it a title.")}
    )
    promise = LineField(
        label=_("Promise"),
        help_text=_("In one sentence."),
        max_length=PROMISE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = LongTextField(
        label=_("Text"),
        help_text=_("You can use Markdown."),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, JPEG or WebP, 5 MB at most. We keep only what one sees of it."),
        required=False,
        error_messages={"empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    picture_words = LineField(
        label=_("The picture in words"),
        help_text=_("What the picture shows, for those who cannot see it."),
        max_length=WORDS_LENGTH,
        required=False,
    )
    picture_goes = forms.BooleanField(label=_("Take the picture away"), required=False)

    def __init__(self, *args: Any, has_picture: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self._has_picture = has_picture
        self._drawn: DrawnPicture | None = None
        if not has_picture:
            del self.fields["picture_goes"]

    def clean_picture(self) -> Any:
        """Draw the picture anew, or say what is wrong with it."""
        sent = self.cleaned_data["picture"]
        if sent:
            self._drawn = draw_picture(sent)
        return sent

    def clean(self) -> dict[str, Any]:
        """Say next to the field what is missing: a picture has words, and words have a picture."""
        cleaned = super().clean() or {}
        if self._lacks_words(cleaned) and "picture_words" not in self.errors:
            self.add_error("picture_words", _("Say what the picture shows, for those who cannot see it."))
        if self._lacks_picture(cleaned) and "picture" not in self.errors:
            self.add_error("picture", _("Choose a picture, or empty its words below."))
        if self.errors:
            self.ask_again()
        return cleaned

    def _lacks_words(self, cleaned: Mapping[str, Any]) -> bool:
        stays = self._has_picture and not cleaned.get("picture_goes")
        return not cleaned.get("picture_words") and bool(self._drawn or stays)

    def _lacks_picture(self, cleaned: Mapping[str, Any]) -> bool:
        return bool(cleaned.get("picture_words")) and not (self._drawn or self._has_picture)

    def ask_again(self) -> None:
        """Say that a picture which was sent has to be chosen again: no browser keeps it."""
        if self._drawn is not None:
            self.add_error("picture", ValidationError(_("Choose the picture again."), code="again"))

    def read_text(self) -> FoundationText:
        """Return what was filled in; the form must be valid."""
        return FoundationText(**{name: self.cleaned_data[name] for name in ("title", "promise", "text")})

    def read_picture(self) -> PictureChange:
        """Return what becomes of the picture; the form must be valid."""
        words, goes = self.cleaned_data["picture_words"], self.cleaned_data.get("picture_goes", False)
        return PictureChange(words, self._drawn, goes)


def list_foundation_values(foundation: Foundation) -> dict[str, str]:
    """Return what the boxes of the form begin with: what the foundation and its picture say now."""
    picture = find_picture(foundation)
    said = {name: getattr(foundation, name) for name in ("title", "promise", "text")}
    return {**said, "picture_words": picture.words if picture else ""}
