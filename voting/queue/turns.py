"""The voting queue of one person: the next idea to vote on, and how far they are.

What is drawn depends on the counts of the last release and on what was allocated since, never on votes
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
class Position:
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

    @property
    def lacks(self) -> int:
        """How many votes are missing that every idea should have; 0 where it is not listed."""
        return max(ENOUGH - self.counts[2], 0) if self.counts else 0


@dataclass(frozen=True, repr=False)
class Pool:
    """All that one person may be asked about, and where they are in it."""

    candidates: list[Candidate]
    position: Position

    @property
    def last(self) -> Candidate | None:
        """The one that was answered last."""
        return next((one for one in self.candidates if one.ref == self.position.after), None)

    def find_unvoted(self, some: Sequence[Candidate]) -> Mask:
        """Return on which of these (n,) the person has not voted."""
        return np.array([not one.my_vote for one in some], np.bool_)

    def find_fresh(self, some: Sequence[Candidate]) -> Mask:
        """Return which of these (n,) the person has neither voted on nor skipped."""
        unskipped = np.array([one.ref not in self.position.skipped for one in some], np.bool_)
        return self.find_unvoted(some) & unskipped


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


def take_turn(*, actor: Membership, workshop: Workshop, position: Position) -> Turn:
    """Return what to ask the actor next. Three queries, however many ideas there are.

    Skipped ideas come again when nothing else is left; one whose answer was just taken back comes at once.
    Raises KeyAway where the key is not to be had.
    """
    pool = Pool(_list_candidates(actor, workshop), position)
    chosen, reason = _choose(pool, actor, workshop)
    last = pool.last
    ideas = copy_ideas(workshop, [one.key for one in (chosen, last) if one])
    return Turn(
        idea=ideas[chosen.key] if chosen else None,
        reason=reason,
        voted=int(np.count_nonzero(~pool.find_unvoted(pool.candidates))),
        total=len(pool.candidates),
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


def _choose(pool: Pool, actor: Membership, workshop: Workshop) -> tuple[Candidate | None, Reason]:
    last = pool.last
    if last and not last.my_vote:
        return last, Reason.CHANCE
    slot = _take_slot(pool, actor, workshop)
    return (slot, Reason.FEW) if slot else _draw(pool, _seed_day(actor, workshop))


def _take_slot(pool: Pool, actor: Membership, workshop: Workshop) -> Candidate | None:
    """Return the idea whose slot the actor gets, of those that lack votes; None to draw by other means."""
    few = [one for one in pool.candidates if one.lacks]
    slots = np.array([one.lacks for one in few], np.int64)
    allocator = SlotAllocator(actor, workshop, [one.key for one in few])
    taken = allocator.allocate(slots, pool.find_unvoted(few), pool.find_fresh(few))
    return None if taken is None else few[taken]


def _draw(pool: Pool, day: bytes) -> tuple[Candidate | None, Reason]:
    """Return what this person draws today; what others draw has nothing to do with it."""
    # An idea that is not listed counts as one with enough votes, of which nobody knows whether it is liked.
    numbers = np.array([one.counts or (0, 0, ENOUGH) for one in pool.candidates], np.int64).reshape(-1, 3)
    for open_to in _list_masks(pool):
        turn = _digest(day, str(int(open_to.sum())), *pool.position.skipped)
        if drawn := draw_next(Counts(*numbers.T), open_to, day=day, turn=turn):
            chosen = pool.candidates[drawn[0]]
            return chosen, drawn[1] if chosen.counts else Reason.CHANCE
    return None, Reason.CHANCE


def _list_masks(pool: Pool) -> Iterator[Mask]:
    """Yield where one may draw: among the listed, then among all that were not skipped, then among all."""
    fresh = pool.find_fresh(pool.candidates)
    yield fresh & np.array([one.counts is not None for one in pool.candidates], np.bool_)
    yield fresh
    yield pool.find_unvoted(pool.candidates)


def _seed_day(actor: Membership, workshop: Workshop) -> bytes:
    """Return this person's seed of the day, which nobody can work out without the workshop's key."""
    today = _digest(b"queue", timezone.localdate().isoformat())
    return open_tagger(workshop, Purpose.SHUFFLE).one(today, bytes(actor.vote_subject or bytes(TAG_BYTES)))


def _digest(begin: bytes, *words: str) -> bytes:
    return hashlib.sha256(begin + "\n".join(words).encode()).digest()[:TAG_BYTES]
