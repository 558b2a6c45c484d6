"""Pages as PDF and as pictures, set by Typst (https://typst.app/docs/): the same bytes each time.

What is written on a page comes as data, as JSON in `sys.inputs.content`, never as markup. Fonts are those
that Typst brings along, so every machine sets the same page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal
from unicodedata import category

import typst

STAND_IN = "□"
"""What stands where the fonts have no sign: a picture sign, or a script that they do not have."""

ACCESSIBLE: Literal["ua-1"] = "ua-1"
DOTS_PER_INCH = 72
# What the plainest pages can always show: Latin letters, and the signs of English texts.
_PLAIN = re.compile(r"[^\n\x20-\x7e\xa0-\u017f\u2013\u2014\u2018-\u201d\u2022\u2026\u20ac□]+")
_PROBE = b'#set document(title: [-])\n#set text(lang: "en")\na#{sys.inputs.sign}b'
# What Typst says where a sign is the trouble, and not the page.
_OF_SIGNS = ("could not be displayed", "disallowed codepoint")
# Controls, and what Unicode calls no character: nobody would see them anyway.
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Cs"})
# Letters, numbers, punctuation and symbols are seen.
_SEEN = frozenset("LNPS")
# Words longer than a narrow column may be broken anywhere; addresses break at their strokes by themselves.
_LONG_WORD = re.compile(r"([^\s/]{28})(?=[^\s/]{8})")
_MAY_BREAK = "\u200b"
# A sign that is shown in a certain way, and several that are joined to one, stand for one sign.
_JOINED = re.compile(rf"{STAND_IN}(?:[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]|{STAND_IN})*")


def set_pdf(page: bytes, content: Mapping[str, Any]) -> bytes:
    """Return the page as PDF/UA-1, with what it says in tags for those who listen to it.

    Raises RuntimeError where Typst cannot set it, or where it would not be accessible.
    """
    return _compile(page, content, format="pdf", pdf_standards=ACCESSIBLE)


def set_picture(page: bytes, content: Mapping[str, Any], dots_per_inch: int = DOTS_PER_INCH) -> bytes:
    """Return the page, which must be one, as a PNG; raises RuntimeError where Typst cannot set it."""
    return _compile(page, content, format="png", ppi=float(dots_per_inch))


def keep_printable(content: Any) -> Any:
    """Return the data with □ in the place of every sign, or run of them, that no font here has.

    Very long words can be broken.
    """
    return _replace(content, _print_what_fonts_have)


def print_title(title: str, otherwise: str) -> str:
    """Return a title as it can be printed; `otherwise` where nothing of it can be seen."""
    printed: str = keep_printable(title)
    return printed if any(category(sign)[0] in _SEEN for sign in printed) else otherwise


def _compile(page: bytes, content: Mapping[str, Any], **options: Any) -> bytes:
    try:
        return _set(page, keep_printable(content), **options)
    except RuntimeError as trouble:
        if not any(words in str(trouble) for words in _OF_SIGNS):
            raise
        # Signs that can be shown one by one, and not together.
        return _set(page, _replace(content, lambda text: _PLAIN.sub(STAND_IN, text)), **options)


def _set(page: bytes, content: Mapping[str, Any], **options: Any) -> bytes:
    inputs = {"content": json.dumps(content, ensure_ascii=False)}
    made: bytes = typst.compile(page, sys_inputs=inputs, ignore_system_fonts=True, **options)
    return made


def _replace(content: Any, change: Any) -> Any:
    if isinstance(content, str):
        return change(content)
    if isinstance(content, Mapping):
        return {name: _replace(value, change) for name, value in content.items()}
    if isinstance(content, Sequence):
        return [_replace(value, change) for value in content]
    return content


def _print_what_fonts_have(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    shown = "".join(map(_print_sign, lines))
    return _LONG_WORD.sub(rf"\1{_MAY_BREAK}", _JOINED.sub(STAND_IN, shown))


def _print_sign(sign: str) -> str:
    if _has_font(sign):
        return sign
    return "" if category(sign) in _UNSEEN else STAND_IN


@lru_cache(maxsize=16_384)
def _has_font(sign: str) -> bool:
    """Return whether a font has the sign: Typst itself says so."""
    if sign == "\n" or (sign.isascii() and sign.isprintable()):
        return True
    try:
        typst.compile(
            _PROBE, format="pdf", sys_inputs={"sign": sign}, ignore_system_fonts=True,
            pdf_standards=ACCESSIBLE,
        )  # fmt: skip
    except (RuntimeError, UnicodeError):
        return False
    return True
