"""The page of the package opens from a disk without a network, asks for nothing, and reads well."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize

from results.package.page import write_page
from results.package.tables import list_tables
from results.published.edition import PublishedPicture, Rows
from tests.browser.chromium import HEIGHTS, PHONE
from tests.browser.seeing import find_violations, overflow
from tests.results.editions import make_edition
from tests.results.package.conftest import paint

IDEAS = Rows(
    "ideas",
    ("ref", "title", "body", "up", "down", "unsure"),
    (
        ("b7xk", "One number <b>for all</b>", "One.\n\nFor all.", 84, 13, 2),
        ("q4rt", "Few votes", "x" * 90, None, None, None),
    ),
)


def test_it_opens_without_a_network_and_asks_for_nothing(chromium: Browser, tmp_path: Path) -> None:
    edition = make_edition()
    picture = PublishedPicture(edition.foundations[0].ref, "A door", 4, 2, paint())
    edition = replace(edition, tables=(*edition.tables, IDEAS), pictures=(picture,))
    place = tmp_path / "index.html"
    place.write_bytes(write_page(edition, list_tables(edition), "0" * 64))
    size = ViewportSize(width=PHONE, height=HEIGHTS[PHONE])
    context = chromium.new_context(offline=True, viewport=size)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(place.as_uri())
    assert page.title() == f"{edition.title} – {edition.workshop}"
    assert page.get_by_text("One number <b>for all</b>").count() == 1
    assert (asked, said) == ([place.as_uri()], [])
    assert page.get_by_alt_text("A door").evaluate("picture => picture.naturalWidth") == 4
    assert overflow(page) == 0
    assert find_violations(page) == []
    context.close()
