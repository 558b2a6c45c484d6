"""Suggested codes: which, with what chance, beside which example, and how good they are on real texts."""

from pathlib import Path

import numpy as np
import pytest

from bench.lib.arguments import read_arguments
from ideas_platform.settings import BASE_DIR
from moderation.analysis.calibration import measure_error
from moderation.analysis.likeness import weigh_stems
from moderation.analysis.plain_texts import make_plain_texts
from moderation.analysis.suggestions import Codings, Suggester, Suggestion, train
from moderation.analysis.thresholds import ENOUGH_BLIND

ARGUMENTS = Path(BASE_DIR).parent / "shared" / "data" / "argkp"
TEXTS = [
    "Quiet rooms for breaks",
    "Rooms for rest",
    "Night parking",
    "Parking permits at night",
    "Quiet parking",
]
DESCRIPTIONS = ["Rooms for breaks", "Parking"]


def let_code(given: list[list[bool]], *, codes: int = 2, blind: bool = True) -> Codings:
    """Return codings of the first rows."""
    shaped = np.array(given, np.bool_).reshape(len(given), codes)
    return Codings(np.arange(len(given)), shaped, np.full(len(given), blind))


def teach(given: list[list[bool]], *, blind: bool = True) -> Suggester:
    """Return what is learnt from texts of which rooms and parking take turns, two and two."""
    texts = [TEXTS[row % 4] for row in range(120)]
    return train([weigh_stems(texts, DESCRIPTIONS)], let_code(given, blind=blind))


RIGHT = [[row % 4 < 2, row % 4 > 1] for row in range(ENOUGH_BLIND)]


def test_before_anything_is_coded_codes_are_suggested_by_their_words_without_a_chance() -> None:
    suggester = train([weigh_stems(TEXTS, DESCRIPTIONS)], let_code([]))
    assert suggester.suggest(np.array([1, 3])) == [
        [Suggestion(0, None, None), Suggestion(1, None, None)],
        [Suggestion(1, None, None), Suggestion(0, None, None)],
    ]
    assert (suggester.curve, suggester.error) == ([], None)


def test_the_example_is_the_nearest_text_with_the_code() -> None:
    coded = let_code([[True, False], [True, False], [False, False], [False, True]])
    (suggested,) = train([weigh_stems(TEXTS, DESCRIPTIONS)], coded).suggest(np.array([4]))
    assert sorted((one.code, one.example) for one in suggested) == [(0, 0), (1, 3)]


def test_a_chance_is_told_from_fifty_blind_texts_on() -> None:
    assert teach(RIGHT[1:]).suggest(np.array([110]))[0][0].chance is None
    assert teach(RIGHT, blind=False).suggest(np.array([110]))[0][0].chance is None
    enough = teach(RIGHT)
    chances = [one.chance or 0 for one in enough.suggest(np.array([111]))[0]]
    assert chances[0] > 0.9
    assert chances[1] < 0.1
    assert sum(of.number for of in enough.curve) == 2 * ENOUGH_BLIND


def test_texts_that_say_none_of_these_make_every_code_less_likely() -> None:
    half = teach([*RIGHT, *[[False, False]] * ENOUGH_BLIND])
    assert half.suggest(np.array([111]))[0][0].chance == pytest.approx(0.5, abs=0.1)


def test_there_are_five_at_most_and_none_without_codes() -> None:
    many = train([weigh_stems(TEXTS, DESCRIPTIONS * 4)], let_code([], codes=8))
    assert [len(of_text) for of_text in many.suggest(np.arange(5))] == [5] * 5
    none = train([weigh_stems(TEXTS, [])], let_code([], codes=0))
    assert none.suggest(np.arange(2)) == [[], []]
    one = train([weigh_stems(TEXTS, ["Parking"])], let_code([[False], [False], [True]], codes=1))
    assert [of.example for of in one.suggest(np.array([3]))[0]] == [2]


def test_training_and_scoring_end_between_two_pieces() -> None:
    class End(Exception):  # noqa: N818
        pass

    def end() -> None:
        raise End

    spaces = [weigh_stems(TEXTS, DESCRIPTIONS)]
    for work in (
        lambda: weigh_stems(TEXTS, DESCRIPTIONS, end),
        lambda: train(spaces, let_code([]), end),
        lambda: list(train(spaces, let_code([])).suggest_all(np.arange(3), end)),
    ):
        with pytest.raises(End):
            work()


def test_scoring_goes_through_all_texts_in_pieces() -> None:
    texts = [TEXTS[row % 5] for row in range(450)]
    pieces = list(train([weigh_stems(texts, DESCRIPTIONS)], let_code([])).suggest_all(np.arange(450)))
    assert [(len(rows), len(suggested)) for rows, suggested in pieces] == [(200, 200), (200, 200), (50, 50)]


def test_on_real_texts_four_of_five_have_a_right_code_among_five_and_chances_are_true() -> None:
    """One draw, by stems alone; `python -m bench.suggestions` has five, and meaning."""
    data = read_arguments(ARGUMENTS)
    order = np.random.default_rng(0).permutation(len(data.texts))
    coded, others = order[: len(order) // 5], order[len(order) // 5 :][:1_000]
    codings = Codings(coded, data.right[coded], np.arange(len(coded)) % 5 == 0)
    plain = make_plain_texts(data.texts)
    suggested = train([weigh_stems(plain, data.codes)], codings).suggest(others)
    codes = np.array([[of.code for of in of_text] for of_text in suggested])
    right = np.take_along_axis(data.right[others], codes, axis=1)
    chances = np.array([[of.chance for of in of_text] for of_text in suggested], np.float64)
    assert right.any(axis=1).mean() >= 0.78
    assert measure_error(chances.ravel(), right.ravel()) <= 0.05
    examples = [(of.example, of.code) for of_text in suggested for of in of_text if of.example is not None]
    assert all(data.right[example, code] for example, code in examples)
