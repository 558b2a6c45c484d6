"""What an author asks of the design group about one of their own texts: to look again, or to cover words.

While the workshop is open a request counts as a contribution, and reaches the group with a release. After the
close there are no releases; then it goes with the next night, so that nothing tells the hour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas.domain.comment_changes import find_answered, find_comment_edit_obstacle
from ideas.domain.editable_until_settled import find_edit_obstacle, require_author
from ideas.domain.passages import is_in, is_too_long
from ideas.models import Comment, CoverRequest, Idea, SecondLook
from ideas_platform.lib.refusals import Unprocessable, make_refusal
from workshops.models import Housekeeping, Membership, Workshop
from workshops.phases import OVER, Deed, Phase

NOT_NOW = _("That cannot be asked for at the moment: the workshop’s dates do not allow it.")
NOT_HIDDEN = _("Only what the design group has hidden can be looked at again.")
ASKED_ONCE = _("You have asked for this already. It can be asked for once.")
NOT_SHOWN = _("Nobody but you can read this, so there is nothing to cover.")
WITH_GROUP = _("The design group has your request already. You can ask again once they have decided.")
CHANGE_YOURSELF = _("You can still change this text yourself. That is quicker.")
NOT_THERE = _("Some of these words are not in the text. Copy them just as they stand there.")
TOO_LONG = _("With these words covered the text would be too long. Ask to cover the words beside them, too.")
COVERABLE = frozenset({Idea.Status.IN_REVIEW, Idea.Status.PUBLISHED, Idea.Status.HIDDEN})
Item = Idea | Comment

NAME = "author requests"
NIGHT = range(1, 5)
# As `newcomers.py`: the shortest night there is.
A_DAY = timedelta(hours=23)


def find_look_obstacle(item: Item) -> str | Promise:
    """Return why its author cannot ask for a second look now, "" where nothing is in the way; one query.

    The workshop of its thread must come from `with_phase()`.
    """
    if not item.thread.workshop.allows(Deed.ASK_TO_LOOK):
        return NOT_NOW
    if item.status != Idea.Status.HIDDEN or item.withdrawal_pending:
        return NOT_HIDDEN
    return ASKED_ONCE if SecondLook.objects.filter(pk=item.pk).exists() else ""


def list_asked_to_look(items: Iterable[Item]) -> set[UUID]:
    """Return about which of one's own texts a second look was asked for; no query where none is hidden."""
    hidden = [item.pk for item in items if item.status == Idea.Status.HIDDEN]
    return set(SecondLook.objects.filter(pk__in=hidden).values_list("pk", flat=True)) if hidden else set()


def find_cover_obstacle(item: Item) -> str | Promise:
    """Return why its author cannot ask to cover words now, "" where nothing is in the way."""
    if not item.thread.workshop.allows(Deed.ASK_TO_COVER):
        return NOT_NOW
    if item.status not in COVERABLE:
        return NOT_SHOWN
    if not find_change_obstacle(item):
        return CHANGE_YOURSELF
    return WITH_GROUP if CoverRequest.objects.filter(pk=item.pk).unanswered().exists() else ""


def find_change_obstacle(item: Item) -> str | Promise:
    """Return why its author cannot change the words themselves, "" where they can."""
    if isinstance(item, Idea):
        return find_edit_obstacle(item)
    return find_comment_edit_obstacle(item, item.idea, answered=item.pk in find_answered([item]))


def ask_to_look(*, actor: Membership, item: Item, words: str) -> None:
    """Ask for a second look at one's own hidden text, once, with words or without.

    Raises PermissionDenied for somebody else's, WrongPhase where it cannot be asked for, KeyAway without the
    key.
    """
    with transaction.atomic():
        item = _take_up(actor, item)
        if obstacle := find_look_obstacle(item):
            raise make_refusal(obstacle, by_dates=obstacle == NOT_NOW)
        SecondLook.objects.create(words=words, **_name(item))


def ask_to_cover(*, actor: Membership, item: Item, passages: Sequence[str]) -> None:
    """Ask to cover these passages of one's own text, or without any to take all of it out.

    A request that the group has not seen yet is replaced. Raises as `ask_to_look` does, and Unprocessable
    where a passage does not stand in the text word for word, or where all of a text could be taken back.
    """
    with transaction.atomic():
        item = _take_up(actor, item)
        if obstacle := find_cover_obstacle(item):
            raise make_refusal(obstacle, by_dates=obstacle == NOT_NOW)
        if not all(is_in(item, passage) for passage in passages):
            raise Unprocessable(NOT_THERE)
        if is_too_long(item, passages):
            raise Unprocessable(TOO_LONG)
        if not passages and item.thread.workshop.phase not in OVER:
            raise Unprocessable(NOT_NOW)
        values = {**_name(item), "words": "\n".join(passages), "answered": False}
        CoverRequest.objects.update_or_create(item=values.pop("item"), defaults=values)


def pass_on_at_night() -> int:
    """Let the design groups of closed workshops see what was asked for since the last night, once a night.

    Returns how many requests these were.
    """
    if timezone.localtime().hour not in NIGHT:
        return 0
    with transaction.atomic():
        Housekeeping.objects.get_or_create(pk=NAME, defaults={"at": Now() - A_DAY})
        if not Housekeeping.objects.filter(pk=NAME, at__lte=Now() - A_DAY).update(at=Now()):
            return 0
        return pass_on_after_the_close()


def pass_on_after_the_close() -> int:
    """Do that now; return how many requests these were."""
    kinds: tuple[Any, ...] = (SecondLook, CoverRequest)
    waiting = [set(kind.objects.unreleased().values_list("idea__workshop_id", flat=True)) for kind in kinds]
    workshops = Workshop.objects.with_phase().filter(pk__in=set().union(*waiting))
    over = [workshop.pk for workshop in workshops if workshop.phase in OVER]
    return sum(
        kind.objects.unreleased().filter(idea__workshop__in=over).update(released=True) for kind in kinds
    )


def _take_up(actor: Membership, item: Item) -> Item:
    """Return the actor's own item as it is now, locked, with its workshop; raises PermissionDenied."""
    locked: Item
    if isinstance(item, Idea):
        locked = Idea.objects.select_for_update(no_key=True).get(pk=item.pk)
    else:
        locked = Comment.objects.select_for_update(no_key=True).get(pk=item.pk)
    require_author(actor, locked, locked.thread)
    return locked


def _name(item: Item) -> dict[str, Any]:
    """Return what a request about this item is stored with; in practice nobody waits for a night."""
    workshop = item.thread.workshop
    return {
        "item": item.pk,
        "idea": item.thread,
        "comment": item if isinstance(item, Comment) else None,
        "released": workshop.practice and workshop.phase != Phase.OPEN,
    }
