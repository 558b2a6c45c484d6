"""Joining, one's membership, and what one wrote."""

from playwright.sync_api import Page

from tests.browser.page_states.page_state import PageState, empty, post, wrong
from tests.browser.private import PIN
from tests.browser.steps import ask_to_take_answer_back, be_refused, press

FULL, EMPTY = "/workshops/community/", "/workshops/hospital/"


def show_pin(page: Page) -> None:
    """Show the PIN, and come back to its page."""
    page.get_by_label("Your PIN").fill(PIN)
    press("Show what is mine")(page)
    page.get_by_role("heading", name="My contributions").wait_for()
    page.goto(f"{FULL}mine/pin/")


PAGE_STATES = (
    PageState("joining", f"{FULL}membership/", "outsider"),
    wrong("joining with an error", f"{FULL}membership/", "outsider", post(borough="atlantis")),
    empty("joining after deleting the account", f"{FULL}membership/", "gone"),
    PageState("not admitted", f"{FULL}membership/", "stranger"),
    wrong("joining with a wrong code", f"{FULL}membership/?code=NO-SUCH", "stranger"),
    PageState("invited to help", f"{FULL}membership/", "invited"),
    PageState("membership", f"{FULL}membership/", "participant"),
    wrong("membership with an error", f"{FULL}membership/", "participant", post(borough="atlantis")),
    PageState("joining with a code", f"{FULL}membership/?code=RIVER-2026", "stranger"),
    PageState("my contributions", f"{FULL}mine/", "participant"),
    wrong("my contributions without the key", "/workshops/<shredded>/mine/", "participant"),
    PageState("my votes", f"{FULL}votes/", "voter"),
    empty("no votes", f"{EMPTY}votes/", "newcomer"),
    PageState("setting a PIN", f"{FULL}mine/pin/", "participant"),
    wrong("setting a wrong PIN", f"{FULL}mine/pin/", "participant", post(pin="1", again="2")),
    PageState("PIN to show", f"{FULL}mine/pin/", "careful"),
    wrong("PIN that is wrong", f"{FULL}mine/pin/", "careful", post(pin="204816")),
    PageState("PIN to change", f"{FULL}mine/pin/", "careful", show_pin),
    empty("past that stays shut", f"{FULL}mine/pin/", "shut_out"),
    PageState("forgetting which ideas are mine", f"{FULL}mine/forgetting/", "participant"),
    empty("no contributions", f"{EMPTY}mine/", "newcomer"),
    PageState("question to answer", f"{FULL}mine/questions/<question>/", "participant"),
    wrong(
        "answering nothing", f"{FULL}mine/questions/<question>/", "participant", be_refused("Send my answer")
    ),
    PageState(
        "taking an answer back",
        f"{FULL}mine/questions/<question>/",
        "participant",
        ask_to_take_answer_back,
        ends_at=f"{FULL}mine/questions/<question>/withdrawal/",
    ),
    PageState("changing an idea", f"{FULL}ideas/<own>/edit/", "participant"),
    wrong(
        "changing an idea with an error",
        f"{FULL}ideas/<own>/edit/",
        "participant",
        post(theme="other", intent="new", title="", body="", step="check"),
    ),
    PageState("taking an idea back", f"{FULL}ideas/<own>/withdrawal/", "participant"),
    PageState("changing a comment", f"{FULL}ideas/<idea>/comments/<comment>/edit/", "participant"),
    PageState("taking a comment back", f"{FULL}ideas/<idea>/comments/<comment>/withdrawal/", "participant"),
    PageState("asking for a second look", f"{FULL}ideas/<hidden_own>/second-look/", "participant"),
    wrong(
        "second look with words that identify",
        f"{FULL}ideas/<hidden_own>/second-look/",
        "participant",
        post(words="Ring 020 7946 0120."),
    ),
    PageState("said too much", f"{FULL}ideas/<settled>/too-much/", "participant"),
    PageState("said too much where one can change it", f"{FULL}ideas/<covered>/too-much/", "participant"),
    wrong(
        "covering other words", f"{FULL}ideas/<settled>/too-much/", "participant", post(words="Never said.")
    ),
    PageState("reporting", f"{FULL}ideas/<idea>/report/", "participant"),
    wrong(
        "reporting without a reason",
        f"{FULL}ideas/<idea>/report/",
        "participant",
        be_refused("Tell the design group"),
    ),
)
