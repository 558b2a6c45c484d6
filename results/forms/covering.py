"""To cover words of an answer to a consultation for good."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.domain.passages import is_in_texts, list_lines
from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.long_text import LongTextField
from results.domain.covering import NOT_THERE, Covering
from results.models.covered import NOTE_LENGTH, REASONS

SHORTEST = 2


class CoverAnswerForm(PlainForm):
    """Which words to cover, why, and a note that stays inside the design group."""

    words_to_cover = LongTextField(
        label=_("Cover these words"),
        help_text=_("Just as they stand in the answer, each passage on a line of its own."),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        error_messages={"required": _("Type the words to cover.")},
    )
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("Choose a reason")), *((one.value, one.label) for one in REASONS)],
        error_messages={"required": _("Choose a reason.")},
    )
    note = LongTextField(
        label=_("Note for the design group"),
        help_text=_("Do not repeat the words here."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, text: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text

    def clean_words_to_cover(self) -> list[str]:
        """Return the passages that were typed; each must stand in the answer."""
        typed = list_lines(self.cleaned_data["words_to_cover"])
        wrong = (len(words) < SHORTEST or not is_in_texts([self.text], words) for words in typed)
        if any(wrong):
            raise forms.ValidationError(NOT_THERE, code="missing")
        return typed

    def covering(self) -> Covering:
        """Return what was chosen; the form must be valid."""
        said = self.cleaned_data
        return Covering(said["words_to_cover"], said["reason"], said["note"])
