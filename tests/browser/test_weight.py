"""How much a phone on a slow line has to load."""

from urllib.parse import urlsplit

from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page

from tests.browser.conftest import Windows
from tests.cast import Person, make_comment, make_idea
from workshops.models import Workshop

FIRST_PAGE, NEXT_PAGE = 60_000, 20_000
LIST = "/workshops/community/ideas/"
# Heads are counted too. What came from the browser's own cache weighs nothing.
WEIGH = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .map((entry) => [entry.name, entry.transferSize])"""
HEAD = 300


def weigh(page: Page, address: str) -> dict[str, int]:
    """Return how many bytes came for each address that the page needs.

    The server of the tests sends style sheets and scripts as they are; ours sends them compressed.
    """
    page.goto(address, wait_until="networkidle")
    came: dict[str, int] = dict(page.evaluate(WEIGH))
    return {name: weigh_file(name) if size and "/static/" in name else size for name, size in came.items()}


def weigh_file(address: str) -> int:
    """Return the bytes of a file as our own server sends it to a browser that can unpack."""
    answer = Client().get(urlsplit(address).path, headers={"Accept-Encoding": "gzip"})
    answer.close()
    return int(answer["Content-Length"]) + HEAD


def test_the_first_idea_is_light_the_next_lighter_and_nothing_comes_from_elsewhere(
    windows: Windows, workshop: Workshop, participant: Person, settings: LazySettings
) -> None:
    settings.WHITENOISE_USE_FINDERS = True
    ideas = [make_idea(workshop, body="Families ring five places today. " * 50) for _one in range(2)]
    for idea in ideas:
        for number in range(20):
            make_comment(idea, body=f"Number {number}: " + "we tried this on our ward. " * 10)
    page = windows.open(participant)
    first = weigh(page, f"{LIST}{ideas[0].ref}/")
    following = weigh(page, f"{LIST}{ideas[1].ref}/")
    assert {name.startswith(f"{windows.address}/") for name in (*first, *following)} == {True}
    assert 0 < sum(following.values()) <= NEXT_PAGE
    assert sum(following.values()) < sum(first.values()) <= FIRST_PAGE
