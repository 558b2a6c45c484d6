"""What an organisation fills in to sign up, and to change what it said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.long_text import LineField, NameField
from pledges.domain.pledges import Aim, PledgeText
from pledges.forms.signers import SignerForm
from pledges.models import Pledge
from pledges.models.pledges import AIM_LENGTH, SENTENCE_LENGTH
from workshops.models.places import NAME_LENGTH

LONGEST_PROMISE = timedelta(days=5 * 366)
TOO_EARLY = _("Choose a day after today.")
TOO_LATE = _("Choose a day within five years.")
NEEDS_BOTH = _("Say both: how it is today, and how it will be.")
NEEDS_ONE = _("Say for at least one of these how it is today, and how it will be.")


class PledgeForm(SignerForm):
    """What an organisation promises, for each foundation where it stands and where it wants to be."""

    organisation = NameField(
        label=_("Your organisation"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Enter the name of your organisation.")},
    )
    sentence = LineField(
        label=_("What you will do"),
        help_text=_("In one sentence that somebody can check."),
        max_length=SENTENCE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what you will do.")},
    )
    due_on = forms.DateField(
        label=_("By when"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the day.")},
    )
    agrees = forms.BooleanField(
        label=_("I may sign for my organisation, and my name and job may stand on the public page."),
        error_messages={"required": _("Tick the box: without it we cannot publish this.")},
    )
    field_order = ["organisation", "sentence", "due_on", "name", "job", "email", "agrees"]

    def __init__(self, *args: Any, foundations: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self._foundations = foundations
        for number, _foundation in enumerate(foundations, start=1):
            for name, label in (("baseline", _("Today")), ("target", _("By that day"))):
                box = forms.Textarea(attrs={"rows": 2})
                self.fields[f"{name}_{number}"] = LineField(
                    label=label, max_length=AIM_LENGTH, required=False, widget=box
                )

    def list_parts(self) -> Iterator[tuple[str, BoundField, BoundField]]:
        """Yield the title of each foundation with its two boxes."""
        for number, (_slug, title) in enumerate(self._foundations, start=1):
            yield title, self[f"baseline_{number}"], self[f"target_{number}"]

    def clean_due_on(self) -> Any:
        """Return the day, which is to come."""
        day, today = self.cleaned_data["due_on"], timezone.localdate()
        if day <= today:
            raise ValidationError(TOO_EARLY, code="early")
        if day > today + LONGEST_PROMISE:
            raise ValidationError(TOO_LATE, code="late")
        return day

    def clean(self) -> dict[str, Any]:
        """Say next to the box what is missing: both or neither, and one foundation at least."""
        cleaned = super().clean() or {}
        begun = [self._check_pair(number, cleaned) for number in range(1, len(self._foundations) + 1)]
        if self._foundations and not any(begun):
            self.add_error("baseline_1", NEEDS_ONE)
        return cleaned

    def _check_pair(self, number: int, cleaned: dict[str, Any]) -> bool:
        """Say which of the two boxes of a foundation is missing; return whether anything stands in them."""
        names = (f"baseline_{number}", f"target_{number}")
        if any(name in self.errors for name in names):
            return True
        empty = [name for name in names if not cleaned.get(name)]
        if len(empty) == 1:
            self.add_error(empty[0], NEEDS_BOTH)
        return len(empty) < len(names)

    def read_text(self) -> PledgeText:
        """Return what was promised; the form must be valid."""
        said = self.cleaned_data
        return PledgeText(said.get("organisation", ""), said["sentence"], said["due_on"], self._read_aims())

    def _read_aims(self) -> list[Aim]:
        said = self.cleaned_data
        rows = enumerate(self._foundations, start=1)
        aims = [Aim(slug, title, said[f"baseline_{n}"], said[f"target_{n}"]) for n, (slug, title) in rows]
        return [aim for aim in aims if aim.baseline]


class PledgeChangeForm(PledgeForm):
    """What the contact of an organisation changes; organisation and address stay."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("organisation", "email", "agrees"):
            del self.fields[name]

    def clean_due_on(self) -> Any:
        """Return the day; one that has passed may stay as it is, so that who is late can say more."""
        day = self.cleaned_data["due_on"]
        return day if day.isoformat() == self.initial.get("due_on") else super().clean_due_on()


def list_pledge_values(pledge: Pledge, foundations: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return what the boxes begin with: what the pledge says now."""
    aims = {aim.foundation: aim for aim in pledge.aims.all()}
    values: dict[str, Any] = {
        "sentence": pledge.sentence,
        "due_on": pledge.due_on.isoformat(),
        "name": pledge.contact.name,
        "job": pledge.contact.job,
    }
    for number, (slug, _title) in enumerate(foundations, start=1):
        if aim := aims.get(slug):
            values |= {f"baseline_{number}": aim.baseline, f"target_{number}": aim.target}
    return values
