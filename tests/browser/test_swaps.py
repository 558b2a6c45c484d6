"""What htmx puts in place: each place is known here, and nothing changes under a reader."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Page, Request, expect

from ideas.models import Idea
from tests.browser.conftest import Windows
from tests.browser.fixtures import Fixtures
from tests.browser.seeing import focused, read_role, wait_for_focus
from tests.browser.stage import TITLES, furnish
from tests.cast import Person, make_comment, make_idea, make_members
from voting.ballots.casting import cast_vote
from voting.releases.releases import release_workshop
from workshops.models import Workshop

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "templates"
SWAPS = re.compile(r"\shx-(?:get|post|put|patch|delete)=")
# Each template that lets htmx swap, and where focus and announcement of it are tested.
COVERED = {
    "voting/_vote_form.html": "tests/browser/test_voting.py",
    "voting/_card_vote.html": "tests/browser/test_queue.py",
    "voting/_next.html": "tests/browser/test_swaps.py",
    "voting/board.html": "tests/browser/test_swaps.py",
    "voting/_last_vote.html": "tests/browser/test_swaps.py",
    "desk/_undo.html": "tests/browser/test_review.py",
    "desk/_coding.html": "tests/browser/test_coding.py",
    "desk/_coding_beside.html": "tests/browser/test_coding.py",
    "workshops/_idea_write.html": "tests/browser/test_swaps.py",
    "workshops/_poll_panel.html": "tests/browser/test_poll.py",
    "workshops/_comment_form.html": "tests/browser/test_swaps.py",
    "workshops/_comment_deeds.html": "tests/browser/test_comments.py",
    "events/_screen_part.html": "tests/browser/test_big_screen.py",
}
# The one page that moves by itself: the big screen of a live session, before which nobody sits.
MOVES_BY_ITSELF = ["events/_screen_part.html", "events/screen.html"]
SENT = "Your comment is sent. Others see it together with what other people send."
TEXT_PAGES = ("/", "/workshops/community/", "/workshops/community/ideas/")


def make_ideas(workshop: Workshop) -> list[Idea]:
    """Return the ideas that are there to be voted on."""
    return [make_idea(workshop, title=title) for title in TITLES]


def list_templates(pattern: str) -> list[str]:
    """Return the templates in which this is found."""
    paths = sorted(FOLDER.rglob("*.html"))
    return [
        path.relative_to(FOLDER).as_posix()
        for path in paths
        if re.search(pattern, path.read_text(encoding="utf-8"))
    ]


def test_every_swap_has_its_test() -> None:
    assert [name for name in list_templates(SWAPS.pattern) if name not in COVERED] == []
    assert [test for test in COVERED.values() if not (ROOT / test).exists()] == []


def test_nothing_refreshes_under_a_reader() -> None:
    assert (
        list_templates(r"http-equiv=.refresh|\shx-trigger=[^>]*(every|load|revealed)|hx-ext=|sse-|ws-")
        == MOVES_BY_ITSELF
    )
    scripts = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "assets" / "js").glob("*.js"))
    assert re.findall(r"setInterval|location\.reload|EventSource|WebSocket", scripts) == []


def test_a_page_that_is_left_alone_asks_for_nothing(windows: Windows, fixtures: Fixtures) -> None:
    page = windows.open(fixtures.people["participant"])
    page.clock.install()
    found = {address: watch_alone(page, address) for address in TEXT_PAGES}
    assert {address: what for address, what in found.items() if what} == {}


def test_what_a_page_asks_for_by_itself_is_noticed(windows: Windows) -> None:
    page = windows.open()
    page.clock.install()
    page.add_init_script("setTimeout(() => fetch('/manifest.webmanifest'), 599_000)")
    assert [urlsplit(asked).path for asked in watch_alone(page, "/")] == ["/manifest.webmanifest"]


def watch_alone(page: Page, address: str) -> list[str]:
    """Return what the page at this address asks for in ten minutes of its clock, or that it has changed."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    before = page.content()
    page.clock.run_for("10:00")
    # A page asks in turn: what it asked for before we do, it has told of.
    with page.expect_request("**/healthz"):
        page.evaluate("fetch('/healthz')")
    page.remove_listener("request", note)
    return [url for url in asked if not url.endswith("/healthz")] + ["has changed"] * (
        page.content() != before
    )


def test_a_sent_comment_takes_the_focus_and_is_announced(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop)
    make_comment(idea)
    page = windows.open(participant)
    page.goto(idea.get_absolute_url())
    page.get_by_label("Builds on it").check()
    page.get_by_label("Your comment").fill("Pay the half hour.")
    page.get_by_role("button", name="Send my comment").click()
    line = page.get_by_role("status").filter(has_text=SENT)
    expect(line).to_be_focused()
    spoken = [each for each in read_role(page, "status") if each["text"]]
    assert [(each["live"], each["text"]) for each in spoken] == [("polite", SENT)]


def test_a_wrong_comment_leads_to_what_is_wrong(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop)
    page = windows.open(participant)
    page.goto(idea.get_absolute_url())
    page.get_by_role("button", name="Send my comment").click()
    expect(page.get_by_role("alert").filter(has_text="There is a problem")).to_be_focused()
    wait_for_focus(page, "alert There is a problem")
    windows.watch.forgive("422")


def read_aloud(page: Page) -> list[str]:
    """Return what the status lines of the page say."""
    return [line["text"] for line in read_role(page, "status") if line["text"]]


def test_a_vote_in_the_queue_leads_to_the_next_idea_and_is_announced(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    make_ideas(workshop)
    page = windows.open(participant)
    page.goto("/workshops/community/next/")
    title = page.locator("#queue-title").inner_text()
    page.get_by_role("button", name="I like it").click()
    expect(page.locator("#queue-title")).to_be_focused()
    wait_for_focus(page, f"heading {page.locator('#queue-title').inner_text()}")
    expect(page.get_by_role("status").filter(has_text=title)).to_be_visible()
    assert [title in words for words in read_aloud(page)] == [True]


def test_what_was_undone_in_the_queue_comes_back_and_has_the_focus(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    make_ideas(workshop)
    page = windows.open(participant)
    page.goto("/workshops/community/next/")
    title = page.locator("#queue-title").inner_text()
    page.get_by_role("button", name="I like it").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#queue-title")).to_have_text(title)
    expect(page.locator("#queue-title")).to_be_focused()


def test_a_board_says_that_it_is_old_and_stays_as_it_is(windows: Windows, workshop: Workshop) -> None:
    voter = furnish(workshop)
    assert voter.user is not None
    Workshop.objects.filter(pk=workshop.pk).update(boards_after_votes=3)
    page = windows.open(Person(voter.user, voter))
    page.goto("/workshops/community/boards/top/")
    list_before = page.locator("ol.board").inner_html()
    for member in make_members(12, workshop):
        cast_vote(actor=member, idea=Idea.objects.get(title=TITLES[2]), answer="up")
    release_workshop(workshop.pk, force=True)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator(".board__news")).not_to_be_empty()
    assert len(read_aloud(page)) == 1
    assert (page.locator("ol.board").inner_html(), focused(page)) == (list_before, "")


def test_similar_ideas_are_announced_and_leave_the_focus_where_one_types(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    make_ideas(workshop)
    page = windows.open(participant)
    page.goto("/workshops/community/ideas/new/")
    box = page.get_by_label("Your idea in one line")
    box.press_sequentially(TITLES[0])
    expect(page.get_by_role("link", name=TITLES[0])).to_be_visible()
    expect(box).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="like yours")).to_be_visible()
    assert read_aloud(page) == ["1 idea here is like yours"]


@pytest.mark.parametrize("address", ["/workshops/community/ideas/<idea>/", "/workshops/community/next/"])
def test_a_letter_alone_does_nothing_until_shortcuts_are_switched_on(
    windows: Windows, workshop: Workshop, participant: Person, address: str
) -> None:
    idea = make_ideas(workshop)[0]
    make_comment(idea)
    page = windows.open(participant)
    page.goto(address.replace("<idea>", idea.ref))
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    here, before = page.url, page.content()
    for key in "abcdefghijklmnopqrstuvwxyz0123456789?/":
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert (asked, page.url, page.content()) == ([], here, before)
