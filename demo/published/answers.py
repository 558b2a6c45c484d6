"""What the members of the published demo answered in the consultation, and what authors say of the result.

Who said what is known here and forgotten after loading. What is told of it is told by the rule for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle
from typing import Any
from uuid import UUID

import numpy as np

from anonymity.tags import Purpose, Tagger, as_blocks
from demo.invented_members import SEED
from demo.stock import Filled, Stock
from results.domain.answer_releases import release_answers
from results.domain.counting import read_sources
from results.models import AuthorVerdict, Edition, Statement, StatementAnswer

Row = Mapping[str, Any]
# How many of those who take part answer about a statement, and how many authors judge one.
ANSWERING, JUDGING = 0.6, 0.95
# What most people say is missing; the file adds what some say of one statement.
USUAL = {"missing": ("Say from when on.", "Say what happens if you do not keep it.", "Say who pays for it.")}


def add_answers(stock: Stock, sent: Filled, statements: Mapping[str, Statement], rows: Sequence[Row]) -> None:
    """Store what members answered to each statement of the consultation, and make the release of it."""
    chance = np.random.default_rng(SEED)
    tagger = Tagger(stock.key, Purpose.STATEMENT)
    takes_part = np.array([member.eagerness > 0 for member in stock.crowd.members])
    for row in rows:
        statement = statements[row["key"]]
        (who,) = np.nonzero(takes_part & (chance.random(len(takes_part)) < ANSWERING))
        tags = _make_tags(tagger, statement, [sent.members[place].vote_subject for place in who])
        StatementAnswer.objects.bulk_create(
            StatementAnswer(statement=statement, tag=tag, value=value, text=text)
            for tag, (value, text) in zip(tags, _find_words(row, len(tags), chance), strict=True)
        )
    release_answers(stock.workshop.pk)


def add_verdicts(stock: Stock, sent: Filled, edition: Edition, shares: Mapping[str, float]) -> None:
    """Store what authors say of each statement that used something of theirs, and make the release of it."""
    chance = np.random.default_rng(SEED)
    tagger = Tagger(stock.key, Purpose.VERDICT)
    used = _find_authors(stock, sent, edition)
    for statement in edition.statements.order_by("foundation__order", "order"):
        who = [place for place in sorted(used.get(statement.pk, ())) if chance.random() < JUDGING]
        tags = _make_tags(tagger, statement, [sent.members[place].text_subject for place in who])
        AuthorVerdict.objects.bulk_create(
            AuthorVerdict(statement=statement, tag=tag, value=value)
            for tag, value in zip(tags, _share_out(shares, len(tags), chance), strict=True)
        )
    release_answers(stock.workshop.pk)


def _find_authors(stock: Stock, sent: Filled, edition: Edition) -> dict[UUID, set[int]]:
    """Return for each statement the places of the members whose ideas and comments it used."""
    authors = dict(zip((idea.pk for idea in sent.ideas), stock.crowd.authors, strict=True))
    authors |= {one.pk: said.speaker for one, said in zip(sent.comments, sent.said, strict=True)}
    used: dict[UUID, set[int]] = {}
    for item, statements in read_sources(edition).statements_by_item.items():
        for statement in statements if item in authors else ():
            used.setdefault(statement, set()).add(authors[item])
    return used


def _find_words(row: Row, number: int, chance: np.random.Generator) -> Iterator[tuple[str, str]]:
    """Yield so many answers, each with its text, "" for most."""
    said: dict[str, list[str]] = {}
    for one in row.get("answer", ()):
        said.setdefault(one["value"], []).append(one["text"])
    usual = {value: cycle(texts) for value, texts in USUAL.items()}
    for value in _share_out(row["answers"], number, chance):
        if said.get(value):
            yield value, said[value].pop()
        else:
            yield value, next(usual[value]) if value in usual else ""


def _share_out(shares: Mapping[str, float], number: int, chance: np.random.Generator) -> list[str]:
    """Return so many values in these shares, in random order."""
    parts = (chance.permutation(number) + 0.5) / max(number, 1)
    places = np.searchsorted(np.cumsum(list(shares.values()))[:-1], parts, side="right")
    return [list(shares)[place] for place in places]


def _make_tags(
    tagger: Tagger, statement: Statement, subjects: Sequence[bytes | memoryview | None]
) -> list[bytes]:
    if not subjects:
        return []
    items = as_blocks([statement.pk.bytes] * len(subjects))
    return [
        tag.tobytes() for tag in tagger.of_pairs(items, as_blocks([bytes(one or b"") for one in subjects]))
    ]
