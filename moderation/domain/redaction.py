"""The design group covers words of a text: they are overwritten, and nothing keeps a copy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ideas.domain.erasing import leave_old_words_behind
from ideas.domain.holding import is_held
from ideas.models import CommentRevision, Idea, Revision
from moderation.domain.decisions import NewDecision, State, WrongState, take_up, write_down
from moderation.domain.nobody_decides_about_own import Item
from moderation.models import Decision
from workshops.models import Membership

# What stands in the place of covered words, for everybody: plain text, so that it is read aloud and exported
# as it is. It is stored, so it is not translated.
MARK = "[covered]"
REDACTABLE = frozenset({State.IN_REVIEW, State.PUBLISHED, State.HIDDEN})
NOT_THERE = _("These words are no longer in the text. Look at it again.")
TOO_LONG = _(
    "With these words covered the text would be too long. Cover the words beside them, too, on the same line."
)
TEXTS = ("title", "body")
Wording = Item | Revision | CommentRevision


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
        if item.status not in REDACTABLE or not any(is_in(item, passage) for passage in passages):
            raise WrongState(NOT_THERE)
        if is_too_long(item, passages):
            raise WrongState(TOO_LONG)
        wordings = list(_list_wordings(item))
        for wording in wordings:
            _overwrite(wording, passages)
        note = cover(new_decision.note, passages, re.IGNORECASE)[
            : Decision._meta.get_field("note").max_length
        ]
        transaction.on_commit(lambda: leave_old_words_behind(type(wording) for wording in wordings))
        return write_down(actor, item, NewDecision(Decision.Verdict.MASK, new_decision.reason, note))


def cover(text: str, passages: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> str:
    """Return the text with the mark in place of each passage, wherever it stands as words of its own.

    The longest go first, since one may be a part of another. Marks that stand there already stay.
    """
    for passage in sorted(passages, key=len, reverse=True):
        pieces = text.split(MARK)
        text = MARK.join(_pattern(passage, flags).sub(MARK, piece) for piece in pieces)
    return text


def is_in(item: Wording, passage: str) -> bool:
    """Return whether this passage stands in the title or the text."""
    return any(cover(text, [passage]) != text for text in list_texts(item))


def is_too_long(item: Item, passages: Sequence[str]) -> bool:
    """Return whether the title or the text would not fit into the table with these passages covered."""
    return any(len(cover(text, passages)) > _limit(item, name) for name, text in _name_texts(item))


def list_texts(item: Wording) -> list[str]:
    """Return the title, where there is one, and the text."""
    return [text for _name, text in _name_texts(item)]


def _name_texts(item: Wording) -> list[tuple[str, str]]:
    return [(name, getattr(item, name)) for name in TEXTS if hasattr(item, name)]


def _limit(item: Wording, name: str) -> int:
    return int(getattr(item._meta.get_field(name), "max_length", 0))


def _list_wordings(item: Item) -> Iterator[Wording]:
    yield item
    if isinstance(item, Idea):
        yield from Revision.objects.filter(idea=item)
    else:
        yield from CommentRevision.objects.filter(comment=item)


def _overwrite(wording: Wording, passages: Sequence[str]) -> None:
    """Cover the passages in one wording; one that waits, which nobody has read, is cut where it must be."""
    wording.body = cover(wording.body, passages)[: _limit(wording, "body")]
    if isinstance(wording, Idea | Revision):
        wording.title = cover(wording.title, passages)[: _limit(wording, "title")]
    wording.held = wording.held and is_held(*list_texts(wording))
    wording.save(update_fields=[*(name for name, _text in _name_texts(wording)), "held"])


def _pattern(passage: str, flags: re.RegexFlag) -> re.Pattern[str]:
    """Return what finds the passage, but not as a part of a longer word: to cover "Ann" leaves "annual"."""
    start, end = (r"\b" if re.match(r"\w", letter) else "" for letter in (passage[0], passage[-1]))
    return re.compile(f"{start}{re.escape(passage)}{end}", flags)
