"""How large a simulated workshop is."""

from __future__ import annotations

from dataclasses import dataclass

SEEDS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Scale:
    """Numbers of people and of what they do; everything else follows from the seed."""

    seed: int
    members: int = 200
    silent: int = 80
    days: int = 21
    visits: int = 900
    ideas: int = 300
    comments: int = 600
    votes: int = 6000
    changes: int = 40


def full(seed: int) -> Scale:
    """Return the size of which the public page gives the figures."""
    return Scale(seed)


def quick(seed: int = 1) -> Scale:
    """Return a size that everybody who runs the tests has time for."""
    return Scale(seed, days=4, visits=260, ideas=60, comments=90, votes=700, changes=20)


def tiny(seed: int = 1) -> Scale:
    """Return a size at which a planted leak is found as well."""
    return Scale(seed, members=60, silent=10, days=3, visits=70, ideas=40, comments=40, votes=250, changes=4)
