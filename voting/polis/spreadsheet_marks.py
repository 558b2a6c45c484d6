"""What spreadsheets do to a file that they open and save, and how to put it right: in plain words."""

from __future__ import annotations

import codecs
import re

SAVE = "Save it as “CSV UTF-8 (comma delimited)”."
AS_DOWNLOADED = "Take the file as you downloaded it; do not open and save it in a spreadsheet."
NO_DECIMALS = (
    "Take the file as you downloaded it, or show the column as numbers without decimals and save it."
)

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # UTF-32 begins like UTF-16
_BOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx, ods and other archives; xls
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}
_FIRST_VALUE = re.compile(r"""(?:"(?:[^"]|"")*"|[^,;\t|"]*)([;\t|])""")
_ROUNDED = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+\Z")
_DECIMALS = re.compile(r"[+-]?[0-9]+[.,]0*\Z")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[,.’'\u00a0\u202f ][0-9]{3})+\Z")
_TOO_NARROW = re.compile(r"#+\Z")


def explain_bytes(line: bytes) -> str | None:
    """Return why these first bytes are no text in UTF-8, and what to do; None where they may well be."""
    if line.startswith(_BOOK):
        return f"this is a workbook or an archive with another name. {SAVE}"
    if line.startswith(_WIDE) or _is_every_second_empty(line):
        return f"the text is in UTF-16, which some programs call “Unicode text”. {SAVE}"
    return None


def explain_separator(line: str) -> str | None:
    """Return which sign stands behind the first value of this line instead of a comma, and what to do."""
    found = _FIRST_VALUE.match(line)
    return f"the values have {_SEPARATORS[found[1]]} between them, not commas. {SAVE}" if found else None


def explain_number(value: str) -> str | None:
    """Return what a spreadsheet did to a whole number, and what to do; None where it looks like none."""
    if _ROUNDED.match(value):
        return f"which a spreadsheet has rounded: its last digits are gone. {AS_DOWNLOADED}"
    if _DECIMALS.match(value):
        return f"to which a spreadsheet has added decimals. {NO_DECIMALS}"
    if _GROUPED.match(value):
        return f"in which a spreadsheet has put signs between the digits. {NO_DECIMALS}"
    if _TOO_NARROW.match(value):
        return f"which a spreadsheet shows where a column is too narrow. {AS_DOWNLOADED}"
    return None


def _is_every_second_empty(line: bytes) -> bool:
    """Return whether this is plain text in UTF-16 that does not say so at its beginning."""
    halves = (line[0:64:2], line[1:64:2])
    return any(half and not any(half) and all(other) for half, other in (halves, halves[::-1]))
