"""Fast on what people write, and in proportion to its length whatever is sent. Times are the processor's."""

import time

import pytest

from identifiers import find_identifiers
from tests.identifiers.corpora import read_clean, read_planted

P95_SECONDS = 0.010
LONGEST_IDEA = 6_000
LONGEST_SECONDS = 0.5
# A text that is four times as long may take four times as long; a square would be sixteen.
PROPORTION = 9
TOO_SHORT_TO_COMPARE = 0.02
HOSTILE = [
    "a", "A", "0", " ", "\n", "\t", "@", ".", "-", "(", "/", "'", "\0", "\u200b", "\ufdfa", "e\u0301",
    "７", "0 ", "0 1 ", "01", "0(((  ", "+1 ", "+123456789 ", "1/", "1/1/1 ", "0\t\t\t\t",
    "100 200 3000 ", "nhs 1 2 3 ", "943 476 5919 ", "07700 900123 ", "a@", "a.", "a@a.", "a at ",
    "a at a dot ", "a (at) a (dot) ", "%'+", "Mr ", "Mr A ", "Mr Aa", "Mr van de ", "Dr A. A. ",
    "Mr A'bb-cc", "Mr A-bA-b", "Mr and ", "Staff Nurse ", "mr ", "born ", "dob 1 ", "born 1/1/1",
    "12 may dob ", "date of birth ", "bed ", "bed 1 ", "bed 1 -", "beds 1,1,", "ab12", "se1 7e",
    "qq12 34 ", "I am the ", "I am now now ", "I'm a's ", "I am, a b c ", "as the only ",
    "as the only aa bb cc dd ",
]  # fmt: skip


def test_ninety_five_of_a_hundred_texts_of_2000_characters_take_at_most_10_milliseconds() -> None:
    sentences = [planted.text for planted in read_planted()] + read_clean()
    everything = " ".join(sentences)
    texts = [everything[start : start + 2_000] for start in range(0, len(everything) - 2_000, 500)]
    times = sorted(measure(text) for text in texts)
    assert times[int(len(times) * 0.95)] <= P95_SECONDS


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    long_time = min(measure(repeat(piece, LONGEST_IDEA)) for _attempt in range(2))
    assert long_time <= LONGEST_SECONDS
    if long_time > TOO_SHORT_TO_COMPARE:
        short_time = min(measure(repeat(piece, LONGEST_IDEA // 4)) for _attempt in range(3))
        assert long_time / short_time <= PROPORTION


def repeat(piece: str, length: int) -> str:
    return (piece * length)[:length]


def measure(text: str) -> float:
    start = time.process_time()
    find_identifiers(text)
    return time.process_time() - start
