"""The design group asks whoever wrote something to write no more, without learning who that is."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ideas.domain.mutes import is_author_muted, mute_author, unmute_author
from ideas.models import Contribution
from moderation.domain.decisions import NewDecision, WrongState, take_up, write_down
from moderation.domain.nobody_decides_about_own import Item
from moderation.models import Decision
from workshops.models import Membership

MUTED_ALREADY = _("Whoever wrote this writes no more already.")
NOT_MUTED = _("Whoever wrote this may write.")
# What the design group cannot read it cannot mute for.
OUT_OF_SIGHT = frozenset(
    {Contribution.Status.UNRELEASED, Contribution.Status.WITHDRAWN, Contribution.Status.LAPSED}
)


def mute(
    *, actor: Membership | None, item: Item, reason: str, note: str = "", seen: str | None = None
) -> Decision:
    """Let the author of this item write no more, and return the decision.

    Raises PermissionDenied for an item of one's own or of another workshop, WrongPhase where the workshop
    is not moderated now, ChangedSince where the item is not as it was `seen`, WrongState where that is so
    already, KeyAway without the key.
    """
    with transaction.atomic():
        item = _take_up(actor, item, seen)
        if is_author_muted(item):
            raise WrongState(MUTED_ALREADY)
        mute_author(item)
        return write_down(actor, item, NewDecision(Decision.Verdict.MUTE, reason, note))


def unmute(*, actor: Membership | None, item: Item, note: str = "", seen: str | None = None) -> Decision:
    """Let the author of this item write again, and return the decision; refusals as in `mute`.

    Where another item of theirs is muted too, that still holds: nobody can tell that it does.
    """
    with transaction.atomic():
        item = _take_up(actor, item, seen)
        if not is_author_muted(item):
            raise WrongState(NOT_MUTED)
        unmute_author(item)
        return write_down(actor, item, NewDecision(Decision.Verdict.UNMUTE, Decision.Reason.FITS, note))


def _take_up(actor: Membership | None, item: Item, seen: str | None) -> Item:
    item = take_up(actor, item, seen)
    if item.status in OUT_OF_SIGHT:
        raise WrongState
    return item
