"""What one fills in to have a place at an event."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from events.domain.bookings import NewBooking
from events.models.bookings import NAME_LENGTH, NEEDS_LENGTH, ORGANISATION_LENGTH
from ideas_platform.lib.beside_fields import PlainForm
from ideas_platform.lib.long_text import LineField, LongTextField, NameField
from workshops.address_field import AddressField


class BookingForm(PlainForm):
    """A name and an address for the list of an event."""

    name = NameField(
        label=_("Your name"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Give your name.")},
    )
    email = AddressField(hint=_("We write to you there whether you have a place, and if anything changes."))
    organisation = LineField(
        label=_("Your organisation"),
        max_length=ORGANISATION_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    needs = LongTextField(
        label=_("What you need to take part"),
        help_text=_("Such as step-free access, an interpreter or a hearing loop."),
        max_length=NEEDS_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def read(self) -> NewBooking:
        """Return what was filled in; the form must be valid."""
        said = self.cleaned_data
        return NewBooking(said["name"], said["email"], said["organisation"], said["needs"])
