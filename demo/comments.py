"""The demo's comments: each by the idea's author or by somebody of the group that its file names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from django.utils import timezone

from anonymity.tags import Tagger
from demo.content import DemoComment, DemoContent
from demo.invented_members import SEED, Crowd
from ideas.models import Comment, Idea
from workshops.models import Membership

AFTER_IDEA, AFTER_COMMENT = timedelta(days=1), timedelta(days=2)


@dataclass(frozen=True)
class Said:
    """A comment, the place of its idea and of its speaker, and the place of the one it answers, if any."""

    wanted: DemoComment
    idea: int
    speaker: int
    answers: int | None


def invent_speakers(content: DemoContent, crowd: Crowd) -> list[Said]:
    """Return all comments, each before the replies to it, with the same speakers each time."""
    chance = np.random.default_rng(SEED)
    said: list[Said] = []
    for place, idea in enumerate(content.ideas):
        author = crowd.authors[place]
        for comment in idea.comments:
            top = len(said)
            said.append(Said(comment, place, _choose(comment, author, crowd, chance), None))
            said += [
                Said(reply, place, _choose(reply, author, crowd, chance), top) for reply in comment.replies
            ]
    return said


def _choose(comment: DemoComment, author: int, crowd: Crowd, chance: np.random.Generator) -> int:
    if comment.by_author:
        return author
    fits = [
        place
        for place, member in enumerate(crowd.members)
        if member.group == comment.group and member.eagerness > 0 and place != author
    ]
    return int(chance.choice(fits))


def add_comments(
    said: Sequence[Said], ideas: list[Idea], members: list[Membership], tagger: Tagger
) -> list[Comment]:
    """Store the comments, released on the days after their ideas, and return them."""
    return Comment.objects.bulk_create(_make_comments(said, ideas, members, tagger))


def _make_comments(
    said: Sequence[Said], ideas: list[Idea], members: list[Membership], tagger: Tagger
) -> Iterator[Comment]:
    made: list[Comment] = []
    for one in said:
        idea, subject = ideas[one.idea], bytes(members[one.speaker].text_subject or b"")
        made.append(
            Comment(
                idea=idea,
                parent=None if one.answers is None else made[one.answers],
                intent=one.wanted.intent,
                body=one.wanted.text,
                thread_tag=tagger.one(idea.pk, subject),
                status=Comment.Status.PUBLISHED,
                reviewed=True,
                approved=True,
                published_on=_date(idea, is_reply=one.answers is not None),
            )
        )
        yield made[-1]


def _date(idea: Idea, *, is_reply: bool) -> date:
    wanted = (idea.published_on or timezone.localdate()) + (AFTER_COMMENT if is_reply else AFTER_IDEA)
    return min(wanted, timezone.localdate())
