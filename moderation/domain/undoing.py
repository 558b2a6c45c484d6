"""To undo what one has just decided: the item is again what it was, and the record keeps both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ideas.domain.reports import ask_again
from ideas.models import Idea, Merge
from ideas_platform.lib.refusals import Refusal
from moderation.domain.asking import take_question_back
from moderation.domain.decisions import NewDecision, State, WrongState, ask_for_recount, take_up, write_down
from moderation.domain.editors_notes import OF_A_NOTE, put_note
from moderation.domain.merging import SETTLED, let_boards_follow, list_merges
from moderation.domain.nobody_decides_about_own import Item
from moderation.domain.recent import STATE_FIELDS
from moderation.domain.second_looks import look_again
from moderation.models import Decision, Undo
from workshops.models import Membership

TOO_LATE = _("It is too late to undo this: more than ten minutes have passed, or something else was decided.")
MOVED_ON = _("This has changed since you decided. Look at it again.")
LEADS_TO = {
    Decision.Verdict.PUBLISH.value: State.PUBLISHED,
    Decision.Verdict.HIDE.value: State.HIDDEN,
    Decision.Verdict.MERGE.value: State.PUBLISHED,
    Decision.Verdict.UPHOLD.value: State.HIDDEN,
}


@dataclass(frozen=True)
class Press:
    """What one press of a button decided, as far as it can still be undone.

    Of a merge the part comes first, and `into` is the main idea.
    """

    key: UUID
    verdict: str
    items: Sequence[Item]
    into: Idea | None = None


@dataclass(frozen=True)
class Undone:
    """One item, and why it stays as it is; "" where it is again what it was."""

    item: Item
    obstacle: str
    verdict: str


def find_last_press(actor: Membership) -> Press | None:
    """Return what the actor decided last, None where nothing of it can be undone; one query."""
    rows = list(_list_of(actor).order_by("-until"))
    if not rows:
        return None
    same = _merges_first(row for row in rows if row.press == rows[0].press)
    first = same[0].decision
    return Press(same[0].press, first.verdict, [_find_item(row.decision) for row in same], first.into)


def undo_press(*, actor: Membership, press: UUID) -> list[Undone]:
    """Bring back what the actor decided with one press, and return what became of each item.

    Each is undone by itself; a refusal of one stops no other. Raises WrongState where nothing is left of it.
    """
    rows = _merges_first(_list_of(actor).filter(press=press))
    if not rows:
        raise WrongState(TOO_LATE)
    undone = []
    for row in rows:
        item = _find_item(row.decision)
        try:
            _undo_one(actor, item)
        except (PermissionDenied, Refusal) as refusal:
            undone.append(Undone(item, str(refusal), row.decision.verdict))
        else:
            undone.append(Undone(item, "", row.decision.verdict))
    return undone


def _undo_one(actor: Membership, item: Item) -> None:
    with transaction.atomic():
        item = take_up(actor, item)
        undo = _list_of(actor).filter(item=item.pk).first()
        if undo is None:
            raise WrongState(TOO_LATE)
        if undo.decision.verdict in OF_A_NOTE:
            put_note(actor, item.thread, undo.words)
        elif undo.decision.verdict == Decision.Verdict.ASK:
            _take_back(item)
        else:
            _bring_back(item, undo)
        new_decision = NewDecision(Decision.Verdict.UNDO, Decision.Reason.FITS)
        write_down(actor, item, new_decision, undoes=undo.decision)


def _bring_back(item: Item, undo: Undo) -> None:
    """Let the item be what it was before a decision; raises WrongState where it has changed since."""
    if not item.reviewed or item.status != LEADS_TO[undo.decision.verdict]:
        raise WrongState(MOVED_ON)
    if undo.decision.verdict == Decision.Verdict.MERGE:
        _split(item.thread)
    _restore_state(item, undo)
    ask_again(item.pk, undo.decision.reports_answered)
    if undo.decision.is_second_look:
        look_again(item)


def _restore_state(item: Item, undo: Undo) -> None:
    """Save the item as it was; raises WrongState where others count with it and it would not be shown."""
    before = item.status
    for name in STATE_FIELDS:
        setattr(item, name, getattr(undo, name))
    if isinstance(item, Idea) and item.status != State.PUBLISHED and list_merges(item, item.workshop):
        raise WrongState(MOVED_ON)
    item.save(update_fields=STATE_FIELDS)
    ask_for_recount(item, before)


def _take_back(item: Item) -> None:
    """Delete the question that was asked about the item; raises WrongState where it has ended."""
    if not take_question_back(item):
        raise WrongState(MOVED_ON)


def _split(idea: Idea) -> None:
    """Let a part stand for itself again."""
    if idea.workshop.has_settled_merges:
        raise WrongState(SETTLED)
    if not Merge.objects.filter(idea=idea).delete()[0]:
        raise WrongState(MOVED_ON)
    let_boards_follow(idea.workshop)


def _merges_first(rows: Iterable[Undo]) -> list[Undo]:
    """Return the rows with merges first: only what nothing counts with can be taken back."""
    return sorted(rows, key=lambda row: row.decision.verdict != Decision.Verdict.MERGE)


def _list_of(actor: Membership) -> QuerySet[Undo]:
    rows = Undo.objects.living().filter(decision__decided_by=actor)
    return rows.select_related(
        "decision__idea__workshop", "decision__comment__idea__workshop", "decision__into"
    )


def _find_item(decision: Decision) -> Item:
    about = decision.idea if decision.comment is None else decision.comment
    return cast("Item", about)
