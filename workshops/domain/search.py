"""Finding ideas by words: full text, the beginnings of words, and titles that are nearly the same.

Nothing here is logged or kept, neither what is asked for nor what is written.
"""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest

from workshops.domain.telling_words import MOST_RANKED, ask_for_telling_words
from workshops.models import Idea, Workshop
from workshops.models.ideas import TEXT_CONFIG

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


def search_ideas(workshop: Workshop, wanted: str) -> dict[UUID, float]:
    """Return the published ideas that have the wanted words, with how well: above 0, the greater the better.

    Endings and accents do not matter, the end of a word may be missing, and a word of the title may be
    misspelt. Quotes, a minus before a word and "or" mean what they do in other search engines.
    """
    return {idea.pk: idea.match for idea in match_words(workshop, wanted).only("pk")}


def match_words(workshop: Workshop, wanted: str) -> QuerySet[Idea, Any]:
    """Return the query of `search_ideas`: what has the words ranks before what is only like them."""
    ideas = Idea.objects.filter(workshop=workshop).published()
    query = _as_query(wanted)
    rank = Value(1.0) + SearchRank(F("words"), query)
    if OPERATORS.search(wanted):
        return ideas.filter(words=query).annotate(match=rank)
    found = ideas.filter(pk__in=_find_either(Q(words=query), _is_nearly(wanted)))
    near = TrigramWordSimilarity(wanted, "title")
    return found.annotate(match=Case(When(words=query, then=rank), default=near))


def find_similar(workshop: Workshop, title: str) -> list[Idea]:
    """Return up to five published ideas of the workshop that say much the same, the most alike first.

    None where the title is too short to tell. Two queries, whatever there is: only those ideas are ranked
    that have its rarest words, or most of its letters.
    """
    if len(title.strip()) < SHORTEST_TITLE:
        return []
    query = SearchQuery(" or ".join(WORD.findall(title)), config=TEXT_CONFIG, search_type="websearch")
    in_words = SearchRank(F("words"), query)
    in_letters = TrigramSimilarity("title", title)
    published = Idea.objects.filter(workshop=workshop).published()
    telling = ask_for_telling_words(workshop, title)
    by_words = published.filter(words=telling) if telling else published.none()
    by_letters = published.filter(title__trigram_similar=title).order_by(in_letters.desc(), "ref")
    found = by_words.values("pk")[:MOST_RANKED].union(by_letters.values("pk")[:MOST_COMPARED])
    ideas = Idea.objects.filter(pk__in=found).alias(in_words=in_words, in_letters=in_letters)
    alike = ideas.filter(Q(in_words__gte=ALIKE_IN_WORDS) | Q(in_letters__gte=ALIKE_IN_LETTERS))
    closest = list(alike.order_by(Greatest("in_words", "in_letters").desc(), "ref")[:MOST_SIMILAR])
    for idea in closest:
        idea.workshop = workshop
    return closest


def _is_nearly(wanted: str) -> Q:
    """Return the condition that each longer word is like one of the title; none fits where there is none."""
    words = [word for word in WORD.findall(wanted) if len(word) >= SHORTEST_MISSPELT]
    if not words:
        return Q(pk__in=[])
    return Q(*(Q(title__trigram_word_similar=word) for word in words))


def _find_either(first: Q, second: Q) -> QuerySet[Idea, Any]:
    """Return the keys of what fits one of two conditions, each asked by its own index.

    With "or" PostgreSQL reads the whole table: it takes comparing letters to be as cheap as numbers.
    """
    return Idea.objects.filter(first).values("pk").union(Idea.objects.filter(second).values("pk"))


def _as_query(wanted: str) -> Combinable:
    """Return the words as PostgreSQL looks for them; in a plain search their ends may be missing."""
    query = SearchQuery(wanted, config=TEXT_CONFIG, search_type="websearch")
    if OPERATORS.search(wanted):
        return query
    words = [f"{word}:*" if len(word) >= SHORTEST_BEGINNING else word for word in WORD.findall(wanted)]
    # Beginnings keep their endings: "parking" is not to find Parkinson.
    return query | SearchQuery(" & ".join(words), config="simple", search_type="raw")
