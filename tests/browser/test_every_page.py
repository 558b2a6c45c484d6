"""Every page, as somebody meets it who cannot see, zooms in, or has a small phone."""

import pytest

from tests.browser.chromium import NARROW
from tests.browser.conftest import Windows
from tests.browser.faults import find_dangling, find_lost_stops, find_small, find_wide
from tests.browser.fixtures import Fixtures
from tests.browser.page_states import PAGE_STATES, PageState, State
from tests.browser.seeing import find_violations, measure_chrome
from tests.browser.steps import stay, unfold
from tests.browser.visiting import see

# Banner, title and links of a phone.
MOST_CHROME = 160
# Staff have one link more in the head, and on the desk a line of links and, in the demo, a notice.
MOST_CHROME_OF_STAFF = 280
STAFF = {"moderator", "organiser", "administrator", "enrolled"}
# Where most colours meet.
IN_THE_DARK = ("home", "workshop", "writing with errors", "idea with a vote", "board", "poll with an answer")

dark_page_states = [page_state for page_state in PAGE_STATES if page_state.name in IN_THE_DARK]
AT_ONCE = 24


def make_batches(page_states: list[PageState]) -> list[list[PageState]]:
    """Return these in lists of a few each, of which each is served by one set-up."""
    return [page_states[start : start + AT_ONCE] for start in range(0, len(page_states), AT_ONCE)]


# Where nothing is done, or what is done is refused, one set-up serves several pages.
LOOKED_AT = [page_state for page_state in PAGE_STATES if page_state.act in {stay, unfold}]
ACTED_ON = [page_state for page_state in PAGE_STATES if page_state not in LOOKED_AT]
REFUSED = [page_state for page_state in ACTED_ON if page_state.state == State.ERROR]
CHANGED = [page_state for page_state in ACTED_ON if page_state not in REFUSED]


def find_faults(windows: Windows, fixtures: Fixtures, page_state: PageState) -> list[str]:
    """Return what is wrong with the page: broken rules, too wide for its window, too little seen of it.

    It is loaded once, and everything is asked of it as it stands.
    """
    page = see(windows, fixtures, page_state)
    faults = find_violations(page) + find_dangling(page) + find_small(page) + find_lost_stops(page)
    faults += find_wide(page) + find_wide(page, NARROW, text=100) + find_wide(page, text=100)
    chrome = measure_chrome(page)
    most = MOST_CHROME_OF_STAFF if page_state.who in STAFF else MOST_CHROME
    return faults + [f"begins only at {chrome} pixels"] * (chrome > most)


@pytest.mark.parametrize(
    "batch",
    make_batches(LOOKED_AT) + make_batches(REFUSED),
    ids=lambda batch: f"{batch[0].name} to {batch[-1].name}",
)
def test_pages_break_no_rule_of_accessibility_and_never_scroll_sideways(
    windows: Windows, fixtures: Fixtures, batch: list[PageState]
) -> None:
    found = {page_state.name: find_faults(windows, fixtures, page_state) for page_state in batch}
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("page_state", CHANGED, ids=lambda page_state: page_state.name)
def test_a_page_breaks_no_rule_of_accessibility_and_never_scrolls_sideways(
    windows: Windows, fixtures: Fixtures, page_state: PageState
) -> None:
    assert find_faults(windows, fixtures, page_state) == []


def test_dark_pages_break_none_either(windows: Windows, fixtures: Fixtures) -> None:
    found = {
        page_state.name: find_violations(see(windows, fixtures, page_state, color_scheme="dark"))
        for page_state in dark_page_states
    }
    assert {name: faults for name, faults in found.items() if faults} == {}


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
