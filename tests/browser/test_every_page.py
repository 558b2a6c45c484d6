"""Every page, as somebody meets it who cannot see, zooms in, or has a small phone."""

import pytest

from tests.browser.chromium import HEIGHTS, NARROW
from tests.browser.conftest import Windows
from tests.browser.fixtures import Fixtures
from tests.browser.page_states import PAGE_STATES, PageState
from tests.browser.seeing import find_violations, overflow
from tests.browser.visiting import see

# Where most colours meet.
IN_THE_DARK = ("home", "workshop", "writing with errors", "idea with a vote", "board", "poll with an answer")

every_page_state = pytest.mark.parametrize("page_state", PAGE_STATES, ids=lambda page_state: page_state.name)
dark_page_states = [page_state for page_state in PAGE_STATES if page_state.name in IN_THE_DARK]


@every_page_state
def test_a_page_breaks_no_rule_of_accessibility_and_never_scrolls_sideways(
    windows: Windows, fixtures: Fixtures, page_state: PageState
) -> None:
    page = see(windows, fixtures, page_state)
    assert (find_violations(page), overflow(page)) == ([], 0)
    page.set_viewport_size({"width": NARROW, "height": HEIGHTS[NARROW]})
    assert overflow(page) == 0


@pytest.mark.parametrize("page_state", dark_page_states, ids=lambda page_state: page_state.name)
def test_a_dark_page_breaks_none_either(windows: Windows, fixtures: Fixtures, page_state: PageState) -> None:
    assert find_violations(see(windows, fixtures, page_state, color_scheme="dark")) == []


def test_a_broken_rule_is_found(windows: Windows) -> None:
    page = windows.open()
    page.goto("/")
    page.locator("h1").evaluate("(title) => title.insertAdjacentHTML('afterend', '<img src=\"/logo\">')")
    assert find_violations(page) == ['image-alt: <img src="/logo">']
    windows.watch.forgive("/logo")


def test_what_the_policy_forbids_is_noticed(windows: Windows) -> None:
    page = windows.open()
    page.goto("/")
    # The browser's own words, and those of our watch.
    own, ours = (lambda line: "CSP: " not in line.text), (lambda line: "CSP: style-src" in line.text)
    with page.expect_console_message(own), page.expect_console_message(ours):
        page.locator("h1").evaluate(
            "(title) => title.insertAdjacentHTML('afterend', '<i style=\"top: 0\"></i>')"
        )
    windows.watch.forgive("style-src")
    assert windows.watch.troubles == []


def test_a_request_to_somebody_else_is_noticed(windows: Windows) -> None:
    page = windows.open()
    page.goto("/")
    page.route("http://elsewhere.example/", lambda route: route.abort("connectionrefused"))
    with page.expect_event("requestfailed"):
        page.evaluate("location.href = 'http://elsewhere.example/'")
    windows.watch.forgive("elsewhere.example")
    assert windows.watch.troubles == []
