"""What somebody says of where they work."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from pledges.models import JudgementAnswer


class JudgementForm(PlainForm):
    """One answer to one question."""

    value = forms.ChoiceField(
        label=_("Has this changed where you work?"),
        choices=JudgementAnswer.Value.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what has changed."),
            "invalid_choice": _("Choose one of these answers."),
        },
    )
