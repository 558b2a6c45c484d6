"""What cannot be seen is not stored as if it could, and what controls others goes."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from django import forms

from ideas_platform.lib.long_text import LineField, LongTextField, NameField
from ideas_platform.lib.visible_text import has_visible, is_hidden, tidy_line, tidy_name, tidy_text

# What Unicode has given to a letter or sign so far.
ALL = [
    sign
    for sign in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(sign) not in {"Cn", "Co", "Cs"}
]
# The code points of Default_Ignorable_Code_Point, DerivedCoreProperties.txt of Unicode 16.
IGNORABLE = [
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
]  # fmt: skip
HIDDEN = [chr(code) for first, last in IGNORABLE for code in range(first, last + 1)]
FORMATS = [sign for sign in ALL if unicodedata.category(sign) == "Cf"]
NAMES = {sign: unicodedata.name(sign, "") for sign in ALL}
BLANKS = [sign for sign in ALL if sign.isspace() or NAMES[sign].endswith(" BLANK")]
FILLERS = [sign for sign in ALL if "HANGUL" in NAMES[sign] and "FILLER" in NAMES[sign]]
OVERRIDES = [*map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])]
CONTROLS = [sign for sign in ALL if unicodedata.category(sign) == "Cc" and sign not in "\x00\t\n\v\f\r\x85"]


def test_nothing_is_seen_of_any_ignorable_blank_or_format_sign() -> None:
    signs = [*HIDDEN, *FORMATS, *BLANKS, *FILLERS, *CONTROLS, "\u0301"]
    assert [f"{ord(sign):x}" for sign in signs if has_visible(sign) or has_visible(sign * 3)] == []


def test_every_letter_digit_and_mark_of_a_text_is_seen() -> None:
    kinds = {"Lu", "Ll", "Lt", "Lm", "Nd", "Nl", "No", "Pd", "Po", "Sm", "Sc", "So"}
    unseen = {*HIDDEN, *BLANKS}
    signs = [sign for sign in ALL if unicodedata.category(sign) in kinds and sign not in unseen]
    assert [f"{ord(sign):x}" for sign in signs if not has_visible(f" {sign}")] == ["1d159"]


@pytest.mark.parametrize("tidy", [tidy_line, tidy_text, tidy_name])
def test_a_text_without_anything_to_see_is_empty(tidy: object) -> None:
    assert callable(tidy)
    signs = [*HIDDEN, *FORMATS, *BLANKS, *FILLERS, *CONTROLS]
    assert [f"{ord(sign):x}" for sign in signs if tidy(f" {sign}{sign}\n")] == []
    assert tidy("".join(signs)) == ""


@pytest.mark.parametrize("tidy", [tidy_line, tidy_text, tidy_name])
def test_controls_and_overrides_go_from_the_midst_of_a_text(tidy: object) -> None:
    assert callable(tidy)
    assert {tidy(f"one{sign}two") for sign in (*CONTROLS, *OVERRIDES)} == {"onetwo"}


@pytest.mark.parametrize(
    ("typed", "line", "text", "name"),
    [
        ("one two", *["one two"] * 3),
        ("  one two \n", *["one two"] * 3),
        ("one\r\n\r\ntwo", "one two", "one\n\ntwo", "one two"),
        ("one\ttwo", "one two", "one\ttwo", "one two"),
        ("one\u2028two\u2029three", "one two three", "one\ntwo\nthree", "one two three"),
        ("cafe\u0301", *["caf\u00e9"] * 3),
        ("par\u00adking", "par\u00adking", "par\u00adking", "parking"),
        ("\u200bone\u200btwo\u200b", "one\u200btwo", "one\u200btwo", "onetwo"),
        ("\U0001f469\u200d\u2695\ufe0f", *["\U0001f469\u200d\u2695\ufe0f"] * 2, "\U0001f469\u2695"),
        ("1\ufe0f\u20e3", *["1\ufe0f\u20e3"] * 2, "1\u20e3"),
        ("\u05d0\u200f one", *["\u05d0\u200f one"] * 2, "\u05d0 one"),
        ("\u3164one\u3164", *["one"] * 3),
        ("a\ud800b", *["ab"] * 3),
        ("a\x00b", *["a\x00b"] * 3),
        ("\u200b\x00\u200b", *["\x00"] * 3),
        ("", *[""] * 3),
    ],
)
def test_texts_are_tidied(typed: str, line: str, text: str, name: str) -> None:
    assert (tidy_line(typed), tidy_text(typed), tidy_name(typed)) == (line, text, name)
    assert [tidy(tidy(typed)) for tidy in (tidy_line, tidy_text, tidy_name)] == [line, text, name]


def test_the_flag_of_a_country_keeps_its_last_sign() -> None:
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e007f"
    assert (tidy_line(f"{flag} "), is_hidden(flag[-1])) == (flag, True)


@pytest.mark.parametrize("box", [LineField, NameField, LongTextField])
def test_a_box_with_nothing_to_see_is_empty(box: type[LineField]) -> None:
    assert box(required=False).clean("\u3164\u200b ") == ""
    for nothing in ("\u3164", "\u2800", "\u202e", "\x00"):
        with pytest.raises(forms.ValidationError):
            box().clean(nothing)
