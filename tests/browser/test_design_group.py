"""The design group at its queue, in Django's admin under our policy."""

import pytest
from playwright.sync_api import Page, expect

from ideas.models import Idea
from moderation.models import Decision
from tests.browser.conftest import Windows
from tests.browser.seeing import overflow
from tests.cast import Person, make_idea
from workshops.models import Workshop

QUEUE = "/admin/ideas/idea/"
TITLE = "One number to ring"


@pytest.fixture
def idea(windows: Windows, workshop: Workshop) -> Idea:
    """Return an idea that the design group has not looked at."""
    return make_idea(workshop, status=Idea.Status.IN_REVIEW, title=TITLE)


def status_seen_by(windows: Windows, person: Person, idea: Idea) -> int:
    """Return what this person is answered at the idea's address."""
    answer = windows.open(person).goto(idea.get_absolute_url())
    assert answer is not None
    return answer.status


def new_decision(page: Page, verdict: str) -> None:
    """Press the button of one of the two forms."""
    page.get_by_role("button", name=verdict, exact=True).click()


def test_somebody_of_the_design_group_publishes(
    windows: Windows, moderator: Person, participant: Person, idea: Idea
) -> None:
    page = windows.open(moderator, width=1280)
    page.goto(QUEUE)
    page.get_by_role("link", name=TITLE).click()
    new_decision(page, "Publish")
    expect(page.get_by_text("1 idea is published.")).to_be_visible()
    expect(page.get_by_text("There is nothing to look at here.")).to_be_visible()
    assert status_seen_by(windows, participant, idea) == 200


def test_hiding_needs_a_reason(windows: Windows, moderator: Person, participant: Person, idea: Idea) -> None:
    page = windows.open(moderator, width=1280)
    page.goto(QUEUE)
    page.get_by_role("link", name=TITLE).click()
    new_decision(page, "Hide")
    expect(page.get_by_text("Choose a reason.")).to_be_visible()
    page.get_by_role("combobox", name="Reason").select_option("identifies")
    new_decision(page, "Hide")
    expect(page.get_by_text("1 idea is hidden.")).to_be_visible()
    assert status_seen_by(windows, participant, idea) == 404
    assert Decision.objects.get().verdict == Decision.Verdict.HIDE


def test_several_are_decided_at_once(windows: Windows, moderator: Person, idea: Idea) -> None:
    make_idea(idea.workshop, status=Idea.Status.IN_REVIEW, title="Pay the travel time")
    page = windows.open(moderator, width=1280)
    page.goto(QUEUE)
    page.get_by_label("Select all objects on this page for an action").check()
    page.get_by_label("Action:").select_option("Publish the chosen ideas")
    page.get_by_role("button", name="Run").or_(page.get_by_role("button", name="Go")).click()
    new_decision(page, "Publish")
    expect(page.get_by_text("2 ideas are published.")).to_be_visible()


def test_the_queue_works_on_a_phone(windows: Windows, moderator: Person, idea: Idea) -> None:
    page = windows.open(moderator)
    page.goto(QUEUE)
    assert overflow(page) == 0
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    assert overflow(page) == 0
