"""Boxes about who signs something, the same on every form."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.long_text import NameField
from ideas_platform.lib.pasted_address import PastedAddressField
from pledges.models.pledges import PERSON_LENGTH
from workshops.domain.admission import normalise_address
from workshops.letter_forms import NOT_AN_ADDRESS


def make_address_field() -> PastedAddressField:
    """Return a box for a work address."""
    return PastedAddressField(
        label=_("Your work e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your work e-mail address."),
            "invalid": NOT_AN_ADDRESS,
            "max_length": NOT_AN_ADDRESS,
        },
    )


def clean_address(address: str) -> str:
    """Return the address in normal form; raises ValidationError."""
    try:
        return normalise_address(address)
    except ValueError as error:
        raise ValidationError(NOT_AN_ADDRESS, code="invalid") from error


class SignerForm(PlainForm):
    """Who signs, by name, job and address."""

    name = NameField(
        label=_("Your name"),
        help_text=_("Everybody can read it."),
        max_length=PERSON_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your name.")},
    )
    job = NameField(
        label=_("Your job"),
        help_text=_("Everybody can read it."),
        max_length=PERSON_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": _("Enter your job.")},
    )
    email = make_address_field()
    email.help_text = _("We send one link there, for you to confirm. Readers see only the part behind the @.")

    def clean_email(self) -> str:
        """Return the address in normal form."""
        return clean_address(self.cleaned_data["email"])


class LinkForm(PlainForm):
    """The address to which a link for changing is sent."""

    email = make_address_field()

    def clean_email(self) -> str:
        """Return the address in normal form."""
        return clean_address(self.cleaned_data["email"])


class HidingForm(PlainForm):
    """Why something that was signed is taken from view."""

    reason = NameField(
        label=_("Reason"),
        help_text=_("The staff of this workshop read it in the record."),
        max_length=300,
        error_messages={"required": _("Say why.")},
    )
