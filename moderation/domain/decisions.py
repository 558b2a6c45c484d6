"""The design group decides what everybody sees, one item at a time, for good reason, on the record."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce, Now, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas.domain.danger import tell_safeguarding
from ideas.domain.questions import end_questions
from ideas.domain.reports import answer_reports
from ideas.models import Comment, Contribution, Idea, Merge, Question
from ideas_platform.lib.refusals import Refusal, WrongPhase
from moderation.domain.nobody_decides_about_own import Item, require_right
from moderation.domain.recent import STATE_FIELDS, forget_recent, keep_recent, read_state
from moderation.domain.second_looks import answer_second_look, find_second_look, require_another
from moderation.domain.seen import read_seen
from moderation.models import Claim, Decision
from workshops.models import Membership, Workshop
from workshops.phases import Deed

NOT_NOW = _("Nothing can be published or hidden at the moment: the workshop is not open.")

State = Contribution.Status
# From which states an item can be brought to the one a verdict leads to.
OPEN_TO: Mapping[str, frozenset[str]] = {
    Decision.Verdict.PUBLISH: frozenset({State.IN_REVIEW, State.PUBLISHED, State.HIDDEN}),
    Decision.Verdict.HIDE: frozenset({State.IN_REVIEW, State.PUBLISHED}),
    # Where a second look waits.
    Decision.Verdict.UPHOLD: frozenset({State.HIDDEN}),
}
# What leaves nothing to ask about the item as it was.
ENDS_QUESTIONS = frozenset({Decision.Verdict.PUBLISH, Decision.Verdict.HIDE, Decision.Verdict.MASK})


class WrongState(Refusal):
    """The item is not in a state about which this can be decided (409)."""

    status = 409
    message = _("This has changed in the meantime. Look at it again.")


class ChangedSince(WrongState):
    """The item is another than the one that was seen when the decision was made (409)."""


@dataclass(frozen=True)
class NewDecision:
    """What is decided, why, a note for the record, and words that its author reads.

    `seen` is what the item was like when this was made up (`read_seen`), None where nobody looked at a page.
    `press` is the same for all that one press of a button decides; None where it decides this alone.
    `reports_answered`: for which reasons readers had reported it, and `is_second_look`: whether it answers
    its author, are filled in when it is carried out.
    `into` is the idea under which one that is merged counts.
    """

    verdict: str
    reason: str
    note: str = ""
    seen: str | None = None
    told: str = ""
    press: uuid.UUID | None = None
    reports_answered: Sequence[str] = field(default_factory=list)
    into: Idea | None = None
    is_second_look: bool = False


def decide(*, actor: Membership | None, item: Item, new_decision: NewDecision) -> Decision:
    """Carry out the decision on an idea or comment, write it down, and return the record.

    Raises PermissionDenied for an item of one's own or of another workshop, WrongPhase where the workshop
    is not moderated now, ChangedSince where the item is not as it was seen, WrongState where it cannot be
    brought there, KeyAway without the key.
    """
    with transaction.atomic():
        return carry_out(actor, take_up(actor, item, new_decision.seen), new_decision)


def carry_out(actor: Membership | None, item: Item, new_decision: NewDecision) -> Decision:
    """Carry out the decision on an item that was taken up, write it down, and return the record.

    For ten minutes whoever took it can undo it. Raises WrongState where the item cannot be brought there.
    """
    if not is_open_to(item, new_decision.verdict):
        raise WrongState
    require_another(actor, item)
    before, waited = read_state(item), count_days(item)
    change_state(item, new_decision.verdict)
    if new_decision.verdict == Decision.Verdict.HIDE and isinstance(item, Idea):
        _end_merges(actor, item)
    new_decision = replace(
        new_decision, reports_answered=answer_reports(item.pk), is_second_look=answer_second_look(item)
    )
    if new_decision.reason == Decision.Reason.SAFETY:
        tell_safeguarding(item.thread.workshop, item)
    Claim.objects.filter(item=item.pk).delete()
    decision = write_down(actor, item, new_decision, waited=waited)
    keep_recent(item, decision, before, new_decision.press or uuid.uuid4())
    return decision


def is_open_to(item: Item, verdict: str) -> bool:
    """Return whether the item can be brought to where this verdict of OPEN_TO leads."""
    if item.status not in OPEN_TO[verdict]:
        return False
    return verdict != Decision.Verdict.UPHOLD or find_second_look(item) is not None


def take_up(
    actor: Membership | None, item: Item, seen: str | None = None, *, deed: Deed = Deed.MODERATE
) -> Item:
    """Return the item as it is now, locked for this transaction, where the actor may decide about it now.

    Raises PermissionDenied, WrongPhase and ChangedSince as `decide` does.
    """
    item = lock_item(item)
    require_right(actor, item)
    if not item.thread.workshop.allows(deed):
        raise WrongPhase(str(NOT_NOW))
    if seen is not None and read_seen(item) != seen:
        raise ChangedSince
    return item


def write_down(
    actor: Membership | None,
    item: Item,
    new_decision: NewDecision,
    *,
    waited: int | None = None,
    undoes: Decision | None = None,
) -> Decision:
    """Put the decision on the record, and return it; what was decided about the item before stands for good.

    `waited`: days since the release that brought it to the design group.
    """
    forget_recent(item)
    if new_decision.verdict in ENDS_QUESTIONS:
        end_questions([item.pk], Question.End.DECIDED)
    return Decision.objects.create(
        workshop=item.thread.workshop,
        idea=item if isinstance(item, Idea) else None,
        comment=item if isinstance(item, Comment) else None,
        verdict=new_decision.verdict,
        reason=new_decision.reason,
        note=new_decision.note,
        told=new_decision.told,
        reports_answered=list(new_decision.reports_answered),
        is_second_look=new_decision.is_second_look,
        decided_by=actor,
        waited=waited,
        undoes=undoes,
        into=new_decision.into,
    )


def _end_merges(actor: Membership | None, idea: Idea) -> None:
    """Let what counted with an idea that is hidden now stand for itself, and the record say so.

    Were they to come together again when it is shown, to hide and to show it would be a way to ask how many
    people voted on both, as often as somebody likes. Once all merges are settled, none is undone.
    """
    if idea.workshop.has_settled_merges:
        return
    ended = Merge.objects.filter(Q(idea=idea) | Q(main=idea)).select_related("idea")
    for merge in ended:
        merge.idea.workshop = idea.workshop
        write_down(actor, merge.idea, NewDecision(Decision.Verdict.SPLIT, Decision.Reason.FITS))
    ended.delete()


def lock_item(item: Item) -> Item:
    """Return the item as it is now, for this transaction alone to change.

    The workshop comes first, as in a release: the other order could deadlock. "No key": votes and comments
    may refer to the item meanwhile.
    """
    workshops = Workshop.objects.with_phase().select_for_update(no_key=True)
    workshop = workshops.get(pk=item.thread.workshop_id)
    locked: Item
    if isinstance(item, Idea):
        locked = Idea.objects.select_for_update(no_key=True).get(pk=item.pk)
    else:
        locked = Comment.objects.select_for_update(no_key=True).get(pk=item.pk)
    locked.thread.workshop = workshop
    return locked


def change_state(item: Item, verdict: str) -> None:
    """Let the item be what the verdict makes of it, looked at; every verdict but those that hide shows it."""
    before, was_in_view = item.status, item.held_by_reports
    item.reviewed, item.held, item.held_by_reports, item.review_since = True, False, False, None
    item.approved = verdict not in {Decision.Verdict.HIDE, Decision.Verdict.UPHOLD}
    if item.approved:
        item.status = State.PUBLISHED
        item.published_on = _date_of_publication(State.PUBLISHED if was_in_view else before)
    else:
        item.status = State.HIDDEN
    item.save(update_fields=STATE_FIELDS)
    ask_for_recount(item, before)


def ask_for_recount(item: Item, before: str) -> None:
    """Let boards be worked out anew with the next release where an idea is shown or hidden since `before`."""
    if isinstance(item, Idea) and item.status != before:
        Workshop.objects.filter(pk=item.workshop_id, recompute_all=False).update(recompute_all=True)


def count_days(item: Item) -> int | None:
    """Return for how many days an item has waited for the design group, None for one that did not wait."""
    if item.reviewed or item.review_since is None:
        return None
    return max((timezone.localdate() - item.review_since).days, 0)


def _date_of_publication(before: str) -> TruncDate | Coalesce:
    today = TruncDate(Now())
    return today if before == State.IN_REVIEW else Coalesce("published_on", today)
