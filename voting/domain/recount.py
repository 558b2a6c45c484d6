"""Recomputing a workshop's boards from the votes alone, or proving that the stored state equals them."""

from __future__ import annotations

import math
from uuid import UUID

from django.db import transaction

from voting.domain.boards import Place, rank_top, store_board
from voting.domain.electors import load_people
from voting.domain.ranking import score_ideas, store_totals
from voting.domain.stored_votes import find_unreleased, load_votes
from voting.models import Board, BoardEntry, Total
from workshops.models import Idea, Workshop

_NUMBERS = ("up", "down", "unsure", "clusters", "top_score", "top_high", "top_weight", "top_share")
_TOLERANCE = 1e-12


def recount_workshop(workshop: Workshop) -> int:
    """Compute totals, scores and boards from the votes and store them; return the number of ideas on `top`.

    Votes that wait for a release stay out: ideas that have such keep the totals of the last release.
    Raises KeyAway where the key is not to be had.
    """
    with transaction.atomic():
        workshop = Workshop.objects.select_for_update(no_key=True).get(pk=workshop.pk)
        people = load_people(workshop)
        store_totals(score_ideas(workshop, load_votes(find_countable(workshop)), people))
        places = rank_top(workshop, people.electorate)
        store_board(workshop, Board.Name.TOP, places, workshop.release_number)
        Workshop.objects.filter(pk=workshop.pk).update(recompute_all=False)
    return len(places)


def find_differences(workshop: Workshop) -> list[str]:
    """Return in words where stored totals, scores and ranks differ from the votes; empty for nowhere."""
    people = load_people(workshop)
    computed = score_ideas(workshop, load_votes(find_countable(workshop)), people)
    stored = Total.objects.in_bulk([total.idea_id for total in computed])
    references = dict(Idea.objects.filter(workshop=workshop).values_list("pk", "ref"))
    differences = [
        f"idea {references[new.idea_id]}: {name} is {getattr(old, name)}, the votes give {getattr(new, name)}"
        for new in computed
        for old in [stored.get(new.idea_id) or Total(idea_id=new.idea_id)]
        for name in _NUMBERS
        if not _same(getattr(old, name), getattr(new, name))
    ]
    return differences + _compare_ranks(workshop, rank_top(workshop, people.electorate), references)


def find_countable(workshop: Workshop) -> list[UUID]:
    """Return the ideas that have or had votes and none that waits for a release."""
    ideas = Idea.objects.filter(workshop=workshop)
    voted = set(ideas.filter(votes__isnull=False).distinct().values_list("pk", flat=True))
    counted = set(ideas.filter(total__isnull=False).values_list("pk", flat=True))
    return list((voted | counted) - set(find_unreleased(workshop.pk)))


def _compare_ranks(workshop: Workshop, places: list[Place], references: dict[UUID, str]) -> list[str]:
    entries = BoardEntry.objects.filter(board__workshop=workshop, board__name=Board.Name.TOP)
    stored = {entry.idea_id: (entry.rank, entry.score, entry.chance) for entry in entries}
    computed = {p.total.idea_id: (p.rank, p.total.top_score, p.chance) for p in places}
    return [
        f"idea {references[key]}: board top has {stored.get(key)}, the votes give {computed.get(key)}"
        for key in stored.keys() | computed.keys()
        if not _all_same(stored.get(key), computed.get(key))
    ]


def _all_same(one: tuple[object, ...] | None, other: tuple[object, ...] | None) -> bool:
    if one is None or other is None:
        return one is other
    return all(_same(a, b) for a, b in zip(one, other, strict=True))


def _same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=0, abs_tol=_TOLERANCE)
    return one == other
