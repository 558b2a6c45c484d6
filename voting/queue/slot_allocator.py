"""Slots of the voting queue: each idea has as many as it lacks votes, and people get them in turn.

Counted in Valkey is what was allocated since the last release and what of it was answered, under names that
only this start of the server can make. What was allocated before and not answered when the release came is
still on somebody's screen, so it is gone for one release more. Nothing depends on answers since the release.
Why nobody learns from it what others did: docs/decisions/0034-slots-of-the-queue.md.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from random import SystemRandom
from uuid import UUID

import numpy as np

from ideas_platform.lib.rate_limits import ask_valkey, make_name
from voting.queue.draws import Integers, Mask
from voting.queue.sample import Sample
from workshops.models import Membership, Workshop

Step = tuple[bytes, int]
"""A name, and by how much its number grows."""
_DAY = 86_400
_GOT = 1  # of one person and idea; 2 is answered
_ANSWERED = 1 << 24  # an idea's number is how many slots it gave, and this for each that was answered
_chance = SystemRandom()


class SlotAllocator:
    """Allocates the slots of one workshop's release to one person."""

    def __init__(self, actor: Membership, workshop: Workshop, ideas: Sequence[UUID]) -> None:
        last = workshop.release_number
        now, before = (f"queue:{workshop.pk}:{number}" for number in (last, last - 1))
        self._name, self._name_before = make_name(now), make_name(before)
        self._ideas, self._ideas_before = (
            [make_name(f"{release}:{idea}") for idea in ideas] for release in (now, before)
        )
        self._mine = [make_name(f"{now}:{idea}:{actor.pk}") for idea in ideas]

    def allocate(self, slots: Integers, unvoted: Mask, fresh: Mask) -> int | None:
        """Return the index of the idea that this person shall vote on; None where nothing is allocated.

        The arrays have one entry for each idea. Nothing is allocated without Valkey either.
        """
        if not len(slots) or (found := self._read()) is None:
            return None
        gone, mine = found
        chance = np.random.default_rng(_chance.getrandbits(128))
        index, is_new = Sample(slots, gone, mine > 0).draw(unvoted, fresh, chance)
        steps = self._note_answers(np.flatnonzero((mine == _GOT) & ~unvoted))
        if index is not None and is_new:
            steps += [(self._ideas[index], 1), (self._mine[index], _GOT)]
        if steps and not self._count(steps) and is_new:
            return None
        return index

    def _read(self) -> tuple[Integers, Integers] | None:
        """Return how many slots of each idea are gone (N,), and what this person did with theirs (N,)."""
        answers = ask_valkey(
            ("HMGET", self._name, *self._ideas, *self._mine),
            ("HMGET", self._name_before, *self._ideas_before),
        )
        if answers is None:
            return None
        now, before = (np.array([int(one or 0) for one in numbers], np.int64) for numbers in answers)
        taken, mine = np.split(now, 2)
        on_screens = np.maximum(before % _ANSWERED - before // _ANSWERED, 0)
        return taken % _ANSWERED + on_screens, mine

    def _note_answers(self, indices: Integers) -> list[Step]:
        """Return the steps by which those that this person has answered are on no screen any more."""
        return [
            step for index in indices for step in ((self._ideas[index], _ANSWERED), (self._mine[index], 1))
        ]

    def _count(self, steps: Sequence[Step]) -> bool:
        """Take these steps; everything of a release is forgotten at one midnight."""
        ends_at = (int(time.time()) // _DAY + 2) * _DAY
        answers = ask_valkey(
            *(("HINCRBY", self._name, name, number) for name, number in steps),
            ("EXPIREAT", self._name, ends_at),
        )
        return answers is not None
