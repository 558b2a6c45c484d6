"""A reader who is not signed in and follows every way from a published Declaration."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from django.test import Client
from django.urls import reverse

from tests.passing_on import one_connection
from workshops.models import Workshop

_LINK = re.compile(r'href="(/[^"#]*)(?:#([^"]*))?"')
_FILES = re.compile(r"\.(pdf|zip|png|sha256|txt)$")


@dataclass
class Crawl:
    """Each page that was come to, by its address, and each link that led nowhere: from where, to where."""

    pages: dict[str, str] = field(default_factory=dict)
    dead: list[tuple[str, str]] = field(default_factory=list)


def crawl(workshop: Workshop) -> Crawl:
    """Return what a visitor comes to from the latest edition, within its pages, ideas and boards."""
    client, found = Client(), Crawl()
    home = reverse("results:declaration", args=[workshop.slug])
    place = workshop.get_absolute_url()
    inside = (home, f"{place}ideas/", f"{place}boards/")
    waiting = [("", home, "")]
    while waiting:
        source, address, anchor = waiting.pop()
        if address not in found.pages:
            found.pages[address] = _load(client, address)
            for link in _LINK.finditer(found.pages[address]):
                to, spot = unescape(link[1]), link[2] or ""
                if to.startswith(inside) and "?" not in to and not _FILES.search(to):
                    waiting.append((address, to, spot))
        page = found.pages[address]
        if not page or (anchor and f'id="{anchor}"' not in page):
            found.dead.append((source, f"{address}#{anchor}"))
    return found


def _load(client: Client, address: str) -> str:
    answer = client.get(address)
    text = answer.content.decode() if answer.status_code == 200 else ""
    with one_connection():
        answer.close()
    return text
