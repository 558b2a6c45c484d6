"""The design group puts together what says the same: a link between two ideas, which can be undone."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ideas.domain.authors import find_own_items
from ideas.domain.reports import answer_reports, list_endangered
from ideas.models import Idea, Merge
from ideas_platform.lib.refusals import Refusal, WrongPhase
from moderation.domain.claims import is_for_review
from moderation.domain.decisions import (
    NOT_NOW,
    NewDecision,
    State,
    WrongState,
    carry_out,
    change_state,
    count_days,
    take_up,
    write_down,
)
from moderation.domain.nobody_decides_about_own import Item, require_right_of
from moderation.domain.recent import forget_recent, keep_recent, read_state
from moderation.models import Claim, Decision
from voting.count.merges import count_voters
from voting.releases.releases import release_workshop
from workshops.models import Membership, Workshop
from workshops.phases import Deed

TO_ITSELF = _("An idea cannot be merged into itself.")
ELSEWHERE = _("Both ideas must be of the same workshop.")
NOT_SHOWN = _("One of the two is not shown any more, or not yet. Only what everybody may see is merged.")
NOT_READ = _("One of the two is held, or reported as a danger. Decide about it alone first.")
OLD_VOTES = _("The votes on one of the two stay as they are, since a key was lost. It cannot be merged.")
MERGED_ALREADY = _("This idea counts with another one already. Undo that first.")
MAIN_IS_PART = _("The main idea counts with another one already. Merge into that one.")
HAS_PARTS = _(
    "Other ideas count with the one that would become a part. "
    "Make it the main idea, or undo those merges first."
)
RELATED = _("Your own idea counts with one of the two. Somebody else of the design group has to decide.")
NOT_MERGED = _("This idea is not merged.")
TWICE_MERGED = _("These two were merged twice already. A third time would not change what was decided.")
SETTLED = _("After the close all merges were counted together, once. None is added or undone any more.")
MOST_MERGES_OF_A_PAIR = 2
MERGEABLE = frozenset({State.PUBLISHED, State.IN_REVIEW})

Seen = tuple[str | None, str | None]
"""What the part and the main idea were like on the page, None where nobody looked at a page."""


def merge_ideas(
    *, actor: Membership | None, part: Idea, main: Idea, note: str = "", seen: Seen = (None, None)
) -> Decision:
    """Let the part count under the main idea from the next release on, and return the decision.

    Both have been read: what waited for the design group is published. Where few have voted on one of them,
    the votes come together later: see `take_merges`. Nothing here tells or works out what the two have
    together. For ten minutes whoever merged them can undo it with one press. In a practice workshop all of it
    is counted at once.
    Raises PermissionDenied where either idea, or one that counts with them, is the actor's own, or of another
    workshop, WrongPhase where the workshop is not moderated now, ChangedSince where one of the two is not as
    it was seen, WrongState where the two cannot be merged, KeyAway without the key.
    """
    with transaction.atomic():
        part, main = _take_up(actor, part, seen[0]), _take_up(actor, main, seen[1])
        _require_two(actor, part, main)
        press = uuid.uuid4()
        _take_as_read(actor, main, press)
        before, waited = read_state(part), count_days(part)
        change_state(part, Decision.Verdict.MERGE)
        voters = count_voters([main.pk]).get(main.pk, 0)
        Merge.objects.create(idea=part, main=main, merged_by=actor, main_voters=voters)
        Claim.objects.filter(item=part.pk).delete()
        decision = write_down(actor, part, _decide_to_merge(part, main, note), waited=waited)
        keep_recent(part, decision, before, press)
        let_boards_follow(part.workshop)
    return decision


def _take_as_read(actor: Membership | None, main: Idea, press: uuid.UUID) -> None:
    """Publish the main idea where it waited; else its last decision can be undone no more."""
    if is_for_review(main):
        carry_out(actor, main, NewDecision(Decision.Verdict.PUBLISH, Decision.Reason.FITS, press=press))
    else:
        forget_recent(main)


def _decide_to_merge(part: Idea, main: Idea, note: str) -> NewDecision:
    """Return the decision to be written down about the part; the reports of it are answered."""
    answered = answer_reports(part.pk)
    return NewDecision(
        Decision.Verdict.MERGE, Decision.Reason.DUPLICATE, note, into=main, reports_answered=answered
    )


def undo_merge(*, actor: Membership | None, part: Idea, note: str = "", seen: str | None = None) -> Decision:
    """Let the part stand for itself again from the next release on, with every vote it had.

    Refusals as in `merge_ideas`.
    """
    with transaction.atomic():
        part = _take_up(actor, part, seen)
        merge = Merge.objects.select_related("main").filter(idea=part).first()
        if merge is None:
            raise WrongState(NOT_MERGED)
        _require_time(part.workshop)
        _require_no_relative(actor, [part, merge.main])
        merge.delete()
        let_boards_follow(part.workshop)
        return write_down(actor, part, NewDecision(Decision.Verdict.SPLIT, Decision.Reason.FITS, note))


def find_obstacle(actor: Membership, part: Idea, main: Idea) -> str:
    """Return why the actor cannot merge these two so now, "" where they can; nothing is locked or changed."""
    try:
        for idea in (part, main):
            require_right_of(actor, idea)
        if not part.workshop.allows(Deed.MODERATE):
            raise WrongPhase(str(NOT_NOW))
        _require_two(actor, part, main)
    except (PermissionDenied, Refusal) as refusal:
        return str(refusal)
    return ""


def find_obstacles_to_undoing(actor: Membership, merges: Sequence[Merge]) -> dict[uuid.UUID, str]:
    """Return by the key of its part why the actor cannot undo each merge now, "" where they can; one query.

    Their ideas know the workshop.
    """
    ideas = {idea.pk: idea for merge in merges for idea in (merge.idea, merge.main)}
    related = _list_relatives(list(ideas.values()))
    return {merge.idea_id: _find_obstacle_to_undoing(actor, merge, related) for merge in merges}


def _find_obstacle_to_undoing(actor: Membership, merge: Merge, related: Sequence[Idea]) -> str:
    try:
        require_right_of(actor, merge.idea)
        if not merge.idea.workshop.allows(Deed.MODERATE):
            raise WrongPhase(str(NOT_NOW))
        _require_time(merge.idea.workshop)
        _require_none_own(actor, related)
    except (PermissionDenied, Refusal) as refusal:
        return str(refusal)
    return ""


def list_merges(idea: Idea, workshop: Workshop) -> list[Merge]:
    """Return the merge of this idea into another, and those of others into it; one query.

    All of them come with this workshop.
    """
    rows = Merge.objects.filter(Q(idea=idea) | Q(main=idea)).select_related("idea", "main")
    merges = list(rows.order_by("idea__title", "idea__ref"))
    for merge in merges:
        merge.idea.workshop = merge.main.workshop = workshop
    return merges


def count_left(one: Idea, other: Idea) -> int:
    """Return how often these two may still be merged, whichever into which."""
    into = Q(idea=one, into=other) | Q(idea=other, into=one)
    done = Decision.objects.filter(into, verdict=Decision.Verdict.MERGE).count()
    return max(MOST_MERGES_OF_A_PAIR - done, 0)


def let_boards_follow(workshop: Workshop) -> None:
    """Let all see what was merged or split; boards follow with the next release, in practice at once."""
    changed = {"recompute_all": True, "content_version": F("content_version") + 1}
    Workshop.objects.filter(pk=workshop.pk).update(**changed)
    if workshop.practice:
        transaction.on_commit(partial(release_workshop, workshop.pk), robust=True)


def _take_up(actor: Membership | None, idea: Idea, seen: str | None) -> Idea:
    taken: Item = take_up(actor, idea, seen)
    return taken.thread


def _require_two(actor: Membership | None, part: Idea, main: Idea) -> None:
    """Raise where these two, of which the actor may decide about each, cannot be merged so."""
    if part.workshop_id != main.workshop_id:
        raise WrongState(ELSEWHERE)
    if part == main:
        raise WrongState(TO_ITSELF)
    if not {part.status, main.status} <= MERGEABLE:
        raise WrongState(NOT_SHOWN)
    if part.frozen or main.frozen:
        raise WrongState(OLD_VOTES)
    _require_read([part, main])
    _require_flat(part, main)
    _require_no_relative(actor, [part, main])
    _require_time(part.workshop)
    if not count_left(part, main):
        raise WrongState(TWICE_MERGED)


def _require_read(ideas: Sequence[Idea]) -> None:
    endangered = list_endangered([idea.pk for idea in ideas])
    for idea in ideas:
        is_danger = idea.pk in endangered and not idea.reviewed
        if idea.held or idea.held_by_reports or is_danger:
            raise WrongState(NOT_READ)


def _require_flat(part: Idea, main: Idea) -> None:
    """Raise where a part would get parts: each idea counts under one that stands for itself."""
    mains = dict(Merge.objects.filter(Q(idea__in=[part, main]) | Q(main=part)).values_list("idea", "main"))
    if part.pk in mains:
        raise WrongState(MERGED_ALREADY)
    if main.pk in mains:
        raise WrongState(MAIN_IS_PART)
    if part.pk in mains.values():
        raise WrongState(HAS_PARTS)


def _require_no_relative(actor: Membership | None, ideas: Sequence[Idea]) -> None:
    """Raise where an idea that counts with these is the actor's own: it would gain or lose by it."""
    _require_none_own(actor, _list_relatives(ideas))


def _list_relatives(ideas: Sequence[Idea]) -> list[Idea]:
    """Return these ideas and those that are merged into them; one query."""
    parts = Idea.objects.filter(merge__main__in=ideas).exclude(pk__in=[idea.pk for idea in ideas])
    return [*ideas, *parts]


def _require_none_own(actor: Membership | None, ideas: Sequence[Idea]) -> None:
    tagged = [(idea.pk, idea.pk, bytes(idea.thread_tag)) for idea in ideas]
    if actor is None or find_own_items(actor, ideas[0].workshop, tagged):
        raise PermissionDenied(RELATED)


def _require_time(workshop: Workshop) -> None:
    if workshop.has_settled_merges:
        raise WrongState(SETTLED)
