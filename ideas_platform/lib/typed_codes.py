"""Codes of digits, as they are made and as people type and paste them."""

import secrets
import unicodedata

# Spaces, dashes, dots and brackets, signs that nobody sees, and the marks with which phones adorn digits.
_BETWEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pd", "Po", "Ps", "Pe", "Pc", "Sm", "Sk", "Mn", "Me"})


def make_code(digits: int) -> str:
    """Return a new code of so many random digits."""
    return f"{secrets.randbelow(10**digits):0{digits}}"


def fold_code(typed: str) -> str:
    """Return what was typed with plain digits, and without all that may stand between them.

    Digits of any script and width count as what they are; letters stay, so that the reader of a code can
    refuse them.
    """
    shown = unicodedata.normalize("NFKC", typed)
    signs = (str(unicodedata.decimal(sign, sign)) for sign in shown)
    return "".join(sign for sign in signs if unicodedata.category(sign) not in _BETWEEN)


def find_digits(pasted: str) -> str:
    """Return the digits of what was pasted, whatever words of the letter came with them."""
    return "".join(sign for sign in fold_code(pasted) if sign.isascii() and sign.isdigit())
