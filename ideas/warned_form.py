"""A form whose writer is warned once of what in it could show who somebody is."""

from __future__ import annotations

import hashlib
from typing import ClassVar

from django import forms
from django.utils.functional import cached_property

from ideas.domain.warnings import Warnings, warn_about
from ideas_platform.lib.beside_fields import PlainForm


class WarnedForm(PlainForm):
    """Text that is sent as it is only by who was told what in this very text could identify somebody."""

    # The box that is looked at.
    warned: ClassVar[str] = "body"
    # The mark of the text about which its author was warned, and which they send nevertheless.
    read = forms.CharField(required=False)

    @cached_property
    def warnings(self) -> Warnings | None:
        """What in the text could identify somebody, unless its author was told so of this very text."""
        if not self.is_bound or not self.is_valid() or self.cleaned_data["read"] == self.mark:
            return None
        warnings = warn_about(title="", body=self.cleaned_data[self.warned])
        return warnings if warnings.messages else None

    @property
    def mark(self) -> str:
        """The mark by which a text is known again; the form must be valid."""
        return hashlib.sha256(self.cleaned_data[self.warned].encode()).hexdigest()[:16]
