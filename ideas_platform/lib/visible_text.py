"""Which signs of a text can be seen, and texts without those that control how others are shown.

Sources: Unicode 16, DerivedCoreProperties.txt (Default_Ignorable_Code_Point) and the general categories.
"""

from __future__ import annotations

import re
import unicodedata

# Default ignorable by Unicode: what is drawn as nothing by every program that does not know it.
IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Drawn as an empty place though Unicode calls them letters and symbols: Braille without dots, a note without
# head, the blanks between hieroglyphs.
BLANK = "\u2800\U0001d159\U00013441\U00013442"
# Signs that turn the direction of what follows, or tell programs something: nothing that anybody types.
_CONTROLLING = re.compile(
    "[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0001\U0001d173-\U0001d17a]"
)
_HIDDEN = re.compile(f"[{IGNORABLE}{BLANK}]")
_LINE_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LINES = re.compile("(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])+")
_NOTHING = f"\\s{BLANK}\u00ad\u034f\u115f\u1160\u180e\u200b\u2060-\u2065\u3164\uffa0"
_BEFORE = re.compile(f"^[{_NOTHING}{IGNORABLE}]+")
# After an emoji some of them belong to it: a variation, a flag.
_AFTER = re.compile(f"[{_NOTHING}]+$")
NEVER_SEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me"})


def is_hidden(sign: str) -> bool:
    """Return whether a sign has no look of its own though it is no space: a format or an ignorable sign."""
    return bool(_HIDDEN.match(sign)) or unicodedata.category(sign) == "Cf"


def has_visible(text: str) -> bool:
    """Return whether there is anything in a text that somebody could see."""
    return any(map(_is_visible, text))


def tidy_line(text: str) -> str:
    """Return a text of one line in normal form (NFC), without signs that control what others do.

    A line break becomes a space; what cannot be seen at the beginning or end goes, and so does all of a text
    in which nothing can be seen. NUL stays: forms refuse it.
    """
    return _trim(_CONTROLLING.sub("", _LINES.sub(" ", text)).replace("\t", " "))


def tidy_text(text: str) -> str:
    """Return a text of several lines, tidied likewise; each line break is one character."""
    return _trim(_CONTROLLING.sub("", _LINE_BREAKS.sub("\n", text)))


def tidy_name(name: str) -> str:
    """Return a name in one line without any sign that cannot be seen: two that look alike are the same."""
    return tidy_line(_HIDDEN.sub("", name))


def _trim(text: str) -> str:
    if not has_visible(text):
        return "\x00" if "\x00" in text else ""
    return unicodedata.normalize("NFC", _AFTER.sub("", _BEFORE.sub("", text)))


def _is_visible(sign: str) -> bool:
    return unicodedata.category(sign) not in NEVER_SEEN and not _HIDDEN.match(sign)
