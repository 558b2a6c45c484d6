"""What waits at the demo's desk because readers or an author asked: most of it about comments of the carer.

Two more comments, one that readers' reports hold and one that is hidden, and a passage that is too much. A
third, of somebody else, names a patient, and is held. The name, like all of the demo, is invented.
"""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from anonymity.tags import Purpose, Tagger
from ideas.models import Comment, CoverRequest, Idea, Report, SecondLook
from moderation.models import Decision
from workshops.models import Membership

HELD = "People who say this have never sat with somebody at three in the morning. They should be ashamed."
HIDDEN = "I wrote the same to the board last year. Nobody answered."
NAMING = "Mrs Adeyemi in bed 9 came home at six on a Friday with no tablets. One call would have been enough."
LOOK = "It is about the draft: point four says that the board answers within a month."
NAMED = {"status": Comment.Status.IN_REVIEW, "held": True}
REASONS = (Report.Reason.ABUSIVE, Report.Reason.ABUSIVE, Report.Reason.OFF_TOPIC)


def add_what_authors_ask(
    key: bytes, ideas: Sequence[Idea], author: int, members: Sequence[Membership], moderator: Membership
) -> None:
    """Store the comments, the reports, the decision and both requests; `author`: the place of the carer."""
    thread = next(idea for idea in ideas if idea.status == Idea.Status.PUBLISHED)
    subject = bytes(members[author].text_subject or b"")
    tag = Tagger(key, Purpose.THREAD).one(thread.pk, subject)
    held = _make(thread, tag, HELD, status=Comment.Status.IN_REVIEW, held_by_reports=True)
    hidden = _make(thread, tag, HIDDEN, status=Comment.Status.HIDDEN, reviewed=True)
    other = bytes(members[author - 1].text_subject or b"")
    _make(thread, Tagger(key, Purpose.THREAD).one(thread.pk, other), NAMING, **NAMED)
    _report(key, held, members)
    Decision.objects.create(
        workshop=thread.workshop,
        comment=hidden,
        verdict=Decision.Verdict.HIDE,
        reason=Decision.Reason.OFF_TOPIC,
        decided_by=moderator,
    )
    SecondLook.objects.create(item=hidden.pk, idea=thread, comment=hidden, words=LOOK, released=True)
    _say_too_much(key, ideas, subject)


def _make(thread: Idea, tag: bytes, body: str, **state: Any) -> Comment:
    """Store a comment of today, which was published before unless its `state` says otherwise."""
    days = {"review_since" if state.get("held") else "published_on": timezone.localdate()}
    return Comment.objects.create(
        idea=thread, intent=Comment.Intent.CHALLENGE, body=body, thread_tag=tag, **days, **state
    )


def _report(key: bytes, held: Comment, members: Sequence[Membership]) -> None:
    """Let the first of the members report this comment, one for each of the REASONS."""
    tagger = Tagger(key, Purpose.REPORT)
    Report.objects.bulk_create(
        Report(
            item=held.pk,
            tag=tagger.one(held.pk, bytes(member.vote_subject or b"")),
            idea=held.idea,
            comment=held,
            reason=reason,
            released=True,
        )
        for member, reason in zip(members, REASONS, strict=False)
    )


def _say_too_much(key: bytes, ideas: Sequence[Idea], subject: bytes) -> None:
    """Let the carer ask to cover the first words of the first of their own published ideas."""
    tagger = Tagger(key, Purpose.THREAD)
    shown = (idea for idea in ideas if idea.status == Idea.Status.PUBLISHED)
    own = next(idea for idea in shown if bytes(idea.thread_tag) == tagger.one(idea.pk, subject))
    words = " ".join(own.body.split()[:4])
    CoverRequest.objects.create(item=own.pk, idea=own, words=words, released=True)
