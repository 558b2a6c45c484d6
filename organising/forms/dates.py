"""When a workshop opens and closes, until new ideas end and when its key goes."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organising.forms.step_form import StepForm, make_box
from workshops.domain.date_changes import find_practice_obstacle
from workshops.models import Workshop

ORDER = ("opens_at", "ideas_until", "closes_at")
PAST = _("This is past. Write a time that is still to come.")
PAST_OPENING = _(
    "This is past. Write a time that is still to come. To open at once, use the button of the check list."
)


class PlannedDatesForm(StepForm):
    """The dates of a workshop that has not opened; all of them can wait."""

    class Meta:
        model = Workshop
        fields = (*ORDER, "shred_on")
        formfield_callback = make_box
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "shred_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        }
        labels = {"opens_at": _("Opens"), "closes_at": _("Closes"), "shred_on": _("The key is destroyed on")}
        help_texts = {
            "opens_at": _(
                "On this day it opens by itself, if all that it needs is there: people can write and vote. "
                "If something is missing, it does not open, and you get a letter."
            ),
            "ideas_until": _(
                "From then on there are only comments and votes, so that the last ideas are read too. Leave "
                "it empty for three days before the close."
            ),
            "closes_at": _(
                "From then on nobody writes or votes. There is one last release. Then the design group "
                "goes on."
            ),
            "shred_on": _(
                "From then on nobody at all can find out who wrote what, and authors can’t find their own "
                "texts. It stays once the workshop is open. Leave it empty for 60 days after the results."
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Say next to the date what is wrong with it."""
        cleaned = super().clean() or {}
        self._check_past(cleaned)
        given = [(name, cleaned[name]) for name in ORDER if cleaned.get(name)]
        for (earlier, before), (later, after) in pairwise(given):
            if after < before:
                words = _("This must come after “%(earlier)s”.")
                self.add_error(later, words % {"earlier": self.fields[earlier].label})
        for name, moment in given:
            if obstacle := find_practice_obstacle(self.instance, moment):
                self.add_error(name, obstacle)
        self._check_shred(cleaned)
        return cleaned

    def _check_past(self, cleaned: dict[str, Any]) -> None:
        for name in set(ORDER) & set(self.changed_data):
            if cleaned.get(name) and cleaned[name] <= timezone.now():
                self.add_error(name, PAST_OPENING if name == "opens_at" else PAST)

    def _check_shred(self, cleaned: dict[str, Any]) -> None:
        closes_at, shred_on = cleaned.get("closes_at"), cleaned.get("shred_on")
        if closes_at and shred_on and shred_on <= timezone.localdate(closes_at):
            self.add_error("shred_on", _("Write a day after the close: the design group needs time."))
