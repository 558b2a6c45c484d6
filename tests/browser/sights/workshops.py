"""A workshop in each phase, its poll and its boards."""

from tests.browser.deeds import be_refused, unfold
from tests.browser.sights.sight import Sight, empty, wrong

FULL, EMPTY = "/workshops/community/", "/workshops/hospital/"
SIGHTS = (
    Sight("workshop for a visitor", FULL, act=unfold),
    Sight("workshop", FULL, "participant", unfold),
    empty("workshop with nothing in it", EMPTY, "newcomer"),
    Sight("announced workshop", "/workshops/<announced>/"),
    Sight("closed workshop", "/workshops/<closed>/", "participant", unfold),
    Sight("published workshop", "/workshops/<published>/", "participant", unfold),
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
    empty("voting queue with nothing in it", f"{EMPTY}next/", "newcomer"),
    Sight("boards", f"{FULL}boards/", "voter"),
    empty("boards before voting", f"{EMPTY}boards/", "newcomer"),
    Sight("board", f"{FULL}boards/top/", "voter", unfold),
    Sight("board before voting", f"{FULL}boards/top/", "participant"),
    empty("empty board", f"{EMPTY}boards/top/", "newcomer"),
    Sight("board of a closed workshop", "/workshops/<closed>/boards/top/", "participant"),
)
