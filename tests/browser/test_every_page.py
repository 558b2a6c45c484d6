"""Every page, as somebody meets it who cannot see, zooms in, or has a small phone."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import HEIGHTS, NARROW
from tests.browser.conftest import Windows
from tests.browser.deeds import (
    TITLE,
    Deed,
    ask_for_code,
    be_refused,
    enter_no_code,
    like,
    send,
    stay,
    unfold,
    write,
)
from tests.browser.seeing import find_violations, overflow
from tests.browser.stage import TITLES, furnish
from tests.cast import Person, make_member, make_user
from workshops.models import Workshop

FULL, EMPTY = "/workshops/community/", "/workshops/hospital/"


@dataclass(frozen=True)
class Sight:
    """One page in one state."""

    name: str
    address: str
    who: str = ""
    act: Deed = field(default=stay)


def open_idea(page: Page) -> None:
    """Open an idea from the list."""
    page.get_by_role("link", name=TITLES[0]).click()
    page.get_by_role("heading", name=TITLES[0], level=1).wait_for()


def open_and_like(page: Page) -> None:
    """Open an idea from the list and like it."""
    open_idea(page)
    like(page)


def open_and_report(page: Page) -> None:
    """Open an idea from the list and begin to report it."""
    open_idea(page)
    page.get_by_role("link", name="Report this idea").click()
    page.get_by_role("heading", name="What is wrong with this idea?").wait_for()


def send_and(link: str) -> Deed:
    """Return the deed of sending an idea and following a link from there."""

    def act(page: Page) -> None:
        send(page)
        page.get_by_role("link", name=link).click()
        page.get_by_text(TITLE).first.wait_for()

    return act


SIGHTS = (
    Sight("home", "/"),
    Sight("workshop for a visitor", FULL, act=unfold),
    Sight("sign-in", "/accounts/"),
    Sight("sign-in with an error", "/accounts/", act=be_refused("Send me a code")),
    Sight("code", "/accounts/", act=ask_for_code),
    Sight("code with an error", "/accounts/", act=enter_no_code),
    Sight("how anonymity works", "/how-anonymity-works/", act=unfold),
    Sight("privacy", "/privacy/", act=unfold),
    Sight("accessibility", "/accessibility/", act=unfold),
    Sight("moderation policy", "/moderation-policy/", act=unfold),
    Sight("nothing there", "/nothing-here/"),
    Sight("home of a member", "/", "participant"),
    Sight("workshop", FULL, "participant", unfold),
    Sight("joining", f"{FULL}membership/", "outsider"),
    Sight("not admitted", f"{FULL}membership/", "stranger"),
    Sight("membership", f"{FULL}membership/", "participant"),
    Sight("ideas", f"{FULL}ideas/", "participant", unfold),
    Sight("no ideas", f"{EMPTY}ideas/", "newcomer"),
    Sight("no idea found", f"{FULL}ideas/?q=zebra", "participant"),
    Sight("idea", f"{FULL}ideas/", "participant", open_idea),
    Sight("idea with a vote", f"{FULL}ideas/", "participant", open_and_like),
    Sight("writing", f"{FULL}ideas/new/", "participant"),
    Sight("writing with errors", f"{FULL}ideas/new/", "participant", be_refused("Check your idea")),
    Sight("checking", f"{FULL}ideas/new/", "participant", write),
    Sight("sent", f"{FULL}ideas/new/", "participant", send),
    Sight("boards", f"{FULL}boards/", "voter"),
    Sight("board", f"{FULL}boards/top/", "voter", unfold),
    Sight("board before voting", f"{FULL}boards/top/", "participant"),
    Sight("empty board", f"{EMPTY}boards/top/", "newcomer"),
    Sight("reporting", f"{FULL}ideas/", "participant", open_and_report),
    Sight("own idea", f"{FULL}ideas/new/", "participant", send_and("Your idea’s own page")),
    Sight("my contributions", f"{FULL}ideas/new/", "participant", send_and("My contributions")),
    Sight("no contributions", f"{FULL}mine/", "participant"),
    Sight("signing out", "/accounts/logout/", "participant"),
)
# Where most colours meet.
IN_THE_DARK = ("home", "workshop", "writing with errors", "idea with a vote", "board")
Cast = dict[str, Person | None]


@pytest.fixture
def people(windows: Windows, workshop: Workshop, other_workshop: Workshop, outsider: Person) -> Cast:
    """Return who looks at the pages. One workshop is full; the other is empty, and so is its newcomer's."""
    voter = furnish(workshop)
    assert voter.user is not None
    return {
        "": None,
        "outsider": outsider,
        "stranger": Person(make_user("stranger", domain="elsewhere.example")),
        "participant": make_member("participant", workshop),
        "voter": Person(voter.user, voter),
        "newcomer": make_member("newcomer", other_workshop),
    }


def see(windows: Windows, people: Cast, sight: Sight, **options: Any) -> Page:
    """Return the page, in the state in which it is to be looked at."""
    page = windows.open(people[sight.who], **options)
    page.goto(sight.address)
    sight.act(page)
    return page


every_sight = pytest.mark.parametrize("sight", SIGHTS, ids=lambda sight: sight.name)
dark_sights = [sight for sight in SIGHTS if sight.name in IN_THE_DARK]


@every_sight
def test_a_page_breaks_no_rule_of_accessibility_and_never_scrolls_sideways(
    windows: Windows, people: Cast, sight: Sight
) -> None:
    page = see(windows, people, sight)
    assert (find_violations(page), overflow(page)) == ([], 0)
    page.set_viewport_size({"width": NARROW, "height": HEIGHTS[NARROW]})
    assert overflow(page) == 0


@pytest.mark.parametrize("sight", dark_sights, ids=lambda sight: sight.name)
def test_a_dark_page_breaks_none_either(windows: Windows, people: Cast, sight: Sight) -> None:
    assert find_violations(see(windows, people, sight, color_scheme="dark")) == []


def test_a_broken_rule_is_found(windows: Windows) -> None:
    page = windows.open()
    page.goto("/")
    page.locator("h1").evaluate("(title) => title.insertAdjacentHTML('afterend', '<img src=\"/logo\">')")
    assert find_violations(page) == ['image-alt: <img src="/logo">']
    windows.watch.forgive("/logo")


def test_what_the_policy_forbids_is_noticed(windows: Windows) -> None:
    page = windows.open()
    page.goto("/")
    page.locator("h1").evaluate("(title) => title.insertAdjacentHTML('afterend', '<i style=\"top: 0\"></i>')")
    page.wait_for_timeout(100)
    windows.watch.forgive("style-src")
    assert windows.watch.troubles == []


def test_a_request_to_somebody_else_is_noticed(windows: Windows) -> None:
    page = windows.open()
    page.goto("/")
    page.evaluate("location.href = 'http://elsewhere.example/'")
    page.wait_for_timeout(500)
    windows.watch.forgive("elsewhere.example")
    assert windows.watch.troubles == []
