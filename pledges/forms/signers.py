"""Boxes about who signs something, the same on every form."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.long_text import NameField
from pledges.domain.pledges import Signer
from pledges.models.pledges import PERSON_LENGTH
from workshops.address_field import AddressField

WORK_ADDRESS, NO_ADDRESS = _("Your work e-mail address"), _("Enter your work e-mail address.")


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
    email = AddressField(
        WORK_ADDRESS,
        required=NO_ADDRESS,
        hint=_("We send one link there, for you to confirm. Readers see only the part behind the @."),
    )

    def read_signer(self) -> Signer:
        """Return who signs; the form must be valid."""
        return Signer(*(self.cleaned_data[name] for name in ("name", "job", "email")))


class LinkForm(PlainForm):
    """The address to which a link for changing is sent."""

    email = AddressField(WORK_ADDRESS, required=NO_ADDRESS)


class HidingForm(PlainForm):
    """Why something that was signed is taken from view."""

    reason = NameField(
        label=_("Reason"),
        help_text=_("The staff of this workshop read it in the record."),
        max_length=300,
        error_messages={"required": _("Say why.")},
    )
