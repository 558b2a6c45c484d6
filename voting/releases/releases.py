"""Releases: what waits becomes visible, many people's contributions together."""

from __future__ import annotations

from uuid import UUID

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from ideas.domain.editable_until_settled import have_settled
from ideas.domain.poll_releases import take_poll_answers
from ideas.domain.publishing import release_texts
from ideas.models import Merge
from ideas_platform.lib.locks import try_until_commit
from voting.ballots.vote_rows import find_voted, take_votes
from voting.boards.boards import rank_ideas
from voting.boards.stored_boards import store_boards
from voting.count.daily import store_daily
from voting.count.ground import fix_ground
from voting.count.members_counted import People, load_people, settle_unnamed
from voting.count.merges import drop_ended, take_merges
from voting.count.ranking import Scored, score_ideas, store_totals
from voting.count.runs import Run, run_count
from voting.queue.candidates import write_candidates
from voting.releases.crowd import load_crowd
from voting.releases.drawn_moments import is_time, round_at_random
from voting.releases.enough_people import Look, look
from voting.releases.recount import recount_workshop
from voting.releases.report_holds import hold_reported
from voting.releases.unreleased import Unreleased, find_unreleased
from voting.releases.who_took_part import record_who_took_part
from workshops.domain.counted import take_over_details
from workshops.domain.join_codes import tell_uses
from workshops.domain.scramble import NAME as SCRAMBLE
from workshops.models import DrawnMoment, Release, Workshop
from workshops.phases import Phase
from workshops.statistics.snapshots import take_joined

_SETTLE = "UPDATE ideas_idea SET settled = true WHERE id = ANY(%s) AND NOT settled"


def release_workshop(workshop_id: UUID, *, force: bool = False) -> Release | None:
    """Make the release of this workshop if its moment has come (or `force`); return it, None for none.

    One run at a time: a second one at the same moment, or one during the scramble, does nothing. Readers
    see all of a release or nothing.
    After the close, what the design group hides or shows changes the boards without a release. Once the
    result is published all stays as it is: what still waits is neither shown nor counted.
    Raises KeyAway where the key is not to be had.
    """
    with transaction.atomic():
        if not (try_until_commit(SCRAMBLE, shared=True) and try_until_commit("release", workshop_id)):
            return None
        workshop = Workshop.objects.with_phase().select_for_update(no_key=True).get(pk=workshop_id)
        if workshop.phase == Phase.PUBLISHED:
            return None
        unreleased = find_unreleased(workshop)
        found = Look() if force else look(workshop, unreleased)
        if force or is_time(workshop, found):
            return _release(workshop, unreleased, found.people)
        _recount_if_asked(workshop)
        return None


def _release(workshop: Workshop, unreleased: Unreleased, counted: int) -> Release:
    """Make the release, in the order of `docs/architecture.md`; `counted` people stand behind it."""
    number = workshop.release_number + 1
    # Who counts as what from now on.
    people, is_recount = _settle_people(workshop, load_people(workshop))
    # What others sent is shown, and counts.
    some_left = release_texts(workshop, unreleased.texts)
    some_left |= hold_reported(workshop, unreleased.texts.reports)
    take_poll_answers(workshop, unreleased.answers)
    take_votes(workshop.pk, unreleased.votes)
    is_merged = Merge.objects.filter(idea__workshop=workshop).exists() and (
        drop_ended(workshop) | take_merges(workshop, all_of_them=workshop.practice)
    )
    # The ideas whose votes changed are counted from all their votes; where more has changed, all ideas are.
    everything = workshop.recompute_all or some_left or is_recount or is_merged
    changed = find_voted(workshop.pk) if everything else unreleased.votes.ideas
    _store(run_count(workshop, people, changed), number)
    write_candidates(workshop)
    # What is told of people.
    take_joined(workshop)
    tell_uses(workshop)
    record_who_took_part(workshop)
    # All of it is seen from here on.
    Workshop.objects.filter(pk=workshop.pk).update(release_number=number, recompute_all=False)
    DrawnMoment.objects.filter(pk=workshop.pk).delete()
    people_told = round_at_random(counted) if counted else None
    return Release.objects.create(workshop=workshop, number=number, people=people_told)


def _recount_if_asked(workshop: Workshop) -> None:
    """Count again without a release what the design group decided: after the close, in practice at once."""
    if workshop.phase != Phase.CLOSED and not workshop.practice:
        return
    if drop_ended(workshop) | _take_late_merges(workshop) or workshop.recompute_all:
        recount_workshop(workshop)


def _take_late_merges(workshop: Workshop) -> bool:
    """Take the merges that no release takes; return whether there were any.

    Of merges after the close none counts until all do together, small ones too: there is no next release.
    """
    is_final = workshop.phase == Phase.CLOSED and workshop.has_settled_merges
    if not (is_final or workshop.practice):
        return False
    is_merged = take_merges(workshop, all_of_them=True)
    if is_final and is_merged:
        Workshop.objects.filter(pk=workshop.pk).update(merges_settled=True)
    return is_merged


def _settle_people(workshop: Workshop, people: People) -> tuple[People, bool]:
    """Take over who counts as what from now on; return the people so, and whether all is to be recounted."""
    details_changed = take_over_details(workshop, lambda subjects: load_crowd(workshop).are_enough(subjects))
    if details_changed:
        people = load_people(workshop)
    settled = settle_unnamed(workshop, people)
    is_new_ground = fix_ground(workshop, people.ground)
    return settled, details_changed or is_new_ground or settled is not people


def _store(run: Run, number: int) -> None:
    """Store totals and boards; days are London's, by the clock of the database."""
    scored = score_ideas(run.count, run.people, run.workshop)
    day = timezone.localdate(run.workshop.time_asked)
    store_totals(scored)
    store_daily(run.count, day)
    _settle(scored)
    store_boards(run.workshop, rank_ideas(run, day), number)


def _settle(scored: Scored) -> None:
    """Let the texts of those ideas stay as they are on which five people have voted."""
    read = [scored.ideas[index] for index in np.flatnonzero(have_settled(scored.voters))]
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE, [read])
