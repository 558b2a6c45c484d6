"""The new words of a comment that wait for the next release: its author sees them in the place of the old."""

from collections.abc import Iterable
from uuid import UUID

from ideas.models import Comment, CommentRevision


def show_own_words(comments: Iterable[Comment]) -> set[UUID]:
    """Put the words that wait in the place of the comments' own in memory; return the keys of those.

    For their author only, who sees them at once. One query, none where there are no comments.
    """
    own = {comment.pk: comment for comment in comments}
    waiting = CommentRevision.objects.filter(comment__in=own)
    reworded = set()
    for revision in waiting:
        take_words(own[revision.comment_id], revision)
        reworded.add(revision.comment_id)
    return reworded


def take_words(comment: Comment, revision: CommentRevision) -> None:
    """Put the revision's intent and text in the place of the comment's own, in memory.

    Whether it is held goes with the text.
    """
    comment.intent, comment.body, comment.held = revision.intent, revision.body, revision.held
