"""The design group puts together what says the same: a link between two ideas, which can be undone."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ideas.models import Idea, Merge
from moderation.domain.decisions import WrongState, take_up
from moderation.domain.nobody_decides_about_own import Item
from moderation.models import Decision
from voting.count.merges import count_voters
from workshops.models import Membership, Workshop

TO_ITSELF = _("An idea cannot be merged into itself.")
ELSEWHERE = _("Both ideas must be of the same workshop.")
NOT_SHOWN = _("Only ideas that everybody sees can be merged.")
MERGED_ALREADY = _("This idea is merged already. Undo that first.")
NOT_MERGED = _("This idea is not merged.")
TWICE_MERGED = _("These two were merged twice already. A third time would not change what was decided.")
SETTLED = _("After the close all merges were counted together, once. None is added or undone any more.")
MOST_MERGES_OF_A_PAIR = 2


def merge_ideas(*, actor: Membership | None, part: Idea, main: Idea, note: str = "") -> Decision:
    """Let the part count under the main idea from the next release on, and return the decision.

    Where few have voted on one of them, the votes come together later: see `take_merges`. Nothing here tells
    or works out what the two have together.
    Raises PermissionDenied where either idea is the actor's own or of another workshop, WrongPhase where the
    workshop is not moderated now, WrongState where the two cannot be merged, KeyAway without the key.
    """
    with transaction.atomic():
        part, main = (_lock(actor, idea) for idea in (part, main))
        _require_two(part, main)
        voters = count_voters([main.pk]).get(main.pk, 0)
        Merge.objects.create(idea=part, main=main, merged_by=actor, main_voters=voters)
        return _record(actor, part, Decision.Verdict.MERGE, f"{main.ref} {note}".strip())


def undo_merge(*, actor: Membership | None, part: Idea, note: str = "") -> Decision:
    """Let the part stand for itself again from the next release on, with every vote it had.

    Refusals as in `merge_ideas`.
    """
    with transaction.atomic():
        part = _lock(actor, part)
        _require_time(part.workshop)
        if not Merge.objects.filter(idea=part).delete()[0]:
            raise WrongState(NOT_MERGED)
        return _record(actor, part, Decision.Verdict.SPLIT, note)


def _lock(actor: Membership | None, idea: Idea) -> Idea:
    locked: Item = take_up(actor, idea)
    return locked.thread


def _require_two(part: Idea, main: Idea) -> None:
    if part.workshop_id != main.workshop_id:
        raise WrongState(ELSEWHERE)
    if {part.status, main.status} != {Idea.Status.PUBLISHED}:
        raise WrongState(NOT_SHOWN)
    if Merge.objects.filter(idea=part).exists():
        raise WrongState(MERGED_ALREADY)
    if part.pk in _follow(main):
        raise WrongState(TO_ITSELF)
    _require_time(part.workshop)
    if _count_merges(part, main) >= MOST_MERGES_OF_A_PAIR:
        raise WrongState(TWICE_MERGED)


def _require_time(workshop: Workshop) -> None:
    if workshop.has_settled_merges:
        raise WrongState(SETTLED)


def _count_merges(one: Idea, other: Idea) -> int:
    """Return how often these two were merged, whichever into which, by the notes of the decisions."""
    into = Q(idea=one, note__startswith=other.ref) | Q(idea=other, note__startswith=one.ref)
    return Decision.objects.filter(into, verdict=Decision.Verdict.MERGE).count()


def _follow(idea: Idea) -> list[object]:
    """Return the idea and all those that it is merged into, one after the other."""
    mains = dict(Merge.objects.filter(idea__workshop=idea.workshop_id).values_list("idea_id", "main_id"))
    way = [idea.pk]
    while way[-1] in mains:
        way.append(mains[way[-1]])
    return list(way)


def _record(actor: Membership | None, part: Idea, verdict: str, note: str) -> Decision:
    """Write it down, and let everybody see it: boards follow with the next release."""
    Workshop.objects.filter(pk=part.workshop_id).update(
        recompute_all=True, content_version=F("content_version") + 1
    )
    is_merge = verdict == Decision.Verdict.MERGE
    return Decision.objects.create(
        workshop_id=part.workshop_id,
        idea=part,
        verdict=verdict,
        reason=Decision.Reason.DUPLICATE if is_merge else Decision.Reason.FITS,
        note=note[: Decision._meta.get_field("note").max_length],
        decided_by=actor,
    )
