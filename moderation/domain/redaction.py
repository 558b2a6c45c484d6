"""The design group covers words of a text: they are overwritten, and nothing keeps a copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ideas.domain.erasing import leave_old_words_behind
from ideas.domain.holding import is_held
from ideas.domain.passages import (
    Wording,
    cover,
    find_limit,
    is_in,
    is_too_long,
    list_texts,
    name_texts,
)
from ideas.models import CommentRevision, Idea, Revision
from moderation.domain.decisions import NewDecision, State, WrongState, take_up, write_down
from moderation.domain.nobody_decides_about_own import Item
from moderation.models import Decision
from workshops.models import Membership

REDACTABLE = frozenset({State.IN_REVIEW, State.PUBLISHED, State.HIDDEN})
NOT_THERE = _("These words are no longer in the text. Look at it again.")
TOO_LONG = _(
    "With these words covered the text would be too long. Cover the words beside them, too, on the same line."
)
# The same for a whole text. Title and text keep their place: votes, comments and boards stand on them.
TAKEN_OUT = "[taken out by its author]"


def redact_passages(
    *, actor: Membership | None, item: Item, passages: Sequence[str], new_decision: NewDecision
) -> Decision:
    """Overwrite each of the passages, wherever it stands in the item, and return the decision.

    The new wording of an idea, which waits, is covered too, and the note of the decision. An item that was
    held is so no longer where nothing is left to hold it for. Once this is committed, the old words leave the
    disk. Raises PermissionDenied, WrongPhase, ChangedSince and KeyAway as `decide` does, WrongState where
    none of the passages stands there, where it would be too long, or where the item is not there to be read.
    """
    with transaction.atomic():
        item = take_up(actor, item, new_decision.seen)
        return carry_out_redaction(actor, item, passages, new_decision)


def carry_out_redaction(
    actor: Membership | None, item: Item, passages: Sequence[str], new_decision: NewDecision
) -> Decision:
    """Cover the passages of an item that was taken up, and return the decision; as `redact_passages`."""
    if item.status not in REDACTABLE or not any(is_in(item, passage) for passage in passages):
        raise WrongState(NOT_THERE)
    if is_too_long(item, passages):
        raise WrongState(TOO_LONG)
    wordings = list(_list_wordings(item))
    for wording in wordings:
        _overwrite(wording, passages)
    note = cover(new_decision.note, passages, re.IGNORECASE)[: Decision._meta.get_field("note").max_length]
    leave_words_of(wordings)
    return write_down(actor, item, NewDecision(Decision.Verdict.MASK, new_decision.reason, note))


def take_text_out(item: Item) -> None:
    """Overwrite title and text of an item that was taken up; the new wording, which waits, goes.

    Once this is committed, the old words leave the disk.
    """
    wordings = list(_list_wordings(item))
    for name, _text in name_texts(item):
        setattr(item, name, TAKEN_OUT)
    item.held = False
    item.save(update_fields=[*(name for name, _text in name_texts(item)), "held"])
    for wording in wordings[1:]:
        wording.delete()
    leave_words_of(wordings)


def leave_words_of(wordings: Sequence[Wording]) -> None:
    """Let the words that these wordings had leave the disk, as soon as the transaction is committed."""
    transaction.on_commit(lambda: leave_old_words_behind(type(wording) for wording in wordings))


def _list_wordings(item: Item) -> Iterator[Wording]:
    yield item
    if isinstance(item, Idea):
        yield from Revision.objects.filter(idea=item)
    else:
        yield from CommentRevision.objects.filter(comment=item)


def _overwrite(wording: Wording, passages: Sequence[str]) -> None:
    """Cover the passages in one wording; one that waits, which nobody has read, is cut where it must be."""
    wording.body = cover(wording.body, passages)[: find_limit(wording, "body")]
    if isinstance(wording, Idea | Revision):
        wording.title = cover(wording.title, passages)[: find_limit(wording, "title")]
    wording.held = wording.held and is_held(*list_texts(wording))
    wording.save(update_fields=[*(name for name, _text in name_texts(wording)), "held"])
