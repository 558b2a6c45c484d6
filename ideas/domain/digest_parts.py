"""What rooms above this one add to the weekly digest: they register a function beside their tasks.

What a part tells is public already, and the same for all readers of the letter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from workshops.models import Workshop


@dataclass(frozen=True)
class Told:
    """One thing that is new: its words, where one reads more, and what is said of it beside."""

    words: str
    url: str
    beside: str = ""


@dataclass(frozen=True)
class Part:
    """New things of one kind under a heading; `more`: how many there are beside those told."""

    heading: str
    told: Sequence[Told]
    more: int = 0


Teller = Callable[[Workshop, date, date], Sequence[Part]]
_tellers: list[Teller] = []


def register_teller(teller: Teller) -> None:
    """Let `teller` add to the digest what is new from one day on, before another; twice is once."""
    if teller not in _tellers:
        _tellers.append(teller)


def list_parts(workshop: Workshop, since: date, until: date) -> list[Part]:
    """Return what is new from the day `since` on, before `until`, by kind; no part without anything in it."""
    return [part for teller in _tellers for part in teller(workshop, since, until) if part.told]
