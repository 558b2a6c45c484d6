"""Every page on the way of a text can be loaded again and gone back to, with or without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from ideas.models import Comment, Idea
from tests.browser.conftest import Windows
from tests.browser.steps import TEXT, TITLE, fill_in, press, send_as_visitor, submit, write
from tests.browser.visiting import REFUSED
from tests.cast import Person, make_idea, make_poll
from workshops.models import Workshop

NEW = "/workshops/community/ideas/new/"
pytestmark = pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])


def heading(page: Page) -> str:
    """Return what the page is called; fails on a page of the browser's own."""
    assert not page.url.startswith("chrome-error"), page.url
    return page.get_by_role("heading", level=1).inner_text()


def reload(page: Page) -> str:
    """Load the page again, and return what it is called."""
    page.reload()
    return heading(page)


def go_back(page: Page) -> str:
    """Go back, and return what the page is called."""
    page.go_back()
    return heading(page)


def test_checking_and_sending_can_be_reloaded_and_gone_back_from(
    windows: Windows, workshop: Workshop, participant: Person, script: bool
) -> None:
    page = windows.open(participant, java_script_enabled=script)
    page.goto(NEW)
    write(page)
    assert reload(page) == "Check your idea"
    submit("Change")(page)
    assert reload(page) == "Share an idea"
    assert page.get_by_label("Tell us more").input_value() == TEXT
    assert go_back(page) == "Check your idea"
    expect(page.get_by_text(TITLE)).to_be_visible()
    submit("Send my idea")(page)
    assert reload(page) == "Thank you. Your idea is sent."
    assert go_back(page) == "Share an idea"
    expect(page.get_by_text("Your text is no longer here.")).to_be_visible()
    assert [idea.title for idea in Idea.objects.all()] == [TITLE]


def test_going_back_from_the_check_finds_the_text_in_the_form(
    windows: Windows, workshop: Workshop, participant: Person, script: bool
) -> None:
    page = windows.open(participant, java_script_enabled=script)
    page.goto(NEW)
    write(page)
    assert go_back(page) == "Share an idea"
    assert page.get_by_label("Your idea in one line").input_value() == TITLE
    assert page.get_by_label("Tell us more").input_value() == TEXT


def test_a_visitor_goes_back_from_signing_in_to_the_text(
    windows: Windows, workshop: Workshop, script: bool
) -> None:
    page = windows.open(java_script_enabled=script)
    page.goto(NEW)
    send_as_visitor(page)
    assert reload(page) == "Sign in or join"
    assert go_back(page) == "Share an idea"
    assert page.get_by_label("Tell us more").input_value() == TEXT
    page.go_forward()
    page.get_by_role("link", name="Change my text").click()
    assert page.get_by_label("Tell us more").input_value() == TEXT


def test_a_comment_that_could_tell_who_somebody_is_survives_a_reload(
    windows: Windows, workshop: Workshop, participant: Person, script: bool
) -> None:
    idea = make_idea(workshop)
    page = windows.open(participant, java_script_enabled=script)
    page.goto(idea.get_absolute_url())
    page.get_by_label("Builds on it").check()
    page.get_by_label("Your comment").fill("Mr Jones of bed 7 said so.")
    press("Send my comment")(page)
    page.get_by_role("button", name="Send it as it is").wait_for()
    assert reload(page) == idea.title
    if not script:
        submit("Send it as it is")(page)
        assert reload(page) == idea.title
        assert Comment.objects.count() == 1
        go_back(page)


def test_going_back_over_a_page_that_named_a_mistake_asks_for_nothing(
    windows: Windows, workshop: Workshop, participant: Person, script: bool
) -> None:
    page = windows.open(participant, java_script_enabled=script)
    page.goto(NEW)
    page.get_by_label("Tell us more").fill(TEXT)
    press("Check your idea")(page)
    page.get_by_role("alert").wait_for()
    assert reload(page) == "Share an idea"
    assert page.get_by_label("Tell us more").input_value() == TEXT
    fill_in(page)
    press("Check your idea")(page)
    page.get_by_role("heading", name="Check your idea").wait_for()
    assert go_back(page) == "Share an idea"
    assert page.get_by_label("Tell us more").input_value() == TEXT


# Forms of every kind, sent as they are, with nothing in them: the page and its button.
EMPTY = {
    "/workshops/community/ideas/<idea>/": "Send my comment",
    "/workshops/community/ideas/<idea>/report/": "Tell the design group",
    "/workshops/community/poll/": "Send my answer",
    "/workshops/community/mine/pin/": "Set my PIN",
    "/accounts/email/": "Send me both codes",
}


def test_every_form_that_names_a_mistake_can_be_loaded_again(
    windows: Windows, workshop: Workshop, participant: Person, script: bool
) -> None:
    idea, page = make_idea(workshop), windows.open(participant, java_script_enabled=script)
    make_poll(workshop)
    for address, button in EMPTY.items():
        page.goto(address.replace("<idea>", str(idea.ref)))
        press(button)(page)
        page.locator(".nhsuk-error-summary, .nhsuk-error-message").first.wait_for()
        title = heading(page)
        assert reload(page) == title
        page.goto("/")
        assert go_back(page) == title
    # The browser logs the status of the one answer to htmx; that it is not 200 is what an error is shown for.
    windows.watch.troubles[:] = [each for each in windows.watch.troubles if not each.startswith(REFUSED)]


def test_what_staff_sent_to_be_checked_is_there_after_loading_again(
    windows: Windows, workshop: Workshop, organiser: Person, script: bool
) -> None:
    desk, page = f"/admin/desk/{workshop.slug}/", windows.open(organiser, java_script_enabled=script)
    page.goto(f"{desk}people/invitations/new/")
    page.get_by_label("E-mail addresses").fill("maria@trust.example")
    submit("Look at it")(page)
    assert reload(page) == "Invite people"
    assert page.get_by_text("1 person will be invited.").count() == 1
    assert page.locator("[name=addresses]").first.input_value().strip() == "maria@trust.example"
    for number in range(2):
        make_idea(workshop, status=Idea.Status.IN_REVIEW, title=f"Idea {number}")
    page.goto(f"{desk}several/")
    for box in page.locator("input[name=chosen]").all():
        box.check(force=True)
    submit("Hide these")(page)
    page.locator("[name=note]").fill("Said twice.")
    with page.expect_navigation():
        page.locator("main form button").click()
    page.get_by_role("alert", name="There is a problem").wait_for()
    assert reload(page) == "Hide?"
    assert page.locator("[name=note]").input_value() == "Said twice."
    assert page.locator("input[name=chosen]").count() == 2


def test_the_list_of_people_to_invite_can_be_gone_back_to(
    windows: Windows, workshop: Workshop, organiser: Person, script: bool
) -> None:
    page = windows.open(organiser, java_script_enabled=script)
    page.goto(f"/admin/workshops/workshop/{workshop.pk}/invitations/")
    page.get_by_label("E-mail addresses").fill("maria@trust.example")
    press("Check the list")(page)
    page.get_by_text("will be invited").first.wait_for()
    title = reload(page)
    page.goto("/admin/")
    assert go_back(page) == title
    assert page.get_by_label("E-mail addresses").input_value() == "maria@trust.example"
