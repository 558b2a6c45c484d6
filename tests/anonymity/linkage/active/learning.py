"""How an attacker decides between two outcomes: told half of the answers, which single sign tells them best?

What is learnt on one half is tried on the other, and the other way round. Each outcome is true of half of
the targets, in either half: or else, where there are few, a sign that says nothing is right too seldom.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from random import Random

from tests.anonymity.linkage.active.stage import Guesses

Signs = dict[str, Hashable]


def draw_outcomes(number: int, chance: Random) -> list[bool]:
    """Return what is true of each of so many targets: one outcome of half of them, the other of the rest."""
    outcomes = [place % 2 == 0 for place in range(number)]
    chance.shuffle(outcomes)
    return outcomes


def guess_outcomes(signs: Sequence[Signs], outcomes: Sequence[bool], chance: Random) -> Guesses:
    """Return how often the best sign is right about what it was not learnt on.

    A number is learnt by the best place to cut, a word by what it stands beside most often.
    """
    places = list(range(len(signs)))
    chance.shuffle(places)
    places.sort(key=lambda place: outcomes[place])
    found = Guesses()
    for learnt, tried in ((places[::2], places[1::2]), (places[1::2], places[::2])):
        rule = _learn(signs, outcomes, learnt)
        for place in tried:
            told = None if rule is None else rule.say(signs[place])
            found.note((chance.random() < 0.5 if told is None else told) == outcomes[place])
    return found


class _Words:
    """Says what most of those with the same sign were."""

    def __init__(
        self, name: str, signs: Sequence[Signs], outcomes: Sequence[bool], places: list[int]
    ) -> None:
        self._name = name
        balance: dict[Hashable, int] = defaultdict(int)
        for place in places:
            balance[signs[place].get(name)] += 1 if outcomes[place] else -1
        self._balance = balance

    def say(self, signs: Signs) -> bool | None:
        balance = self._balance.get(signs.get(self._name), 0)
        return None if balance == 0 else balance > 0


class _Cut:
    """Says on which side of a number it lies."""

    def __init__(
        self, name: str, signs: Sequence[Signs], outcomes: Sequence[bool], places: list[int]
    ) -> None:
        self._name = name
        rows = sorted((_number(signs[place].get(name)), outcomes[place]) for place in places)
        above = sum(outcome for _value, outcome in rows)
        best, self._cut, self._up = -1, 0.0, True
        right = above
        for place, (value, outcome) in enumerate(rows):
            right += -1 if outcome else 1
            if place + 1 < len(rows) and rows[place + 1][0] == value:
                continue
            for score, up in ((right, True), (len(rows) - right, False)):
                if score > best:
                    best, self._cut, self._up = score, value, up

    def say(self, signs: Signs) -> bool | None:
        return (_number(signs.get(self._name)) > self._cut) == self._up


def _number(value: Hashable) -> float:
    return float(value) if isinstance(value, int | float) else -1.0


def _learn(signs: Sequence[Signs], outcomes: Sequence[bool], places: list[int]) -> _Words | _Cut | None:
    best: tuple[int, _Words | _Cut | None] = (0, None)
    for name in sorted({name for place in places for name in signs[place]}):
        kinds: list[type[_Words] | type[_Cut]] = [_Words]
        if any(isinstance(signs[place].get(name), int | float) for place in places):
            kinds.append(_Cut)
        for kind in kinds:
            rule = kind(name, signs, outcomes, places)
            right = sum(rule.say(signs[place]) == outcomes[place] for place in places)
            # A sign that is another one for each says all about those it was learnt on, and nothing else.
            if len({signs[place].get(name) for place in places}) > len(places) // 4 and kind is _Words:
                continue
            if right > best[0]:
                best = right, rule
    return best[1]


__all__ = ["Signs", "draw_outcomes", "guess_outcomes"]
