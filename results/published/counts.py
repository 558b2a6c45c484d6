"""The numbers of an edition as the site's own modules count them, to be counted again from the package."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from ideas.domain.polls import round_percent
from results.domain.counting import Sources
from results.exports.tables import Cell
from results.models import NotUsed
from results.published import measures
from results.published.edition import Count, Rows

PARTS = ("ideas", "comments", "passages", "quotes", "codes", "others")


def list_counts(
    sources: Sources, tables: Sequence[Rows], names: Mapping[UUID, str], refs: Mapping[UUID, str]
) -> list[Count]:
    """Return all numbers; `names` of codes, `refs` of statements."""
    by_name = {table.name: table.as_dicts() for table in tables}
    return [
        Count(measures.IDEAS, "", "", len(sources.ideas)),
        Count(measures.COMMENTS, "", "", len(sources.comments)),
        *_count_votes(by_name["ideas"]),
        *_count_themes(by_name["ideas"]),
        *_count_poll(by_name["poll"]),
        *_count_codes(sources, names),
        *_count_not_used(sources),
        *_count_statements(sources, refs),
    ]


def _count_votes(ideas: Sequence[Mapping[str, Cell]]) -> Iterator[Count]:
    """Yield the sums of the votes that are told."""
    alone = [idea for idea in ideas if idea["merged_into"] is None]
    totals = [[_as_number(idea[name]) for name in measures.TOTALS] for idea in alone]
    for name, number in zip(measures.TOTALS, measures.sum_told(totals), strict=True):
        yield Count(measures.VOTES, "", name, number)


def _count_themes(ideas: Sequence[Mapping[str, Cell]]) -> Iterator[Count]:
    """Yield how many ideas are about each theme."""
    for theme, number in sorted(Counter(str(idea["theme"]) for idea in ideas if idea["theme"]).items()):
        yield Count(measures.IDEAS_OF_A_THEME, theme, "", number)


def _count_poll(rows: Sequence[Mapping[str, Cell]]) -> Iterator[Count]:
    """Yield how many people answered, and the share of each answer by its place."""
    numbers = [number for row in rows if (number := _as_number(row["number"])) is not None]
    people = sum(numbers)
    if not people:
        return
    yield Count(measures.POLL_PEOPLE, "", "", people)
    for place, number in enumerate(numbers, start=1):
        yield Count(measures.POLL_SHARE, str(place), "", round_percent(number, people))


def _count_codes(sources: Sources, names: Mapping[UUID, str]) -> Iterator[Count]:
    for code, items in sorted(sources.behind.items(), key=lambda pair: names[pair[0]]):
        if items:
            yield Count(measures.TEXTS_OF_A_CODE, names[code], "", len(items))


def _count_not_used(sources: Sources) -> Iterator[Count]:
    """Yield how many codes, ideas, comments and passages are not used."""
    shown = (one for one in sources.not_used if one.code_id or sources.items_of(one))
    kinds = Counter(_name_kind(one) for one in shown)
    for kind, number in sorted(kinds.items()):
        yield Count(measures.NOT_USED, kind, "", number)


def _name_kind(one: NotUsed) -> str:
    keys = {"code": one.code_id, "idea": one.idea_id, "comment": one.comment_id}
    return next((kind for kind, key in keys.items() if key), "passage")


def _count_statements(sources: Sources, refs: Mapping[UUID, str]) -> Iterator[Count]:
    for statement, numbers in sorted(sources.numbers.items(), key=lambda pair: refs[pair[0]]):
        ref = refs[statement]
        for part in PARTS:
            yield Count(measures.BEHIND, ref, part, getattr(numbers, part))
        for (stream, stance), number in numbers.by_stream.items():
            yield Count(measures.STREAM, ref, measures.name_stream(stream, stance), number)


def _as_number(cell: Cell) -> int | None:
    return cell if isinstance(cell, int) else None
