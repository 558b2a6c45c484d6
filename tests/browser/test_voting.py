"""Voting: with JavaScript the panel changes in place, without it the page comes again."""

import pytest
from playwright.sync_api import Page, Route, expect

from ideas.models import Idea
from tests.browser.conftest import Windows
from tests.browser.seeing import read_role, wait_for_focus
from tests.cast import Person, make_idea
from voting.ballots.casting import find_my_votes
from workshops.models import Workshop

COUNTED = (
    "Your vote is stored. It is counted with the next release. "
    "Press it again to take it back, or press another to change it."
)
TAKEN_BACK = "You have taken your vote back."
# Kept by a page for as long as it is not loaded again.
MARK = "window.sameAsBefore = true"
WAS_KEPT = "window.sameAsBefore === true"
# A screen reader reads what changes inside a status line that is there; one that arrives full, it may not.
LISTEN = """() => {
  window.heard = [];
  new MutationObserver((changes) => {
    const line = changes.map((change) => change.target.closest?.(".vote__status[role=status]")).find(Boolean);
    if (line) window.heard.push(line.textContent.trim().replace(/\\s+/g, " "));
  }).observe(document, { childList: true, subtree: true });
}"""
HEARD = "() => window.heard.at(-1) && window.heard"


@pytest.fixture
def idea(windows: Windows, workshop: Workshop) -> Idea:
    """Return a published idea that nobody in the cast wrote."""
    return make_idea(workshop)


def stored_vote(person: Person, idea: Idea) -> str:
    """Return how this person has voted, as the server knows it."""
    place = person.membership
    return find_my_votes(actor=place, workshop=place.workshop, idea_ids=[idea.pk]).get(idea.pk, "")


def pressed(page: Page) -> dict[str, str]:
    """Return the three buttons with whether a screen reader calls them pressed."""
    return {
        button["name"]: button.get("pressed", "")
        for button in read_role(page, "button")
        if "pressed" in button
    }


def test_a_press_changes_the_panel_in_place(windows: Windows, participant: Person, idea: Idea) -> None:
    page = windows.open(participant)
    page.goto(idea.get_absolute_url())
    page.evaluate(MARK)
    with page.expect_response("**/vote/") as answer:
        page.get_by_role("button", name="I like it").click()
    expect(page.get_by_role("button", name="I like it", pressed=True)).to_be_visible()
    assert (answer.value.status, answer.value.request.header_value("HX-Request")) == (200, "true")
    assert page.evaluate(WAS_KEPT) is True
    assert stored_vote(participant, idea) == "up"


def test_a_screen_reader_hears_that_the_vote_is_counted(
    windows: Windows, participant: Person, idea: Idea
) -> None:
    page = windows.open(participant)
    page.goto(idea.get_absolute_url())
    assert pressed(page) == {"I like it": "false", "I don’t like it": "false", "Not sure": "false"}
    page.evaluate(LISTEN)
    page.get_by_role("button", name="I like it").click()
    assert page.wait_for_function(HEARD, polling=100).json_value() == ["", COUNTED]
    lines = [line for line in read_role(page, "status") if line["text"]]
    assert [(line["live"], line["text"]) for line in lines] == [("polite", COUNTED)]
    assert pressed(page) == {"I like it": "true", "I don’t like it": "false", "Not sure": "false"}


def test_the_focus_stays_on_the_button_that_was_pressed(
    windows: Windows, participant: Person, idea: Idea
) -> None:
    page = windows.open(participant)
    page.goto(idea.get_absolute_url())
    page.get_by_role("button", name="Not sure").click()
    expect(page.get_by_role("button", name="Not sure", pressed=True)).to_be_focused()
    wait_for_focus(page, "button Not sure")


def test_a_second_press_takes_the_vote_back(windows: Windows, participant: Person, idea: Idea) -> None:
    page = windows.open(participant)
    page.goto(idea.get_absolute_url())
    page.get_by_role("button", name="I don’t like it").click()
    page.get_by_role("button", name="I don’t like it", pressed=True).click()
    expect(page.get_by_text(TAKEN_BACK)).to_be_visible()
    assert pressed(page) == {"I like it": "false", "I don’t like it": "false", "Not sure": "false"}
    assert stored_vote(participant, idea) == ""


def test_of_two_quick_presses_the_last_counts(windows: Windows, participant: Person, idea: Idea) -> None:
    page = windows.open(participant)
    page.goto(idea.get_absolute_url())
    held: list[Route] = []
    page.route("**/vote/", lambda route: route.continue_() if held else held.append(route))
    page.get_by_role("button", name="I like it").click()
    page.get_by_role("button", name="I don’t like it").click()
    expect(page.get_by_role("button", name="I don’t like it", pressed=True)).to_be_visible()
    assert stored_vote(participant, idea) == "down"
    windows.watch.forgive("htmx:")  # it logs that it no longer waits for the first answer


def test_when_the_server_is_away_the_page_says_so_and_sends_the_vote_again(
    windows: Windows, participant: Person, idea: Idea
) -> None:
    page = windows.open(participant)
    page.clock.install()
    page.goto(idea.get_absolute_url())
    page.route("**/vote/", lambda route: route.abort("connectionrefused"))
    page.get_by_role("button", name="I like it").click()
    words = "No connection. This page sends your vote again for two minutes. Keep it open."
    expect(page.get_by_role("alert")).to_have_text(words)
    page.unroute("**/vote/")
    page.clock.run_for("00:05")
    expect(page.get_by_role("button", name="I like it", pressed=True)).to_be_visible()
    assert stored_vote(participant, idea) == "up"
    windows.watch.forgive("net::ERR_CONNECTION_REFUSED")
    windows.watch.forgive("htmx:")


def test_without_javascript_the_form_is_sent_and_the_page_comes_again(
    windows: Windows, participant: Person, idea: Idea
) -> None:
    page = windows.open(participant, java_script_enabled=False)
    page.goto(idea.get_absolute_url())
    with page.expect_response("**/vote/") as answer:
        page.get_by_role("button", name="I like it").click()
    assert (answer.value.status, answer.value.request.header_value("HX-Request")) == (303, None)
    page.wait_for_url(f"**{idea.get_absolute_url()}#vote-panel")
    expect(page.get_by_text(COUNTED)).to_be_visible()
    assert stored_vote(participant, idea) == "up"


def test_without_javascript_a_second_press_takes_the_vote_back(
    windows: Windows, participant: Person, idea: Idea
) -> None:
    page = windows.open(participant, java_script_enabled=False)
    page.goto(idea.get_absolute_url())
    page.get_by_role("button", name="I like it").click()
    page.get_by_role("button", name="I like it", pressed=True).click()
    expect(page.get_by_role("button", name="I like it", pressed=False)).to_be_visible()
    assert stored_vote(participant, idea) == ""


def test_nobody_votes_on_an_own_idea(windows: Windows, participant: Person, workshop: Workshop) -> None:
    own = make_idea(workshop, author=participant.membership)
    page = windows.open(participant)
    page.goto(own.get_absolute_url())
    expect(page.get_by_text("This is your own idea, so you can’t vote on it.")).to_be_visible()
    assert pressed(page) == {}
