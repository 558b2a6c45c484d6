"""A box for an e-mail address that takes what people paste."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Most servers of mail take no such address (SMTPUTF8, RFC 6531), and Django writes to none.
OTHER_LETTERS = _(
    "We can’t write to this address: there are letters such as ö before the @. Use another one."
)
_AROUND = " \t\r\n\u00a0<>\"'“”‘’,;:"


class PastedAddressField(forms.EmailField):
    """An e-mail address, without what comes along when one copies it."""

    def run_validators(self, value: Any) -> None:
        """Refuse an address to which no letter goes, and say why; and what is none."""
        if has_other_letters(value):
            raise ValidationError(OTHER_LETTERS, code="letters")
        super().run_validators(value)

    def to_python(self, value: Any) -> str:
        """Return the address without signs that nobody sees, brackets, quotes, and "mailto:" around it."""
        return str(super().to_python(tidy_address(str(value or ""))))


def has_other_letters(address: str) -> bool:
    """Return whether letters or signs stand before the @ that are not those of English."""
    local, at, _domain = address.rpartition("@")
    return bool(at) and not local.isascii()


def tidy_address(pasted: str) -> str:
    """Return the address in what was pasted, such as "Ada Lovelace <ada@trust.example>"."""
    seen = "".join(sign for sign in pasted if unicodedata.category(sign) != "Cf").strip(_AROUND)
    before, bracket, inside = seen.rpartition("<")
    address = inside if bracket and "@" in inside and "@" not in before else seen
    return address[len("mailto:") :].strip(_AROUND) if address.lower().startswith("mailto:") else address
