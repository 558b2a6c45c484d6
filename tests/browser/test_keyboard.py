"""Everything by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from ideas.models import Idea
from tests.browser.conftest import Windows
from tests.browser.seeing import focused
from tests.browser.steps import TEXT, TITLE
from tests.cast import Person, make_idea
from workshops.models import Workshop

MOST_STOPS = 40
# What the eye sees of the focus, with it and without: outlines, shadows, and colours behind.
LOOKS = """() => {
  const stop = document.activeElement;
  const seen = stop.closest("label, .nhsuk-radios__item") ?? stop;
  const all = [seen, ...seen.querySelectorAll("*")];
  const look = () => all.flatMap((one) => [getComputedStyle(one), getComputedStyle(one, "::before")])
    .map((style) => [style.outline, style.boxShadow, style.backgroundColor].join()).join();
  const focused = look();
  stop.blur();
  const plain = look();
  stop.focus();
  return [focused, plain];
}"""


def go_to(page: Page, wanted: str) -> None:
    """Press the tabulator until the focus is where it is wanted; fails where it never gets there."""
    passed = []
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        passed.append(focused(page))
        if passed[-1] == wanted:
            return
    raise AssertionError(f"{wanted} is not among {passed}")


def test_the_first_stop_leads_past_the_head_of_the_page(windows: Windows, workshop: Workshop) -> None:
    page = windows.open()
    page.goto(workshop.get_absolute_url())
    page.keyboard.press("Tab")
    assert focused(page) == "link Skip to main content"
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_voting(windows: Windows, workshop: Workshop, participant: Person, key: str) -> None:
    idea = make_idea(workshop)
    page = windows.open(participant)
    page.goto(idea.get_absolute_url())
    go_to(page, "button I like it")
    page.keyboard.press(key)
    expect(page.get_by_role("button", name="I like it", pressed=True)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press(key)
    expect(page.get_by_role("button", name="I don’t like it", pressed=True)).to_be_focused()
    page.keyboard.press(key)
    expect(page.get_by_role("button", name="I don’t like it", pressed=False)).to_be_focused()
    expect(page.get_by_text("You have taken your vote back.")).to_be_visible()


def test_writing(windows: Windows, workshop: Workshop, participant: Person) -> None:
    page = windows.open(participant)
    page.goto("/workshops/community/ideas/new/")
    go_to(page, "textbox Your idea in one line")
    page.keyboard.type(TITLE)
    page.keyboard.press("Tab")
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    go_to(page, "button Check your idea")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Check your idea")).to_be_visible()
    go_to(page, "button Send my idea")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you. Your idea is sent.")).to_be_visible()
    idea = Idea.objects.get()
    assert (idea.title, idea.intent) == (TITLE, Idea.Intent.BLOCK)


@pytest.mark.parametrize("address", ["", "ideas/", "ideas/new/", "membership/", "boards/"])
def test_one_always_sees_where_one_is(
    windows: Windows, workshop: Workshop, participant: Person, address: str
) -> None:
    make_idea(workshop)
    page = windows.open(participant)
    page.goto(f"{workshop.get_absolute_url()}{address}")
    assert find_invisible_stops(page) == []


def find_invisible_stops(page: Page) -> list[str]:
    """Return each stop of the tabulator that looks the same with the focus and without."""
    stops = []
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        focused_look, plain_look = page.evaluate(LOOKS)
        if focused_look == plain_look:
            stops.append(focused(page))
    return stops
