"""The page that thanks for an idea: what one takes away from it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from ideas.models import Comment, Idea
from tests.browser.chromium import DESK, NARROW
from tests.browser.conftest import Windows
from tests.browser.seeing import overflow
from tests.browser.steps import send
from tests.cast import Person, make_comment, make_idea
from workshops.models import Workshop

# Of a code on a screen at arm's length, cameras still read squares of three pixels.
LEAST_SQUARE, LEAST_CODE = 3.0, 144.0
WHITE_EDGE = 4


def draw(code: Locator) -> tuple[float, float, int]:
    """Return width and height of the code in pixels, and how many squares it is wide."""
    box = code.bounding_box()
    assert box is not None
    view = code.locator("svg").get_attribute("viewBox") or ""
    return box["width"], box["height"], int(view.split()[2])


def send_idea(windows: Windows, person: Person, width: int) -> Page:
    """Send an idea in a window of this width."""
    page = windows.open(person, width=width)
    page.goto("/workshops/community/ideas/new/")
    send(page)
    return page


@pytest.mark.parametrize("width", [NARROW, DESK])
def test_the_code_of_ones_idea_is_large_enough_for_a_camera(
    windows: Windows, workshop: Workshop, participant: Person, width: int
) -> None:
    page = send_idea(windows, participant, width)
    code = page.get_by_role("img", name="QR code of your idea’s page")
    expect(code).to_be_visible()
    wide, high, squares = draw(code)
    assert wide == pytest.approx(high, abs=1)
    assert wide >= LEAST_CODE
    assert wide / squares >= LEAST_SQUARE
    assert (squares - 2 * WHITE_EDGE - 17) % 4 == 0
    assert overflow(page) == 0


def test_the_code_is_black_on_white_in_the_dark_too(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    page = send_idea(windows, participant, NARROW)
    page.emulate_media(color_scheme="dark", forced_colors="active")
    code = page.get_by_role("img", name="QR code of your idea’s page")
    assert code.evaluate("(it) => getComputedStyle(it).backgroundColor") == "rgb(255, 255, 255)"
    strokes = code.locator("path").evaluate_all("(all) => all.map((one) => getComputedStyle(one).stroke)")
    assert set(strokes) <= {"none", "rgb(0, 0, 0)"}
    assert "rgb(0, 0, 0)" in strokes


def test_the_address_beside_it_leads_to_the_idea(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    page = send_idea(windows, participant, NARROW)
    address = page.locator(".own-address__text").inner_text()
    assert re.sub(r"^http://[^/]+", "", address) == Idea.objects.get().get_absolute_url()


def test_what_is_printed_does_not_tell_whose_the_idea_is(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    page = send_idea(windows, participant, DESK)
    page.get_by_role("link", name="Your idea’s own page").click()
    label = page.get_by_text("Yours: only you see this label")
    waits = page.get_by_text("Only you can see this.")
    for words in (label, waits):
        expect(words).to_be_visible()
    page.emulate_media(media="print")
    for words in (label, waits, page.get_by_text("This is your own idea")):
        expect(words).to_be_hidden()


def test_what_is_printed_shows_no_comment_that_only_its_author_sees(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop)
    make_comment(idea, body="Everybody reads this.")
    make_comment(idea, participant.membership, Comment.Status.UNRELEASED, body="Nobody else reads this.")
    page = windows.open(participant)
    page.goto(idea.get_absolute_url())
    expect(page.get_by_text("Nobody else reads this.")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("Everybody reads this.")).to_be_visible()
    expect(page.get_by_text("Nobody else reads this.")).to_be_hidden()
