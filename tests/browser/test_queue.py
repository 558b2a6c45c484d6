"""The voting queue in a browser: by touch, by keyboard, without JavaScript, as a screen reader hears it."""

import pytest
from playwright.sync_api import Page, expect

from ideas.models import Idea
from tests.browser.chromium import DESK, NARROW, PHONE
from tests.browser.conftest import Windows
from tests.browser.seeing import count_lines, find_violations, focused, overflow, read_role, wait_for_focus
from tests.browser.standing_still import follow, stood_still
from tests.cast import Person, make_idea
from voting.ballots.casting import find_all_my_votes
from voting.queue.candidates import write_candidates
from workshops.models import Workshop

QUEUE = "/workshops/community/next/"
LONG = "Families ring five places today. One number would do.\n\n" * 20


@pytest.fixture(autouse=True)
def ideas(windows: Windows, workshop: Workshop) -> None:
    """Put four ideas into the queue, of which one is long."""
    for title in ("One number to ring", "Pay the travel time", "A shared diary", "A quiet room"):
        make_idea(workshop, title=title, body=LONG if title == "A quiet room" else "We tried it. It works.")
    write_candidates(workshop)


def count_votes(person: Person) -> int:
    place = person.membership
    return find_all_my_votes(actor=place, workshop=place.workshop).voted


def read_title(page: Page) -> str:
    return page.locator("#queue h2").inner_text()


def expect_next(page: Page, title: str) -> None:
    expect(page.locator("#queue h2")).not_to_have_text(title)


@pytest.mark.parametrize("javascript", [True, False])
def test_two_votes_take_three_taps_from_the_workshops_page(
    windows: Windows, participant: Person, javascript: bool
) -> None:
    page = windows.open(participant, java_script_enabled=javascript, has_touch=True)
    page.goto("/workshops/community/")
    page.get_by_role("link", name="Vote on ideas").first.tap()
    for answer in ("I like it", "Not sure"):
        title = read_title(page)
        page.get_by_role("button", name=answer, exact=True).tap()
        expect_next(page, title)
    assert count_votes(participant) == 2


def test_after_a_vote_the_focus_is_on_the_next_heading_and_the_vote_is_told(
    windows: Windows, participant: Person
) -> None:
    page = windows.open(participant)
    page.goto(QUEUE)
    title = read_title(page)
    page.get_by_role("button", name="I don’t like it").click()
    expect_next(page, title)
    expect(page.locator("#queue h2")).to_be_focused()
    wait_for_focus(page, f"heading {read_title(page)}")
    told = f"Stored: you don’t like it. “{title}”"
    expect(page.locator("#queue [role=status]")).to_have_text(told)
    assert [(line["live"], line["text"]) for line in read_role(page, "status") if line["text"]] == [
        ("polite", told)
    ]


@pytest.mark.parametrize("width", [NARROW, DESK])
def test_undo_stands_still_while_the_vote_is_told(windows: Windows, participant: Person, width: int) -> None:
    page = windows.open(participant, width=width)
    page.goto(QUEUE)
    follow(page, ".queue__last button", "#queue [role=status]")
    page.get_by_role("button", name="I like it").click()
    expect(page.locator("#queue [role=status]")).to_contain_text("Stored: you like it.")
    assert stood_still(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_undo_brings_the_idea_back(windows: Windows, participant: Person, javascript: bool) -> None:
    page = windows.open(participant, java_script_enabled=javascript)
    page.goto(QUEUE)
    title = read_title(page)
    page.get_by_role("button", name="I like it").click()
    expect_next(page, title)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#queue h2")).to_have_text(title)
    assert count_votes(participant) == 0


@pytest.mark.parametrize("javascript", [True, False])
def test_all_can_be_skipped_and_voted_on(windows: Windows, participant: Person, javascript: bool) -> None:
    page = windows.open(participant, java_script_enabled=javascript)
    page.goto(QUEUE)
    title = read_title(page)
    page.get_by_role("button", name="Skip").click()
    expect_next(page, title)
    for _one in range(4):
        title = read_title(page)
        page.get_by_role("button", name="I like it").click()
        expect_next(page, title)
    expect(page.get_by_role("heading", name="You have voted on all ideas")).to_be_visible()
    assert count_votes(participant) == 4


def test_by_keyboard_alone(windows: Windows, participant: Person) -> None:
    page = windows.open(participant, width=DESK)
    page.goto(QUEUE)
    for _one in range(2):
        title = read_title(page)
        while not focused(page).startswith("button I like it"):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect_next(page, title)
    assert count_votes(participant) == 2


def test_shortcuts_are_off_until_somebody_switches_them_on(windows: Windows, participant: Person) -> None:
    page = windows.open(participant, width=DESK)
    page.goto(QUEUE)
    title = read_title(page)
    page.keyboard.press("1")
    page.wait_for_timeout(300)
    assert (read_title(page), count_votes(participant)) == (title, 0)
    switch = page.get_by_role("switch", name="Keyboard shortcuts")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")
    page.keyboard.press("1")
    expect_next(page, title)
    assert count_votes(participant) == 1
    title = read_title(page)
    page.keyboard.press("4")
    expect_next(page, title)
    assert count_votes(participant) == 1
    page.reload()
    expect(page.get_by_role("switch")).to_have_attribute("aria-checked", "true")


def test_on_a_phone_eleven_lines_of_a_long_idea_stand_above_the_answers_also_after_a_vote(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    title = "One shared diary for everybody who visits the same home"
    Idea.objects.filter(workshop=workshop).update(body=LONG, title=title)
    Workshop.objects.filter(pk=workshop.pk).update(practice=True, title="What should we promise? " * 5)
    page = windows.open(participant)
    page.goto(QUEUE)
    assert count_lines(page, "#queue .idea__body", ".queue__bar") >= 11
    page.get_by_role("button", name="I don’t like it").click()
    told = page.locator("#queue [role=status]")
    expect(told).to_have_text(f"Stored: you don’t like it. “{title}”")
    assert count_lines(page, "#queue .idea__body", ".queue__bar") >= 11
    undo = page.get_by_role("button", name="Undo")
    boxes = [part.bounding_box() for part in (told, undo)]
    middles = [box["y"] + box["height"] / 2 for box in boxes if box]
    assert abs(middles[0] - middles[1]) <= 2
    assert page.locator(".queue__bar").get_by_role("button").all_inner_texts() == [
        "I like it",
        "I don’t like it",
        "Not sure",
        "Skip",
    ]


@pytest.mark.parametrize("width", [NARROW, PHONE, DESK])
def test_no_rule_of_accessibility_is_broken_before_or_after_a_vote(
    windows: Windows, participant: Person, width: int
) -> None:
    page = windows.open(participant, width)
    page.goto(QUEUE)
    assert (find_violations(page), overflow(page)) == ([], 0)
    title = read_title(page)
    page.get_by_role("button", name="I like it").click()
    expect_next(page, title)
    assert (find_violations(page), overflow(page)) == ([], 0)


def test_in_a_list_a_vote_changes_the_buttons_in_place(windows: Windows, participant: Person) -> None:
    page = windows.open(participant)
    page.goto("/workshops/community/ideas/")
    card = page.get_by_role("region", name="Your vote on “A shared diary”")
    card.get_by_role("button", name="I like it").click()
    expect(card.get_by_role("button", name="I like it", pressed=True)).to_be_focused()
    expect(card.get_by_role("status")).to_have_text(
        "Your vote is stored. It is counted with the next release."
    )
    assert (find_violations(page), count_votes(participant)) == ([], 1)
    card.get_by_role("button", name="Undo").click()
    expect(card.get_by_role("button", name="I like it", pressed=False)).to_be_visible()
    assert count_votes(participant) == 0


def test_in_a_list_without_javascript_one_comes_back_to_the_same_card(
    windows: Windows, participant: Person
) -> None:
    page = windows.open(participant, java_script_enabled=False)
    page.goto("/workshops/community/ideas/?sort=new")
    card = page.get_by_role("region", name="Your vote on “A shared diary”")
    card.get_by_role("button", name="Not sure").click()
    expect(card.get_by_role("button", name="Not sure", pressed=True)).to_be_visible()
    assert (page.url.count("?sort=new"), page.url.count("#idea-"), count_votes(participant)) == (1, 1, 1)
