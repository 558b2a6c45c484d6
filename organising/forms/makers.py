"""Whom a site administrator lets make workshops."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.pasted_address import PastedAddressField
from workshops.domain.admission import normalise_address


class MakerForm(PlainForm):
    """An address."""

    email = PastedAddressField(
        label=_("E-mail address"), help_text=_("They sign in with it, as everybody does.")
    )

    def clean_email(self) -> str:
        """Return the address in the form in which it is compared."""
        try:
            return normalise_address(self.cleaned_data["email"])
        except ValueError as error:
            raise ValidationError(
                _("Write an e-mail address, like ann@trust.nhs.uk."), code="invalid"
            ) from error
