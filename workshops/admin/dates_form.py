"""The dates to which an open workshop is extended, or until which a closed one is open again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.careful_fields import MomentField
from workshops.domain.date_changes import find_end_of_practice
from workshops.domain.date_plans import find_usual_end, list_obstacles
from workshops.models import Workshop

A_WEEK = timedelta(days=7)


class DayAndTime(forms.SplitDateTimeWidget):
    """A box for the day and one for the time, as the browser offers them; each has a name of its own."""

    def __init__(self) -> None:
        super().__init__(
            date_attrs={"type": "date", "aria-label": str(_("Day"))},
            time_attrs={"type": "time", "aria-label": str(_("Time"))},
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        )


class DatesForm(PlainForm):
    """When it closes, and until when new ideas are taken: three days before where nothing is written."""

    closes_at = MomentField(label=_("Closes"), widget=DayAndTime)
    ideas_until = MomentField(
        label=_("New ideas until"),
        widget=DayAndTime,
        required=False,
        help_text=_("Leave both boxes empty for three days before the close."),
    )

    def __init__(self, workshop: Workshop, data: QueryDict | None) -> None:
        super().__init__(data, initial=_offer(workshop))
        self.workshop = workshop

    def clean(self) -> dict[str, Any]:
        """Say beside each date why the workshop cannot have it; an empty end of ideas is filled in."""
        cleaned = super().clean() or {}
        closes_at = cleaned.get("closes_at")
        if closes_at is None or "ideas_until" in self.errors:
            return cleaned
        cleaned["ideas_until"] = cleaned.get("ideas_until") or find_usual_end(self.workshop, closes_at)
        for name, words in list_obstacles(self.workshop, closes_at, cleaned["ideas_until"]).items():
            self.add_error(name, words)
        return cleaned

    def list_sent(self) -> list[tuple[str, str]]:
        """Return what was sent, by the names of the boxes: a confirmation sends it again."""
        names = [f"{name}_{number}" for name in self.fields for number in (0, 1)]
        return [(name, self.data.get(name, "")) for name in names]


def _offer(workshop: Workshop) -> dict[str, datetime]:
    """Return what the boxes hold at first: a week more than now."""
    now = workshop.time_asked.replace(second=0, microsecond=0)
    closes_at = max(workshop.closes_at or now, now) + A_WEEK
    if workshop.practice:
        closes_at = min(closes_at, find_end_of_practice(workshop))
    is_over = workshop.ideas_until is not None and workshop.ideas_until <= workshop.time_asked
    keeps = is_over and not workshop.practice and workshop.phase == "open"
    until = workshop.ideas_until if keeps and workshop.ideas_until else find_usual_end(workshop, closes_at)
    return {"closes_at": timezone.localtime(closes_at), "ideas_until": timezone.localtime(until)}
