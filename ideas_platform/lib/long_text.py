"""Boxes for text in which the same letters are the same, and everything can be seen, however it was typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ideas_platform.lib.big_numbers import write_numbers
from ideas_platform.lib.visible_text import tidy_line, tidy_name, tidy_text


class LineField(forms.CharField):
    """Text of one line in normal form (NFC), without signs that turn or control the rest.

    Where nothing in it can be seen it counts as empty.
    """

    tidy: Callable[[str], str] = staticmethod(tidy_line)

    def run_validators(self, value: Any) -> None:
        """Check the length, among others; a message says its numbers as people read them."""
        try:
            super().run_validators(value)
        except ValidationError as errors:
            for error in errors.error_list:
                error.params = write_numbers(error.params or {})
            raise

    def to_python(self, value: Any) -> Any:
        """Return the text, tidied."""
        text = super().to_python(value)
        return (self.tidy(text) or self.empty_value) if text else text


class NameField(LineField):
    """A name: none of its signs is hidden, so that two that look the same are the same."""

    tidy = staticmethod(tidy_name)


class LongTextField(LineField):
    """Text of several lines. A line break counts as one character, as it does in the browser.

    Browsers count it as one and send it as two.
    """

    widget = forms.Textarea
    tidy = staticmethod(tidy_text)
