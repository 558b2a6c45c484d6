"""The workforce as lines of names and numbers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from organising.domain.workforce import Of, list_names, read_lines, write_lines
from workshops.models import Workshop

MOST_LETTERS = 100_000


class WorkforceForm(PlainForm):
    """One line for each name; what is read from them is in `numbers` once the form is valid."""

    lines = forms.CharField(
        label=_("One line for each: the name, then the number"),
        help_text=_("You can paste two columns of a spreadsheet. A line without a number is fine."),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea,
    )

    def __init__(self, workshop: Workshop, of: Of, sent: Any = None) -> None:
        self._names = list_names(workshop, of)
        self.numbers: dict[str, int | None] = {}
        initial = None if sent else {"lines": write_lines(workshop, of)}
        super().__init__(sent, auto_id="workforce_%s", initial=initial)

    def clean_lines(self) -> str:
        """Return the lines as they were sent; raise ValidationError with what is wrong, line by line."""
        text = str(self.cleaned_data["lines"])
        lines = read_lines(text, self._names)
        if lines.faults:
            raise ValidationError(lines.faults)
        self.numbers = lines.numbers
        return text
