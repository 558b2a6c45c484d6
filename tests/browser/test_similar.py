"""While one writes: what is there already, told politely, and never in the way."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Windows
from tests.browser.seeing import find_violations, focused, read_role, wait_for_focus
from tests.browser.steps import fill_in, press
from tests.cast import Person, make_idea
from workshops.models import Workshop

NEW = "/workshops/community/ideas/new/"
THERE = "One number to ring"
TYPED = "One number to call"
TOLD = "1 idea here is like yours"
LINK = f"{THERE} (opens in a new tab)"


def read_status(page: Page) -> list[str]:
    """Return what the status lines of the page say, as a screen reader hears them."""
    return [line["text"] for line in read_role(page, "status") if line["text"]]


def test_what_is_like_it_shows_while_one_types_and_the_keyboard_stays(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop, title=THERE)
    page = windows.open(participant)
    page.goto(NEW)
    page.get_by_label("Your idea in one line").press_sequentially(TYPED)
    expect(page.get_by_role("link", name=LINK)).to_be_visible()
    expect(page.get_by_role("status").filter(has_text=TOLD)).to_be_visible()
    assert read_status(page) == [TOLD]
    wait_for_focus(page, "textbox Your idea in one line")
    assert find_violations(page) == []
    page.keyboard.press("Tab")
    assert focused(page).split() == f"link {LINK}".split()
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    expect(opened.value).to_have_url(f"{windows.address}{idea.get_absolute_url()}")
    expect(page.get_by_label("Your idea in one line")).to_have_value(TYPED)


def test_a_title_that_is_like_none_says_nothing(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    make_idea(workshop, title=THERE)
    page = windows.open(participant)
    page.goto(NEW)
    box = page.get_by_label("Your idea in one line")
    with page.expect_response("**/similar/") as empty:
        box.press_sequentially("Parking for night staff")
    assert (empty.value.status, read_status(page)) == (204, [])
    assert [url for url in (empty.value.url, page.url) if "Parking" in url] == []


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_the_check_shows_them_again_and_keeps_the_text(
    javascript: bool, windows: Windows, workshop: Workshop, participant: Person
) -> None:
    make_idea(workshop, title=THERE)
    page = windows.open(participant, java_script_enabled=javascript)
    page.goto(NEW)
    fill_in(page, title=TYPED)
    press("Check your idea")(page)
    part = page.get_by_role("region", name=TOLD)
    expect(part.get_by_role("link", name=LINK)).to_be_visible()
    expect(page.get_by_role("button", name="Send my idea")).to_be_visible()
    press("Change")(page)
    expect(page.get_by_label("Your idea in one line")).to_have_value(TYPED)


def test_who_has_not_joined_is_shown_those_that_everybody_may_read(
    windows: Windows, workshop: Workshop
) -> None:
    make_idea(workshop, title=THERE, reviewed=True)
    make_idea(workshop, title=f"{THERE} at night")
    page = windows.open()
    page.goto(NEW)
    page.get_by_label("Your idea in one line").press_sequentially(TYPED)
    expect(page.get_by_role("link", name=LINK)).to_be_visible()
    expect(page.get_by_role("status").filter(has_text=TOLD)).to_be_visible()
