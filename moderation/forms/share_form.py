"""How many per cent of the texts two people code."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from moderation.models.share_changes import LARGEST_SHARE, SMALLEST_SHARE


class ShareForm(PlainForm):
    """One number, and how often it had been changed when it was chosen."""

    percent = forms.IntegerField(
        label=_("Texts in 100 that two people code"),
        help_text=_("10 to 100. 20 is usual."),
        min_value=SMALLEST_SHARE,
        max_value=LARGEST_SHARE,
        error_messages={"required": _("Write a number."), "invalid": _("Write a number.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10_000)

    def __init__(self, percent: int, changes: int, sent: Any = None) -> None:
        super().__init__(sent, auto_id="share_%s", initial={"percent": percent, "seen": changes})
