"""Cell keys: the same people always give the same number, and one more or less gives a fresh draw."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter

import numpy as np
import pytest
from numpy.typing import NDArray

from anonymity.keys import HeldKey
from anonymity.tags import Purpose, Tagger, as_blocks, label_item
from workshops.statistics.cell_keys import CellKeys
from workshops.statistics.suppression import Draw, round_people

KEY = HeldKey(bytes(range(32)))
SUBJECTS = [bytes([number]) * 16 for number in range(1, 41)]
TARGETS = 2500
VECTOR_CELL = "f433d2af0e7859da"
VECTOR_DRAWN = "002387845158814d9177ad5cbf725b0c5f881875274836814a479fefc7905538"


def keys_of(seed: int, people: int) -> CellKeys:
    """Return the draws for so many people under a key and with subjects that the seed decides."""
    make = np.random.default_rng(seed).bytes
    return CellKeys(HeldKey(make(32)), np.frombuffer(make(16 * people), np.uint8).reshape(-1, 16))


def first(number: int, of: int) -> NDArray[np.bool_]:
    """Return the mask of the first so many people."""
    return np.arange(of) < number


# The vector -------------------------------------------------------------------------------------------


def test_the_vector() -> None:
    """Key 00 01 … 1f; subjects of sixteen bytes 01, 02, 03."""
    tagger = Tagger(KEY, Purpose.CELL)
    parts = [tagger.one(label_item(Purpose.CELL), subject)[:8] for subject in SUBJECTS[:3]]
    cell = sum(int.from_bytes(part, "big") for part in parts) % 2**64
    drawn = hmac.new(KEY, cell.to_bytes(8, "big"), hashlib.sha256).digest()
    assert (cell.to_bytes(8, "big").hex(), drawn.hex()) == (VECTOR_CELL, VECTOR_DRAWN)
    draw = CellKeys(KEY, as_blocks(SUBJECTS)).draw(first(3, 40))
    expected = Draw(10 + int.from_bytes(drawn[:8], "big") % 5, int.from_bytes(drawn[8:16], "big") / 2**64)
    assert draw == expected


def test_nobody_gives_the_draw_of_the_sum_zero() -> None:
    drawn = hmac.new(KEY, bytes(8), hashlib.sha256).digest()
    assert CellKeys(KEY, as_blocks([])).draw(first(0, 0)).threshold == 10 + int.from_bytes(drawn[:8]) % 5


# The same people --------------------------------------------------------------------------------------


def test_the_same_people_give_the_same_draw_in_whatever_order_and_company() -> None:
    some, mask = CellKeys(KEY, as_blocks(SUBJECTS[:12])), first(12, 12)
    turned = CellKeys(KEY, as_blocks([*SUBJECTS[20:], *reversed(SUBJECTS[:12])]))
    assert some.draw(mask) == turned.draw(~first(20, 32))


def test_one_more_one_less_or_another_key_gives_a_fresh_draw() -> None:
    keys, other = CellKeys(KEY, as_blocks(SUBJECTS)), CellKeys(HeldKey(b"k" * 32), as_blocks(SUBJECTS))
    draws = [keys.draw(first(number, 40)) for number in range(41)]
    draws += [other.draw(first(number, 40)) for number in range(1, 41)]
    assert len({draw.chance for draw in draws}) == len(draws)


# What is drawn ----------------------------------------------------------------------------------------


def test_thresholds_and_directions_are_evenly_drawn_and_apart_from_each_other() -> None:
    draws = [keys_of(seed, 12).draw(first(12, 12)) for seed in range(5000)]
    by_threshold = Counter(draw.threshold for draw in draws)
    assert sorted(by_threshold) == [10, 11, 12, 13, 14]
    expected = len(draws) / 5
    assert sum((number - expected) ** 2 / expected for number in by_threshold.values()) < 18.5  # p = .001
    means = [np.mean([d.chance for d in draws if d.threshold == t]) for t in by_threshold]
    assert max(abs(mean - 0.5) for mean in means) < 4 * (1 / 12 / expected) ** 0.5


@pytest.mark.parametrize("people", [14, 17, 21, 38])
def test_the_mean_over_workshops_is_the_true_number(people: int) -> None:
    draws = [keys_of(seed, people).draw(first(people, people)) for seed in range(TARGETS)]
    told = [round_people(people, draw) or 0 for draw in draws]
    assert set(told) <= {people // 5 * 5, people // 5 * 5 + 5}
    assert abs(np.mean(told) - people) < 4 * 2.5 / TARGETS**0.5


# Padding ----------------------------------------------------------------------------------------------


def play(padding: int) -> list[tuple[int, bool]]:
    """Return for each target what is told of the group, and whether they took part.

    Somebody pads the group with accounts of their own, with one person more.
    """
    games = []
    for seed in range(TARGETS):
        keys, took_part = keys_of(seed, padding + 1), bool(np.random.default_rng([seed, 1]).integers(2))
        people = padding + took_part
        games.append((round_people(people, keys.draw(first(people, padding + 1))) or 0, took_part))
    return games


def find_best(padding: int) -> float:
    """Return the chance of being right with the best of all rules, worked out from all draws."""
    draws = [Draw(threshold, (2 * chance + 1) / 40) for threshold in range(10, 15) for chance in range(20)]
    silent, active = (Counter(round_people(padding + more, draw) for draw in draws) for more in (0, 1))
    return 0.5 + sum(abs(silent[said] - active[said]) for said in silent | active) / len(draws) / 4


def test_who_knows_all_others_in_a_group_is_right_two_times_in_three_at_most() -> None:
    """What is rounded to fives and keeps the mean differs by a fifth for one more: .60 is the least."""
    found = {padding: round(find_best(padding), 2) for padding in range(9, 20)}
    assert found == {**dict.fromkeys(range(9, 20), 0.6), 12: 0.62, 13: 0.66}


def test_twelve_accounts_and_one_person_more_are_no_longer_told_apart_for_sure() -> None:
    """To the nearest five this was right every time: 10 for twelve, 15 for thirteen.

    Who attacks says that the person took part where 10 or more are told, or where 15 are.
    """
    games = play(12)
    best = max(sum((told >= read) == took_part for told, took_part in games) / TARGETS for read in (10, 15))
    assert abs(best - find_best(12)) <= 0.02
