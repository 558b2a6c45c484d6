"""A box for an e-mail address that takes what people paste."""

import unicodedata
from typing import Any

from django import forms

_AROUND = " \t\r\n\u00a0<>\"'“”‘’,;:"


class PastedAddressField(forms.EmailField):
    """An e-mail address, without what comes along when one copies it."""

    def to_python(self, value: Any) -> str:
        """Return the address without signs that nobody sees, brackets, quotes, and "mailto:" around it."""
        return str(super().to_python(tidy_address(str(value or ""))))


def tidy_address(pasted: str) -> str:
    """Return the address in what was pasted, such as "Ada Lovelace <ada@trust.example>"."""
    seen = "".join(sign for sign in pasted if unicodedata.category(sign) != "Cf").strip(_AROUND)
    before, bracket, inside = seen.rpartition("<")
    address = inside if bracket and "@" in inside and "@" not in before else seen
    return address[len("mailto:") :].strip(_AROUND) if address.lower().startswith("mailto:") else address
