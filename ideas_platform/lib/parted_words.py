"""The words of a text: runs of letters, marks and digits. All other signs stand between words.

The database does the same to what is searched (`ideas_plain_words`); a test compares the two for every sign.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from ideas_platform.lib.visible_text import is_hidden

APOSTROPHES = "'‘’‛ʼʹ′`´＇"
# Letters by their category, and apostrophes by what people write with them.
_NO_LETTERS = "\u02b9\u02ba\u02bb\u02bc\u02bd"
_SIGNS = frozenset(
    {"Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Me"}
)


def find_words(text: str) -> list[str]:
    """Return the words of a text in order, without signs that nobody sees."""
    return "".join(_plain(sign) for sign in text).split()


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    if is_hidden(sign):
        return ""
    return " " if sign in _NO_LETTERS or unicodedata.category(sign) in _SIGNS else sign
