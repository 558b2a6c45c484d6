"""Boxes for text in which the same letters are the same, however they were typed."""

import unicodedata
from typing import Any

from django import forms
from django.utils.text import normalize_newlines


class LineField(forms.CharField):
    """Text of one line in normal form (NFC): a letter with its accent is one where Unicode has it as one."""

    def to_python(self, value: Any) -> Any:
        """Return the text in normal form."""
        text = super().to_python(value)
        return unicodedata.normalize("NFC", text) if text else text


class LongTextField(LineField):
    """Text of several lines. A line break counts as one character, as it does in the browser.

    Browsers count it as one and send it as two.
    """

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """Return the text with line breaks of one character each."""
        text = super().to_python(value)
        return normalize_newlines(text) if text else text
