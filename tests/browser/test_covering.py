"""The design group covers words and mutes an author, on its desk."""

import re

import pytest
from playwright.sync_api import expect

from ideas.models import Idea
from tests.browser.conftest import Windows
from tests.browser.seeing import overflow
from tests.cast import Person, make_idea
from workshops.models import Workshop

BODY = "Ask Mrs Khan, NHS number 943 476 5919."


@pytest.fixture
def idea(windows: Windows, workshop: Workshop) -> Idea:
    """Return an idea that is held."""
    return make_idea(workshop, status=Idea.Status.IN_REVIEW, body=BODY, held=True)


@pytest.mark.parametrize("width", [390, 1280])
def test_words_are_ticked_and_covered(width: int, windows: Windows, moderator: Person, idea: Idea) -> None:
    page = windows.open(moderator, width=width)
    page.goto(f"/admin/desk/community/review/{idea.ref}/")
    page.get_by_text("Cover words", exact=True).click()
    # The folded question to the author offers the same words: only what is open can be ticked.
    page.get_by_role("checkbox", name="943 476 5919").check()
    assert overflow(page) == 0
    page.locator("#mask_words_to_cover").fill("Mrs Khan")
    page.locator("#mask_reason").select_option("identifies")
    page.get_by_role("button", name="Cover these words for good").click()
    expect(page.get_by_text("The words are covered.")).to_be_visible()
    expect(page.get_by_text(re.compile(r"Ask \[covered\], NHS number \[covered\]\."))).to_be_visible()
