"""A workshop in each phase, its poll and its boards."""

from playwright.sync_api import Page

from tests.browser.page_states.page_state import PageState, empty, wrong
from tests.browser.steps import be_refused, press, unfold

FULL, EMPTY = "/workshops/community/", "/workshops/hospital/"
BOARDS = ("common-ground", "rising", "debated", "diverse", "new")


def vote(page: Page) -> None:
    """Vote on the idea that comes first, and wait for the next."""
    title = page.locator("#queue h2").inner_text()
    press("I like it")(page)
    page.locator("#queue h2").filter(has_not_text=title).wait_for()


def vote_on_all(page: Page) -> None:
    """Vote until nothing is left."""
    end = page.get_by_role("heading", name="You have voted on all ideas")
    end.or_(page.get_by_role("button", name="I like it")).first.wait_for()
    # Each vote waits for what comes next.
    while not end.is_visible():
        vote(page)


PAGE_STATES = (
    PageState("workshop for a visitor", FULL, act=unfold),
    PageState("workshop", FULL, "participant", unfold),
    empty("workshop with nothing in it", EMPTY, "newcomer"),
    PageState("announced workshop", "/workshops/<announced>/"),
    PageState("closed workshop", "/workshops/<closed>/", "participant", unfold),
    PageState("published workshop", "/workshops/<published>/", "participant", unfold),
    PageState("files of the Declaration", "/workshops/<published>/declaration/files/", "participant"),
    PageState("participation", f"{FULL}participation/", act=unfold),
    empty("participation before anybody", f"{EMPTY}participation/"),
    PageState("saying yes to the summary", f"{FULL}summary/<token>/"),
    PageState("spread", f"{FULL}spread/"),
    empty("spread where no organisation is listed", f"{EMPTY}spread/"),
    PageState("spread of a closed workshop", "/workshops/<closed>/spread/"),
    PageState("workshop without its key", "/workshops/<shredded>/", "participant", unfold),
    PageState("practice workshop", "/workshops/<practice>/", "participant"),
    PageState("draft of a workshop", "/workshops/<draft>/", "administrator"),
    PageState("asking for a letter", "/workshops/<announced>/notice/"),
    wrong(
        "asking for a letter with an error",
        "/workshops/<announced>/notice/",
        act=be_refused("Tell me when it opens"),
    ),
    PageState("ending letters", f"{FULL}letters/<token>/"),
    PageState("poll", f"{FULL}poll/", "participant"),
    wrong("poll with an error", f"{FULL}poll/", "participant", be_refused("Send my answer")),
    PageState("poll with an answer", f"{FULL}poll/", "voter"),
    PageState("poll to change", f"{FULL}poll/?change=1", "voter"),
    empty("poll that nobody has answered", f"{EMPTY}poll/", "newcomer"),
    PageState("poll that is closed", "/workshops/<closed>/poll/", "participant"),
    PageState("voting queue", f"{FULL}next/", "participant"),
    PageState("voting queue after a vote", f"{FULL}next/", "participant", vote),
    PageState("voting queue at its end", f"{FULL}next/", "participant", vote_on_all),
    empty("voting queue with nothing in it", f"{EMPTY}next/", "newcomer"),
    empty("ledger of moderation", f"{FULL}moderation/"),
    PageState("boards", f"{FULL}boards/", "voter"),
    empty("boards before voting", f"{EMPTY}boards/", "newcomer"),
    PageState("board", f"{FULL}boards/top/", "voter", unfold),
    *(PageState(f"board {board}", f"{FULL}boards/{board}/", "voter") for board in BOARDS),
    PageState("board before voting", f"{FULL}boards/top/", "participant"),
    empty("empty board", f"{EMPTY}boards/top/", "newcomer"),
    PageState("board of a closed workshop", "/workshops/<closed>/boards/top/", "participant"),
)
