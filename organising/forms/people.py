"""Inviting design group and organisers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.big_numbers import write_numbers
from workshops.domain.invitation_lists import Line, Outcome, read_list
from workshops.models import Membership, Workshop
from workshops.rules import Role

MOST_AT_ONCE = 100
ROLES = [
    (Role.DESIGN_GROUP.value, Membership.RoleChoice.DESIGN_GROUP.label),
    (Role.ORGANISER.value, Membership.RoleChoice.ORGANISER.label),
]


class StaffForm(PlainForm):
    """Addresses of those who are to work on the workshop, all in one role."""

    role = forms.ChoiceField(label=_("Invite them as"), choices=ROLES, widget=forms.RadioSelect)
    addresses = forms.CharField(
        label=_("E-mail addresses"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_("As you have them: one on each line, with commas, or with names."),
        error_messages={"required": _("Write at least one e-mail address.")},
    )

    def __init__(self, workshop: Workshop, data: QueryDict | None) -> None:
        super().__init__(data, initial={"role": Role.DESIGN_GROUP.value})
        self.workshop = workshop
        self.lines: list[Line] = []

    def clean(self) -> dict[str, Any]:
        """Read the list; refuse one in which anything is no address, or invited in another role."""
        cleaned = super().clean() or {}
        if not {"role", "addresses"} <= cleaned.keys():
            return cleaned
        self.lines = read_list(self.workshop, cleaned["addresses"], cleaned["role"])
        if len(self.lines) > MOST_AT_ONCE:
            words = _now("These are %(number)s addresses. Send at most %(most)s at a time.")
            self.add_error(
                "addresses", words % write_numbers({"number": len(self.lines), "most": MOST_AT_ONCE})
            )
        for line in self.lines:
            if line.outcome == Outcome.NO_ADDRESS:
                self._refuse(_now("Line %(number)d is not an e-mail address: %(text)s"), line)
            if line.outcome == Outcome.OTHER_LETTERS:
                self._refuse(_now("Line %(number)d has letters such as ö before the @: %(text)s"), line)
            if line.outcome == Outcome.OTHER_ROLE:
                self._refuse(_now("Line %(number)d is invited already, in another role: %(text)s"), line)
        return cleaned

    def _refuse(self, words: str, line: Line) -> None:
        self.add_error("addresses", words % {"number": line.number, "text": line.text[:80]})
