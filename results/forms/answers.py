"""What members answer in a consultation."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.warned_form import WarnedForm
from ideas_platform.lib.long_text import LongTextField
from results.domain.answering import TEXT_MISSING
from results.models import StatementAnswer
from results.models.answers import ANSWER_LENGTH


class ConsultationForm(WarnedForm):
    """An answer to a statement; whoever writes is warned once of what could show who somebody is."""

    warned: ClassVar[str] = "text"
    value = forms.ChoiceField(
        label=_("What should happen to this sentence?"),
        choices=StatementAnswer.Value.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what should happen to it."),
            "invalid_choice": _("Choose one of these answers."),
        },
    )
    text = LongTextField(
        label=_("In your words"),
        help_text=_("Only the design group reads this. Do not say who you are, and name nobody else."),
        max_length=ANSWER_LENGTH,
        required=False,
        error_messages={
            "max_length": _(
                "Your words are too many: %(limit_value)s characters at most, these are %(show_value)s."
            ),
        },
    )

    def clean(self) -> dict[str, Any]:
        """Refuse to say that something is missing without saying what."""
        cleaned = super().clean() or self.cleaned_data
        is_missing = cleaned.get("value") == StatementAnswer.Value.MISSING
        if is_missing and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", TEXT_MISSING)
        return cleaned
