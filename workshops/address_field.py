"""The box for an e-mail address: it takes what people paste, and returns the form in which it is compared."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.pasted_address import PastedAddressField
from workshops.domain.admission import LONGEST_ADDRESS, normalise_address

OWN, NO_ADDRESS = _("Your e-mail address"), _("Enter your e-mail address.")
NOT_AN_ADDRESS = _("Enter an e-mail address, like name@example.org.")


class AddressField(PastedAddressField):
    """An e-mail address; `required` is what we say where there is none, `wrong` where it is no address."""

    def __init__(
        self,
        label: Any = OWN,
        *,
        required: Any = NO_ADDRESS,
        wrong: Any = NOT_AN_ADDRESS,
        hint: Any = "",
        autocomplete: str = "email",
    ) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            max_length=LONGEST_ADDRESS,
            widget=forms.EmailInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"}),
            error_messages={"required": required, "invalid": wrong, "max_length": wrong},
        )

    def clean(self, value: Any) -> str:
        """Return the address in normal form; raises ValidationError."""
        try:
            return normalise_address(super().clean(value))
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
