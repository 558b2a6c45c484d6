"""What the author of a text answers to a question of the design group."""

import hashlib

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ideas.domain.warnings import Warnings, warn_about
from ideas.models.questions import ANSWER_LENGTH
from ideas_platform.lib.long_text import LongTextField


class AnswerForm(forms.Form):
    """An answer; whoever writes it is warned once of what in it could show who somebody is."""

    # The mark of the text about which its author was warned, and which they send nevertheless.
    read = forms.CharField(required=False)
    body = LongTextField(
        label=_("Your answer"),
        help_text=_("Do not say who you are, and name nobody else."),
        max_length=ANSWER_LENGTH,
        error_messages={
            "required": _("Write your answer."),
            "max_length": _(
                "Your answer is too long: %(limit_value)d characters at most, yours has %(show_value)d."
            ),
        },
    )

    @cached_property
    def warnings(self) -> Warnings | None:
        """What in the text could identify somebody, unless its author was told so of this very text."""
        if not self.is_bound or not self.is_valid() or self.cleaned_data["read"] == self.mark:
            return None
        warnings = warn_about(title="", body=self.cleaned_data["body"])
        return warnings if warnings.messages else None

    @property
    def mark(self) -> str:
        """The mark by which a text is known again; the form must be valid."""
        return hashlib.sha256(self.cleaned_data["body"].encode()).hexdigest()[:16]
