"""The boxes for a PIN."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ideas_platform.lib.typed_codes import fold_code
from workshops.domain.pins import is_pin, is_weak
from workshops.models import Membership
from workshops.models.people import PIN_TRIES

NOT_SIX = _("Type six digits.")


def make_box(label: Any, hint: Any = "") -> forms.CharField:
    """Return a box that shows nothing of what is typed, and that no browser offers to remember."""
    box = forms.PasswordInput(attrs={"autocomplete": "off", "inputmode": "numeric"})
    return forms.CharField(
        label=label, help_text=hint, max_length=100, widget=box, error_messages={"required": NOT_SIX}
    )


def clean_digits(typed: str) -> str:
    """Return six digits without what may stand between them; raises ValidationError for anything else."""
    digits = fold_code(typed)
    if not is_pin(digits):
        raise ValidationError(NOT_SIX, code="invalid")
    return digits


class EnterPinForm(forms.Form):
    """The box for a PIN that there is."""

    pin = make_box(_("Your PIN"))

    def clean_pin(self) -> str:
        """Return six digits."""
        return clean_digits(self.cleaned_data["pin"])

    def refuse(self, member: Membership) -> None:
        """Say that the PIN is wrong, and how many tries are left."""
        left = PIN_TRIES - member.pin_tries
        words = ngettext(
            "That is not your PIN. You have %(left)d try left.",
            "That is not your PIN. You have %(left)d tries left.",
            left,
        )
        self.add_error("pin", ValidationError(words, code="wrong", params={"left": left}))


class ChoosePinForm(forms.Form):
    """The two boxes for a new PIN."""

    pin = make_box(_("Choose six digits"), _("Not your birthday, and not 123456."))
    again = make_box(_("Type them again"))

    def clean_pin(self) -> str:
        """Return six digits that are not the first that somebody would try."""
        pin = clean_digits(self.cleaned_data["pin"])
        if is_weak(pin):
            raise ValidationError(_now("That is too easy to guess. Choose other digits."), code="weak")
        return pin

    def clean(self) -> dict[str, Any]:
        """Check that both boxes say the same."""
        cleaned = super().clean() or {}
        again = fold_code(cleaned.get("again", ""))
        if "pin" in cleaned and "again" in cleaned and cleaned["pin"] != again:
            self.add_error("again", ValidationError(_now("The two are not the same."), code="different"))
        return cleaned
