"""The link to an idea is copied at one press; where the browser lets nobody do that, it is chosen."""

from playwright.sync_api import expect

from tests.browser.conftest import Windows
from tests.browser.seeing import wait_for_focus
from tests.cast import Person, make_idea
from workshops.models import Workshop

LABEL = "Who has joined the workshop can open it"


def test_the_link_is_copied_or_chosen_to_copy_by_hand(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop)
    page = windows.open(participant, permissions=["clipboard-read", "clipboard-write"])
    page.goto(idea.get_absolute_url())
    page.get_by_text("Link to this idea").click()
    box, button = page.get_by_label(LABEL), page.get_by_role("button", name="Copy the link")
    address = f"{windows.address}{idea.get_absolute_url()}"
    expect(box).to_have_value(address)
    button.click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    button.click()
    wait_for_focus(page, f"textbox {LABEL}")
    assert page.evaluate("getSelection().toString() || document.activeElement.selectionEnd") in {
        address,
        len(address),
    }
