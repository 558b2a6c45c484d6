"""What the design group fills in to decide, and what it is told afterwards."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from moderation.domain.decisions import Outcome, Ruling
from moderation.models import Decision

REASONS_TO_HIDE = [choice for choice in Decision.Reason.choices if choice[0] != Decision.Reason.FITS]


class RulingForm(forms.Form):
    """Why something is decided, and a note that stays inside the design group."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("Choose a reason")), *REASONS_TO_HIDE],
        error_messages={"required": _("Choose a reason.")},
    )
    note = forms.CharField(
        label=_("Note for the design group (optional)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )

    def __init__(self, verdict: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{verdict}_%s", **kwargs})
        self.verdict = verdict
        if verdict == Decision.Verdict.PUBLISH:
            del self.fields["reason"]

    def ruling(self) -> Ruling:
        """Return what was chosen; the form must be valid."""
        reason = self.cleaned_data.get("reason", Decision.Reason.FITS)
        return Ruling(self.verdict, reason, self.cleaned_data["note"])


def report(request: HttpRequest, ruling: Ruling, outcome: Outcome) -> None:
    """Tell the member of staff, in plain words and without a title, what was done and what was not."""
    if outcome.done:
        messages.success(request, _say_done(ruling.verdict, outcome.done))
    for words, number in outcome.refused.items():
        left = ngettext("%(number)d idea stays as it was.", "%(number)d ideas stay as they were.", number)
        messages.warning(request, f"{left % {'number': number}} {words}")


def _say_done(verdict: str, number: int) -> str:
    if verdict == Decision.Verdict.PUBLISH:
        words = ngettext("%(number)d idea is published.", "%(number)d ideas are published.", number)
    else:
        words = ngettext("%(number)d idea is hidden.", "%(number)d ideas are hidden.", number)
    return words % {"number": number}
