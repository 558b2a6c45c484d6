"""What people do, each by one request like a browser's; what a request writes is looked at on its way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection

from anonymity.sides import IDENTITY
from tests.anonymity.linkage.actors import Actor
from tests.anonymity.linkage.clock import Clock
from tests.anonymity.linkage.diary import COMMENT, EDIT, IDEA, POLL, REPORT, VOTE, WITHDRAWAL, Diary
from tests.written import list_written

WORDS = [
    "ward",
    "round",
    "clinic",
    "bus",
    "lift",
    "form",
    "night",
    "shift",
    "family",
    "call",
    "room",
    "note",
    "list",
    "plan",
    "door",
    "team",
    "nurse",
]
_LIMITS = {"limiter_cache"}
# Limits, phases and mutes may refuse; nothing else may go wrong.
FINE, REFUSED = {200, 303}, {403, 409, 429}


def compose(number: int, length: int) -> str:
    """Return words in which the digits of this number are spelled, so that no two texts are the same."""
    digits = [WORDS[int(digit)] for digit in str(number)]
    return " ".join([*digits, "and", *(WORDS[(number + place) % 17] for place in range(length))])


class Steps:
    """Sends what actors do to one workshop and notes it in the diary."""

    def __init__(self, slug: str, clock: Clock, diary: Diary) -> None:
        self._home, self._clock, self._diary = f"/workshops/{slug}/", clock, diary
        self.after: Callable[[Actor, str, str], None] = lambda _actor, _kind, _item: None

    def write_idea(self, actor: Actor, number: int) -> str:
        """Send an idea; return its reference, "" where it was refused."""
        words = {"title": f"Idea {compose(number, 3)}", "body": f"Today {compose(number, 20)}."}
        data = {"theme": "other", "intent": "new", "step": "send", **words}
        answer = self._post(actor, "ideas/new/", data)
        found = re.search(r"/ideas/(\w+)/\?sent=1", answer.get("Location", ""))
        return self._note(actor, IDEA, found.group(1)) if found else ""

    def comment(self, actor: Actor, ref: str, number: int) -> bool:
        """Send a comment; return whether it was taken."""
        text = f"We tried this: {compose(number, 9)}."
        data = {"parent": "", "intent": "build", "body": text}
        return self._do(actor, f"ideas/{ref}/comments/", data, COMMENT, text)

    def vote(self, actor: Actor, ref: str, value: str) -> bool:
        """Vote on an idea; return whether the vote was taken."""
        return self._do(actor, f"ideas/{ref}/vote/", {"value": value}, VOTE, ref)

    def answer_poll(self, actor: Actor, answer: int) -> bool:
        """Answer the straw poll."""
        return self._do(actor, "poll/", {"answer": str(answer)}, POLL, "poll")

    def report(self, actor: Actor, ref: str) -> bool:
        """Report an idea."""
        return self._do(actor, f"ideas/{ref}/report/", {"comment": "", "reason": "off_topic"}, REPORT, ref)

    def edit(self, actor: Actor, ref: str, number: int) -> bool:
        """Reword one's own idea."""
        words = {"title": f"Idea {compose(number, 4)}", "body": f"Now {compose(number, 22)}."}
        data = {"theme": "other", "intent": "build", "step": "send", **words}
        return self._do(actor, f"ideas/{ref}/edit/", data, EDIT, ref)

    def withdraw(self, actor: Actor, ref: str) -> bool:
        """Take one's own idea back."""
        return self._do(actor, f"ideas/{ref}/withdrawal/", {}, WITHDRAWAL, ref)

    def _do(self, actor: Actor, place: str, data: dict[str, str], kind: str, item: str) -> bool:
        answer = self._post(actor, place, data)
        if answer.status_code == 303:
            self._note(actor, kind, item)
        return bool(answer.status_code == 303)

    def _note(self, actor: Actor, kind: str, item: str) -> str:
        self._diary.note(self._clock.now, actor.number, kind, item)
        self.after(actor, kind, item)
        return item

    def _post(self, actor: Actor, place: str, data: dict[str, str]) -> Any:
        self._clock.wait(20)
        with watching_writes(self._diary):
            answer = actor.browser.post(self._home + place, data)
        assert answer.status_code in FINE | REFUSED, (place, answer.status_code)
        return answer


@contextmanager
def watching_writes(diary: Diary) -> Iterator[None]:
    """Note every statement of the block that writes on the identity side."""
    theirs = {apps.get_model(label)._meta.db_table for label in IDENTITY} | _LIMITS

    def look(execute: Any, statement: Any, *rest: Any) -> Any:
        written = list_written([{"sql": str(statement)}])
        diary.identity_writes += [table for table in written if table in theirs]
        return execute(statement, *rest)

    with connection.execute_wrapper(look):
        yield
