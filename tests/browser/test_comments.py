"""Comments in a real browser: in place with JavaScript, on a new page without it."""

import pytest
from playwright.sync_api import expect

from ideas.models import Comment
from tests.browser.conftest import Windows
from tests.cast import Person, make_comment, make_idea
from workshops.models import Workshop

WORDS = "Pay the half hour like a visit."


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_one_answers_a_comment(
    javascript: bool, windows: Windows, workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop)
    comment = make_comment(idea)
    page = windows.open(participant, java_script_enabled=javascript)
    page.goto(idea.get_absolute_url())
    page.get_by_role("link", name="Answer this comment").click()
    expect(page.get_by_role("heading", name="Answer this comment")).to_be_visible()
    if javascript:
        expect(page.get_by_label("Your comment")).to_be_focused()
    page.get_by_label("Builds on it").check()
    page.get_by_role("button", name="Send my comment").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.get_by_label("Builds on it")).to_be_checked()
    if javascript:
        windows.watch.forgive("422")
    page.get_by_label("Your comment").fill(WORDS)
    page.get_by_role("button", name="Send my comment").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_label("Your comment")).to_have_value("")
    assert Comment.objects.unreleased().get().parent == comment
