"""Made-up words that come up as often as those of a language do."""

import random
from itertools import accumulate, product

STARTS = ["ba", "cor", "di", "fen", "gul", "hom", "mi", "nor", "pel", "tu", "sar", "wex"]
MIDDLES, ENDS = ["la", "ne", "ri", "so", "vu", "ta"], ["d", "k", "m", "ning", "ps", "rt", "st", "x", "ment"]
WORDS = ["".join(parts) for parts in product(STARTS, MIDDLES, MIDDLES, ENDS)]
random.Random(7).shuffle(WORDS)
# As in a language: the n-th commonest word comes up 1/n times as often as the commonest (Zipf).
WEIGHTS = list(accumulate(1 / place for place in range(1, len(WORDS) + 1)))


def name_word(place: int) -> str:
    """Return the word that is the so-manieth commonest, from 1."""
    return WORDS[place - 1]


def write(number: int) -> str:
    """Return so many words, as `random` stands."""
    return " ".join(random.choices(WORDS, cum_weights=WEIGHTS, k=number))
