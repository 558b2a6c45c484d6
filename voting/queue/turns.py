"""The voting queue of one person: the next idea to vote on, and how far they are.

What is drawn depends on the counts of the last release and on what was handed out since, never on votes
since: else who watches the queue would see that somebody votes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.utils import timezone

from anonymity.tags import TAG_BYTES, Purpose
from ideas.domain.authors import find_own
from ideas.domain.catalogue import copy_ideas
from ideas.models import Idea
from voting.ballots.casting import find_my_votes
from voting.queue.draws import ENOUGH, Counts, Mask, Reason, draw_next
from voting.queue.slot_allocator import SlotAllocator
from workshops.domain.keys import open_tagger
from workshops.models import Membership, Workshop

MOST_SKIPPED = 20


@dataclass(frozen=True)
class Place:
    """Where somebody is in the queue: what they skipped, latest last, and the idea they answered last."""

    skipped: Sequence[str] = ()
    after: str = ""


@dataclass(frozen=True, repr=False)
class Candidate:
    """An idea of somebody else, its (up, down, voters) if it is listed, and this person's vote or ""."""

    key: UUID
    ref: str
    counts: tuple[int, int, int] | None
    my_vote: str


@dataclass(frozen=True)
class Turn:
    """What the queue shows: the next idea and why that one (None: nothing is left), and the progress.

    `last` is the idea that was answered last, `last_vote` the answer that is stored now ("" for none).
    """

    idea: Idea | None
    reason: Reason
    voted: int
    total: int
    last: Idea | None
    last_vote: str


def take_turn(*, actor: Membership, workshop: Workshop, place: Place) -> Turn:
    """Return what to ask the actor next. Three queries, however many ideas there are.

    Skipped ideas come again when nothing else is left; one whose answer was just taken back comes at once.
    Raises KeyAway where the key is not to be had.
    """
    everything = _list_candidates(actor, workshop)
    last = next((one for one in everything if one.ref == place.after), None)
    chosen, reason = _choose(everything, place, last, actor, workshop)
    ideas = copy_ideas(workshop, [one.key for one in (chosen, last) if one])
    return Turn(
        idea=ideas[chosen.key] if chosen else None,
        reason=reason,
        voted=sum(1 for one in everything if one.my_vote),
        total=len(everything),
        last=ideas[last.key] if last else None,
        last_vote=last.my_vote if last else "",
    )


def _list_candidates(actor: Membership, workshop: Workshop) -> list[Candidate]:
    """Return everything released that the actor did not write, in the same order all day."""
    numbers = ("queue_entry__up", "queue_entry__down", "queue_entry__voters")
    published = Idea.objects.filter(workshop=workshop).taking_votes().order_by("pk")
    rows = list(published.values_list("pk", "ref", "thread_tag", *numbers))
    own = find_own(actor=actor, workshop=workshop, tagged=[(row[0], bytes(row[2])) for row in rows])
    others = [row for row in rows if row[0] not in own]
    votes = find_my_votes(actor=actor, workshop=workshop, idea_ids=[row[0] for row in others])
    return [
        Candidate(key, ref, None if voters is None else (up, down, voters), votes.get(key, ""))
        for key, ref, _tag, up, down, voters in others
    ]


def _choose(
    everything: list[Candidate], place: Place, last: Candidate | None, actor: Membership, workshop: Workshop
) -> tuple[Candidate | None, Reason]:
    if last and not last.my_vote:
        return last, Reason.CHANCE
    slot = _take_slot(everything, place, actor, workshop)
    return slot or _draw(everything, place, _seed_day(actor, workshop))


def _take_slot(
    everything: list[Candidate], place: Place, actor: Membership, workshop: Workshop
) -> tuple[Candidate, Reason] | None:
    """Return the idea whose slot the actor gets, of those that lack votes; None to draw by other means."""
    few = [one for one in everything if one.counts and one.counts[2] < ENOUGH]
    unvoted = np.array([not one.my_vote for one in few], np.bool_)
    fresh = unvoted & _find_unskipped(few, place)
    slots = np.array([ENOUGH - one.counts[2] for one in few if one.counts], np.int64)
    taken = SlotAllocator(actor, workshop, [one.key for one in few]).allocate(slots, unvoted, fresh)
    return None if taken is None else (few[taken], Reason.FEW)


def _draw(everything: list[Candidate], place: Place, day: bytes) -> tuple[Candidate | None, Reason]:
    """Return what this person's lot of the day falls on; what others draw has nothing to do with it."""
    # An idea that is not listed counts as one with enough votes, of which nobody knows whether it is liked.
    numbers = np.array([one.counts or (0, 0, ENOUGH) for one in everything], np.int64).reshape(-1, 3)
    for open_to in _list_masks(everything, place):
        turn = _digest(day, str(int(open_to.sum())), *place.skipped)
        if drawn := draw_next(Counts(*numbers.T), open_to, day=day, turn=turn):
            chosen = everything[drawn[0]]
            return chosen, drawn[1] if chosen.counts else Reason.CHANCE
    return None, Reason.CHANCE


def _list_masks(everything: list[Candidate], place: Place) -> Iterator[Mask]:
    """Yield where one may draw: among the listed, then among all that were not skipped, then among all."""
    unvoted = np.array([not one.my_vote for one in everything], np.bool_)
    fresh = unvoted & _find_unskipped(everything, place)
    yield fresh & np.array([one.counts is not None for one in everything], np.bool_)
    yield fresh
    yield unvoted


def _find_unskipped(some: list[Candidate], place: Place) -> Mask:
    return np.array([one.ref not in place.skipped for one in some], np.bool_)


def _seed_day(actor: Membership, workshop: Workshop) -> bytes:
    """Return this person's seed of the day, which nobody can work out without the workshop's key."""
    today = _digest(b"queue", timezone.localdate().isoformat())
    return open_tagger(workshop, Purpose.SHUFFLE).one(today, bytes(actor.vote_subject or bytes(TAG_BYTES)))


def _digest(begin: bytes, *words: str) -> bytes:
    return hashlib.sha256(begin + "\n".join(words).encode()).digest()[:TAG_BYTES]
