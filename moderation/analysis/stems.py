"""The content words of a text, as stems: what it is about, with as little as can be of how it is written."""

import re
from collections.abc import Callable

import snowballstemmer

_WORD = re.compile(r"[^\W\d_]+")
_AFTER_APOSTROPHE = re.compile(r"(?<=\w)['’]\w+")

# The function words of the Snowball project (https://snowballstem.org/algorithms/english/stop.txt), what is
# left of their short forms, and words of politeness, which tell only whose text it is.
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        a about above after again against all also am an and any are aren as at be because been before being
        below between both but by can cannot could couldn did didn do does doesn doing don down during each
        few for from further get had hadn has hasn have haven having he her here hers herself him himself
        his how i if in into is isn it its itself just let me more most must mustn my myself no nor not now
        of off on once only or other ought our ours ourselves out over own same shan she should shouldn so
        some such than that the their theirs them themselves then there these they this those through to too
        under until up upon us very was wasn we were weren what when where which while who whom why will
        with won would wouldn you your yours yourself yourselves cheers greetings hello hey hi please
        regards sincerely faithfully thank thanks
        """,
    )
)


# With these a run of words at the beginning or end is a greeting or farewell.
POLITE_WORDS = frozenset(
    [
        "cheers",
        "dear",
        "evening",
        "faithfully",
        "greetings",
        "hello",
        "hey",
        "hi",
        "hiya",
        "kind",
        "morning",
        "regards",
        "sincerely",
        "thank",
        "thanks",
        "wishes",
        "yours",
    ]
)


def list_content_words(text: str) -> list[str]:
    """Return the words in order and in small letters.

    Stop words, figures, punctuation, single letters and what follows an apostrophe are left out.
    """
    words = _WORD.findall(_AFTER_APOSTROPHE.sub("", text.casefold()))
    return [word for word in words if len(word) > 1 and word not in STOP_WORDS]


def make_stemmer() -> Callable[[str], list[str]]:
    """Return a function that gives the stems of a text's content words, in order, by Porter's second stemmer.

    The function remembers the stems it has seen, so keep it for one run and no longer.
    """
    stem_word = snowballstemmer.stemmer("english").stemWord
    stems: dict[str, str] = {}

    def list_stems(text: str) -> list[str]:
        words = list_content_words(text)
        for word in words:
            if word not in stems:
                stems[word] = stem_word(word)
        return [stems[word] for word in words]

    return list_stems
