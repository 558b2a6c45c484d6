"""Taking off how texts begin and end alike: greetings, farewells, what somebody always writes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from moderation.analysis.stems import POLITE_WORDS, list_content_words

LONGEST = 8
OFTEN = 3
SELDOM_ELSEWHERE = 0.4
_ENOUGH_LEFT = 3
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def take_off_set_phrases(texts: Sequence[str]) -> list[str]:
    """Return the texts without set phrases at their beginning and end.

    A set phrase is a run of two to eight words with which at least three texts begin or end, or a single word
    where a sign or a new line parts it from the rest. To tell it from a subject that many write about, one of
    its content words must be polite, or stand in this phrase in four of ten texts that have the word. What
    would lose all but two words stays whole.
    """
    return _take_off(_take_off(texts, at_end=False), at_end=True)


def _take_off(texts: Sequence[str], *, at_end: bool) -> list[str]:
    ends = [_cut(text, at_end=at_end) for text in texts]
    phrases = _find_set_phrases(texts, ends)
    return [_shorten(text, runs, phrases, at_end=at_end) for text, runs in zip(texts, ends, strict=True)]


def _find_set_phrases(texts: Sequence[str], ends: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """Return which runs at the ends of the texts are set phrases, and at how many ends each stands."""
    times = Counter(run for runs in ends for run in runs)
    common = Counter(word for text in texts for word in set(_list_words(text)))
    return {run: number for run, number in times.items() if number >= OFTEN and _is_set(run, number, common)}


def _list_words(text: str) -> list[str]:
    return [word[0] for word in _WORD.finditer(text.casefold())]


def _is_set(run: str, times: int, common: Counter[str]) -> bool:
    """Return whether the run, which stands at so many ends, is no subject."""
    words = run.split(" ")
    if not POLITE_WORDS.isdisjoint(words):
        return True
    content = [word for word in words if list_content_words(word)]
    return not content or any(times >= SELDOM_ELSEWHERE * common[word] for word in content)


def _cut(text: str, *, at_end: bool) -> dict[str, int]:
    """Return each run of words at one end that could be a set phrase, and where the rest stops or starts."""
    words = list(_WORD.finditer(text))
    runs: dict[str, int] = {}
    for number in range(1, min(LONGEST, len(words) - _ENOUGH_LEFT) + 1):
        part = words[-number:] if at_end else words[:number]
        place = words[-number - 1].end() if at_end else words[number].start()
        between = text[place : part[0].start()] if at_end else text[part[-1].end() : place]
        if number > 1 or _is_parted(between):
            runs[" ".join(word[0].casefold() for word in part)] = place
    return runs


def _is_parted(between: str) -> bool:
    """Return whether what stands between two words is a sign or a new line."""
    return bool(between.strip()) or "\n" in between


def _shorten(text: str, runs: dict[str, int], phrases: dict[str, int], *, at_end: bool) -> str:
    """Cut off the longest phrase that is at least half as common as the shortest one."""
    found = [(phrases[run], place) for run, place in runs.items() if run in phrases]
    if not found:
        return text
    place = [place for times, place in found if times >= found[0][0] / 2][-1]
    return text[:place] if at_end else text[place:]
