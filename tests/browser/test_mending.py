"""Counters agree with the server, and the mark of a mistake goes when it is mended."""

import pytest
from playwright.sync_api import Page, expect

from ideas.forms import IdeaForm
from tests.browser.conftest import Windows
from tests.browser.steps import TEXT, press
from tests.cast import Person, make_idea
from workshops.models import Workshop

NEW = "/workshops/community/ideas/new/"
TEXTS = {
    "plain": "abc",
    "line breaks": "a\nb\n\nc",
    "line breaks of another system": "a\r\nb\rc",
    "space around": "  \n abc \n\n ",
    "signs beyond the first plane": "👩🏽‍⚕️ 𝟏 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "accents apart from their letters": "e\u0301 o\u0308 A\u030a",
    "joined from parts": "\u1112\u1161\u11ab",
    "nothing": "",
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_counter_says_what_the_server_counts(
    windows: Windows, workshop: Workshop, participant: Person, name: str
) -> None:
    page = windows.open(participant)
    page.goto(NEW)
    page.get_by_label("Tell us more").fill(TEXTS[name])
    form = IdeaForm(workshop, {"theme": "other", "intent": "new", "title": "t", "body": TEXTS[name] or "x"})
    assert form.is_valid()
    length = len(form.cleaned_data["body"]) if TEXTS[name] else 0
    expect(page.locator("#id_body-count")).to_have_text(f"You have {2000 - length:,} characters left")


def marks(page: Page) -> int:
    """Return how many marks of mistakes the page shows."""
    return page.locator(".nhsuk-form-group--error, [aria-invalid], .nhsuk-error-summary li").count()


def test_marks_go_one_by_one_as_they_are_mended(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    page = windows.open(participant)
    page.goto(NEW)
    press("Check your idea")(page)
    page.get_by_role("alert").wait_for()
    links = page.locator(".nhsuk-error-summary a")
    expect(links).to_have_count(2)
    page.get_by_label("Your idea in one line").fill("   ")
    expect(links).to_have_count(2)
    page.get_by_label("Your idea in one line").fill("One diary")
    expect(links).to_have_count(1)
    page.get_by_label("Tell us more").fill(TEXT)
    # What the page says without a connection looks the same, and stays for when it is needed.
    expect(page.locator(".nhsuk-error-summary:visible")).to_have_count(0)
    expect(page.locator("#no-connection")).to_have_count(1)
    assert marks(page) == 0


def test_a_text_that_is_too_long_keeps_its_mark_until_it_is_short_enough(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    page = windows.open(participant)
    page.goto(NEW)
    page.get_by_label("Tell us more").fill("x" * 2_010)
    press("Check your idea")(page)
    page.get_by_role("alert").wait_for()
    body = page.locator("#id_body")
    body.fill("x" * 2_001)
    expect(body).to_have_attribute("aria-invalid", "true")
    body.fill("x" * 2_000)
    expect(body).not_to_have_attribute("aria-invalid", "true")


def test_a_comment_with_a_mistake_in_it_survives_a_reload(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop)
    page = windows.open(participant)
    page.goto(idea.get_absolute_url())
    page.get_by_label("Your comment").fill("We tried this.")
    press("Send my comment")(page)
    page.get_by_role("alert").filter(has_text="There is a problem").wait_for()
    # The refusal that htmx got was asked for.
    windows.watch.troubles[:] = [each for each in windows.watch.troubles if not each.startswith("422: ")]
    page.reload()
    assert page.get_by_label("Your comment").input_value() == "We tried this."
    page.get_by_label("Builds on it").check()
    press("Send my comment")(page)
    page.get_by_text("Your comment is sent.").first.wait_for()
    assert page.get_by_label("Your comment").input_value() == ""
    page.reload()
    assert page.get_by_label("Your comment").input_value() == ""
