"""What the demo's design group decided in the days before loading, so that its public ledger has numbers.

Comments that it has hidden: some before anybody read them, some after their authors were asked and said
nothing, some because readers reported them. Other reported comments stay as they are. The hidden ones are
nobody's whom one can sign in as.
"""

from __future__ import annotations

import secrets
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from anonymity.tags import TAG_BYTES
from ideas.models import Comment, Question, Report
from moderation.models import Decision
from workshops.models import Membership

FILE = Path(__file__).parent / "texts" / "hidden.toml"
# Over so many days the group has decided, within so many days each; for an author it waits a week.
DAYS, DAYS_TO_DECISION, TIME_TO_ANSWER = 9, 3, 7
# Of the texts that could show somebody: about the first so many their authors were asked.
ASKED = 15
ASKS = "Could anybody tell from this who it is about? Please say it without what gives them away."
# What was there to read until readers reported it.
REPORTED = ("off_topic", "abusive")
# What readers reported and the group left as it was: why, and how often.
KEPT = {Report.Reason.IDENTIFIES: 15, Report.Reason.ABUSIVE: 10}


def read_hidden() -> dict[str, list[str]]:
    """Return the texts of the hidden comments, by the reason for which each is hidden."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def add_decided(published: Sequence[Comment], moderator: Membership) -> None:
    """Store the hidden comments, what was asked and what was decided; `published`: the demo's comments."""
    old = _list_old(published)
    hidden = _hide_all([comment for comment in old if comment.parent is None])
    Comment.objects.bulk_create(comment for _reason, comment in hidden)
    asked = [comment for reason, comment in hidden if reason == Decision.Reason.IDENTIFIES][:ASKED]
    Question.objects.bulk_create(_ask(comment, moderator) for comment in asked)
    Decision.objects.bulk_create(
        [
            *(_decide_asked(comment, moderator) for comment in asked),
            *_decide_hidden(hidden, asked, moderator),
            *_keep(old, moderator),
        ]
    )


def _day(place: int, back: int = DAYS, comment: Comment | None = None) -> date:
    """Return one of so many days before today, after the comment was there to read."""
    day = timezone.localdate() - timedelta(days=1 + place % back)
    return max(day, comment.published_on + timedelta(days=1)) if comment and comment.published_on else day


def _list_old(published: Sequence[Comment]) -> list[Comment]:
    """Return the comments that were there to read before the group's last day of deciding."""
    return [comment for comment in published if comment.published_on and comment.published_on < _day(0)]


def _hide_all(threads: Sequence[Comment]) -> list[tuple[str, Comment]]:
    """Return the hidden comments with the reason for each, spread over these threads."""
    texts = [(reason, text) for reason, texts in read_hidden().items() for text in texts]
    return [
        (reason, _hide(threads[place % len(threads)], reason, text))
        for place, (reason, text) in enumerate(texts)
    ]


def _hide(thread: Comment, reason: str, text: str) -> Comment:
    """Return a hidden comment: under another where it was there to read, else one that never was."""
    was_read = reason in REPORTED
    return Comment(
        idea=thread.idea,
        parent=thread if was_read else None,
        intent=Comment.Intent.CHALLENGE,
        body=text,
        thread_tag=secrets.token_bytes(TAG_BYTES),
        status=Comment.Status.HIDDEN,
        reviewed=True,
        published_on=thread.published_on if was_read else None,
    )


def _ask(comment: Comment, moderator: Membership) -> Question:
    """Return a question that its author let pass."""
    return Question(
        workshop=moderator.workshop,
        comment=comment,
        text=ASKS,
        outcome=Question.Outcome.HIDE,
        reason=Question.Reason.IDENTIFIES,
        asked_by=moderator,
        asked_on=timezone.localdate() - timedelta(days=DAYS),
        ended=Question.End.RAN_OUT,
    )


def _decide_asked(comment: Comment, moderator: Membership) -> Decision:
    day = timezone.localdate() - timedelta(days=DAYS)
    return _decide(comment, moderator, verdict="ask", reason="identifies", decided_on=day)


def _decide_hidden(
    hidden: Sequence[tuple[str, Comment]], asked: Sequence[Comment], moderator: Membership
) -> Iterator[Decision]:
    """Return that they were hidden: after a week where the author was asked, else soon."""
    for place, (reason, comment) in enumerate(hidden):
        reports = [reason] if reason in REPORTED else []
        how: dict[str, Any] = {"verdict": "hide", "reason": reason, "reports_answered": reports}
        if comment in asked:
            how |= {"decided_on": _day(place, DAYS - TIME_TO_ANSWER), "waited": TIME_TO_ANSWER}
        else:
            waited = None if reports else place % DAYS_TO_DECISION
            how |= {"decided_on": _day(place, comment=comment), "waited": waited}
        yield _decide(comment, moderator, **how)


def _keep(old: Sequence[Comment], moderator: Membership) -> Iterator[Decision]:
    """Return that reported comments stay as they are."""
    reasons = [reason for reason, times in KEPT.items() for _time in range(times)]
    for place, (comment, reason) in enumerate(zip(old, reasons, strict=False)):
        how: dict[str, Any] = {"verdict": "publish", "reason": "fits", "reports_answered": [reason]}
        yield _decide(comment, moderator, decided_on=_day(place, comment=comment), **how)


def _decide(comment: Comment, moderator: Membership, **how: Any) -> Decision:
    return Decision(workshop=moderator.workshop, comment=comment, decided_by=moderator, **how)
