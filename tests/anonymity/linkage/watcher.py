"""A participant who does nothing but look, every minute, at the pages that all members see."""

from __future__ import annotations

import re
from datetime import datetime

from tests.anonymity.linkage.actors import Actor, join, sign_in
from tests.anonymity.linkage.diary import Diary
from workshops.models import Workshop

# The usual order of ideas is another one for each person and day.
OFTEN = ("ideas/?sort=new", "boards/top/")
NOW_AND_THEN = ("", "boards/new/", "poll/")
EVERY = 10
NUMBER = 9_999
# What differs between two pages that say the same: tokens, and words for how long ago something was.
_VOLATILE = re.compile(
    r"(name=\"csrfmiddlewaretoken\" value=\"|hx-headers='|nonce-)[^\"']+|<time[^>]*>.*?</time>[^<]*"
    r"|\d+ (?:minutes?|hours?|days?)|today|yesterday|tomorrow",
    re.DOTALL,
)


class Watcher:
    """Keeps what it saw, and counts changes for which no release was made."""

    def __init__(self, now: datetime, slug: str, diary: Diary) -> None:
        self.actor = Actor(NUMBER, is_silent=True)
        self._home, self._slug, self._diary = f"/workshops/{slug}/", slug, diary
        self._seen: dict[str, str] = {}
        self._release = -1

    def poll(self, workshop: Workshop) -> None:
        """Look at all pages once more."""
        self._come_back()
        workshop.refresh_from_db()
        chosen = OFTEN if self._diary.polls % EVERY else (*OFTEN, *NOW_AND_THEN)
        pages = {page: self._read(page) for page in chosen}
        if workshop.release_number != self._release:
            self._seen = {}
        self._diary.changes_between_releases += [
            f"{page}: {find_change(self._seen[page], words)}"
            for page, words in pages.items()
            if words != self._seen.get(page, words)
        ]
        self._seen, self._release = {**self._seen, **pages}, workshop.release_number
        self._diary.polls += 1

    def forget(self) -> None:
        """Compare with nothing that was seen so far: what the design group decides shows at once."""
        self._seen = {}

    def _come_back(self) -> None:
        now = datetime.now().astimezone()
        if self.actor.signed_in_until is None or now >= self.actor.signed_in_until:
            sign_in(self.actor, now)
            # "You are signed in" is said once.
            self._read("")
            self._seen = {}
        if not self.actor.has_joined:
            join(self.actor, self._slug, {"organisation": "", "borough": "", "group": ""})
            # "You have joined" is said once.
            self._read("")

    def _read(self, page: str) -> str:
        answer = self.actor.browser.get(self._home + page)
        return strip_volatile(answer.content.decode())


def strip_volatile(page: str) -> str:
    """Return what a page says, without what differs between two pages that say the same."""
    return _VOLATILE.sub("", page)


def find_change(before: str, after: str) -> str:
    """Return the first line that is different."""
    lines = zip(before.splitlines(), after.splitlines(), strict=False)
    return next((f"{one.strip()} → {other.strip()}" for one, other in lines if one != other), "length")
