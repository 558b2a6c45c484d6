"""Every page, as somebody meets it who cannot see, zooms in, or has a small phone."""

from dataclasses import replace
from math import ceil

import pytest
from django.core.cache import cache
from playwright.sync_api import Page

from tests.browser.chromium import NARROW, PHONE
from tests.browser.conftest import Windows
from tests.browser.faults import find_own, find_wide
from tests.browser.fixtures import Fixtures
from tests.browser.page_states import PAGE_STATES, PageState, State
from tests.browser.seeing import find_violations, measure_chrome
from tests.browser.steps import stay, unfold
from tests.browser.visiting import see
from tests.leftovers import empty_valkey

# Banner, title and links of a phone.
MOST_CHROME = 160
# Staff have one link more in the head, and on the desk a line of links and, in the demo, a notice.
MOST_CHROME_OF_STAFF = 280
STAFF = {"moderator", "organiser", "administrator", "enrolled"}
# Where most colours meet.
IN_THE_DARK = ("home", "workshop", "writing with errors", "idea with a vote", "board", "poll with an answer")

# Where nothing is done, or what is done is refused, one set-up serves many pages.
LOOKED_AT = [page_state for page_state in PAGE_STATES if page_state.act in {stay, unfold}]
ACTED_ON = [page_state for page_state in PAGE_STATES if page_state not in LOOKED_AT]
REFUSED = [page_state for page_state in ACTED_ON if page_state.state == State.ERROR]
CHANGED = [page_state for page_state in ACTED_ON if page_state not in REFUSED]
# Neighbours often change the same thing: of so many on end, each is seen with a set-up of its own.
SET_UPS = 4

Batch = list[PageState]


def part(page_states: Batch) -> list[Batch]:
    """Return these, in their order, in a list for each set-up."""
    each = ceil(len(page_states) / SET_UPS)
    return [page_states[number * each : (number + 1) * each] for number in range(SET_UPS)]


def deal(page_states: Batch) -> list[Batch]:
    """Return these in a list for each set-up in which no two were near each other before."""
    return [page_states[start::SET_UPS] for start in range(SET_UPS)]


def make_batches() -> list[Batch]:
    """Return for each set-up the pages that it serves: those that change something come last."""
    parts = zip(part(LOOKED_AT), part(REFUSED), deal(CHANGED), strict=True)
    return [[*looked_at, *refused, *changed] for looked_at, refused, changed in parts]


def name_ends(batch: Batch) -> str:
    """Return what a test of these is called."""
    return f"{batch[0].name} to {batch[-1].name}"


def find_faults(page: Page, page_state: PageState) -> list[str]:
    """Return what is wrong with the page: broken rules, too wide for its window, too little seen of it.

    It is loaded once, and everything is asked of it as it stands.
    """
    faults = find_violations(page) + find_own(page)
    faults += find_wide(page, NARROW, (100,)) + find_wide(page, PHONE, (200, 100))
    chrome = measure_chrome(page)
    most = MOST_CHROME_OF_STAFF if page_state.who in STAFF else MOST_CHROME
    faults += [f"begins only at {chrome} pixels"] * (chrome > most)
    return faults + (find_in_the_dark(page) if page_state.name in IN_THE_DARK else [])


def find_in_the_dark(page: Page) -> list[str]:
    """Return each rule that the page breaks in dark colours."""
    page.emulate_media(color_scheme="dark")
    faults = [f"in the dark: {fault}" for fault in find_violations(page)]
    page.emulate_media(color_scheme="light")
    return faults


def look_at(windows: Windows, fixtures: Fixtures, page_state: PageState) -> list[str]:
    """Go to the page and return what is wrong with it; what fails on the way says where."""
    try:
        return find_faults(see(windows, fixtures, page_state), page_state)
    except Exception as error:
        error.add_note(f"It failed at the page state “{page_state.name}”.")
        raise


def begin_anew(fixtures: Fixtures) -> Fixtures:
    """Forget which codes were typed and what was asked for too often; return everybody, signed in anew."""
    cache.clear()
    empty_valkey()
    people = {name: replace(person) if person else None for name, person in fixtures.people.items()}
    return replace(fixtures, people=people)


@pytest.mark.parametrize("batch", make_batches(), ids=name_ends)
def test_pages_break_no_rule_of_accessibility_and_never_scroll_sideways(
    windows: Windows, fixtures: Fixtures, batch: Batch
) -> None:
    found = {}
    for one in batch:
        people = begin_anew(fixtures) if one in CHANGED else fixtures
        found[one.name] = look_at(windows, people, one)
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_every_page_is_looked_at_and_the_dark_ones_are_among_them() -> None:
    names = [page_state.name for batch in make_batches() for page_state in batch]
    assert sorted(names) == sorted(page_state.name for page_state in PAGE_STATES)
    assert set(IN_THE_DARK) <= set(names)


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
