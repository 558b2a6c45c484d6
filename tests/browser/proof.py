"""The table of `make prove-accessibility`: how often it looked at a page, and what was wrong how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from playwright.sync_api import Page

from tests.browser.chromium import DESK, HEIGHTS, NARROW, PHONE
from tests.browser.page_states import State

WIDTHS = (NARROW, DESK)
# Under this name each test says what was seen: it may have run in another process.
PROPERTY = "axe"


class Look(NamedTuple):
    """How somebody has set up their device."""

    name: str
    scheme: Literal["light", "dark"]
    forced: Literal["active", "none"]

    def put_on(self, page: Page, width: int) -> None:
        """Show the page like this, at this width."""
        page.emulate_media(color_scheme=self.scheme, forced_colors=self.forced)
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})


# Two more ways to use a phone: with letters twice as large, and without scripts.
LARGE, SCRIPTLESS = "200 %", "no scripts"
LOOKS = (Look("light", "light", "none"), Look("dark", "dark", "none"), Look("forced", "light", "active"))


class Case(NamedTuple):
    """One column and line of the table."""

    state: str
    width: int
    look: str


@dataclass
class Proof:
    """How often a page was looked at, and how often something was wrong."""

    page_states: int = 0
    looked: Counter[Case] = field(default_factory=Counter)
    found: Counter[Case] = field(default_factory=Counter)

    @classmethod
    def gather(cls, reports: Iterable[Any]) -> Proof:
        """Return what the tests with these reports have seen."""
        proof = cls()
        for report in reports:
            for name, seen in getattr(report, "user_properties", ()):
                if name == PROPERTY and report.when == "call":
                    proof.add(seen)
        return proof

    def add(self, seen: Iterable[tuple[Any, int]]) -> None:
        """Add what was seen of one page_state: each case with the number of faults."""
        self.page_states += 1
        for case, number in seen:
            self.looked[Case(*case)] += 1
            self.found[Case(*case)] += number

    def lines(self) -> Iterator[str]:
        """Yield the table, a line for each state and width, a column for each look."""
        yield f"{'':14}" + "".join(f"{look.name:>18}" for look in LOOKS)
        for state in State:
            for width in WIDTHS:
                cells = "".join(self.cell(Case(state, width, look.name)) for look in LOOKS)
                yield f"{state:6}{width:>6}px{cells}"
        yield f"{'':14}{LARGE:>18}{SCRIPTLESS:>18}"
        for state in State:
            cells = "".join(self.cell(Case(state, PHONE, name)) for name in (LARGE, SCRIPTLESS))
            yield f"{state:6}{PHONE:>6}px{cells}"
        looks, broken = self.looked.total(), self.found.total()
        yield f"{looks} looks at {self.page_states} page states, {broken} faults"

    def cell(self, case: Case) -> str:
        """Return "faults in pages"."""
        return f"{f'{self.found[case]} in {self.looked[case]}':>18}"
