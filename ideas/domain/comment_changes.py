"""What an author changes later of a comment: its words, until somebody has answered it.

What nobody else has seen changes at once; all else with the next release, like everything that others see.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas.domain.comments import CommentText
from ideas.domain.editable_until_settled import CLOSED, EDITABLE, require_author
from ideas.domain.holding import is_held
from ideas.domain.mutes import require_unmuted
from ideas.models import Comment, CommentRevision, Idea
from ideas_platform.lib.refusals import make_refusal
from workshops.models import Membership
from workshops.phases import Deed

ANSWERED = _("Somebody has answered your comment, so it stays as they read it.")
OUT_OF_SIGHT = _("This comment is not shown, so it cannot be changed.")


def edit_comment(*, actor: Membership, comment: Comment, text: CommentText) -> None:
    """Reword one's comment: at once where nobody has seen it, with the next release otherwise.

    Raises PermissionDenied for somebody else's, WrongPhase after the close, once somebody has answered it, or
    where it is not shown, Muted where the actor writes no more, KeyAway where the key is not to be had.
    """
    with transaction.atomic():
        locked = Comment.objects.select_for_update(no_key=True).get(pk=comment.pk)
        locked.idea = comment.idea
        require_comment_editable(actor=actor, comment=locked)
        require_unmuted(actor=actor, workshop=locked.idea.workshop)
        words = {"intent": text.intent, "body": text.body, "held": is_held(text.body)}
        if locked.status == Comment.Status.UNRELEASED:
            Comment.objects.filter(pk=locked.pk).update(**words)
        else:
            CommentRevision.objects.update_or_create(comment=locked, defaults=words)


def require_comment_editable(*, actor: Membership, comment: Comment) -> None:
    """Raise what `edit_comment` would, unless the actor may reword the comment now."""
    require_author(actor, comment, comment.idea)
    answered = Comment.objects.filter(pk=comment.pk).answered().exists()
    if obstacle := find_comment_edit_obstacle(comment, comment.idea, answered=answered):
        raise make_refusal(obstacle, by_dates=not comment.idea.workshop.allows(Deed.COMMENT))


def find_answered(comments: Sequence[Comment]) -> set[UUID]:
    """Return the keys of those comments that somebody has answered; one query, none where there is none."""
    keys = [comment.pk for comment in comments]
    return set(Comment.objects.filter(pk__in=keys).answered().values_list("pk", flat=True)) if keys else set()


def find_comment_edit_obstacle(comment: Comment, idea: Idea, *, answered: bool) -> str | Promise:
    """Return why not even its author can reword the comment now, or "" where nothing is in the way."""
    if not idea.workshop.allows(Deed.COMMENT):
        return idea.workshop.say_stopped(CLOSED)
    if comment.withdrawal_pending or comment.status not in EDITABLE:
        return OUT_OF_SIGHT
    return ANSWERED if answered else ""
