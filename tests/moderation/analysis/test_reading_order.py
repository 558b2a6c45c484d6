"""The order of reading: like beside like, unstable groups marked, and silent about who wrote what."""

import tracemalloc
from pathlib import Path

import numpy as np

from bench.lib.arguments import read_arguments
from bench.lib.planted_style import measure_betrayal, plant
from ideas_platform.settings import BASE_DIR
from moderation.analysis.likeness import Space, weigh_stems
from moderation.analysis.plain_texts import make_plain_texts
from moderation.analysis.reading_order import order_texts

ARGUMENTS = Path(BASE_DIR).parent / "shared" / "data" / "argkp"
RNG = np.random.default_rng(5)
NO_CODES = np.zeros((0, 30), np.float32)


def make_space(places: list[np.ndarray]) -> Space:
    """Return these places as rows of length 1."""
    rows = np.concatenate(places).astype(np.float32)
    return Space(rows / np.linalg.norm(rows, axis=1, keepdims=True), NO_CODES)


def test_texts_of_one_kind_stand_together_in_groups_that_come_back() -> None:
    kinds = [np.eye(30)[kind] + RNG.normal(0, 0.02, (20, 30)) for kind in range(4)]
    mixed = RNG.permutation(80)
    order = order_texts([make_space([np.concatenate(kinds)[mixed]])])
    assert sorted(order.rows.tolist()) == list(range(80))
    assert (np.diff(mixed[order.rows] // 20) != 0).sum() == 3
    assert order.group.tolist() == sorted(order.group.tolist())
    assert order.is_unstable.tolist() == [False] * 4


def test_groups_of_noise_are_unstable() -> None:
    order = order_texts([make_space([RNG.normal(size=(400, 30))])])
    assert order.is_unstable.mean() > 0.9


def test_the_same_texts_give_the_same_order() -> None:
    space = make_space([RNG.normal(size=(60, 30))])
    assert order_texts([space]).rows.tolist() == order_texts([space]).rows.tolist()


def test_vectors_are_nowhere_copied() -> None:
    """They are most of the worker's memory; side by side in one sparse matrix they took six times as much."""
    spaces = [make_space([RNG.normal(size=(500, 384))]), weigh_stems(["Parking permits"] * 500, [])]
    tracemalloc.start()
    order_texts(spaces)
    _now, largest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert largest < 2 * spaces[0].texts.nbytes


def test_few_texts_equal_texts_and_texts_without_words_are_ordered_too() -> None:
    for texts in ([], ["Parking"], ["Parking", "Rooms"], ["Parking permits"] * 50, ["", "  ", "?"]):
        order = order_texts([weigh_stems(texts, [])])
        assert sorted(order.rows.tolist()) == list(range(len(texts)))


def test_neighbours_are_not_those_of_one_author_and_are_of_one_subject() -> None:
    """By stems alone; `python -m bench.suggestions` has meaning too."""
    planted = plant(read_arguments(ARGUMENTS), 15, 0)
    plain = order_texts([weigh_stems(make_plain_texts(planted.texts), [])])
    betrayal, same_code = measure_betrayal(planted, plain.rows)
    assert betrayal <= 0.02
    assert same_code >= 0.7
    as_written = order_texts([weigh_stems(planted.texts, [])])
    assert measure_betrayal(planted, as_written.rows)[0] > 0.2
