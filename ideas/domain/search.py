"""Finding ideas by words: full text, the beginnings of words, and titles that are nearly the same.

Nothing here is logged or kept, neither what is asked for nor what is written.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection

from ideas.domain.asked_words import Question, Term, list_telling
from ideas.domain.catalogue import copy_ideas
from ideas.domain.telling_words import MOST_RANKED, ask_for_telling_words
from ideas.models import Idea
from ideas.models.ideas import PLAIN_CONFIG, TEXT_CONFIG
from ideas_platform.lib.parted_words import find_words
from workshops.models import Workshop

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
    SELECT {query} AS query
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
    SELECT to_tsquery('ideas_english', %(words)s) AS query
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


def search_ideas(workshop: Workshop, question: Question) -> dict[str, float]:
    """Return the references of the published ideas that have what is looked for, with how well.

    How well is above 0, the greater the better. Endings and accents do not matter and the end of a word may
    be missing. Where that finds few, a word of the title may be misspelt; what has the words ranks before
    what is only like them. Quotes, a minus before a word and "or" mean what they do in other search engines.
    One query.
    """
    if not question.alternatives:
        return {}
    asked: dict[str, Any] = {"workshop": workshop.pk, "few": FEW}
    statement = _BY_WORDS.format(query=_write_question(question, asked))
    longer = [word for word in question.words if len(word) >= SHORTEST_MISSPELT]
    if question.is_plain and longer:
        statement += _BY_LETTERS + "".join(f" AND title %%> %(long{place})s" for place in range(len(longer)))
        asked |= {f"long{place}": word for place, word in enumerate(longer)}
        asked["wanted"] = " ".join(question.words)
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return dict(cursor.fetchall())


def _write_question(question: Question, asked: dict[str, Any]) -> str:
    """Return what PostgreSQL looks for, as SQL; what somebody typed is put into `asked` by name."""
    return " || ".join(
        "(" + " && ".join(_write_term(term, question, asked) for term in terms) + ")"
        for terms in question.alternatives
    )


def _write_term(term: Term, question: Question, asked: dict[str, Any]) -> str:
    """Return one term as SQL; of a word by itself the end may be missing, unless somebody used operators.

    Beginnings keep their endings: "parking" is not to find Parkinson.
    """
    name = f"words{len(asked)}"
    asked[name] = " ".join(term.words)
    written = f"phraseto_tsquery('{TEXT_CONFIG}', %({name})s)"
    if term.unwanted:
        return f"!! {written}"
    if question.is_plain and len(term.words) == 1 and len(term.words[0]) >= SHORTEST_BEGINNING:
        asked[f"{name}_begin"] = f"{term.words[0]}:*"
        return f"({written} || to_tsquery('{PLAIN_CONFIG}', %({name}_begin)s))"
    return written


def find_similar(workshop: Workshop, title: str) -> list[Idea]:
    """Return up to five published ideas of the workshop that say much the same, the most alike first.

    None where the title is too short to tell. Two queries, and one more for texts that are not in memory:
    only those ideas are ranked that have the title's rarest words or, where these find fewer than five, most
    of its letters.
    """
    return list(copy_ideas(workshop, _find_alike(workshop, title)).values())


def find_others_like(idea: Idea) -> list[Idea]:
    """Return up to four published ideas that say much the same as this one, with reference and title alone.

    Three queries; the idea's workshop must be loaded.
    """
    keys = [key for key in _find_alike(idea.workshop, idea.title) if key != idea.pk]
    found = {one.pk: one for one in Idea.objects.filter(pk__in=keys).published().only("ref", "title")}
    for one in found.values():
        one.workshop = idea.workshop
    return [found[key] for key in keys if key in found][: MOST_SIMILAR - 1]


def _find_alike(workshop: Workshop, title: str) -> list[UUID]:
    """Return the keys of up to five published ideas that are like the title, the most alike first."""
    if len(title.strip()) < SHORTEST_TITLE:
        return []
    words = list_telling(title) or find_words(title)
    asked: dict[str, Any] = {
        "workshop": workshop.pk,
        "title": title,
        "words": " | ".join(words),
        "telling": ask_for_telling_words(workshop, words),
        "alike_in_words": ALIKE_IN_WORDS,
        "alike_in_letters": ALIKE_IN_LETTERS,
        "most_ranked": MOST_RANKED,
        "most_compared": MOST_COMPARED,
        "most": MOST_SIMILAR,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SIMILAR, asked)
        return [key for (key,) in cursor.fetchall()]
