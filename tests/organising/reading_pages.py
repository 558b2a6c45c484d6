"""What the pages of participation say, read back from their tables and lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.test import Client
from lxml import html


@dataclass(frozen=True)
class Read:
    """One dimension of a page: the numbers told, the names that are not, what is said of these together."""

    told: dict[str, int] = field(default_factory=dict)
    untold: frozenset[str] = frozenset()
    others: str = ""


@dataclass(frozen=True)
class ReadPage:
    """The numbers at the head of a page, its dimensions by name, and its bands where it has any."""

    numbers: dict[str, str]
    dimensions: dict[str, Read]
    bands: dict[str, str]


def read_participation(client: Client, address: str) -> ReadPage:
    """Return what stands on the page of participation, the public one or the desk's."""
    answer = client.get(address)
    assert answer.status_code == 200
    page = html.fromstring(answer.content.decode())
    numbers = {
        _say(term): _say(term.getnext())
        for term in page.xpath("//section[@class='numbers']//dt | //dl[@class='facts']/dt")
    }
    dimensions = {name: _read_dimension(page, name) for name in ("borough", "group")}
    rows = page.xpath("//table[@aria-labelledby='bands-title']/tbody/tr")
    bands = {_say(row[0]): _say(row[1]).partition(" of ")[0] for row in rows}
    return ReadPage(numbers, dimensions, bands)


def _read_dimension(page: html.HtmlElement, name: str) -> Read:
    headings = page.xpath(f"//h3[@id='by-{name}']")
    if not headings:
        return Read()
    told = {}
    for row in page.xpath(f"//table[@aria-labelledby='by-{name}']/tbody/tr"):
        number = _say(row[1]).partition(" ")[0]
        if number.isdigit():
            told[_say(row[0])] = int(number)
    words = next((_say(one) for one in headings[0].itersiblings("p")), "")
    names, _stop, others = words.partition(". All of these together: ")
    listed = names.removeprefix("Nobody yet, or too few to tell: ")
    return Read(told, frozenset(listed.split(", ")) if words else frozenset(), others.rstrip("."))


def _say(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
