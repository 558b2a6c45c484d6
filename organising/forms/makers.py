"""Whom a site administrator lets make workshops."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import speak_plainly
from ideas_platform.lib.pasted_address import PastedAddressField
from workshops.domain.admission import normalise_address


class MakerForm(forms.Form):
    """An address."""

    email = PastedAddressField(
        label=_("E-mail address"), help_text=_("They sign in with it, as everybody does.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        speak_plainly(self.fields["email"])

    def clean_email(self) -> str:
        """Return the address in the form in which it is compared."""
        try:
            return normalise_address(self.cleaned_data["email"])
        except ValueError as error:
            raise ValidationError(
                _("Write an e-mail address, like ann@trust.nhs.uk."), code="invalid"
            ) from error
