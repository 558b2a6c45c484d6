"""What an author changes later: the wording of an idea, and whether it is there at all.

What nobody else has seen changes at once; all else with the next release, like everything that others see.
"""

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas.domain.answers import forget_answers
from ideas.domain.editable_until_settled import CLOSED, require_author, require_editable
from ideas.domain.holding import is_held
from ideas.domain.ideas import IdeaText
from ideas.domain.mutes import require_unmuted
from ideas.models import Comment, CommentRevision, Contribution, Idea, Revision
from ideas_platform.lib.refusals import make_refusal
from workshops.models import Membership
from workshops.phases import Deed

GONE = _("You have taken this back already.")


def withdraw_idea(*, actor: Membership, idea: Idea) -> None:
    """Take one's idea back: at once where nobody has seen it, with the next release otherwise.

    Raises PermissionDenied for somebody else's, WrongPhase after the close or where it is gone already,
    KeyAway where the key is not to be had.
    """
    with transaction.atomic():
        locked = Idea.objects.select_for_update(no_key=True).get(pk=idea.pk)
        require_withdrawable(actor=actor, item=locked, idea=locked)
        _withdraw(locked)
        Revision.objects.filter(idea=locked).delete()


def withdraw_comment(*, actor: Membership, comment: Comment) -> None:
    """Take one's comment back; when and what is raised as for an idea."""
    with transaction.atomic():
        locked = Comment.objects.select_for_update(no_key=True).get(pk=comment.pk)
        require_withdrawable(actor=actor, item=locked, idea=comment.idea)
        _withdraw(locked)
        CommentRevision.objects.filter(comment=locked).delete()


def edit_idea(*, actor: Membership, idea: Idea, text: IdeaText) -> None:
    """Reword one's idea: at once where nobody has seen it, with the next release otherwise.

    Raises PermissionDenied for somebody else's, WrongPhase after the close, once five people have voted, or
    where it is not shown, Muted where the actor writes no more, KeyAway where the key is not to be had.
    """
    with transaction.atomic():
        locked = Idea.objects.select_for_update(no_key=True).get(pk=idea.pk)
        require_editable(actor=actor, idea=locked)
        require_unmuted(actor=actor, workshop=locked.workshop)
        words = {**vars(text), "held": is_held(text.title, text.body)}
        if locked.status == Idea.Status.UNRELEASED:
            Idea.objects.filter(pk=locked.pk).update(**words)
        else:
            Revision.objects.update_or_create(idea=locked, defaults=words)


def require_withdrawable(*, actor: Membership, item: Contribution, idea: Idea) -> None:
    """Raise what `withdraw_idea` would, unless the actor may take the item of this idea's thread back now."""
    require_author(actor, item, idea)
    if obstacle := find_withdrawal_obstacle(item, idea):
        raise make_refusal(obstacle, by_dates=not idea.workshop.allows(Deed.WITHDRAW))


def find_withdrawal_obstacle(item: Contribution, idea: Idea) -> str | Promise:
    """Return why not even its author can take the item back now, or "" where nothing is in the way."""
    if not idea.workshop.allows(Deed.WITHDRAW):
        return CLOSED
    return GONE if item.withdrawal_pending or item.status == Contribution.Status.WITHDRAWN else ""


def show_own_wording(idea: Idea) -> bool:
    """Put the wording that waits, if any, in the place of the idea's own in memory; return whether there is.

    For its author only, who sees it at once.
    """
    revision = Revision.objects.filter(idea=idea).select_related("theme").first()
    if revision is None:
        return False
    take_wording(idea, revision)
    return True


def take_wording(idea: Idea, revision: Revision) -> None:
    """Put the revision's theme, intent, title and text in the place of the idea's own, in memory.

    Whether it is held goes with the text.
    """
    idea.theme, idea.intent, idea.held = revision.theme, revision.intent, revision.held
    idea.title, idea.body = revision.title, revision.body


def _withdraw(item: Idea | Comment) -> None:
    forget_answers(item)
    if item.status == Contribution.Status.UNRELEASED:
        item.status, item.waiting_since = Contribution.Status.WITHDRAWN, None
    else:
        item.withdrawal_pending = True
    item.save(update_fields=["status", "waiting_since", "withdrawal_pending"])
