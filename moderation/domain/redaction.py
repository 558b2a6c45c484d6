"""The design group covers words of a text: they are overwritten, and nothing keeps a copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from ideas.domain.erasing import leave_old_words_behind
from ideas.domain.holding import is_held
from ideas.domain.passages import (
    Wording,
    cover,
    find_limit,
    is_in_texts,
    is_too_long,
    list_texts,
    name_texts,
)
from ideas.domain.questions import find_answer, forget_questions, list_seen_by_group, read_questions
from ideas.models import CommentRevision, Idea, Question, Revision
from ideas.models.questions import ANSWER_LENGTH, QUESTION_LENGTH
from moderation.domain.decisions import NewDecision, State, WrongState, take_up, write_down
from moderation.domain.nobody_decides_about_own import Item
from moderation.domain.notes import cover_in_notes, forget_notes
from moderation.models import Decision, Note, SampledText, TextVector
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

    The new wording of an idea, which waits, is covered too, what was asked and answered about it, and the
    note of the decision. An item that was held is so no longer where nothing is left to hold it for. Once
    this is committed, the old words leave the disk. Raises PermissionDenied, WrongPhase, ChangedSince and
    KeyAway as `decide` does, WrongState where none of the passages stands there, where it would be too long,
    or where the item is not there to be read.
    """
    with transaction.atomic():
        item = take_up(actor, item, new_decision.seen)
        return carry_out_redaction(actor, item, passages, new_decision)


def cover_what_was_asked(
    *, actor: Membership | None, item: Item, question: Question, new_decision: NewDecision
) -> Decision | None:
    """Overwrite what the question says, of an item that is locked, as `redact_passages`; None for nothing."""
    passages = question.list_covered()
    return _cover_all(actor, item, passages, new_decision) if passages else None


def carry_out_redaction(
    actor: Membership | None, item: Item, passages: Sequence[str], new_decision: NewDecision
) -> Decision:
    """Cover the passages of an item that was taken up, and return the decision; as `redact_passages`."""
    texts = list_all_texts(item)
    if item.status not in REDACTABLE or not any(is_in_texts(texts, passage) for passage in passages):
        raise WrongState(NOT_THERE)
    if is_too_long(item, passages):
        raise WrongState(TOO_LONG)
    return _cover_all(actor, item, passages, new_decision)


def _cover_all(
    actor: Membership | None, item: Item, passages: Sequence[str], new_decision: NewDecision
) -> Decision:
    wordings = list(_list_wordings(item))
    for wording in wordings:
        _overwrite(wording, passages)
    _cover_thread(item, passages)
    cover_in_notes(item, passages)
    note = cover(new_decision.note, passages, re.IGNORECASE)[: Decision._meta.get_field("note").max_length]
    leave_words_of(wordings)
    return write_down(actor, item, NewDecision(Decision.Verdict.MASK, new_decision.reason, note))


def take_text_out(item: Item) -> None:
    """Overwrite title and text of an item that was taken up; the new wording, which waits, and questions go.

    Once this is committed, the old words leave the disk.
    """
    wordings = list(_list_wordings(item))
    for name, _text in name_texts(item):
        setattr(item, name, TAKEN_OUT)
    item.held = False
    item.save(update_fields=[*(name for name, _text in name_texts(item)), "held"])
    for wording in wordings[1:]:
        wording.delete()
    forget_questions([item.pk])
    forget_notes(item)
    leave_words_of(wordings)


def leave_words_of(wordings: Sequence[Wording]) -> None:
    """Let the words that these wordings had leave the disk, as soon as the transaction is committed."""
    tables: set[type[Model]] = {type(wording) for wording in wordings}
    # A vector of the old words is as good as these, and notes and readers of a sample may have repeated them.
    tables |= {TextVector, SampledText, Note}
    transaction.on_commit(lambda: leave_old_words_behind(tables))


def list_all_texts(item: Item) -> list[str]:
    """Return title and text of an item, and what its author answered to the group; one query at most."""
    answers = [one.answer.body for one in list_seen_by_group(item) if one.answer]
    return [*list_texts(item), *answers]


def _cover_thread(item: Item, passages: Sequence[str]) -> None:
    """Cover the passages in what was asked about the item and answered, also where that waits."""
    for question in read_questions([item.pk]):
        question.text = cover(question.text, passages)[:QUESTION_LENGTH]
        question.save(update_fields=["text"])
        if answer := find_answer(question):
            answer.body = cover(answer.body, passages)[:ANSWER_LENGTH]
            answer.save(update_fields=["body"])


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
