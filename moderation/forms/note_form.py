"""A note for the others of the design group, and for whom of them it is above all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.long_text import LongTextField
from moderation.domain.colleagues import Colleague, find_mentioned
from moderation.domain.notes import SHOWS_SOMEBODY, NoteText, shows_somebody
from moderation.models.notes import NOTE_LENGTH

NAME = '<span translate="no">@{}</span>'
NOBODY = _("Nobody here is called “@%(name)s”. Choose from the list, or leave out the “@”.")


class NoteForm(PlainForm):
    """Plain words; people are chosen from a list or named with "@"."""

    text = LongTextField(
        label=_("Note"),
        help_text=_("Plain words, for the group alone. Do not write who may have written a text."),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the note.")},
    )
    mentioned = forms.MultipleChoiceField(
        label=_("Who should read it?"),
        help_text=_("Tick them here, or write their names in the note: @name."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("One of these people is not here any more. Look again.")},
    )

    def __init__(
        self,
        colleagues: Sequence[Colleague],
        sent: Any = None,
        *,
        text: str = "",
        chosen: Collection[UUID] = (),
    ) -> None:
        begin = {"text": text, "mentioned": [str(key) for key in chosen]}
        super().__init__(sent, auto_id="note_%s", initial=begin)
        self.colleagues = colleagues
        choices = [(str(one.membership.pk), format_html(NAME, one.handle)) for one in colleagues]
        cast("forms.MultipleChoiceField", self.fields["mentioned"]).choices = choices
        if not colleagues:
            del self.fields["mentioned"]

    def clean_text(self) -> str:
        """Return the note; refuse what shows somebody, and a name that is nobody's."""
        text: str = self.cleaned_data["text"]
        if shows_somebody(text):
            raise forms.ValidationError(SHOWS_SOMEBODY, code="held")
        _people, unknown = find_mentioned(text, self.colleagues)
        if unknown:
            raise forms.ValidationError(NOBODY, code="nobody", params={"name": unknown[0]})
        return text

    def read_note(self) -> NoteText:
        """Return what was written; the form must be valid."""
        text = self.cleaned_data["text"]
        named = {person.pk for person in find_mentioned(text, self.colleagues)[0]}
        return NoteText(text, named | {UUID(key) for key in self.cleaned_data.get("mentioned", [])})
