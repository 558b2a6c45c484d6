"""The boxes for a slip: its code, and the PIN that goes with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from workshops.sign_in.pin_forms import ChoosePinForm, clean_digits, make_box

UNKNOWN = _(
    "We can’t use this code to join. Check it. If you have joined with it already, sign in with it and "
    "your PIN."
)
NOT_RIGHT = _("That code and PIN don’t belong together. Check both and try again.")


def make_code_box() -> forms.CharField:
    """Return the box for what is printed on a slip."""
    return forms.CharField(
        label=_("Code on your slip"),
        help_text=_("Ten letters and numbers, like abcde-fgh23."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"required": _("Type the code on your slip."), "max_length": UNKNOWN},
    )


class SlipForm(forms.Form):
    """The code alone, of somebody who has signed in with an address."""

    code = make_code_box()

    def refuse(self, words: Any = UNKNOWN) -> None:
        """Say beside the code that it cannot be used: used and wrong are one."""
        self.add_error("code", ValidationError(words, code="unknown"))


class JoinBySlipForm(ChoosePinForm, SlipForm):
    """The code, and a new PIN twice."""

    field_order = ("code", "pin", "again")


class EnterSlipForm(SlipForm):
    """The code and the PIN that was chosen when joining."""

    pin = make_box(_("Your PIN"))

    def clean_pin(self) -> str:
        """Return six digits."""
        return clean_digits(self.cleaned_data["pin"])
