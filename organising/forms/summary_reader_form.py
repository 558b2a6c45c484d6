"""An address that is to get the weekly summary."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.pasted_address import PastedAddressField
from workshops.domain.admission import normalise_address
from workshops.letter_forms import NOT_AN_ADDRESS


class SummaryReaderForm(PlainForm):
    """One address, in normal form once the form is valid."""

    email = PastedAddressField(
        label=_("E-mail address"),
        help_text=_("We ask there first. Nothing is sent until somebody says yes."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter an e-mail address."),
            "invalid": NOT_AN_ADDRESS,
            "max_length": NOT_AN_ADDRESS,
        },
    )

    def clean_email(self) -> str:
        """Return the address in normal form."""
        try:
            return normalise_address(self.cleaned_data["email"])
        except ValueError as error:
            raise ValidationError(NOT_AN_ADDRESS, code="invalid") from error
