"""Where one works, by typing: with the keyboard, with the mouse, and without JavaScript."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import NARROW
from tests.browser.conftest import Windows
from tests.browser.seeing import find_violations, overflow, read_role
from tests.browser.steps import press
from tests.cast import Person
from workshops.models import Membership, Organisation, Workshop

NAMES = ("Hollow Lane Hospice", "Northfield Home Care", "Riverside Community Trust", "Riverside Hospice")


@pytest.fixture
def page(windows: Windows, workshop: Workshop, outsider: Person) -> Page:
    """Return the page on which one joins."""
    return open_page(windows, workshop, outsider)


def open_page(windows: Windows, workshop: Workshop, person: Person, **options: Any) -> Page:
    """Return the page on which somebody joins a workshop of four organisations."""
    Organisation.objects.bulk_create(Organisation(workshop=workshop, name=name) for name in NAMES)
    page = windows.open(person, **options)
    page.goto(f"{workshop.get_absolute_url()}membership/")
    return page


def said_of_box(page: Page) -> dict[str, Any]:
    """Return what a screen reader is told of the box."""
    found = read_role(page, "combobox")
    box = next(each for each in found if each["name"].startswith("Where do you work?"))
    return {name: box.get(name) for name in ("expanded", "autocomplete", "focused")}


def options(page: Page) -> list[tuple[str, bool]]:
    """Return the name of each suggestion, and whether it is the one that Enter takes."""
    listed = page.get_by_role("listbox").get_by_role("option")
    return [(each.inner_text(), each.get_attribute("aria-selected") == "true") for each in listed.all()]


def joined(page: Page) -> str:
    """Join, and return the name of the organisation that is stored then."""
    press("Join this workshop")(page)
    expect(page.get_by_text("You have joined.", exact=True)).to_be_visible()
    member = Membership.objects.select_related("organisation").get()
    return str(member.organisation or "")


def test_the_keyboard_alone_finds_a_name(page: Page) -> None:
    box = page.get_by_role("combobox", name="Where do you work?")
    box.focus()
    assert said_of_box(page) == {"expanded": False, "autocomplete": "list", "focused": True}
    page.keyboard.type("river")
    assert said_of_box(page) == {"expanded": True, "autocomplete": "list", "focused": True}
    assert options(page) == [("Riverside Community Trust", False), ("Riverside Hospice", False)]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert options(page) == [("Riverside Community Trust", False), ("Riverside Hospice", True)]
    active = box.get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").inner_text() == "Riverside Hospice"
    page.keyboard.press("Enter")
    expect(box).to_have_value("Riverside Hospice")
    expect(box).to_be_focused()
    assert said_of_box(page)["expanded"] is False
    assert joined(page) == "Riverside Hospice"


def test_the_number_of_names_that_fit_is_announced(page: Page) -> None:
    page.get_by_role("combobox", name="Where do you work?").press_sequentially("river")
    status = page.get_by_role("status").filter(has_text="fit")
    expect(status).to_have_text("2 names fit. Press the down arrow to reach them.")
    page.keyboard.type("zzz")
    expect(page.get_by_text("No name in our list begins like that. You can keep yours.")).to_be_attached()


def test_escape_closes_the_list_and_keeps_what_was_typed(page: Page) -> None:
    box = page.get_by_role("combobox", name="Where do you work?")
    box.press_sequentially("river")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("river")
    page.keyboard.press("ArrowUp")
    assert options(page)[-1] == ("Riverside Hospice", True)


def test_leaving_the_box_closes_the_list(page: Page) -> None:
    page.get_by_role("combobox", name="Where do you work?").press_sequentially("river")
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert page.get_by_role("combobox", name="Where do you work?").input_value() == "river"


def test_a_name_that_is_not_in_the_list_can_be_typed(page: Page) -> None:
    page.get_by_role("combobox", name="Where do you work?").press_sequentially("Corner Care")
    assert joined(page) == "Corner Care"


def test_the_mouse_chooses_too(page: Page) -> None:
    page.get_by_role("combobox", name="Where do you work?").press_sequentially("hol")
    page.get_by_role("option", name="Hollow Lane Hospice").click()
    assert joined(page) == "Hollow Lane Hospice"


def test_the_open_list_breaks_no_rule_and_fits_a_small_phone(
    windows: Windows, workshop: Workshop, outsider: Person
) -> None:
    page = open_page(windows, workshop, outsider, width=NARROW)
    page.get_by_role("combobox", name="Where do you work?").press_sequentially("river")
    page.keyboard.press("ArrowDown")
    assert (find_violations(page), overflow(page)) == ([], 0)


def test_without_javascript_the_form_asks_which_name_is_meant(
    windows: Windows, workshop: Workshop, outsider: Person
) -> None:
    page = open_page(windows, workshop, outsider, java_script_enabled=False)
    page.get_by_label("Where do you work?").fill("riverside")
    press("Join this workshop")(page)
    page.get_by_role("group", name="Is it one of these?").get_by_label("Riverside Hospice").check()
    assert joined(page) == "Riverside Hospice"
