"""Whether each code applies on which two people differ."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from moderation.domain.agreement import Reading
from moderation.domain.codebook import Codebook

YES, NO = "yes", "no"
CHOICES = [(YES, _("It applies")), (NO, _("It does not apply"))]


class SettlingForm(PlainForm):
    """One question for each code that one person chose and the other did not."""

    def __init__(self, codebook: Codebook, reading: Reading, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "settle_%s", **kwargs})
        for code in sorted(reading.disputed, key=lambda key: codebook.codes[key].name.casefold()):
            known = reading.settled.get(code)
            self.fields[str(code)] = forms.ChoiceField(
                label=codebook.codes[code].name,
                help_text=codebook.codes[code].definition,
                choices=CHOICES,
                widget=forms.RadioSelect,
                initial=None if known is None else YES if known else NO,
                error_messages={"required": _("Say whether the code applies.")},
            )

    def read_answers(self) -> dict[UUID, bool]:
        """Return for each code whether it applies; the form must be valid."""
        return {UUID(code): answer == YES for code, answer in self.cleaned_data.items()}
