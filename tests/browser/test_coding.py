"""The design group codes: one key for each code and one more, by touch, and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from moderation.models import ChosenCode, Coding, Quote
from tests.browser.conftest import Windows
from tests.browser.seeing import overflow
from tests.cast import Person
from tests.moderation.coding_people import CODING, make_code, make_text
from workshops.models import Workshop

TEXTS = 30
NAMES = ("Answers", "Buses", "Care", "Doctors", "Evenings")
SELECT = """(element) => {
  const range = document.createRange();
  range.setStart(element.firstChild, 0);
  range.setEnd(element.firstChild, 8);
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
}"""


def expect_coded(page: Page, number: int) -> None:
    """Wait until so many texts are said to be coded."""
    expect(page.locator(".coding__progress p")).to_have_text(f"Coded together: {number} of {TEXTS}.")


@pytest.fixture
def texts(workshop: Workshop, moderator: Person) -> None:
    """A codebook, and texts that one person codes."""
    for name in NAMES:
        make_code(moderator, name)
    for number in range(TEXTS):
        make_text(workshop, title=f"Text {number}")


def test_thirty_texts_are_coded_by_keyboard_alone(texts: None, windows: Windows, moderator: Person) -> None:
    page = windows.open(moderator, width=1280)
    page.goto(CODING)
    page.get_by_role("switch", name="Keyboard shortcuts").press("Enter")
    pressed = codes = 0
    for number in range(TEXTS):
        # None of these, one code, two codes, and so on; now and then the last one is looked at again.
        chosen = NAMES[number % 5 : number % 5 + number % 3]
        keys = [name[0].lower() for name in chosen] + ["1" if chosen else "2"]
        for key in keys:
            page.keyboard.press(key)
        expect_coded(page, number + 1)
        pressed, codes = pressed + len(keys), codes + len(chosen)
    expect(page.get_by_text("Nothing is left for you")).to_be_visible()
    assert (Coding.objects.count(), ChosenCode.objects.count(), pressed) == (TEXTS, codes, codes + TEXTS)
    page.keyboard.press("u")
    expect(page.get_by_role("button", name="Take my coding away")).to_be_visible()


@pytest.mark.parametrize("way", ["touch", "plain"])
def test_texts_are_coded_and_quoted_on_a_phone(
    texts: None, windows: Windows, moderator: Person, way: str
) -> None:
    options = {"java_script_enabled": False} if way == "plain" else {"has_touch": True}
    page = windows.open(moderator, width=390, **options)
    page.goto(CODING)
    for number, name in enumerate(NAMES[:2]):
        assert overflow(page) == 0
        if way == "touch":
            page.locator("p[data-words]").evaluate(SELECT)
            page.get_by_role("button", name="Mark the selected words").tap()
            expect(page.locator("[data-marked] q")).to_have_text("Families")
            page.get_by_label(name).tap()
            page.get_by_role("button", name="Save and next").tap()
        else:
            page.get_by_text("Type or paste a quote").click()
            page.get_by_label("Quotes").last.fill("Families")
            page.get_by_label(name).check()
            page.get_by_role("button", name="Save and next").click()
        expect_coded(page, number + 1)
    assert (ChosenCode.objects.count(), Quote.objects.count()) == (2, 2)
