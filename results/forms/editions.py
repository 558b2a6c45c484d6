"""What an edition and a foundation say, and whom statements are addressed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.long_text import LineField, LongTextField, NameField
from results.domain.editions import EditionText
from results.models import Edition
from results.models.editions import (
    PREAMBLE_LENGTH,
    STOOD_BEHIND_LENGTH,
    TITLE_LENGTH,
    WORD_LENGTH,
)

NAME_LENGTH = 60


class EditionForm(PlainForm):
    """What an edition says of itself."""

    kind = forms.ChoiceField(
        label=_("What it is for"), choices=Edition.Kind.choices, widget=forms.RadioSelect
    )
    title = LineField(
        label=_("Title"), max_length=TITLE_LENGTH, error_messages={"required": _("Give it a title.")}
    )
    preamble = LongTextField(
        label=_("Preamble"),
        help_text=_("What stands before everything else. You can use Markdown."),
        max_length=PREAMBLE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    stood_behind_by = LineField(
        label=_("Who stands behind it"),
        help_text=_("Such as “the design group, on behalf of 1,000 staff”. Needed for a final edition."),
        max_length=STOOD_BEHIND_LENGTH,
        required=False,
    )
    foundation_word = LineField(
        label=_("Your word for one foundation"),
        help_text=_("Such as foundation, pillar or principle."),
        max_length=WORD_LENGTH,
        error_messages={"required": _("Give your word for one.")},
    )
    foundations_word = LineField(
        label=_("Your word for several"),
        max_length=WORD_LENGTH,
        error_messages={"required": _("Give your word for several.")},
    )
    answers_until = forms.DateField(
        label=_("Last day for answers"),
        help_text=_("Of a consultation. Empty: until the next edition."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write a date, such as 2026-03-31.")},
    )

    def read_text(self) -> EditionText:
        """Return what was filled in; the form must be valid."""
        return EditionText(**self.cleaned_data)


class AudienceForm(PlainForm):
    """Whom statements can be addressed to."""

    name = NameField(
        label=_("Audience"), max_length=NAME_LENGTH, error_messages={"required": _("Give it a name.")}
    )


def list_values(row: Any, form: type[forms.Form]) -> dict[str, Any]:
    """Return what the boxes of a form begin with: what the row says now."""
    return {name: getattr(row, name) for name in form.base_fields}
