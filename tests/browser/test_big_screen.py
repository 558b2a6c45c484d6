"""A live session in a browser: the screen moves by itself, and without connection nothing is lost."""

from __future__ import annotations

from playwright.sync_api import expect

from events.models import ScreenItem
from tests.browser.conftest import Windows
from tests.cast import Person, make_idea
from tests.events.sessions import find_screen, make_session, press
from voting.models import Vote
from workshops.models import Workshop

# By the clock of the page, in which time passes as the test wants.
LOOKS_EVERY = "00:05"


def test_the_screen_follows_the_control_and_says_when_it_cannot(windows: Windows, workshop: Workshop) -> None:
    make_session(workshop, make_idea(workshop, title="A bus in the evening"))
    page = windows.open(None)
    page.clock.install()
    page.goto(find_screen(workshop))
    expect(page.get_by_role("heading", name="Take out your phone and join")).to_be_visible()
    press(workshop, "start_round", key=ScreenItem.objects.get().pk)
    page.clock.run_for(LOOKS_EVERY)
    expect(page.get_by_role("heading", name="A bus in the evening")).to_be_visible()
    page.context.set_offline(True)
    page.clock.run_for(LOOKS_EVERY)
    expect(page.get_by_text("No connection. This is how things stood")).to_be_visible()
    expect(page.get_by_role("heading", name="A bus in the evening")).to_be_visible()
    page.context.set_offline(False)
    page.clock.run_for(LOOKS_EVERY)
    expect(page.get_by_text("No connection. This is how things stood")).to_be_hidden()
    windows.watch.forgive("ERR_INTERNET_DISCONNECTED")
    windows.watch.forgive("htmx:")


def test_a_vote_without_connection_is_sent_when_it_is_back(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    page = windows.open(participant)
    page.goto(make_idea(workshop).get_absolute_url())
    page.context.set_offline(True)
    page.get_by_role("button", name="I like it").click()
    expect(page.get_by_text("This page sends your vote again for two minutes.")).to_be_visible()
    assert Vote.objects.count() == 0
    page.context.set_offline(False)
    expect(page.get_by_role("button", name="I like it", pressed=True)).to_be_visible()
    assert Vote.objects.get().value == 1
