"""Recomputing a workshop's boards from the votes alone, or proving that the stored state equals them."""

from __future__ import annotations

import math
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ideas.models import Idea
from ideas_platform.lib.refusals import WrongPhase
from voting.ballots.vote_rows import find_voted
from voting.boards.boards import FACTS, rank_ideas
from voting.boards.stored_boards import store_boards
from voting.count.daily import find_day, load_latest, store_daily
from voting.count.ground import fix_ground
from voting.count.members_counted import load_people, settle_unnamed
from voting.count.ranking import NUMBERS, score_ideas, store_totals
from voting.count.runs import Run, run_count
from voting.models import Board, BoardEntry, Total
from workshops.models import Workshop
from workshops.phases import Phase

FROZEN = _("The result is published, so its boards stay as they are.")
_TOLERANCE = 1e-12


def recount_workshop(workshop: Workshop) -> int:
    """Compute totals, scores and boards from the votes and store them; return the number of ideas on `top`.

    From the votes as the last release took them: what waits stays out. Raises KeyAway where the key is not to
    be had, WrongPhase where the result is published.
    """
    with transaction.atomic():
        workshop = Workshop.objects.with_phase().select_for_update(no_key=True).get(pk=workshop.pk)
        if workshop.phase == Phase.PUBLISHED:
            raise WrongPhase(FROZEN)
        people = settle_unnamed(workshop, load_people(workshop))
        run, day = run_count(workshop, people, find_voted(workshop.pk)), find_day(workshop)
        fix_ground(workshop, run.people.ground)
        store_totals(score_ideas(run.count, run.people, workshop))
        store_daily(run.count, day)
        ranked = rank_ideas(run, day)
        store_boards(workshop, ranked, workshop.release_number)
        # What all see has changed, without a release.
        Workshop.objects.filter(pk=workshop.pk).update(
            recompute_all=False, content_version=F("content_version") + 1
        )
    return len(ranked.listings[0].indices)


def find_differences(workshop: Workshop) -> list[str]:
    """Return in words where stored totals, scores and ranks differ from the votes; empty for nowhere."""
    workshop.refresh_from_db(fields=["unnamed_alone"])  # as the last release settled it
    run = run_count(workshop, load_people(workshop), find_voted(workshop.pk))
    references = dict(Idea.objects.filter(workshop=workshop).values_list("pk", "ref"))
    return [
        *_compare_totals(run, references),
        *_compare_daily(run, references),
        *_compare_boards(run, references),
    ]


def _compare_totals(run: Run, references: dict[UUID, str]) -> list[str]:
    computed = score_ideas(run.count, run.people, run.workshop)
    stored = Total.objects.in_bulk(run.count.ideas)
    return [
        f"idea {references[key]}: {name} is {getattr(old, name)}, the votes give {new}"
        for key, numbers in zip(computed.ideas, computed.rows(), strict=True)
        for old in [stored.get(key) or Total(idea_id=key)]
        for name, new in zip(NUMBERS, numbers, strict=True)
        if not _same(getattr(old, name), new)
    ]


def _compare_daily(run: Run, references: dict[UUID, str]) -> list[str]:
    own, latest = run.count.own, load_latest(run.count.ideas)
    numbers = zip(own.up.tolist(), own.down.tolist(), own.unsure.tolist(), strict=True)
    return [
        f"idea {references[key]}: the last daily total is {stored}, the votes give {computed}"
        for key, computed in zip(run.count.ideas, numbers, strict=True)
        for stored in [latest.get(key, (0, 0, 0))]
        if stored != computed
    ]


def _compare_boards(run: Run, references: dict[UUID, str]) -> list[str]:
    ranked = rank_ideas(run, find_day(run.workshop))
    stored = _load_entries(run.workshop)
    computed = {
        (listing.name.value, key): facts
        for listing in ranked.listings
        for key, facts in ranked.entries(listing)
    }
    names = {listing.name.value for listing in ranked.listings} | {Board.Name.COMMON_GROUND.value}
    return [
        f"idea {references[key]}: board {name} has {old}, the votes give {new}"
        for name, key in sorted(stored.keys() | computed.keys(), key=str)
        if name in names
        for old, new in [(stored.get((name, key)), computed.get((name, key)))]
        if not _all_same(old, new)
    ]


def _load_entries(workshop: Workshop) -> dict[tuple[str, UUID], tuple[float, ...]]:
    entries = BoardEntry.objects.filter(board__workshop=workshop).order_by()
    rows = entries.values_list("board__name", "idea_id", *FACTS)
    return {(name, key): tuple(facts) for name, key, *facts in rows}


def _all_same(one: tuple[float, ...] | None, other: tuple[float, ...] | None) -> bool:
    if one is None or other is None:
        return one is other
    return all(_same(a, b) for a, b in zip(one, other, strict=True))


def _same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=0, abs_tol=_TOLERANCE)
    return one == other
