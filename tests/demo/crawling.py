"""A walk over the pages of a site as a visitor makes it: from link to link, each page read once."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client
from lxml import html
from lxml.html import HtmlElement

# Filters of lists lead to the same things in another order; the pages of a list lead to more.
_MORE = re.compile(r"(page=\d+)?")


@dataclass(frozen=True)
class Visited:
    """A page that was read: its elements, and the addresses to which it links, with their parts."""

    root: HtmlElement
    links: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """The parts of the page that an address can lead to."""
        return frozenset(self.root.xpath("//@id"))

    @property
    def words(self) -> str:
        """All words of the page, with single spaces."""
        return squeeze(self.root.text_content())


@dataclass
class Walk:
    """What a walk has found: pages by address, and links that lead nowhere, with the page they stand on."""

    pages: dict[str, Visited] = field(default_factory=dict)
    dead: list[tuple[str, str]] = field(default_factory=list)
    others: dict[str, int] = field(default_factory=dict)


def walk(client: Client, start: str, within: str) -> Walk:
    """Return what can be reached from `start`: pages below `within` are read, links out of it tried once."""
    found, queue = Walk(), deque([(start, start)])
    while queue:
        address, came_from = queue.popleft()
        if address in found.pages or address in found.others:
            continue
        response = client.get(address)
        is_page = response.status_code == 200 and "html" in response.get("Content-Type", "")
        if is_page and address.startswith(within):
            page = found.pages[address] = _read(response.content, address)
            queue.extend((urldefrag(link).url, address) for link in page.links)
            continue
        found.others[address] = response.status_code
        if response.has_header("Location") and response["Location"].startswith(within):
            queue.append((urldefrag(response["Location"]).url, came_from))
        if response.status_code >= 400:
            found.dead.append((address, came_from))
    found.dead += _find_dead_parts(found.pages)
    return found


def squeeze(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


def find_links(element: HtmlElement, address: str) -> list[str]:
    """Return the addresses on this site to which a part of a page leads."""
    links = (urljoin(address, link) for link in element.xpath(".//a/@href"))
    return [link for link in links if _is_of_here(link)]


def _read(content: bytes, address: str) -> Visited:
    root = html.fromstring(content.decode())
    return Visited(root, tuple(dict.fromkeys(find_links(root, address))))


def _is_of_here(link: str) -> bool:
    parts = urlsplit(link)
    return not parts.scheme and not parts.netloc and bool(_MORE.fullmatch(parts.query))


def _find_dead_parts(pages: Mapping[str, Visited]) -> list[tuple[str, str]]:
    """Return links to parts of pages that are not there."""
    names = {address: page.names for address, page in pages.items()}
    return [
        (link, address)
        for address, page in pages.items()
        for link in page.links
        if (place := urldefrag(link)).fragment
        and place.fragment not in names.get(place.url, {place.fragment})
    ]
