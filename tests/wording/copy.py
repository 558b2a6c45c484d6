"""What a page says: which words came from a message, and which did not."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from html.parser import HTMLParser

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from ideas_platform.lib.file_types import KNOWN
from ideas_platform.lib.markdown import render_markdown
from tests.wording.pseudo import OPEN, SHUT

# Words that readers hear or see although they are no text.
SPOKEN = {"alt", "title", "aria-label", "aria-description", "placeholder", "label", "summary"}
BUTTONS = {"submit", "button", "reset"}
# A new paragraph, item or cell: what is said before and after is not one sentence.
BLOCKS = {
    "br", "button", "caption", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "label", "legend", "li",
    "option", "p", "section", "summary", "td", "th", "title", "tr",
}  # fmt: skip
# Names are the same in every language; Django gives its icons for yes and no these two.
NAMES = {*(known.words for known in KNOWN.values()), "True", "False"}
# Each begins where a word does, so that a word of thousands of letters is read once.
NO_COPY = [
    r"\b[\w-]*(?:TOTAL|INITIAL)_FORMS",
    r"\b[0-9a-f]{8}(?:-[0-9a-f]{4,12}){4}",
    r"(?<![\w.+-])[\w.+-]+@[\w.-]+",
    r"(?:https?://|www\.)\S+",
    # The address on a big screen, which may go on in another line.
    r"[\w.:-]+(?:/\u200b[\w-]+)+",
    r"(?<![\w.-])[\w.-]+\.(?:com|org|uk|net|example)\b",
]
TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+')


class _Copy(HTMLParser):
    """The text of a page in order, with line ends between blocks, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.attributes: list[str] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if not self._silent and (tag in {"script", "style"} or given.get("translate") == "no"):
            self._silent = tag
        if tag in BLOCKS:
            self.text.append("\n")
        self.attributes += [value for name, value in given.items() if _is_spoken(tag, given, name)]

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        if tag in BLOCKS:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text.append(data)


def _is_spoken(tag: str, given: dict[str, str], name: str) -> bool:
    if tag == "input" and name == "value":
        return given.get("type") in BUTTONS
    # What a script will say comes in data attributes; one word there is a name, and Django's are JSON.
    is_said = re.search(r"\w \w", given[name]) is not None and not given[name].startswith("{")
    return name in SPOKEN or (name.startswith("data-") and is_said)


# Many addresses have the same answer for the same person, but for the token of its forms.
@lru_cache(maxsize=64)
def _read_once(html: str) -> _Copy:
    reader = _Copy()
    reader.feed(html)
    reader.close()
    return reader


def _read(html: str) -> _Copy:
    return _read_once(TOKEN.sub("", html))


def _outside(text: str) -> str:
    """Return what stands outside all brackets."""
    depth, kept = 0, []
    for part in re.split(f"([{OPEN}{SHUT}])", text):
        depth += (part == OPEN) - (part == SHUT)
        if depth == 0 and part != SHUT:
            kept.append(part)
        elif part == OPEN:
            kept.append("\n")
    return "".join(kept)


@cache
def _has_address(words: str) -> bool:
    return " " in words and re.search("|".join(NO_COPY), words) is not None


@cache
def _without(line: str, foreign: tuple[str, ...], instead: str = "\n") -> str:
    """Return one line without what people wrote: the same line stands on many pages."""
    written = [words for words in foreign if words]
    # What has an address in it is no more found once the address is gone.
    for words in filter(_has_address, written):
        line = line.replace(words, instead)
    line = re.sub("|".join(NO_COPY), instead, line)
    for words in written:
        line = line.replace(words, instead)
    return line


def find_untranslated(html: str, foreign: Iterable[str] = ()) -> list[str]:
    """Return the words that came from no message; `foreign` are texts that people wrote."""
    page, written = _read(html), tuple(foreign)
    said = [_outside("".join(page.text)), *map(_outside, page.attributes)]
    # Most have no letter outside the brackets, and to take out what people wrote adds none.
    lines = [line for text in said for line in text.split("\n") if _has_letter(line)]
    left = [part.strip() for line in lines for part in _without(line, written).splitlines()]
    return [part for part in left if _has_letter(part)]


def _has_letter(text: str) -> bool:
    return re.search(r"[^\W\d_]", text) is not None


def find_copy(html: str, foreign: Iterable[str] = ()) -> list[str]:
    """Return what the page itself says, block by block, in no brackets; "it" stands for what people wrote.

    What stands outside `main` is the same on every page and is left out.
    """
    main = re.search(r"<main.*?</main>", html, re.DOTALL)
    text, written = "".join(_read(main[0] if main else html).text), tuple(foreign)
    own = "\n".join(_without(line, written, "it") for line in text.split("\n"))
    lines = (" ".join(line.replace(OPEN, "").replace(SHUT, "").split()) for line in own.splitlines())
    return [line for line in lines if re.search(r"[^\W\d_]{2}", line)]


def list_foreign() -> list[str]:
    """Return the name of the site and every text in the database that people wrote, the longest first."""
    written = {text for kind in apps.get_models() for text in _texts_of(kind)}
    return sorted({settings.SITE_NAME, *NAMES, *written}, key=len, reverse=True)


def _texts_of(kind: type[models.Model]) -> Iterator[str]:
    fields = [
        field.name
        for field in kind._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | ArrayField) and not field.choices
    ]
    for row in kind._default_manager.values_list(*fields) if fields else []:
        for text in (part for value in row for part in (value if isinstance(value, list) else [value])):
            lines = [*str(text or "").splitlines(), *_read_marked_up(str(text or ""))]
            yield from (line.strip() for line in lines if len(line.strip()) > 2)


def _read_marked_up(text: str) -> list[str]:
    """Return the lines of what organisers marked up, as a page shows them without its marks."""
    return "".join(_read(render_markdown(text)).text).splitlines() if set(text) & set("*#[-") else []
