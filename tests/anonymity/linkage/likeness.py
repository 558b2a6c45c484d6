"""The attack that says of two items whether one person wrote both, and how well it can be done (AUC)."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tests.anonymity.linkage.naming import Side
from tests.anonymity.linkage.values import Column

PAIRS = 4000
# Texts of one sitting are released on one day: measured apart.
DATES = {"published_on", "waiting_since"}
Floats = NDArray[np.float64]


def measure_likeness(
    items: Side, threads: list[object], seed: int, *, by_date: bool = False
) -> tuple[float, str, int]:
    """Return the AUC (0.5: chance) of the best column on pairs of unknown authors, its name, their number.

    The best is chosen on half of the pairs. Pairs within one thread are left out: there, on purpose, an
    author's comments carry one tag.
    """
    random = np.random.default_rng(seed)
    same, different = _draw_pairs(items, threads, random)
    half, other = len(same) // 2, len(different) // 2
    best, name, value = 0.0, "", 0.5
    columns = [column for column in items.columns if (column.name in DATES) == by_date]
    for label, likeness in _compare(columns, np.concatenate([same, different])):
        alike, unlike = likeness[: len(same)], likeness[len(same) :]
        trained = measure_auc(alike[:half], unlike[:other]) - 0.5
        if abs(trained) > best:
            tested = measure_auc(alike[half:], unlike[other:]) - 0.5
            best, name, value = abs(trained), label, 0.5 + tested * float(np.sign(trained))
    return value, name, len(same) - half


def measure_auc(alike: Floats, unlike: Floats) -> float:
    """Return the chance that a pair of one author looks more alike than a pair of two; ties count half."""
    if not len(alike) or not len(unlike):
        return 0.5
    order = np.sort(unlike)
    below = np.searchsorted(order, alike, side="left")
    up_to = np.searchsorted(order, alike, side="right")
    return float(np.mean((below + up_to) / 2) / len(unlike))


def _draw_pairs(
    items: Side, threads: list[object], random: np.random.Generator
) -> tuple[NDArray[np.int64], ...]:
    by_author: dict[int, list[int]] = {}
    for place in random.permutation(len(items.persons)):
        by_author.setdefault(int(items.persons[place]), []).append(int(place))
    by_author.pop(-1, None)
    pairs = [pair for places in by_author.values() for pair in combinations(places, 2)]
    same = [pairs[place] for place in random.permutation(len(pairs))]
    numbers = random.integers(len(items.persons), size=(4 * PAIRS, 2)).tolist()
    whose = items.persons
    different = [(a, b) for a, b in numbers if whose[a] != whose[b] and min(whose[a], whose[b]) >= 0]
    apart = [[pair for pair in pairs if threads[pair[0]] != threads[pair[1]]] for pairs in (same, different)]
    return tuple(np.array(pairs[:PAIRS], np.int64).reshape(-1, 2) for pairs in apart)


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
