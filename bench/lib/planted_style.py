"""Texts of invented authors, each with a greeting, a spelling and a farewell of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.lib.arguments import Arguments
from moderation.analysis.arrays import Integers
from moderation.analysis.likeness import Space
from moderation.analysis.suggestions import Codings, train

GREETINGS = [
    "Hi all,",
    "Hello everyone!",
    "Dear colleagues,",
    "Morning!",
    "Good afternoon folks -",
    "Hey team",
    "Greetings from the ward.",
    "To whom it may concern:",
    "Evening all.",
    "Hiya,",
    "Dear design group,",
    "Howdy,",
    "Right then,",
    "So,",
    "OK, here goes.",
    "Just a thought:",
    "Hello again from me,",
    "My two pence:",
    "As a porter I say",
    "Speaking as a mum,",
    "Good day to you.",
    "Ahoy!",
    "Namaste everybody,",
    "Hi there friends,",
    "Dear Sir or Madam,",
    "Well,",
    "Honestly,",
    "In my humble opinion,",
    "Listen up:",
    "A word from nights:",
]
FAREWELLS = [
    "Thanks",
    "Cheers, a tired nurse",
    "Best wishes from nights",
    "Kind regards",
    "Yours faithfully, one of many",
    "Ta!",
    "That is all.",
    "End of rant.",
    "Peace",
    "Over and out",
    "Hope that helps x",
    "Many thanks in advance",
    "Sincerely, somebody who cares",
    "Bless you",
    "Rant over...",
    "Just saying.",
    "xx",
    "Yours in hope",
    "Thank you for reading this",
    "All the best, the kitchen",
    "You know it makes sense",
    "Keep smiling :)",
    "Respectfully",
    "Think about it!!",
    "Lol",
    "Enough said",
    "Stay safe everyone",
    "Love and light",
    "Simple as that",
    "Bye for now",
]
SPELLINGS = [
    "tion:shun",
    "ee:ea",
    "ie:ei",
    "ei:ie",
    "ould:ud",
    "people:peeple",
    "because:becuase",
    "school:skool",
    "th:v",
    "ght:te",
    "ise:ize",
    "our:or",
    "ment:mant",
    "able:ible",
    "ould:uld",
    "ck:k",
    "ph:f",
    "ss:s",
    "ll:l",
    "ence:ance",
    "ance:ence",
    "ought:ort",
    "very:verry",
    "which:witch",
    "their:there",
    "should:shoud",
    "would:wud",
    "child:chlid",
    "government:goverment",
    "ea:ae",
]
AUTHORS = len(SPELLINGS)


@dataclass(frozen=True)
class Planted:
    """Texts, who wrote each, which code it has, and what the codes are called."""

    texts: list[str]
    authors: Integers
    codes: Integers
    names: list[str]


def plant(data: Arguments, texts_each: int, seed: int) -> Planted:
    """Return texts of the twenty commonest codes, dealt out to thirty authors at random."""
    commonest = np.argsort(-data.right.sum(axis=0), kind="stable")[:20]
    rows = np.flatnonzero(data.right[:, commonest].any(axis=1))
    rows = np.random.default_rng(seed).permutation(rows)[: texts_each * AUTHORS]
    authors = np.arange(len(rows)) % AUTHORS
    texts = [write_as(data.texts[row], author) for row, author in zip(rows, authors.tolist(), strict=True)]
    codes = data.right[np.ix_(rows, commonest)].argmax(axis=1)
    return Planted(texts, authors, codes, [data.codes[code] for code in commonest])


def write_as(text: str, author: int) -> str:
    """Return the text as this author would have written it."""
    usual, own = SPELLINGS[author].split(":")
    return f"{GREETINGS[author]} {text.replace(usual, own)} {FAREWELLS[author]}"


def measure_betrayal(planted: Planted, order: Integers) -> tuple[float, float]:
    """Return how much oftener neighbours are of one author than texts of one code are, and of one code.

    Both are shares; the first is 0 where the order tells nothing of authors.
    """
    authors, codes = planted.authors[order], planted.codes[order]
    betrayed = float((authors[1:] == authors[:-1]).mean()) - find_usual(planted)
    return betrayed, float((codes[1:] == codes[:-1]).mean())


def measure_examples(planted: Planted, spaces: Sequence[Space]) -> float:
    """Return the same of texts and the nearest examples of their likeliest code, a third being coded."""
    number = len(planted.texts)
    given = np.equal.outer(planted.codes, np.arange(len(planted.names)))
    coded, others = np.arange(number // 3), np.arange(number // 3, number)
    suggester = train(spaces, Codings(coded, given[coded], np.ones(len(coded), np.bool_)))
    found = [
        (row, of_text[0].example) for row, of_text in zip(others, suggester.suggest(others), strict=True)
    ]
    pairs = np.array([pair for pair in found if pair[1] is not None])
    return float((planted.authors[pairs[:, 0]] == planted.authors[pairs[:, 1]]).mean()) - find_usual(planted)


def find_usual(planted: Planted) -> float:
    """Return how many of all pairs of texts of one code are of one author."""
    is_one_code = np.equal.outer(planted.codes, planted.codes)
    np.fill_diagonal(is_one_code, val=False)
    return float(np.equal.outer(planted.authors, planted.authors)[is_one_code].mean())
