"""An address that is to get the weekly summary."""

from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PlainForm
from workshops.address_field import AddressField


class SummaryReaderForm(PlainForm):
    """One address, in normal form once the form is valid."""

    email = AddressField(
        _("E-mail address"),
        required=_("Enter an e-mail address."),
        hint=_("We ask there first. Nothing is sent until somebody says yes."),
        autocomplete="off",
    )
