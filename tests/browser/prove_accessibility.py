"""`make prove-accessibility`: axe on every page, in every state, width and look, and a table of its finds.

Pytest does not collect this file by itself, since it takes minutes: `make test` looks at each page once, in
test_every_page.py.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import DESK, HEIGHTS, NARROW
from tests.browser.conftest import Windows
from tests.browser.scene import Scene
from tests.browser.seeing import find_violations, overflow
from tests.browser.sights import SIGHTS, Sight, State
from tests.browser.visiting import see

WIDTHS = (NARROW, DESK)


class Look(NamedTuple):
    """How somebody has set up their device."""

    name: str
    scheme: Literal["light", "dark"]
    forced: Literal["active", "none"]

    def put_on(self, page: Page, width: int) -> None:
        """Show the page like this, at this width."""
        page.emulate_media(color_scheme=self.scheme, forced_colors=self.forced)
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})


LOOKS = (Look("light", "light", "none"), Look("dark", "dark", "none"), Look("forced", "light", "active"))


class Case(NamedTuple):
    """One column and line of the table."""

    state: State
    width: int
    look: str


class Proof:
    """How often axe looked, and how often it found something."""

    def __init__(self) -> None:
        self.looked: Counter[Case] = Counter()
        self.found: Counter[Case] = Counter()

    def lines(self) -> Iterator[str]:
        """Yield the table, a line for each state and width, a column for each look."""
        yield f"{'':14}" + "".join(f"{look.name:>18}" for look in LOOKS)
        for state in State:
            for width in WIDTHS:
                yield f"{state:6}{width:>6}px" + "".join(self.cell(state, width, look) for look in LOOKS)
        yield f"{self.looked.total()} looks at {len(SIGHTS)} sights, {self.found.total()} broken rules"

    def cell(self, state: State, width: int, look: Look) -> str:
        """Return "broken rules in pages"."""
        case = Case(state, width, look.name)
        return f"{f'{self.found[case]} in {self.looked[case]}':>18}"


@pytest.fixture(scope="module")
def proof(request: pytest.FixtureRequest) -> Iterator[Proof]:
    """Return what is filled while axe looks, and print it in the end."""
    proof = Proof()
    yield proof
    reporter: Any = request.config.pluginmanager.get_plugin("terminalreporter")
    reporter.ensure_newline()
    for line in proof.lines():
        reporter.write_line(line)


@pytest.mark.parametrize("sight", SIGHTS, ids=lambda sight: sight.name)
def test_a_page_breaks_no_rule_at_any_width_in_any_look(
    windows: Windows, scene: Scene, proof: Proof, sight: Sight
) -> None:
    page = see(windows, scene, sight)
    broken = {}
    for width in WIDTHS:
        for look in LOOKS:
            look.put_on(page, width)
            case = Case(sight.state, width, look.name)
            found = find_violations(page) + ["it scrolls sideways"] * bool(overflow(page))
            proof.looked[case] += 1
            proof.found[case] += len(found)
            if found:
                broken[case] = found
    assert broken == {}
