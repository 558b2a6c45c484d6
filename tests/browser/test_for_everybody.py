"""What axe cannot see of single pages: where the focus goes, what is told, covered and printed."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from ideas.models import Comment, Idea
from tests.browser.chromium import DESK, PHONE
from tests.browser.conftest import Windows
from tests.browser.faults import find_equal_states, find_lost_stops, find_small, find_wide
from tests.cast import Person, make_comment, make_idea
from voting.queue.candidates import write_candidates
from workshops.models import Organisation, Workshop

LIST, QUEUE = "/workshops/community/ideas/", "/workshops/community/next/"
STORED, TAKEN_BACK = "Your vote is stored.", "You have taken your vote back."
LENGTHS, HEIGHTS = range(0, 1_600, 120), (600, 800)
# A box of which the window has only the first line when it gets the focus; and what lies over everything.
PUT_TALL_BOX = """(main) => {
  const box = document.createElement("textarea");
  main.replaceChildren(box);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("main textarea { display: block; height: 300vh; margin-top: 150vh; }");
  document.adoptedStyleSheets.push(sheet);
}"""
LAY_OVER = """() => {
  const over = document.createElement("i");
  document.body.append(over);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("body > i { position: fixed; inset: 0; }");
  document.adoptedStyleSheets.push(sheet);
}"""
# What is told: each line that changes while it is on the page. One that arrives full is not read out.
LISTEN = """() => {
  const isListening = Boolean(window.told);
  window.told = [];
  if (isListening) return;
  new MutationObserver((changes) => {
    const lines = changes.filter((change) => change.addedNodes.length)
      .map((change) => change.target.closest?.("[role=status], [role=alert], [aria-live]"));
    new Set(lines).forEach((line) => {
      if (line?.textContent.trim()) window.told.push(line.textContent.trim());
    });
  }).observe(document, { childList: true, subtree: true, characterData: true });
}"""
IN_SIGHT = """(one) => {
  const { top, bottom } = one.getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight;
}"""


@pytest.fixture
def ideas(windows: Windows, workshop: Workshop) -> list[Idea]:
    """Return three ideas that nobody in the cast wrote."""
    return [make_idea(workshop, title=title) for title in ("One number", "Travel time", "A shared diary")]


@contextmanager
def listening(page: Page, times: int) -> Iterator[list[str]]:
    """Note what is told until the block ends, where so many things are to be told; nothing else may be."""
    told: list[str] = []
    page.evaluate(LISTEN)
    yield told
    page.wait_for_function("(times) => window.told.length >= times", arg=times)
    told[:] = page.evaluate("window.told")


def find_card(page: Page, idea: Idea) -> Locator:
    """Return the idea in the list."""
    return page.locator(f"#idea-{idea.ref}")


def press(place: Locator | Page, name: str) -> None:
    """Press a button there."""
    place.get_by_role("button", name=name, exact=True).click()


def test_each_vote_in_a_list_is_told_once_and_nothing_old_again(
    windows: Windows, participant: Person, ideas: list[Idea]
) -> None:
    page = windows.open(participant)
    page.goto(LIST)
    with listening(page, times=3) as told:
        for number, idea in enumerate(ideas, start=1):
            press(find_card(page, idea), "I like it")
            page.wait_for_function("(number) => window.told.length >= number", arg=number)
    assert [words.startswith(STORED) for words in told] == [True, True, True]
    card = find_card(page, ideas[0])
    press(card, "Undo")
    expect(card.get_by_text(TAKEN_BACK)).to_be_visible()
    expect(card.get_by_role("button", name="I like it")).to_be_focused()


def test_what_was_pressed_looks_pressed_in_the_readers_own_colours(
    windows: Windows, participant: Person, ideas: list[Idea]
) -> None:
    page = windows.open(participant, forced_colors="active")
    for address in (LIST, ideas[0].get_absolute_url()):
        page.goto(address)
        assert find_equal_states(page) == []


def test_after_undo_on_an_idea_the_focus_is_on_what_was_pressed(
    windows: Windows, participant: Person, ideas: list[Idea]
) -> None:
    page = windows.open(participant)
    page.goto(ideas[0].get_absolute_url())
    with listening(page, times=1):
        press(page, "Not sure")
    with listening(page, times=1) as told:
        press(page, "Undo")
        expect(page.get_by_text(TAKEN_BACK)).to_be_visible()
        expect(page.get_by_role("button", name="Not sure", pressed=False)).to_be_focused()
    assert told == [TAKEN_BACK]


def test_in_the_queue_nothing_that_has_the_focus_lies_under_the_answers(
    windows: Windows, participant: Person, ideas: list[Idea], workshop: Workshop
) -> None:
    write_candidates(workshop)
    page = windows.open(participant, DESK)
    page.goto(QUEUE)
    found = []
    for width in (DESK, PHONE):
        for height in HEIGHTS:
            page.set_viewport_size(ViewportSize(width=width, height=height))
            for length in LENGTHS:
                page.locator("#queue .idea__body").evaluate(
                    "(body, text) => { body.textContent = text; }", "words " * (length // 6)
                )
                found += [
                    f"{width} × {height}, {length}: {fault}" for fault in find_lost_stops(page, "#queue")
                ]
    assert found == []


def test_what_lies_under_something_is_found_and_a_box_taller_than_the_window_is_not(windows: Windows) -> None:
    page = windows.open()
    page.goto("/")
    page.locator("main").evaluate(PUT_TALL_BOX)
    assert find_lost_stops(page, "main") == []
    page.locator("main").evaluate(LAY_OVER)
    assert find_lost_stops(page, "main") == ["focus is covered: <textarea></textarea>"]


def test_a_title_that_gets_the_focus_shows_it(
    windows: Windows, participant: Person, ideas: list[Idea], workshop: Workshop
) -> None:
    write_candidates(workshop)
    page = windows.open(participant)
    page.goto(QUEUE)
    press(page, "I like it")
    expect(page.locator("#queue h2")).to_be_focused()
    assert page.locator("#queue h2").evaluate("(title) => getComputedStyle(title).outlineStyle") == "solid"


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_link_of_an_error_summary_leads_to_the_label_above_the_box(
    windows: Windows, participant: Person, workshop: Workshop, javascript: bool
) -> None:
    page = windows.open(participant, java_script_enabled=javascript)
    page.goto("/workshops/community/ideas/new/")
    press(page, "Check your idea")
    for words, name in (("Tell us a little more", "Tell us more"),):
        page.get_by_role("alert").get_by_role("link", name=words).click()
        label = page.locator("label, legend").filter(has_text=name)
        assert label.evaluate(IN_SIGHT)
        expect(page.locator(":focus")).to_have_attribute(
            "aria-invalid" if "Tell" in name else "type", "true" if "Tell" in name else "radio"
        )


def test_without_javascript_each_deed_says_what_it_did_where_one_pressed(
    windows: Windows, participant: Person, ideas: list[Idea]
) -> None:
    page = windows.open(participant, java_script_enabled=False)
    page.goto(LIST)
    for button, words in (("I like it", STORED), ("Undo", TAKEN_BACK)):
        press(find_card(page, ideas[2]), button)
        line = find_card(page, ideas[2]).get_by_role("status")
        expect(line).to_contain_text(words)
        assert line.evaluate(IN_SIGHT)
        assert page.get_by_text(words).count() == 1
    page.goto(ideas[0].get_absolute_url())
    for button, words in (("Not sure", STORED), ("Undo", TAKEN_BACK)):
        press(page, button)
        expect(page.locator("#vote-panel").get_by_role("status")).to_contain_text(words)
    page.reload()
    expect(page.get_by_text(TAKEN_BACK)).to_have_count(0)


def test_without_javascript_a_comment_and_its_mistake_are_in_sight(
    windows: Windows, participant: Person, ideas: list[Idea]
) -> None:
    for _one in range(4):
        make_comment(ideas[0])
    page = windows.open(participant, java_script_enabled=False)
    page.goto(ideas[0].get_absolute_url())
    press(page, "Send my comment")
    assert page.get_by_role("alert").filter(has_text="There is a problem").evaluate(IN_SIGHT)
    page.get_by_label("Builds on it").check()
    page.get_by_label("Your comment").fill("We tried it.")
    press(page, "Send my comment")
    assert page.get_by_text("Your comment is sent.").evaluate(IN_SIGHT)
    assert Comment.objects.unreleased().count() == 1


def test_the_page_links_of_a_long_list_are_large_enough(
    windows: Windows, organiser: Person, workshop: Workshop
) -> None:
    Organisation.objects.bulk_create(
        Organisation(workshop=workshop, name=f"Trust number {number}") for number in range(60)
    )
    page = windows.open(organiser)
    page.goto("/admin/workshops/organisation/")
    expect(page.locator(".paginator").get_by_role("link", name="2")).to_be_visible()
    assert find_small(page) + find_wide(page, texts=(100,)) == []


def test_a_printed_card_has_its_lower_edge(windows: Windows, participant: Person, ideas: list[Idea]) -> None:
    page = windows.open(participant)
    page.goto(LIST)
    page.emulate_media(media="print")
    card = find_card(page, ideas[0]).locator(".card")
    assert card.evaluate("(card) => getComputedStyle(card).borderBottomWidth") == "1px"
