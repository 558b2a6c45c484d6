"""The attack that says of two items whether one person wrote both, and how well it can be done (AUC).

That what one sends in one sitting is mostly released on one day is measured apart. What all other columns
tell is measured on pairs of two authors that have the same dates as pairs of one: so a column that only says
again what the date says (as one that changes with age does) is no find, and one that says more is.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tests.anonymity.linkage.naming import Side
from tests.anonymity.linkage.values import Column

PAIRS, OTHERS, ROUNDS = 4000, 4, 10
WAITS = "waits for a release"
# What one sends in one sitting waits together and is released on one day: measured apart.
DATES = {"published_on", "waiting_since", WAITS, "date", "days_it_waited", "decided_on", "waited"}
Floats = NDArray[np.float64]


def measure_likeness(
    items: Side, threads: list[object], seed: int, *, by_date: bool = False
) -> tuple[float, str, int]:
    """Return the AUC (0.5: chance) of the best column on pairs of unknown authors, its name, their number.

    The best is chosen on the pairs of half of the authors and tried on those of the other half, for several
    halves: what is there is found each time, what is chance comes out even. Pairs within one thread are left
    out: there, on purpose, an author's comments carry one tag.
    """
    random = np.random.default_rng(seed)
    dates = [column.values for column in items.columns if column.name in DATES]
    days = [() if by_date else tuple(values[place] for values in dates) for place in range(len(threads))]
    same, different = _draw_pairs(items, threads, days, random)
    columns = [column for column in items.columns if (column.name in DATES) == by_date]
    likenesses = _compare(columns, np.concatenate([same, different]))
    found = []
    for _round in range(ROUNDS):
        half = random.random(items.persons.max(initial=0) + 1) < 0.5
        found.append(
            _try_half(likenesses, *(half[items.persons[pairs[:, 0]]] for pairs in (same, different)))
        )
    names = Counter(name for _value, name in found)
    return float(np.mean([value for value, _name in found])), names.most_common(1)[0][0], len(same)


def _try_half(
    likenesses: list[tuple[str, Floats]], same: NDArray[np.bool_], different: NDArray[np.bool_]
) -> tuple[float, str]:
    """Return the AUC on these pairs of the column that is best on all others, and its name."""
    best, name, value = 0.0, "", 0.5
    for label, likeness in likenesses:
        alike, unlike = likeness[: len(same)], likeness[len(same) :]
        trained = measure_auc(alike[~same], unlike[~different]) - 0.5
        if abs(trained) > best:
            tested = measure_auc(alike[same], unlike[different]) - 0.5
            best, name, value = abs(trained), label, 0.5 + tested * float(np.sign(trained))
    return value, name


def measure_auc(alike: Floats, unlike: Floats) -> float:
    """Return the chance that a pair of one author looks more alike than a pair of two; ties count half."""
    if not len(alike) or not len(unlike):
        return 0.5
    order = np.sort(unlike)
    below = np.searchsorted(order, alike, side="left")
    up_to = np.searchsorted(order, alike, side="right")
    return float(np.mean((below + up_to) / 2) / len(unlike))


def _draw_pairs(
    items: Side, threads: list[object], days: list[tuple[object, ...]], random: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return pairs (n, 2) of one author, and for each some of two, in which the second is of the same day."""
    by_author: dict[int, list[int]] = {}
    by_day: dict[object, list[int]] = {}
    for place in random.permutation(len(items.persons)).tolist():
        by_author.setdefault(int(items.persons[place]), []).append(place)
        by_day.setdefault(days[place], []).append(place)
    by_author.pop(-1, None)
    pairs = [
        pair
        for places in by_author.values()
        for pair in combinations(places, 2)
        if threads[pair[0]] != threads[pair[1]]
    ]
    same = [pairs[place] for place in random.permutation(len(pairs))[:PAIRS]]
    drawn = [(a, by_day[days[b]]) for a, b in same for _time in range(OTHERS)]
    tried = [(a, places[int(random.integers(len(places)))]) for a, places in drawn]
    whose = items.persons
    different = [(a, b) for a, b in tried if whose[b] not in (-1, whose[a]) and threads[a] != threads[b]]
    return np.array(same, np.int64).reshape(-1, 2), np.array(different, np.int64).reshape(-1, 2)


def _compare(columns: list[Column], pairs: NDArray[np.int64]) -> list[tuple[str, Floats]]:
    found: list[tuple[str, Floats]] = []
    first, second = pairs[:, 0], pairs[:, 1]
    for column in columns:
        for label, numbers in ((column.name, column.numbers), (f"rank of {column.name}", column.ranks)):
            found.append((label, -np.nan_to_num(np.abs(numbers[first] - numbers[second]), nan=1e18)))
        equal = [column.values[a] == column.values[b] for a, b in pairs]
        found.append((f"same {column.name}", np.array(equal, float)))
        if isinstance(column.values[0], bytes):
            bits = [_count_equal_bits(column.values[a], column.values[b]) for a, b in pairs]
            found.append((f"bits of {column.name}", np.array(bits, float)))
    return found


def _count_equal_bits(one: bytes | None, other: bytes | None) -> int:
    if one is None or other is None:
        return 0
    return -sum((a ^ b).bit_count() for a, b in zip(one, other, strict=False))
