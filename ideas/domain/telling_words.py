"""Which words of a title tell it from others: a word of every idea finds too many to be ranked in time."""

from __future__ import annotations

from django.db import connection

from ideas.models.ideas import TEXT_CONFIG
from workshops.models import Workshop

# So many ideas are ranked well within the 50 ms that somebody who types does not notice.
MOST_RANKED = 200
# Where each word by itself has more: ideas that have several of them.
TOGETHER = 3
_COUNT = """
SELECT found.lexeme, (SELECT count(*) FROM (
    SELECT FROM ideas_idea WHERE workshop_id = %s AND status = 'published'
        AND words @@ quote_literal(found.lexeme)::tsquery LIMIT %s) few)
FROM unnest(to_tsvector(%s::regconfig, %s)) found ORDER BY 2, 1
"""


def ask_for_telling_words(workshop: Workshop, words: list[str]) -> str:
    """Return the question, as PostgreSQL reads it, for ideas with one of the rarest of these words.

    Some 200 ideas at most have one of those. Where even the rarest word has more, for those with the three
    rarest; "" where no idea has a word.
    One query, which stops counting at 200 ideas for each word.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [workshop.pk, MOST_RANKED + 1, TEXT_CONFIG, " ".join(words)])
        counted = [(str(word), int(number)) for word, number in cursor.fetchall() if number]
    rare, total = [], 0
    for word, number in counted:
        total += number
        if total <= MOST_RANKED:
            rare.append(_quote(word))
    together = [_quote(word) for word, _number in counted[:TOGETHER]]
    return " | ".join(rare) or " & ".join(together)


def _quote(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
