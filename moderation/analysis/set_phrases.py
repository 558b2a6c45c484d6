"""Taking off how texts begin and end alike: greetings, farewells, what somebody always writes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

LONGEST = 8
OFTEN = 3
_ENOUGH_LEFT = 3
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def take_off_set_phrases(texts: Sequence[str]) -> list[str]:
    """Return the texts without beginnings and ends that at least three texts have in common.

    A run of two to eight words counts, and a single one where a sign or a new line parts it from the rest.
    What would lose all but two words stays whole.
    """
    starts = [_cut(text, at_end=False) for text in texts]
    shared_starts = Counter(run for runs in starts for run in runs)
    texts = [
        _shorten(text, runs, shared_starts, at_end=False) for text, runs in zip(texts, starts, strict=True)
    ]
    ends = [_cut(text, at_end=True) for text in texts]
    shared_ends = Counter(run for runs in ends for run in runs)
    return [_shorten(text, runs, shared_ends, at_end=True) for text, runs in zip(texts, ends, strict=True)]


def _cut(text: str, *, at_end: bool) -> dict[str, int]:
    """Return each run of words at one end that could be a set phrase, and where the rest stops or starts."""
    words = list(_WORD.finditer(text))
    runs: dict[str, int] = {}
    for number in range(1, min(LONGEST, len(words) - _ENOUGH_LEFT) + 1):
        part = words[-number:] if at_end else words[:number]
        place = words[-number - 1].end() if at_end else words[number].start()
        between = text[place : part[0].start()] if at_end else text[part[-1].end() : place]
        if number > 1 or between.strip() or "\n" in between:
            runs[" ".join(word[0].casefold() for word in part)] = place
    return runs


def _shorten(text: str, runs: dict[str, int], shared: Counter[str], *, at_end: bool) -> str:
    places = [place for run, place in runs.items() if shared[run] >= OFTEN]
    if not places:
        return text
    return text[: min(places)] if at_end else text[max(places) :]
