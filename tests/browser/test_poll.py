"""The straw poll: with JavaScript the page changes in place, without it the page comes again."""

import pytest
from playwright.sync_api import expect

from ideas.domain.polls import answer_poll
from ideas.models import PollAnswer
from tests.browser.chromium import NARROW
from tests.browser.conftest import Windows
from tests.browser.seeing import find_violations, overflow, wait_for_focus
from tests.browser.steps import be_refused, press
from tests.cast import Person, make_members, make_poll
from voting.releases.releases import release_workshop
from workshops.models import Poll, PollOption, Workshop

POLL, REFUSED = "/workshops/community/poll/", "422"
MARK, WAS_KEPT = "window.sameAsBefore = true", "window.sameAsBefore === true"


@pytest.fixture
def options(windows: Windows, workshop: Workshop) -> list[PollOption]:
    """Return the options of a poll that ten people have answered."""
    options = make_poll(workshop, supportive_words="support it completely or mostly")
    for place, member in enumerate(make_members(10, workshop)):
        answer_poll(actor=member, poll=Poll.objects.get(), option=options[place % 3])
    release_workshop(workshop.pk, force=True)
    return options


def test_an_answer_changes_the_page_in_place_and_leads_the_reader_to_what_came_of_it(
    windows: Windows, participant: Person, options: list[PollOption]
) -> None:
    page = windows.open(participant)
    page.goto(POLL)
    page.evaluate(MARK)
    page.get_by_role("radio", name="Mostly").check()
    press("Send my answer")(page)
    expect(page.get_by_text("You chose “Mostly”.")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Your answer is stored.")).to_be_visible()
    assert page.evaluate(WAS_KEPT) is True
    wait_for_focus(page, "heading Do you support the draft vision?")
    assert PollAnswer.objects.unreleased().filter(option=options[1]).count() == 1


def test_a_missing_answer_is_named_in_place(
    windows: Windows, participant: Person, options: list[PollOption]
) -> None:
    page = windows.open(participant)
    page.goto(POLL)
    page.evaluate(MARK)
    press("Send my answer")(page)
    expect(page.get_by_role("alert").filter(has_text="There is a problem")).to_be_focused()
    assert page.evaluate(WAS_KEPT) is True
    page.get_by_role("link", name="Choose one of the answers.").click()
    wait_for_focus(page, "radio Completely")
    windows.watch.forgive(REFUSED)


def test_without_javascript_one_answers_changes_and_takes_back(
    windows: Windows, participant: Person, options: list[PollOption]
) -> None:
    page = windows.open(participant, java_script_enabled=False)
    page.goto(POLL)
    press("Send my answer")(page)
    expect(page.get_by_role("alert")).to_contain_text("Choose one of the answers.")
    page.get_by_role("radio", name="Hardly").check()
    press("Send my answer")(page)
    expect(page.get_by_text("70% support it completely or mostly.")).to_be_visible()
    page.get_by_role("link", name="Change my answer").click()
    expect(page.get_by_role("radio", name="Hardly")).to_be_checked()
    press("Take my answer back")(page)
    expect(page.get_by_text("Results appear when you have answered.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_of_the_page_breaks_a_rule_or_scrolls_sideways(
    windows: Windows, participant: Person, options: list[PollOption], scheme: str
) -> None:
    page = windows.open(participant, NARROW, color_scheme=scheme)
    page.goto(POLL)
    assert (find_violations(page), overflow(page)) == ([], 0)
    be_refused("Send my answer")(page)
    windows.watch.forgive(REFUSED)
    assert (find_violations(page), overflow(page)) == ([], 0)
    page.get_by_role("radio", name="Completely").check()
    press("Send my answer")(page)
    page.get_by_text("70% support it").wait_for()
    assert (find_violations(page), overflow(page)) == ([], 0)
