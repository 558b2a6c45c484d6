"""A box for more than one line."""

from typing import Any

from django import forms
from django.utils.text import normalize_newlines


class LongTextField(forms.CharField):
    """Text of several lines. A line break counts as one character, as it does in the browser.

    Browsers count it as one and send it as two.
    """

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """Return the text with line breaks of one character each."""
        text = super().to_python(value)
        return normalize_newlines(text) if text else text
