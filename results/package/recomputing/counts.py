"""Sums, shares, codings and evidence, counted again from the tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ideas.domain.polls import round_percent
from results.exports.tables import Cell
from results.package.opening import Package
from results.package.recomputing.differences import Difference, Key, compare
from results.published import measures

Counts = dict[Key, int]
Row = dict[str, Cell]
Item = tuple[str, str]
# What is told in words of the group's own; each is one, whatever it says.
TOLD = frozenset({"literature", "case_study", "judgement"})


@dataclass(frozen=True)
class _Sources:
    """The texts that have each code, and the streams of passages."""

    behind: Mapping[str, set[Item]]
    streams: Mapping[str, str]

    def items_of(self, row: Row) -> set[Item]:
        """Return the texts that one piece of evidence speaks of."""
        if row["code"] is not None:
            return self.behind.get(str(row["code"]), set())
        return {(str(row["item"]), str(row["ref"]))} if row["ref"] is not None else set()

    def stream_of(self, item: object, row: Row) -> str:
        """Return the stream of a text: a passage's own, of all others what the evidence says."""
        own = self.streams.get(item[1]) if isinstance(item, tuple) and item[0] == "passage" else None
        return own or str(row["stream"] or "")


def compare_counts(package: Package) -> Iterator[Difference]:
    """Yield each number of counts.csv that does not come out, or that is not there."""
    written: dict[Key, object] = {
        (str(row["measure"]), str(row["about"] or ""), str(row["part"] or "")): row["number"]
        for row in package.rows("counts")
    }
    again = count_texts(package) | count_poll(package) | count_codings(package) | count_evidence(package)
    yield from compare("counts.csv", written, again)
    yield from _compare_ideas_of_participation(package)


def count_texts(package: Package) -> Counts:
    """Return how many ideas, comments and votes there are, and ideas by theme."""
    ideas = package.rows("ideas")
    sums = measures.sum_told([_read_totals(idea) for idea in ideas if idea["merged_into"] is None])
    themes = Counter(str(idea["theme"]) for idea in ideas if idea["theme"] is not None)
    votes = {(measures.VOTES, "", name): number for name, number in zip(measures.TOTALS, sums, strict=True)}
    return {
        (measures.IDEAS, "", ""): len(ideas),
        (measures.COMMENTS, "", ""): len(package.rows("comments")),
        **{(measures.IDEAS_OF_A_THEME, theme, ""): number for theme, number in themes.items()},
        **votes,
    }


def count_poll(package: Package) -> Counts:
    """Return how many people answered and the share of each answer, by its place; nothing where untold."""
    numbers = [row["number"] for row in package.rows("poll")]
    told = [number for number in numbers if isinstance(number, int)]
    people = sum(told)
    if not people or len(told) < len(numbers):
        return {}
    shares = {
        (measures.POLL_SHARE, str(place), ""): round_percent(number, people)
        for place, number in enumerate(told, start=1)
    }
    return {(measures.POLL_PEOPLE, "", ""): people, **shares}


def count_codings(package: Package) -> Counts:
    """Return how many ideas and comments have each code, and what is not used."""
    of_codes = Counter(str(row["code"]) for row in package.rows("codings"))
    not_used = Counter(str(row["kind"]) for row in package.rows("not_used"))
    return {
        **{(measures.TEXTS_OF_A_CODE, code, ""): number for code, number in of_codes.items()},
        **{(measures.NOT_USED, kind, ""): number for kind, number in not_used.items()},
    }


def count_evidence(package: Package) -> Counts:
    """Return how much stands behind each statement: each idea and each comment counts once."""
    sources = _Sources(
        _find_items(package), {str(row["ref"]): str(row["stream"]) for row in package.rows("passages")}
    )
    below: defaultdict[str, list[Row]] = defaultdict(list)
    for row in package.rows("evidence"):
        below[str(row["statement"])].append(row)
    counts: Counts = {}
    for statement, rows in below.items():
        counts |= _count_statement(statement, rows, sources)
    return counts


def _count_statement(statement: str, rows: list[Row], sources: _Sources) -> Counts:
    parts, streams = _count_parts(rows, sources), _part_by_stream(rows, sources)
    return {
        **{(measures.BEHIND, statement, part): number for part, number in parts.items()},
        **{(measures.STREAM, statement, name): len(items) for name, items in streams.items()},
    }


def _count_parts(rows: list[Row], sources: _Sources) -> dict[str, int]:
    """Return how many texts of each kind, quotes, codes and others there are."""
    united: set[Item] = set().union(*(sources.items_of(row) for row in rows))
    texts = Counter(kind for kind, _ref in united)
    kinds = Counter(str(row["kind"]) for row in rows)
    return {
        "ideas": texts["idea"],
        "comments": texts["comment"],
        "passages": texts["passage"],
        "quotes": sum(row["kind"] == "quote" and row["ref"] is not None for row in rows),
        "codes": kinds["code"],
        "others": sum(row["kind"] in TOLD for row in rows),
    }


def _part_by_stream(rows: list[Row], sources: _Sources) -> Mapping[str, set[object]]:
    """Return the texts and others of each stream and stance."""
    streams: defaultdict[str, set[object]] = defaultdict(set)
    for place, row in enumerate(rows):
        items = {place} if row["kind"] in TOLD else sources.items_of(row)
        for item in items:
            streams[measures.name_stream(sources.stream_of(item, row), str(row["stance"]))].add(item)
    return streams


def _find_items(package: Package) -> dict[str, set[Item]]:
    """Return the ideas and comments that have each code."""
    found: defaultdict[str, set[Item]] = defaultdict(set)
    for row in package.rows("codings"):
        found[str(row["code"])].add((str(row["kind"]), str(row["ref"])))
    return found


def _read_totals(idea: Row) -> list[int | None]:
    values = [idea[name] for name in measures.TOTALS]
    return [value if isinstance(value, int) else None for value in values]


def _compare_ideas_of_participation(package: Package) -> Iterator[Difference]:
    for row in package.rows("participation"):
        if row["measure"] == "ideas" and row["number"] != (again := len(package.rows("ideas"))):
            yield Difference("participation.csv / ideas", row["number"], again)
