"""Slots of the voting queue: each idea has as many as it lacks votes, and people get them in turn.

Counted in Valkey is what was handed out since the last release, never a vote, under names that only this
start of the server can make. Why nobody learns from it what others did: docs/decisions/0034-the-dispenser.md.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from random import SystemRandom
from uuid import UUID

import numpy as np

from ideas_platform.lib.pace import ask_valkey, make_name
from voting.domain.draws import Integers, Mask
from voting.domain.slots import Slate
from workshops.models import Membership, Workshop

_DAY = 86_400
_chance = SystemRandom()


class Dispenser:
    """Hands out the slots of one workshop's release to one person."""

    def __init__(self, actor: Membership, workshop: Workshop, ideas: Sequence[UUID]) -> None:
        release = f"queue:{workshop.pk}:{workshop.release_number}"
        self._name = make_name(release)
        self._ideas = [make_name(f"{release}:{idea}") for idea in ideas]
        self._mine = [make_name(f"{release}:{idea}:{actor.pk}") for idea in ideas]

    def hand_out(self, slots: Integers, unvoted: Mask, fresh: Mask) -> int | None:
        """Return the place of the idea that this person shall vote on; None where nothing is handed out.

        The arrays have one place for each idea. Nothing is handed out without Valkey either.
        """
        if not len(slots) or (slate := self._read(slots)) is None:
            return None
        place, is_new = slate.draw(unvoted, fresh, np.random.default_rng(_chance.getrandbits(128)))
        if place is not None and is_new and not self._take(place):
            return None
        return place

    def _read(self, slots: Integers) -> Slate | None:
        answers = ask_valkey(lambda line: line.hmget(self._name, [*self._ideas, *self._mine]))
        if answers is None:
            return None
        numbers = np.array([int(one or 0) for one in answers[0]], np.int64)
        handed, mine = np.split(numbers, 2)
        return Slate(slots, handed, mine > 0)

    def _take(self, place: int) -> bool:
        """Note that this slot is gone; everything of a release is forgotten at one midnight."""
        ends_at = (int(time.time()) // _DAY + 2) * _DAY
        names = (self._ideas[place], self._mine[place])
        answers = ask_valkey(
            lambda line: [
                *(line.hincrby(self._name, one) for one in names),
                line.expireat(self._name, ends_at),
            ]
        )
        return answers is not None
