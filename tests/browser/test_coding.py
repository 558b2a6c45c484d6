"""The design group codes: one key for each code and one more, by touch, and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from moderation.models import ChosenCode, Coding, Quote, ShownCode, SuggestedCodes
from tests.browser.conftest import Windows
from tests.browser.seeing import overflow, read_role
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


COUNT_SWAPS = """() => {
  window.swaps = 0;
  document.addEventListener("htmx:afterSettle", () => { window.swaps += 1; });
}"""


def wait_for_swap(page: Page, number: int) -> None:
    """Wait until htmx has put so many texts in place since `COUNT_SWAPS`, with no page loaded between."""
    page.wait_for_function("(number) => window.swaps === number", arg=number)


def expect_coded(page: Page, number: int) -> None:
    """Wait until so many texts are said to be coded."""
    expect(page.locator(".coding__progress p")).to_have_text(f"Coded together: {number} of {TEXTS}.")


@pytest.fixture
def texts(workshop: Workshop, moderator: Person) -> None:
    """A codebook, and texts that one person codes, some of them with suggested codes."""
    codes = [make_code(moderator, name).pk for name in NAMES]
    for number in range(TEXTS):
        idea = make_text(workshop, title=f"Text {number}")
        if number % 3:
            suggested = {"codes": codes[1:3], "chances": [0.5, 0.3], "examples": [idea.pk, None]}
            SuggestedCodes.objects.create(workshop=workshop, idea=idea, **suggested)


def test_thirty_texts_are_coded_by_keyboard_alone(texts: None, windows: Windows, moderator: Person) -> None:
    page = windows.open(moderator, width=1280)
    page.goto(CODING)
    page.get_by_role("switch", name="Keyboard shortcuts").press("Enter")
    page.evaluate(COUNT_SWAPS)
    pressed = codes = 0
    for number in range(TEXTS):
        # None of these, one code, two codes, and so on.
        chosen = NAMES[number % 5 : number % 5 + number % 3]
        keys = [name[0].lower() for name in chosen] + ["1" if chosen else "2"]
        for key in keys:
            page.keyboard.press(key)
        wait_for_swap(page, number + 1)
        pressed, codes = pressed + len(keys), codes + len(chosen)
    expect_coded(page, TEXTS)
    expect(page.get_by_text("Nothing is left for you")).to_be_visible()
    # At once: what is told anew leaves the way back where it is.
    page.keyboard.press("u")
    expect(page.get_by_role("button", name="Take my coding away")).to_be_visible()
    assert (Coding.objects.count(), ChosenCode.objects.count(), pressed) == (TEXTS, codes, codes + TEXTS)
    assert ShownCode.objects.count() == 2 * TEXTS * 2 // 3


def test_thirty_texts_are_coded_by_touch_alone(texts: None, windows: Windows, moderator: Person) -> None:
    page = windows.open(moderator, width=390, has_touch=True)
    page.goto(CODING)
    page.evaluate(COUNT_SWAPS)
    tapped = codes = 0
    for number in range(TEXTS):
        chosen = NAMES[number % 5 : number % 5 + number % 3]
        for name in chosen:
            page.get_by_label(name).tap()
        page.get_by_role("button", name="Save and next" if chosen else "None of these").tap()
        wait_for_swap(page, number + 1)
        tapped, codes = tapped + len(chosen) + 1, codes + len(chosen)
    expect_coded(page, TEXTS)
    assert (Coding.objects.count(), ChosenCode.objects.count(), tapped) == (TEXTS, codes, codes + TEXTS)


def test_what_was_coded_is_announced_and_the_next_text_has_the_focus(
    workshop: Workshop, windows: Windows, moderator: Person
) -> None:
    make_code(moderator, NAMES[0])
    make_text(workshop, title="Text 0")
    make_text(workshop, title="Text 1")
    page = windows.open(moderator, width=1280)
    page.goto(CODING)
    title = page.locator("#coding-title")
    first = title.inner_text()
    page.get_by_role("button", name="None of these").click()
    expect(title).not_to_have_text(first)
    expect(title).to_be_focused()
    told = f"Coded: “{first}”."
    expect(page.locator("#coding .desk__undo [role=status]")).to_have_text(told)
    assert [(line["live"], line["text"]) for line in read_role(page, "status") if line["text"]] == [
        ("polite", told)
    ]
    page.get_by_role("button", name="Skip").click()
    expect(page.get_by_role("heading", name="Nothing is left for you")).to_be_visible()
    expect(page.locator("#coding .panel")).to_be_focused()
    page.get_by_role("link", name="Show me those that I skipped").click()
    page.get_by_role("button", name="None of these").click()
    expect(page.locator("#coding [data-focus-on-load]")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Coded:")).to_be_visible()


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
