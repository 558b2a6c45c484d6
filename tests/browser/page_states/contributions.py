"""Ideas and comments: lists, one idea in each of its states, writing."""

from playwright.sync_api import Page

from tests.browser.moderated import TELLING
from tests.browser.page_states.page_state import PageState, empty, wrong
from tests.browser.steps import TITLE, Deed, be_refused, fill_in, like, press, send, unfold, write

FULL, EMPTY = "/workshops/community/", "/workshops/hospital/"
IDEA, NEW = f"{FULL}ideas/<idea>/", f"{FULL}ideas/new/"


def answer_a_comment(page: Page) -> None:
    """Ask for the form under the first comment."""
    page.get_by_role("link", name="Answer this comment").first.click()
    page.get_by_role("heading", name="Answer this comment").wait_for()


def comment(text: str = "We tried this for a month, and it worked.") -> Deed:
    """Return the deed of sending a comment and waiting for what the page says to it."""

    def act(page: Page) -> None:
        page.get_by_label("Builds on it").check()
        page.get_by_label("Your comment").fill(text)
        press("Send my comment")(page)
        page.locator("#comments [data-focus-on-load]").wait_for()

    return act


def open_what_was_sent(page: Page) -> None:
    """Send an idea and go to its own page."""
    send(page)
    page.get_by_role("link", name="Your idea’s own page").click()
    page.get_by_role("heading", name=TITLE).wait_for()


def name_somebody(page: Page) -> None:
    """Write what could tell who somebody is, and go on to the check."""
    fill_in(page, text="Ring Sister Margaret Hargreaves on 07700 900123 about bed 12.")
    press("Check your idea")(page)
    page.get_by_role("heading", name="Check your idea").wait_for()


def write_again(page: Page) -> None:
    """Write one's own idea that waits once more, and go on to the check."""
    fill_in(page, title="Waits", text="Families ring five places today.")
    press("Check your idea")(page)
    page.get_by_text("You have sent this idea already").wait_for()


PAGE_STATES = (
    PageState("ideas", f"{FULL}ideas/", "participant", unfold),
    empty("no ideas", f"{EMPTY}ideas/", "newcomer"),
    empty("no idea found", f"{FULL}ideas/?q=zebra", "participant"),
    PageState("ideas found", f"{FULL}ideas/?q=number&theme=1&sort=new", "participant"),
    PageState("ideas of a closed workshop", "/workshops/<closed>/ideas/", "participant"),
    PageState("idea", IDEA, "participant"),
    PageState("idea with a vote", IDEA, "participant", like),
    empty("idea without a comment", f"{FULL}ideas/<quiet>/", "participant"),
    PageState("answering a comment", IDEA, "participant", answer_a_comment),
    wrong("comment with an error", IDEA, "participant", be_refused("Send my comment")),
    PageState("comment just sent", IDEA, "participant", comment()),
    wrong("comment that could tell who somebody is", IDEA, "participant", comment(TELLING)),
    PageState("own comments in each state", f"{FULL}ideas/<talk>/", "participant"),
    PageState("comments that are gone", f"{FULL}ideas/<talk>/", "voter"),
    PageState("idea with covered words", f"{FULL}ideas/<others_covered>/", "voter"),
    PageState("idea with a part and an editor’s note", f"{FULL}ideas/<main>/", "voter"),
    PageState("idea that is part of another", f"{FULL}ideas/<part>/", "voter"),
    PageState("idea of a closed workshop", "/workshops/<closed>/ideas/<old>/", "participant"),
    PageState("own idea that waits", f"{FULL}ideas/<own>/", "participant"),
    PageState("own idea in review", f"{FULL}ideas/<in_review>/", "participant"),
    PageState("own idea that is held", f"{FULL}ideas/<held>/", "participant"),
    PageState("own idea with covered words", f"{FULL}ideas/<covered>/", "participant"),
    PageState("own idea that is hidden", f"{FULL}ideas/<hidden>/", "participant"),
    PageState("own idea that was withdrawn", f"{FULL}ideas/<withdrawn>/", "participant"),
    PageState("own idea that leaves", f"{FULL}ideas/<leaving>/", "participant"),
    PageState("writing", NEW, "participant"),
    PageState("writing before joining", NEW),
    wrong("writing with errors", NEW, "participant", be_refused("Check your idea")),
    PageState("checking", NEW, "participant", write),
    PageState("checking before joining", NEW, "outsider", write),
    PageState("checking what could tell who somebody is", NEW, "participant", name_somebody),
    PageState("checking what was sent already", NEW, "participant", write_again),
    PageState("sent", NEW, "participant", send, ends_at=IDEA),
    PageState("own idea, just sent", NEW, "participant", open_what_was_sent, ends_at=IDEA),
)
