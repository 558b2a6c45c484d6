"""The leaderboard, before and after one has voted."""

from playwright.sync_api import expect

from tests.browser.conftest import Windows
from tests.browser.stage import TITLES, furnish
from tests.browser.steps import like
from tests.cast import Person
from workshops.models import Workshop

TOP = "/workshops/community/boards/top/"


def test_the_board_shows_after_one_has_voted(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    furnish(workshop)
    page = windows.open(participant)
    page.goto(TOP)
    expect(page.get_by_role("heading", name="Vote first, then look")).to_be_visible()
    for title in TITLES:
        page.goto("/workshops/community/ideas/")
        page.get_by_role("link", name=title).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        like(page)
    page.get_by_role("link", name="Leaderboards").click()
    page.get_by_role("link", name="Top ideas").click()
    expect(page.get_by_role("main").get_by_role("heading", level=2)).to_have_text(list(TITLES))


def test_the_totals_of_the_last_release_show_after_a_vote(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    furnish(workshop)
    page = windows.open(participant)
    page.goto("/workshops/community/ideas/")
    page.get_by_role("link", name=TITLES[1]).click()
    expect(page.get_by_text("Totals appear when you have voted.")).to_be_visible()
    like(page)
    expect(page.get_by_text("10 like it")).to_be_visible()
    expect(page.get_by_text("2 don’t")).to_be_visible()


def test_a_board_says_how_it_counts(windows: Windows, workshop: Workshop, participant: Person) -> None:
    furnish(workshop)
    page = windows.open(participant)
    page.goto(TOP)
    page.get_by_text("How this is worked out").click()
    expect(page.get_by_text("none counts for more than 20 voices")).to_be_visible()
