"""Comments: writing one, and reading a thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import models, transaction
from django.db.models.functions import Now, TruncDate
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anonymity.tags import Purpose
from ideas.domain.authors import has_tag, seek_tag
from ideas.domain.catalogue import read_comments
from ideas.domain.comment_wordings import show_own_words
from ideas.domain.holding import is_held
from ideas.domain.mutes import require_unmuted
from ideas.models import Comment, Idea
from ideas_platform.lib.locks import lock_until_commit
from ideas_platform.lib.refusals import Settled, WrongPhase
from workshops.domain.keys import open_tagger
from workshops.models import Membership, Workshop
from workshops.phases import Deed

CLOSED = _("Comments are closed. You can still read what others wrote.")
NOT_HERE = _("There can be no new comments on this idea.")
WITHDRAWN = _("This idea was taken back, so it takes no comments any more.")
HIDDEN = _("The design group has hidden this idea, so it takes no comments.")
NOT_SEEN_YET = _("People can comment on this idea once everybody can see it.")
WHY_NOT_HERE: Mapping[str, str | Promise] = {
    Idea.Status.UNRELEASED: NOT_SEEN_YET,
    Idea.Status.IN_REVIEW: NOT_SEEN_YET,
    Idea.Status.HIDDEN: HIDDEN,
    Idea.Status.WITHDRAWN: WITHDRAWN,
}
NOT_THERE = _("The comment that you answer is gone.")


@dataclass(frozen=True)
class CommentText:
    """What somebody wrote."""

    intent: str
    body: str


@dataclass(frozen=True)
class Post:
    """A comment as its reader sees it, with the replies to it."""

    comment: Comment
    is_mine: bool
    is_by_author: bool
    is_reworded: bool = False
    replies: list[Post] = field(default_factory=list)

    @property
    def is_gone(self) -> bool:
        """Whether only its place is left. Who wrote what the design group hid or looks at still reads it."""
        status, states = self.comment.status, Comment.Status
        is_with_group = status in {states.HIDDEN, states.IN_REVIEW}
        return status == states.WITHDRAWN or (is_with_group and not self.is_mine)

    @property
    def is_worth_its_place(self) -> bool:
        """Whether there is anything to read: itself, or replies to it."""
        return bool(self.replies) or not self.is_gone


def submit_comment(*, actor: Membership, idea: Idea, parent: Comment | None, text: CommentText) -> Comment:
    """Store a comment, or a reply to `parent`, that waits for the next release, and return it.

    Its author is written down as a tag only, and pressing the button twice stores it once. Raises WrongPhase
    where workshop, idea or comment take no answer any more, Muted where the actor writes no more, KeyAway
    where the key is not to be had.
    """
    with transaction.atomic():
        workshop = Workshop.objects.with_phase().get(pk=actor.workshop_id)
        if not workshop.allows(Deed.COMMENT):
            raise WrongPhase(workshop.say_stopped(CLOSED))
        status = Idea.objects.filter(pk=idea.pk, workshop=workshop).values_list("status", flat=True).first()
        if status != Idea.Status.PUBLISHED:
            raise Settled(say_not_here(status or ""))
        if parent is not None and not _answerable(idea).filter(pk=parent.pk).exists():
            raise Settled(NOT_THERE)
        require_unmuted(actor=actor, workshop=workshop)
        tag = open_tagger(workshop, Purpose.THREAD).one(idea.pk, bytes(actor.text_subject or b""))
        comment = Comment(idea=idea, parent=parent, intent=text.intent, body=text.body, thread_tag=tag)
        lock_until_commit("comment", idea.pk, text.body)
        return _find_twin(comment) or _insert(comment)


def say_not_here(status: str) -> str | Promise:
    """Return why an idea in this state takes no comments."""
    return WHY_NOT_HERE.get(status, NOT_HERE)


def find_parent(idea: Idea, ref: str) -> Comment | None:
    """Return the comment of the idea that a reply is to, None for ""; raises Http404 where there is none."""
    return get_object_or_404(_answerable(idea), ref=ref) if ref else None


def find_comment(*, actor: Membership | None, idea: Idea, ref: str) -> Comment:
    """Return a comment of the idea that this member sees; raises Http404 for any other."""
    tag = seek_tag(actor=actor, idea=idea)
    comment = get_object_or_404(Comment.objects.filter(idea=idea).visible_with(tag), ref=ref)
    comment.idea = idea
    return comment


def list_thread(*, actor: Membership | None, idea: Idea) -> list[Post]:
    """Return the comments on an idea that this member sees, each with its replies: three queries at most.

    By date of release, in random order within a day, one's own that wait at the end. Of what is gone the
    place is kept where there are replies. Without the key nothing is known to be one's own.
    """
    tag = seek_tag(actor=actor, idea=idea)
    own = Comment.objects.read_own(idea.pk, tag) if tag else []
    reworded, mine = show_own_words(own), {comment.pk for comment in own}
    below: dict[UUID | None, list[Post]] = defaultdict(list)
    for comment in _add_own(read_comments(idea), own):
        key, by_author = comment.id, has_tag(idea, bytes(comment.thread_tag))
        post = Post(comment, key in mine, by_author, key in reworded, below[key])
        if comment.parent_id is None or not post.is_gone:
            below[comment.parent_id].append(post)
    return [post for post in below[None] if post.is_worth_its_place]


def _add_own(shared: list[Comment], own: list[Comment]) -> list[Comment]:
    """Return the comments that all see, with the reader's own as they are now, in order."""
    if not own:
        return shared
    comments = {comment.pk: comment for comment in [*shared, *own]}.values()
    return sorted(comments, key=lambda comment: (comment.published_on or date.max, comment.ref))


def count_shown(posts: list[Post]) -> int:
    """Return how many comments and replies of a thread can be read."""
    return sum(len(post.replies) + (not post.is_gone) for post in posts)


def _find_twin(comment: Comment) -> Comment | None:
    waiting = Comment.objects.unreleased().filter(idea=comment.idea, parent=comment.parent, body=comment.body)
    return waiting.with_tags([bytes(comment.thread_tag)]).first()


def _insert(comment: Comment) -> Comment:
    comment.waiting_since = TruncDate(Now())
    comment.held = is_held(comment.body)
    comment.save(force_insert=True)
    return comment


def _answerable(idea: Idea) -> models.QuerySet[Comment]:
    return Comment.objects.filter(idea=idea, parent=None).published()
