"""A rare spelling gives way to the common one beside it: how somebody spells tells who it is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

SHORTEST = 5
TIMES_AS_COMMON = 4
_WORD = re.compile(r"[^\W\d_]+")


def even_out_spelling(texts: Sequence[str]) -> list[str]:
    """Return the texts with each rare word replaced by one that is four times as common and one slip away.

    A slip is a letter more, less, another or two swapped; words below five letters stay. Words are counted by
    the texts they stand in. Found by what is left when one letter is taken away (Garbe's symmetric deletes).
    """
    common = Counter(word for text in texts for word in set(_list_words(text)))
    kin = defaultdict(list)
    for word in common:
        for left in _take_one_away(word):
            kin[left].append(word)
    better = {word: found for word in common if (found := _find_better(word, common, kin)) != word}
    return [_WORD.sub(lambda match: better.get(match[0].casefold(), match[0]), text) for text in texts]


def _list_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) >= SHORTEST]


def _take_one_away(word: str) -> Iterator[str]:
    yield word
    yield from {word[:place] + word[place + 1 :] for place in range(len(word))}


def _find_better(word: str, common: Counter[str], kin: dict[str, list[str]]) -> str:
    near = {other for left in _take_one_away(word) for other in kin[left]}
    found = max(near, key=lambda other: (common[other], other))
    return found if common[found] >= TIMES_AS_COMMON * common[word] else word
