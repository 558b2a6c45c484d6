"""`make prove-accessibility`: axe on every page, in every state, width and look, and a table of its finds.

Pytest does not collect this file by itself, since it takes minutes: `make test` looks at each page once, in
test_every_page.py.
"""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Windows
from tests.browser.fixtures import Fixtures
from tests.browser.page_states import PAGE_STATES, PageState
from tests.browser.proof import LOOKS, PROPERTY, WIDTHS, Case
from tests.browser.seeing import find_violations, overflow
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
            found = find_violations(page) + ["it scrolls sideways"] * bool(overflow(page))
            seen[Case(page_state.state.value, width, look.name)] = found
    record_property(PROPERTY, [(tuple(case), len(found)) for case, found in seen.items()])
    assert {case: found for case, found in seen.items() if found} == {}
