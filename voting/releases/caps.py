"""The largest number of people of whom only so many have the same organisation, and so many the same code."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

NO_CODE = -1
Pair = tuple[int, int]
"""An organisation and a join code, NO_CODE for none."""


def count_within_caps(people: Mapping[Pair, int], cap: int) -> int:
    """Return how many of these people can count, at most `cap` of each organisation and of each code.

    Exact: people without a code first, who use up nothing else; then augmenting paths between organisations
    and codes (H. W. Kuhn, "The Hungarian method for the assignment problem", 1955), one person at a time.
    """
    return _Choice(people, cap).count()


class _Choice:
    """People that are chosen so far: `used` of each pair, `load` of each code."""

    def __init__(self, people: Mapping[Pair, int], cap: int) -> None:
        self._cap = cap
        self._people = {pair: number for pair, number in people.items() if pair[1] != NO_CODE}
        self._free = {pair[0]: min(cap, number) for pair, number in people.items() if pair[1] == NO_CODE}
        self._codes: defaultdict[int, list[int]] = defaultdict(list)
        self._organisations: defaultdict[int, list[int]] = defaultdict(list)
        for organisation, code in self._people:
            self._codes[organisation].append(code)
            self._organisations[code].append(organisation)
        self._used: Counter[Pair] = Counter()
        self._load: Counter[int] = Counter()

    def count(self) -> int:
        """Choose as many as can be; return how many there are."""
        chosen = sum(self._free.values())
        for organisation in self._codes:
            room = self._cap - self._free.get(organisation, 0)
            while room and self._add(organisation, set()):
                room, chosen = room - 1, chosen + 1
        return chosen

    def _add(self, organisation: int, seen: set[int]) -> bool:
        """Choose one more of this organisation, if need be by choosing others with another code elsewhere."""
        for code in self._codes[organisation]:
            if code in seen or self._used[organisation, code] == self._people[organisation, code]:
                continue
            seen.add(code)
            if self._load[code] < self._cap:
                self._load[code] += 1
            elif not self._move(code, seen):
                continue
            self._used[organisation, code] += 1
            return True
        return False

    def _move(self, code: int, seen: set[int]) -> bool:
        """Let somebody who is chosen with this code make way for another of their organisation."""
        for organisation in self._organisations[code]:
            if self._used[organisation, code] and self._add(organisation, seen):
                self._used[organisation, code] -= 1
                return True
        return False
