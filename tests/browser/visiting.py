"""Going to a page in the state in which it is to be looked at."""

import re
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser.conftest import Windows
from tests.browser.fixtures import Fixtures
from tests.browser.page_states import PageState, State

# The browser logs the status of an answer to htmx; that it is not 200 is what an error is shown for.
REFUSED = "422: "


def see(windows: Windows, fixtures: Fixtures, page_state: PageState, **options: Any) -> Page:
    """Return the page, in the state in which it is to be looked at; in one window where that is possible."""
    person = fixtures.people[page_state.who]
    page = windows.open(person, **options) if options else windows.sit_down(person)
    page.goto(page_state.fill(fixtures.places))
    page_state.act(page)
    page.wait_for_url(lambda address: is_at(address, page_state, fixtures))
    if page_state.state == State.ERROR:
        windows.watch.troubles[:] = [each for each in windows.watch.troubles if not each.startswith(REFUSED)]
    return page


def is_at(address: str, page_state: PageState, fixtures: Fixtures) -> bool:
    """Return whether the page is the one that was meant: a page one was sent to instead proves nothing."""
    here = urlsplit(address).path
    wanted = (page_state.ends_at or page_state.fill(fixtures.places)).partition("?")[0]
    return re.fullmatch(re.sub(r"<\w+>", "[^/]+", wanted), here) is not None
