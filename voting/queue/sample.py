"""Slots of the voting queue: each idea has one for every vote that it lacked at the last release.

Pure functions over arrays of the same length N: one entry for each idea that lacks votes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from voting.queue.draws import Integers, Mask

MOST_OF_ALL = 0.25  # share of all slots of a release that one person gets at most


@dataclass(frozen=True)
class Sample:
    """The slots of one release: how many each idea has (N,), how many are gone, and which ideas one got.

    Gone (`taken`) are those that people got, and those on their screens since before the release.
    """

    slots: Integers
    taken: Integers
    mine: Mask

    def draw(self, unvoted: Mask, fresh: Mask, generator: np.random.Generator) -> tuple[int | None, bool]:
        """Return the index of the idea to ask about, and whether that takes a new slot; None for none.

        Who has not answered yet is asked the same again, and gets nothing new for skipping it: else
        somebody could empty the slots and see which are missing. `fresh` is what they did not skip.
        """
        waiting = np.flatnonzero(self.mine & unvoted)
        if len(waiting):
            shown = waiting[fresh[waiting]]
            return (int(shown[0]) if len(shown) else None), False
        if np.count_nonzero(self.mine) >= MOST_OF_ALL * self.slots.sum():
            return None, False
        return _draw(self.slots, self.taken, fresh, generator), True


def _draw(lacking: Integers, taken: Integers, open_to: Mask, generator: np.random.Generator) -> int | None:
    """Return the index of an idea that lacks votes, each as likely as slots of it are left; None without one.

    An idea has one slot for each vote it lacks; `taken` (N,) says how many of them people got. When those
    that are open are used up, as many again are there.
    """
    few = np.flatnonzero(open_to & (lacking > 0))
    if not len(few):
        return None
    rounds = int((taken[few] // lacking[few]).min()) + 1
    left = np.maximum(rounds * lacking[few] - taken[few], 0)
    return int(generator.choice(few, p=left / left.sum()))
