"""What the design group fills in to decide, and what it is told afterwards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models.options import Options
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


def report(request: HttpRequest, kind: Options[Any], ruling: Ruling, outcome: Outcome) -> None:
    """Tell the member of staff, in plain words and without a title, what was done and what was not."""
    if outcome.done:
        messages.success(request, _say_done(kind, ruling.verdict, outcome.done))
    for words, number in outcome.refused.items():
        messages.warning(request, f"{_say_left(kind, number)} {words}")


def _say_done(kind: Options[Any], verdict: str, number: int) -> str:
    if verdict == Decision.Verdict.PUBLISH:
        words = ngettext("%(number)d %(kind)s is published.", "%(number)d %(kind)s are published.", number)
    else:
        words = ngettext("%(number)d %(kind)s is hidden.", "%(number)d %(kind)s are hidden.", number)
    return words % _name(kind, number)


def _say_left(kind: Options[Any], number: int) -> str:
    words = ngettext("%(number)d %(kind)s stays as it was.", "%(number)d %(kind)s stay as they were.", number)
    return words % _name(kind, number)


def _name(kind: Options[Any], number: int) -> dict[str, object]:
    return {"number": number, "kind": kind.verbose_name if number == 1 else kind.verbose_name_plural}
