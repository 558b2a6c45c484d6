"""A page whose style sheet has not come yet, on a slow line."""

import pytest

from tests.browser.conftest import Windows
from tests.browser.stage import furnish
from tests.cast import Person
from workshops.models import Workshop

LARGEST = 24


@pytest.mark.parametrize("address", ["ideas/", "ideas/new/", "next/"])
def test_no_drawing_fills_the_page(
    windows: Windows, workshop: Workshop, participant: Person, address: str
) -> None:
    furnish(workshop)
    page = windows.open(participant)
    page.route("**/*.css", lambda route: route.fulfill(body="", content_type="text/css"))
    page.goto(f"{workshop.get_absolute_url()}{address}")
    drawings = page.locator("svg")
    heights = drawings.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().height)")
    assert 0 < max(heights) <= LARGEST
