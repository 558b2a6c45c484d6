"""How tests read a page."""

import re
from html.parser import HTMLParser
from typing import Any

# What the test client answers; it has more than an HttpResponse, and no public name.
Page = Any


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.text: list[str] = []
        self._quiet = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        data = given.get("type") in {"application/json", "text/plain"}
        self._quiet = tag in {"script", "style"}
        if tag == "style" or (tag == "script" and "src" not in given and not data):
            self.inline.append(f"<{tag}>")
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        self._quiet = False

    def handle_data(self, data: str) -> None:
        if not self._quiet and data.strip():
            self.text.append(data)


def _read(response: Page) -> _Reader:
    reader = _Reader()
    reader.feed(response.content.decode())
    return reader


def find_inline(response: Page) -> list[str]:
    """Return what a strict content security policy would block on this page: inline scripts and styles."""
    return _read(response).inline


def read_text(response: Page) -> str:
    """Return what somebody reads on the page, with single spaces."""
    return re.sub(r"\s+", " ", " ".join(_read(response).text)).strip()
