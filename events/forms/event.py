"""What an event says of itself, and its agenda."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from events.domain.writing import AgendaChange, EventText
from events.models import Event
from events.models.events import MOST_PLACES, PLACE_LENGTH, SPEAKERS_LENGTH, TEXT_LENGTH, TITLE_LENGTH
from ideas_platform.lib import file_types
from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.careful_fields import find_moment
from ideas_platform.lib.long_text import LineField, LongTextField
from workshops.domain.materials import Admitted, check_upload

ADMITTED = Admitted([file_types.PDF], 5)
CLOCKS = ["%H:%M", "%H.%M", "%I%p", "%I:%M%p", "%I.%M%p"]
MOMENTS = ("begins", "ends")
NO_DAY = _("Write a date, such as 2026-12-18.")
NO_CLOCK = _("Write a time, such as 14:30.")


def _clock(label: Any, missing: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=CLOCKS,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": missing, "invalid": NO_CLOCK},
    )


class EventForm(PlainForm):
    """An event as its organisers write it. It is in one day."""

    title = LineField(
        label=_("Title"), max_length=TITLE_LENGTH, error_messages={"required": _("Give it a title.")}
    )
    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Say on which day."), "invalid": NO_DAY},
    )
    begins = _clock(_("Begins at"), _("Say when it begins."))
    ends = _clock(_("Ends at"), _("Say when it ends."))
    place = LineField(
        label=_("Place"),
        help_text=_("Where people have to go, or the address of an online meeting."),
        max_length=PLACE_LENGTH,
        error_messages={"required": _("Say where it is.")},
    )
    places = forms.IntegerField(
        label=_("Number of places"),
        min_value=1,
        max_value=MOST_PLACES,
        error_messages={"required": _("Say how many can come.")},
    )
    text = LongTextField(
        label=_("What it is about"),
        help_text=_("You can use Markdown."),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    speakers = LongTextField(
        label=_("Speakers"),
        help_text=_("Each on a line of their own: the name, and who they are."),
        max_length=SPEAKERS_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    agenda = forms.FileField(
        label=_("Agenda"),
        help_text=_("A PDF, 5 MB at most."),
        required=False,
        error_messages={"empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )
    agenda_goes = forms.BooleanField(label=_("Take the agenda away"), required=False)

    def __init__(self, *args: Any, has_agenda: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_agenda:
            del self.fields["agenda_goes"]

    def clean_agenda(self) -> Any:
        """Say what is wrong with the file, if anything is."""
        sent = self.cleaned_data["agenda"]
        if sent:
            check_upload(sent, ADMITTED)
        return sent

    def clean(self) -> dict[str, Any]:
        """Say next to the field that it ends too early, and that a file has to be chosen again."""
        cleaned = super().clean() or {}
        if {"begins", "ends"} <= cleaned.keys() and cleaned["ends"] <= cleaned["begins"]:
            self.add_error("ends", _("It must end after it begins."))
        elif {"day", "begins", "ends"} <= cleaned.keys():
            self._check_moments()
        if self.errors and cleaned.get("agenda"):
            self.ask_again()
        return cleaned

    def ask_again(self) -> None:
        """Say that a file which was sent has to be chosen again: no browser keeps it."""
        self.add_error("agenda", _("Choose the file again."))

    def _check_moments(self) -> None:
        """Refuse an hour that a change of the clocks leaves out or has twice, and a day that is past."""
        for name in MOMENTS:
            try:
                self.cleaned_data[f"{name}_at"] = find_moment(
                    self.cleaned_data["day"], self.cleaned_data[name]
                )
            except ValidationError as refusal:
                self.add_error(name, refusal)
        begins = self.cleaned_data.get("begins_at")
        if begins and begins <= timezone.now() and {"day", "begins"} & set(self.changed_data):
            self.add_error("day", _now("This is past. Write a day and a time that are still to come."))

    def read(self) -> EventText:
        """Return what was filled in; the form must be valid."""
        said = self.cleaned_data
        begins, ends = (said[f"{name}_at"] for name in MOMENTS)
        words = {name: said[name] for name in ("title", "text", "speakers", "place", "places")}
        return EventText(starts_at=begins, ends_at=ends, **words)

    def read_agenda(self) -> AgendaChange:
        """Return what becomes of the agenda; the form must be valid."""
        sent = self.cleaned_data["agenda"]
        return AgendaChange(sent.read() if sent else b"", bool(self.cleaned_data.get("agenda_goes")))


def list_values(event: Event) -> dict[str, Any]:
    """Return what the boxes of the form begin with: what the event says now."""
    begins, ends = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    words = {name: getattr(event, name) for name in ("title", "text", "speakers", "place", "places")}
    return {**words, "day": begins.date(), "begins": begins.time(), "ends": ends.time()}
