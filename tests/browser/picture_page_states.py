"""The second half of `make screenshots`: each page in each of its states, on a phone and on a desk.

Pytest does not collect this file by itself. The main pages are also taken in the dark, in forced colours and
as they are printed.
"""

from typing import Any

import pytest
from django.utils.text import slugify
from playwright.sync_api import Page

from tests.browser.chromium import DESK, HEIGHTS, PHONE
from tests.browser.conftest import Windows
from tests.browser.fixtures import Fixtures
from tests.browser.page_states import PAGE_STATES, PageState
from tests.browser.visiting import see
from tests.local.running import BASE_DIR

OUT = BASE_DIR / "out" / "screenshots" / "page_states"
PAPER = 794  # A4 at 96 dots an inch
MAIN = {
    "home",
    "how anonymity works",
    "style",
    "workshop",
    "workshop without its key",
    "joining",
    "poll with an answer",
    "ideas",
    "idea with a vote",
    "own comments in each state",
    "comment that could tell who somebody is",
    "writing with errors",
    "checking what could tell who somebody is",
    "sent",
    "my contributions",
    "forgetting which ideas are mine",
    "PIN to show",
    "voting queue",
    "board",
    "queue of ideas",
    "idea that is held",
    "workshop to set up",
    "setting up an app",
}
LOOKS: dict[str, dict[str, Any]] = {
    "dark": {"color_scheme": "dark"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
    "print": {"color_scheme": "light", "forced_colors": "none", "media": "print"},
}


def take(page: Page, page_state: PageState, width: int, look: str = "") -> None:
    """Take a picture of the whole page at this width, as it is set up."""
    page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, HEIGHTS[DESK])})
    name = "-".join(filter(None, (slugify(page_state.name), str(width), look)))
    path = OUT / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    assert path.stat().st_size > 0


@pytest.mark.parametrize("page_state", PAGE_STATES, ids=lambda page_state: page_state.name)
def test_pictures_are_taken(windows: Windows, fixtures: Fixtures, page_state: PageState) -> None:
    page = see(windows, fixtures, page_state)
    for width in (PHONE, DESK):
        take(page, page_state, width)
    if page_state.name not in MAIN:
        return
    for look, options in LOOKS.items():
        page.emulate_media(**options)
        take(page, page_state, PAPER if look == "print" else PHONE, look)
