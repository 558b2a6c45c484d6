"""`make prove-accessibility`: every page, in every state, width and look, and a table of what was found.

Pytest does not collect this file by itself, since it takes minutes: `make test` looks at each page once, in
test_every_page.py. The command goes through test_for_everybody.py and test_swaps.py too: what one press does.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import PHONE
from tests.browser.conftest import Windows
from tests.browser.faults import find_equal_states, find_own, find_wide
from tests.browser.fixtures import Fixtures
from tests.browser.page_states import PAGE_STATES, PageState
from tests.browser.proof import LARGE, LOOKS, PROPERTY, SCRIPTLESS, WIDTHS, Case
from tests.browser.seeing import find_violations
from tests.browser.steps import stay
from tests.browser.visiting import see


@pytest.mark.parametrize("page_state", PAGE_STATES, ids=lambda page_state: page_state.name)
def test_a_page_breaks_no_rule_at_any_width_in_any_look(
    windows: Windows,
    fixtures: Fixtures,
    page_state: PageState,
    record_property: Callable[[str, object], None],
) -> None:
    page = see(windows, fixtures, page_state)
    seen: dict[Case, list[str]] = {}
    for width in WIDTHS:
        for look in LOOKS:
            look.put_on(page, width)
            seen[Case(page_state.state.value, width, look.name)] = list(find_all(page, width, look.forced))
    LOOKS[0].put_on(page, PHONE)
    seen[Case(page_state.state.value, PHONE, LARGE)] = find_wide(page)
    if page_state.act is stay:
        page = see(windows, fixtures, page_state, java_script_enabled=False)
        seen[Case(page_state.state.value, PHONE, SCRIPTLESS)] = list(find_more(page, PHONE))
    record_property(PROPERTY, [(tuple(case), len(found)) for case, found in seen.items()])
    assert {case: found for case, found in seen.items() if found} == {}


def find_all(page: Page, width: int, forced: str) -> Iterator[str]:
    """Yield what is wrong with the page as it is shown; in forced colours also what is as off as on."""
    yield from find_violations(page)
    yield from find_more(page, width)
    if forced == "active":
        yield from find_equal_states(page)


def find_more(page: Page, width: int) -> Iterator[str]:
    """Yield what axe does not look for."""
    yield from find_own(page)
    yield from find_wide(page, width, texts=(100,))
