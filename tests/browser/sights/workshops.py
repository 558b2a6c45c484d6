"""A workshop in each phase, its poll and its boards."""

from playwright.sync_api import Page

from tests.browser.deeds import be_refused, press, unfold
from tests.browser.sights.sight import Sight, empty, wrong

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


SIGHTS = (
    Sight("workshop for a visitor", FULL, act=unfold),
    Sight("workshop", FULL, "participant", unfold),
    empty("workshop with nothing in it", EMPTY, "newcomer"),
    Sight("announced workshop", "/workshops/<announced>/"),
    Sight("closed workshop", "/workshops/<closed>/", "participant", unfold),
    Sight("published workshop", "/workshops/<published>/", "participant", unfold),
    Sight("workshop without its key", "/workshops/<shredded>/", "participant", unfold),
    Sight("practice workshop", "/workshops/<practice>/", "participant"),
    Sight("draft of a workshop", "/workshops/<draft>/", "administrator"),
    Sight("asking for a letter", "/workshops/<announced>/notice/"),
    wrong(
        "asking for a letter with an error",
        "/workshops/<announced>/notice/",
        act=be_refused("Tell me when it opens"),
    ),
    Sight("ending letters", f"{FULL}letters/<token>/"),
    Sight("poll", f"{FULL}poll/", "participant"),
    wrong("poll with an error", f"{FULL}poll/", "participant", be_refused("Send my answer")),
    Sight("poll with an answer", f"{FULL}poll/", "voter"),
    Sight("poll to change", f"{FULL}poll/?change=1", "voter"),
    empty("poll that nobody has answered", f"{EMPTY}poll/", "newcomer"),
    Sight("poll that is closed", "/workshops/<closed>/poll/", "participant"),
    Sight("voting queue", f"{FULL}next/", "participant"),
    Sight("voting queue after a vote", f"{FULL}next/", "participant", vote),
    Sight("voting queue at its end", f"{FULL}next/", "participant", vote_on_all),
    empty("voting queue with nothing in it", f"{EMPTY}next/", "newcomer"),
    Sight("boards", f"{FULL}boards/", "voter"),
    empty("boards before voting", f"{EMPTY}boards/", "newcomer"),
    Sight("board", f"{FULL}boards/top/", "voter", unfold),
    *(Sight(f"board {board}", f"{FULL}boards/{board}/", "voter") for board in BOARDS),
    Sight("board before voting", f"{FULL}boards/top/", "participant"),
    empty("empty board", f"{EMPTY}boards/top/", "newcomer"),
    Sight("board of a closed workshop", "/workshops/<closed>/boards/top/", "participant"),
)
