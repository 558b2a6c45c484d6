"""What could show who somebody is: the warning, what its writer is told, and the design group's errors."""

import pytest
from playwright.sync_api import Page, expect

from ideas.models import Comment, Idea
from tests.browser.conftest import Windows
from tests.browser.hands import Hand
from tests.browser.moderated import TELLING
from tests.browser.seeing import focused
from tests.browser.steps import fill_in, press
from tests.cast import Person, make_idea
from workshops.models import Workshop

HELD = "This could show who somebody is. So the design group reads it before anybody else can."
WARNING = "This could tell who somebody is"
MARKED = ["Mrs Margaret Khan", "943 476 5919", "bed 12"]


def marked(page: Page) -> list[str]:
    """Return the words that are marked."""
    return page.locator("mark").all_inner_texts()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_comment_is_warned_about_once_and_then_held(
    javascript: bool, windows: Windows, workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop)
    page = windows.open(participant, java_script_enabled=javascript)
    page.goto(idea.get_absolute_url())
    page.get_by_label("Builds on it").check()
    page.get_by_label("Your comment").fill(TELLING)
    press("Send my comment")(page)
    expect(page.get_by_text(WARNING)).to_be_visible()
    assert (marked(page), Comment.objects.count()) == (MARKED, 0)
    if javascript:
        expect(page.get_by_role("status").filter(has_text=WARNING)).to_be_focused()
        assert focused(page).startswith("status")
        windows.watch.troubles[:] = [each for each in windows.watch.troubles if not each.startswith("422: ")]
    expect(page.get_by_label("Your comment")).to_have_value(TELLING)
    press("Send it as it is")(page)
    expect(page.get_by_text(HELD)).to_be_visible()
    assert Comment.objects.get().held


def test_an_idea_is_warned_about_on_the_check_page_and_then_held(
    windows: Windows, workshop: Workshop, participant: Person, colleague: Person
) -> None:
    page = windows.open(participant)
    page.goto("/workshops/community/ideas/new/")
    fill_in(page, text=TELLING)
    press("Check your idea")(page)
    expect(page.get_by_text(WARNING)).to_be_visible()
    assert marked(page) == MARKED
    press("Send my idea")(page)
    expect(page.get_by_text("The design group reads it first.")).to_be_visible()
    page.get_by_role("link", name="Your idea’s own page").click()
    expect(page.get_by_text(HELD)).to_be_visible()
    Hand(page).follow_own("My contributions")
    expect(page.get_by_text(HELD)).to_be_visible()
    other = windows.open(colleague)
    assert other.goto(Idea.objects.get().get_absolute_url()).status == 404  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("", "Tick the words to cover, or type them."),
        ("K", "Type at least two letters or digits on each line."),
        ("Sister Agnes", "“Sister Agnes” is not in the text. Type the words just as they stand there."),
    ],
)
def test_words_that_cannot_be_covered_are_answered_by_the_field(
    windows: Windows, workshop: Workshop, moderator: Person, words: str, error: str
) -> None:
    idea = make_idea(workshop, status=Idea.Status.IN_REVIEW, body=TELLING, held=True)
    page = windows.open(moderator)
    page.goto(f"/admin/desk/community/review/{idea.ref}/")
    page.get_by_text("Cover words", exact=True).click()
    page.locator("#mask_words_to_cover").fill(words)
    with page.expect_response(lambda answer: "answer=" in answer.url) as answer:
        press("Cover these words for good")(page)
    assert answer.value.status == 422
    expect(page.locator("#mask_words_to_cover-error")).to_contain_text(error)
    box = page.get_by_label("Cover these words", exact=False).and_(page.get_by_role("textbox"))
    expect(box).to_have_value(words)
    idea.refresh_from_db()
    assert idea.body == TELLING
