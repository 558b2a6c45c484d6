"""What happens to a text whose author did not answer: what whoever asked has chosen, as their decision."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ideas.domain.questions import is_over
from ideas.models import Question
from moderation.domain.decisions import NewDecision, carry_out, lock_item
from moderation.domain.nobody_decides_about_own import Item
from moderation.domain.redaction import cover_what_was_asked
from moderation.models import Decision
from workshops.models import Membership, Workshop
from workshops.phases import Deed

WITH_ITEM = ("idea__workshop", "comment__idea__workshop")


def end_unanswered() -> int:
    """Carry out what was chosen for each question whose days are over; return how many there were."""
    workshops = Workshop.objects.filter(pk__in=Question.objects.open().values("workshop")).with_phase()
    return sum(_end_in(workshop) for workshop in workshops if workshop.allows(Deed.MODERATE))


def _end_in(workshop: Workshop) -> int:
    over = [one.pk for one in Question.objects.open().filter(workshop=workshop) if is_over(workshop, one)]
    return sum(_end_one(key) for key in over)


def _end_one(key: UUID) -> bool:
    """Carry out what was chosen for one question, unless it has ended meanwhile; return whether it did."""
    with transaction.atomic():
        item = lock_item(Question.objects.select_related(*WITH_ITEM).get(pk=key).item)
        open_ones = Question.objects.open().select_related("idea", "comment")
        locked = open_ones.filter(pk=key).select_for_update(of=("self",), no_key=True).first()
        # An answer that came in the very moment of the release is shown by the next one.
        if locked is None or hasattr(locked, "answer") or not item.thread.workshop.allows(Deed.MODERATE):
            return False
        Question.objects.filter(pk=key).update(ended=Question.End.RAN_OUT)
        _carry_out(_find_asker(locked), item, locked)
    return True


def _carry_out(actor: Membership | None, item: Item, question: Question) -> None:
    note = _("No answer came within seven days.")
    if question.outcome == Question.Outcome.COVER:
        masks = NewDecision(Decision.Verdict.MASK, question.reason, note)
        cover_what_was_asked(actor=actor, item=item, question=question, new_decision=masks)
        carry_out(actor, item, NewDecision(Decision.Verdict.PUBLISH, Decision.Reason.FITS, note))
    else:
        carry_out(actor, item, NewDecision(Decision.Verdict.HIDE, question.reason, note))


def _find_asker(question: Question) -> Membership | None:
    """Return who asked, None where they belong to the staff no more: then nobody has decided it."""
    asker = question.asked_by
    return asker if asker is not None and asker.is_staff_member else None
