"""What an author said too much: covered or taken out as they ask, also after the result is out."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ideas.domain.passages import is_in, list_lines
from ideas.models import CoverRequest
from ideas_platform.lib.refusals import Unprocessable
from moderation.domain.decisions import NewDecision, WrongState, take_up, write_down
from moderation.domain.nobody_decides_about_own import Item
from moderation.domain.reason_templates import NO_ADDRESS, has_address
from moderation.domain.redaction import REDACTABLE, carry_out_redaction, leave_words_of, take_text_out
from moderation.models import Decision
from workshops.models import Membership
from workshops.phases import Deed

NOTHING_ASKED = _("Nobody asks for this any more. Look at it again.")


def find_cover_request(item: Item) -> CoverRequest | None:
    """Return what its author asks to cover, None where nothing waits for a decision."""
    found: CoverRequest | None = CoverRequest.objects.unanswered().filter(pk=item.pk).first()
    return found


def cover_as_asked(*, actor: Membership | None, item: Item, new_decision: NewDecision) -> Decision:
    """Cover exactly the passages that its author named, or take the whole text out, and return the decision.

    Refusals as in `redact_passages`; WrongState too where nothing is asked for. What the author named is kept
    nowhere.
    """
    with transaction.atomic():
        item, asked = _take_up(actor, item, new_decision.seen)
        # What somebody has covered meanwhile stands there no more.
        passages = [passage for passage in list_lines(asked.words) if is_in(item, passage)]
        _answer(item, asked)
        if asked.words and passages:
            wanted = NewDecision(Decision.Verdict.MASK, Decision.Reason.ASKED, new_decision.note)
            return carry_out_redaction(actor, item, passages, wanted)
        if not asked.words:
            take_text_out(item)
        verdict = Decision.Verdict.MASK if asked.words else Decision.Verdict.TAKE_OUT
        return write_down(actor, item, NewDecision(verdict, Decision.Reason.ASKED))


def refuse_to_cover(*, actor: Membership | None, item: Item, new_decision: NewDecision) -> Decision:
    """Leave the text as it is, with words that its author reads, and return the decision.

    Refusals as in `cover_as_asked`; Unprocessable where the words could be a lure.
    """
    if has_address(new_decision.told):
        raise Unprocessable(NO_ADDRESS)
    with transaction.atomic():
        item, asked = _take_up(actor, item, new_decision.seen)
        _answer(item, asked)
        wanted = NewDecision(Decision.Verdict.REFUSE, Decision.Reason.FITS, told=new_decision.told)
        return write_down(actor, item, wanted)


def _take_up(actor: Membership | None, item: Item, seen: str | None) -> tuple[Item, CoverRequest]:
    item = take_up(actor, item, seen, deed=Deed.COVER_AS_ASKED)
    asked = find_cover_request(item)
    if asked is None or item.status not in REDACTABLE:
        raise WrongState(NOTHING_ASKED)
    return item, asked


def _answer(item: Item, asked: CoverRequest) -> None:
    """Let the request be answered, and the words in it leave the disk with those of the text."""
    CoverRequest.objects.filter(pk=asked.pk).update(answered=True, words="")
    leave_words_of([item])
