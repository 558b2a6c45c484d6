"""Templates that are printed once for each language, with gaps into which goes what is one reader's.

What is kept says nothing of anybody: words go into the gaps of a copy, and the copy goes to the reader.
"""

import re
import secrets
from collections.abc import Hashable, Mapping
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

Choices = tuple[tuple[str, Hashable], ...]
# What stands in the gaps until they are filled: nobody outside can write it.
_MARK = secrets.token_hex(16)
_GAP = re.compile(f"{_MARK}-([a-z_]+)-")


def render_with_slots(template: str, words: Mapping[str, str], **choices: Hashable) -> SafeString:
    """Return what the template prints with these words, escaped, and these choices.

    It may only print the words, for it does not see them; it may do anything with the choices, of which there
    must be few, since it is printed once for each. It is given no request: a token is one of the words.
    """
    parts = _cut(template, str(get_language()), tuple(words), tuple(choices.items()))
    escaped = {name: conditional_escape(word) for name, word in words.items()}
    text = "".join(escaped[part] if place % 2 else part for place, part in enumerate(parts))
    return mark_safe(text)  # noqa: S308  # nosec B308 B703


@lru_cache(maxsize=2_000)
def _cut(template: str, _language: str, names: tuple[str, ...], choices: Choices) -> list[str]:
    """Return the text around the gaps and, at every second place, the names of the gaps."""
    gaps = {name: f"{_MARK}-{name}-" for name in names}
    return _GAP.split(render_to_string(template, {**gaps, **dict(choices)}))
