"""Finding ideas by words: full text, the beginnings of words, and titles that are nearly the same.

Nothing here is logged or kept, neither what is asked for nor what is written.
"""

from __future__ import annotations

import re
from typing import Any

from django.db import connection

from ideas.domain.catalogue import copy_ideas
from ideas.domain.telling_words import MOST_RANKED, ask_for_telling_words
from ideas.models import Idea
from workshops.models import Workshop

# Quoted phrases, a minus before a word, "or": whoever uses them means just that.
OPERATORS = re.compile(r'"|(?:^|\s)-|\bor\b', re.IGNORECASE)
WORD = re.compile(r"\w+")
# Shorter beginnings are those of too many words, and shorter words are like too many.
SHORTEST_BEGINNING = 3
SHORTEST_MISSPELT = 4
SHORTEST_TITLE = 4
MOST_SIMILAR = 5
MOST_COMPARED = 50
# A third of the words in a title, or all of them in a text;
# three tenths of a title's groups of three letters.
ALIKE_IN_WORDS = 0.2
ALIKE_IN_LETTERS = 0.3
# Who finds so many ideas by their words, a page of them, does not look for misspelt ones.
FEW = 20
_BY_WORDS = """
WITH asked AS (
    SELECT websearch_to_tsquery('ideas_english', %(wanted)s) || to_tsquery('simple', %(beginnings)s) AS query
), by_words AS MATERIALIZED (
    SELECT ref, 1 + ts_rank(words, query) AS match FROM ideas_idea, asked
    WHERE workshop_id = %(workshop)s AND status = 'published' AND words @@ query
)
SELECT ref, match FROM by_words
"""
_BY_LETTERS = """
UNION ALL
SELECT ref, word_similarity(%(wanted)s, title) FROM ideas_idea
WHERE (SELECT count(*) FROM by_words) < %(few)s AND ref NOT IN (SELECT ref FROM by_words)
  AND workshop_id = %(workshop)s AND status = 'published'"""


# Letters are compared only where too few are alike by their words: it takes ten times as long.
_SIMILAR = """
WITH asked AS (
    SELECT websearch_to_tsquery('ideas_english', %(words)s) AS query
), by_words AS (
    SELECT id, ref, title, words FROM ideas_idea
    WHERE workshop_id = %(workshop)s AND status = 'published' AND words @@ to_tsquery('simple', %(telling)s)
    LIMIT %(most_ranked)s
), alike AS MATERIALIZED (
    SELECT id, ref, greatest(ts_rank(words, query), similarity(title, %(title)s)) AS match
    FROM by_words, asked
    WHERE ts_rank(words, query) >= %(alike_in_words)s OR similarity(title, %(title)s) >= %(alike_in_letters)s
), by_letters AS (
    SELECT id, ref, words, similarity(title, %(title)s) AS match FROM ideas_idea
    WHERE (SELECT count(*) FROM alike) < %(most)s
        AND workshop_id = %(workshop)s AND status = 'published' AND title %% %(title)s
    ORDER BY match DESC, ref LIMIT %(most_compared)s
)
SELECT id FROM (
    SELECT id, ref, match FROM alike
    UNION SELECT id, ref, greatest(ts_rank(words, query), match) FROM by_letters, asked
) found ORDER BY match DESC, ref LIMIT %(most)s
"""


def search_ideas(workshop: Workshop, wanted: str) -> dict[str, float]:
    """Return the references of the published ideas that have the wanted words, with how well.

    How well is above 0, the greater the better. Endings and accents do not matter and the end of a word may
    be missing. Where that finds few, a word of the title may be misspelt; what has the words ranks before
    what is only like them. Quotes, a minus before a word and "or" mean what they do in other search engines.
    One query.
    """
    words = WORD.findall(wanted)
    longer = [word for word in words if len(word) >= SHORTEST_MISSPELT]
    asked: dict[str, Any] = {"workshop": workshop.pk, "wanted": wanted, "few": FEW}
    asked["beginnings"] = _write_beginnings(words)
    statement = _BY_WORDS
    if OPERATORS.search(wanted):
        asked["beginnings"] = ""
    elif longer:
        statement += _BY_LETTERS + "".join(f" AND title %%> %(word{place})s" for place in range(len(longer)))
        asked |= {f"word{place}": word for place, word in enumerate(longer)}
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return dict(cursor.fetchall())


def _write_beginnings(words: list[str]) -> str:
    """Return the question for words of which the end may be missing.

    Beginnings keep their endings: "parking" is not to find Parkinson.
    """
    return " & ".join(f"{word}:*" if len(word) >= SHORTEST_BEGINNING else word for word in words)


def find_similar(workshop: Workshop, title: str) -> list[Idea]:
    """Return up to five published ideas of the workshop that say much the same, the most alike first.

    None where the title is too short to tell. Two queries, and one more for texts that are not in memory:
    only those ideas are ranked that have the title's rarest words or, where these find fewer than five, most
    of its letters.
    """
    if len(title.strip()) < SHORTEST_TITLE:
        return []
    asked: dict[str, Any] = {
        "workshop": workshop.pk,
        "title": title,
        "words": " or ".join(WORD.findall(title)),
        "telling": ask_for_telling_words(workshop, title),
        "alike_in_words": ALIKE_IN_WORDS,
        "alike_in_letters": ALIKE_IN_LETTERS,
        "most_ranked": MOST_RANKED,
        "most_compared": MOST_COMPARED,
        "most": MOST_SIMILAR,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SIMILAR, asked)
        keys = [key for (key,) in cursor.fetchall()]
    return list(copy_ideas(workshop, keys).values())
