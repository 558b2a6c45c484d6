"""The next user of a shared computer sees nothing of the one before."""

from playwright.sync_api import expect

from ideas.models import Idea
from tests.browser.conftest import Windows
from tests.browser.steps import press
from tests.cast import Person, make_idea
from workshops.models import Workshop

DRAFT = "Nobody else may read this."


def test_after_signing_out_the_back_button_shows_nothing_and_no_draft_is_left(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    own = make_idea(workshop, participant.membership, Idea.Status.UNRELEASED, title="Only mine so far")
    page = windows.open(participant)
    page.goto(own.get_absolute_url())
    page.goto(f"{workshop.get_absolute_url()}ideas/new/")
    page.get_by_label("Your idea in one line").fill(DRAFT)
    press("Sign out")(page)
    is_asked = page.get_by_role("heading", name="Sign out?")
    is_asked.or_(page.get_by_role("link", name="Sign in")).first.wait_for()
    if is_asked.is_visible():
        page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    for _step in range(2):
        page.go_back()
        assert (page.content().count(DRAFT), page.content().count("Only mine so far")) == (0, 0)
    kept = page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('draft:'))")
    assert kept == []
