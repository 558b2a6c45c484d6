"""A released edition as it can be printed and packed: values only, nothing that asks the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from results.domain.missing import SampleWords
from results.exports.tables import Cell


@dataclass(frozen=True)
class PublishedEvidence:
    """One thing that a statement rests on.

    `kind`, `stance` and `stream_code` are codes of their tables, `*_words` and `stream` the same for readers.
    `words`: the code's name, the passage, the source. `item` and `ref`: "idea" or "comment" and its public
    reference, "" for what is neither.
    """

    kind: str
    kind_words: str
    stance: str
    stance_words: str
    stream: str
    words: str
    item: str = ""
    ref: str = ""
    stream_code: str = ""


@dataclass(frozen=True)
class PublishedStatus:
    """How far a statement is from one day on, and why: `state` is the code, `state_words` for readers."""

    state: str
    state_words: str
    since: date
    reason: str


@dataclass(frozen=True)
class PublishedLineage:
    """Where a statement comes from: one of the edition before it, and what was done with that one.

    `statement` and `previous` are references in addresses, each "" where there is none: of what was dropped,
    and of what is new. `text` and `previous_text` are their words.
    """

    deed: str
    deed_words: str
    statement: str
    text: str
    previous: str
    previous_text: str
    reason: str


@dataclass(frozen=True)
class PublishedStatement:
    """A statement: its reference in its address, its number ("2.3"), and what it rests on.

    `status`: how far it is, in words, "" before anything was said. `statuses`: all that was said of it since,
    the last thing last. `figures`: of each stream that says anything its name, and how many say what.
    """

    ref: str
    number: str
    text: str
    audience: str
    status: str
    evidence: tuple[PublishedEvidence, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    statuses: tuple[PublishedStatus, ...] = ()


@dataclass(frozen=True)
class PublishedFoundation:
    """A foundation with its statements, in their order."""

    ref: str
    number: int
    title: str
    promise: str
    text: str
    statements: tuple[PublishedStatement, ...] = ()
    picture_words: str = ""


@dataclass(frozen=True)
class PublishedPicture:
    """The picture of a foundation: which one by its `ref`, its file, a WebP, and how many pixels it has."""

    ref: str
    words: str
    width: int
    height: int
    content: bytes


@dataclass(frozen=True)
class NotUsed:
    """A code, an idea or a comment that no statement rests on, and why."""

    kind: str
    kind_words: str
    ref: str
    words: str
    reason: str


@dataclass(frozen=True)
class Rows:
    """A table of an export that is read and kept: its name, its columns, its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def as_dicts(self) -> list[dict[str, Cell]]:
        """Return each row by the names of the columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Count:
    """A number that the site tells: what is counted, of what, and which part of it."""

    measure: str
    about: str
    part: str
    number: int


@dataclass(frozen=True)
class ExplainedBoard:
    """A board of the workshop by its code, in the words of its page."""

    name: str
    title: str
    sentence: str
    explanation: str


@dataclass(frozen=True)
class PublishedEdition:
    """An edition and the numbers of its workshop at one moment.

    `tables` are those of the exports, without what nobody can read any more. `counts` are what the site's
    own modules counted. `counted_on`: the day of the last release of votes, from which ideas rise. Statuses
    are those of the moment: they go on after the release. `samples`: how much the edition may lack at most.
    """

    slug: str
    workshop: str
    title: str
    address: str
    number: int
    kind: str
    kind_words: str
    released_on: date
    preamble: str
    behind_it: str
    one_foundation: str
    foundations: tuple[PublishedFoundation, ...]
    not_used: tuple[NotUsed, ...]
    tables: tuple[Rows, ...]
    boards: tuple[ExplainedBoard, ...] = ()
    poll_headline: str = ""
    counts: tuple[Count, ...] = ()
    counted_on: date | None = None
    imported: bool = False
    lineage: tuple[PublishedLineage, ...] = ()
    samples: tuple[SampleWords, ...] = ()
    pictures: tuple[PublishedPicture, ...] = ()

    def table(self, name: str) -> Rows:
        """Return the table of this name; raises KeyError where there is none."""
        return {table.name: table for table in self.tables}[name]

    def list_statements(self) -> Iterator[tuple[PublishedFoundation, PublishedStatement]]:
        """Yield all statements with their foundations, in their order."""
        for foundation in self.foundations:
            for statement in foundation.statements:
                yield foundation, statement


def split_paragraphs(text: str) -> Sequence[str]:
    """Return the paragraphs of a text, without the empty ones between them."""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
