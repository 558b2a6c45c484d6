"""The one module that counts for the Declaration: what stands behind each statement, and what is left over.

Pages, exports, documents and the sealed package read only its results. What stands behind a code is what the
coding has settled: for an edition in work as of now, for a released one as of its release. Only what
everybody can read counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from ideas.models import Comment, Contribution, Idea, Merge
from moderation.domain.agreement import read_all
from moderation.domain.codebook import Codebook, read_codebook
from moderation.models import Passage
from results.models import CodedItem, Edition, Evidence, NotUsed

Items = frozenset[UUID]
"""Keys of ideas and comments."""
NOTHING: Items = frozenset()
SHOWN = Contribution.Status.PUBLISHED
# What is told in words of the group's own.
TOLD = frozenset({Evidence.Kind.LITERATURE, Evidence.Kind.CASE_STUDY, Evidence.Kind.JUDGEMENT})


@dataclass(frozen=True)
class Numbers:
    """What stands behind one statement: how many ideas, comments, passages of other voices, quotes, codes.

    Each text counts once, however many codes lead to it. `others`: literature, case studies, the group's own
    judgement. `by_stream` has for each stream and stance how many texts and others there are: never to be
    added up over streams.
    """

    ideas: int = 0
    comments: int = 0
    passages: int = 0
    quotes: int = 0
    codes: int = 0
    others: int = 0
    by_stream: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def is_anything(self) -> bool:
        """Whether anything at all stands behind it, the group's own judgement too."""
        return bool(self.ideas or self.comments or self.passages or self.others)


@dataclass(frozen=True)
class LeftOver:
    """Ideas, and comments that were coded by themselves, with neither a statement nor a reason."""

    ideas: Sequence[UUID] = ()
    comments: Sequence[UUID] = ()

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.ideas) + len(self.comments)


@dataclass(frozen=True)
class Trail:
    """Where an idea or comment went: statements that it stands behind, and reasons why it is not used."""

    statements: Sequence[UUID] = ()
    reasons: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.statements or self.reasons)


@dataclass(frozen=True)
class Sources:
    """All that an edition stands on, as it was read: see `read_sources`.

    `ideas`: those that can be read, with the main idea of those that were merged. `comments`: those that can
    be read, with their idea. `streams`: passages of other voices, with their stream. `behind`: what has each
    code. `coded`: what was coded by itself.
    """

    ideas: Mapping[UUID, UUID | None]
    comments: Mapping[UUID, UUID]
    streams: Mapping[UUID, str]
    behind: Mapping[UUID, Items]
    coded: Items
    evidence: Sequence[Evidence]
    not_used: Sequence[NotUsed]

    def items_of(self, source: Evidence | NotUsed) -> Items:
        """Return the texts that one piece of evidence, or one reason, speaks of."""
        if source.code_id:
            return self.behind.get(source.code_id, NOTHING)
        key = source.idea_id or source.comment_id or source.passage_id
        return frozenset({key}) if key is not None and self._is_shown(key) else NOTHING

    @cached_property
    def statements_by_item(self) -> Mapping[UUID, Sequence[UUID]]:
        """The statements that each idea or comment itself stands behind."""
        found: defaultdict[UUID, dict[UUID, None]] = defaultdict(dict)
        for one in self.evidence:
            for item in self.items_of(one):
                found[item][one.statement_id] = None
        return {item: tuple(statements) for item, statements in found.items()}

    @cached_property
    def reasons_by_item(self) -> Mapping[UUID, Sequence[str]]:
        """Why each idea or comment itself is not used."""
        found: defaultdict[UUID, dict[str, None]] = defaultdict(dict)
        for one in self.not_used:
            for item in self.items_of(one):
                found[item][one.reason] = None
        return {item: tuple(reasons) for item, reasons in found.items()}

    def find_trail(self, item: UUID) -> Trail:
        """Return where an idea or comment went.

        A comment that was not coded by itself, and of which nothing is said, goes where its idea went; an
        idea that was merged into another goes where that one went, and where it went itself.
        """
        own = self._find_own(item)
        if item in self.comments:
            return own if own or item in self.coded else self.find_trail(self.comments[item])
        main = self.ideas.get(item)
        return self._join(own, self._find_own(main)) if main else own

    def find_left_over(self) -> LeftOver:
        """Return what has neither a statement nor a reason, in no order that says anything."""
        return LeftOver(
            [idea for idea in self.ideas if not self.find_trail(idea)],
            [comment for comment in self.comments if comment in self.coded and not self.find_trail(comment)],
        )

    def count(self, statement: UUID) -> Numbers:
        """Return how much stands behind a statement of the edition."""
        return self.numbers.get(statement, Numbers())

    @cached_property
    def numbers(self) -> Mapping[UUID, Numbers]:
        """How much stands behind each statement."""
        below: defaultdict[UUID, list[Evidence]] = defaultdict(list)
        for one in self.evidence:
            below[one.statement_id].append(one)
        return {statement: self._count(rows) for statement, rows in below.items()}

    def _count(self, rows: Sequence[Evidence]) -> Numbers:
        items = NOTHING.union(*(self.items_of(one) for one in rows))
        return Numbers(
            ideas=sum(item in self.ideas for item in items),
            comments=sum(item in self.comments for item in items),
            passages=sum(item in self.streams for item in items),
            quotes=sum(one.kind == Evidence.Kind.QUOTE and bool(self.items_of(one)) for one in rows),
            codes=sum(one.kind == Evidence.Kind.CODE for one in rows),
            others=_count_others(rows),
            by_stream=self._count_by_stream(rows),
        )

    def _count_by_stream(self, rows: Sequence[Evidence]) -> dict[tuple[str, str], int]:
        """Return how many texts and others there are of each stream and stance.

        A passage is of the stream of its own voice; ideas and comments are of the one the evidence says.
        """
        found: defaultdict[tuple[str, str], set[UUID]] = defaultdict(set)
        for one in rows:
            items = {one.pk} if one.kind in TOLD else self.items_of(one)
            for item in items:
                found[self.streams.get(item, one.stream), one.stance].add(item)
        return {key: len(items) for key, items in sorted(found.items())}

    def _is_shown(self, key: UUID) -> bool:
        return key in self.ideas or key in self.comments or key in self.streams

    def _find_own(self, item: UUID) -> Trail:
        return Trail(self.statements_by_item.get(item, ()), self.reasons_by_item.get(item, ()))

    def _join(self, one: Trail, other: Trail) -> Trail:
        statements = dict.fromkeys((*one.statements, *other.statements))
        return Trail(tuple(statements), tuple(dict.fromkeys((*one.reasons, *other.reasons))))


def read_sources(edition: Edition) -> Sources:
    """Return all that an edition stands on; ten queries, seven for a released one."""
    ideas = dict.fromkeys(
        Idea.objects.published()
        .filter(workshop=edition.workshop_id)
        .order_by("ref")
        .values_list("pk", flat=True)
    )
    merged = Merge.objects.filter(idea__workshop=edition.workshop_id).values_list("idea", "main")
    mains = {part: main for part, main in merged if part in ideas and main in ideas}
    comments = Comment.objects.published().filter(idea__workshop=edition.workshop_id, idea__status=SHOWN)
    known = dict(comments.order_by("ref").values_list("pk", "idea"))
    behind, coded = _read_released(edition) if edition.is_released else _read_settled(edition)
    streams = dict(
        Passage.objects.filter(voice__workshop=edition.workshop_id).values_list("pk", "voice__stream")
    )
    seen = frozenset(ideas) | known.keys() | streams.keys()
    return Sources(
        ideas={idea: mains.get(idea) for idea in ideas},
        comments=known,
        streams=streams,
        behind={code: items & seen for code, items in behind.items()},
        coded=coded & seen,
        evidence=list(Evidence.objects.filter(statement__edition=edition).order_by("kind", "pk")),
        not_used=list(NotUsed.objects.filter(edition=edition)),
    )


def _read_released(edition: Edition) -> tuple[dict[UUID, Items], Items]:
    """Return what had which code when the edition was released, and what was coded by itself."""
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    coded = set()
    rows = CodedItem.objects.filter(edition=edition)
    for code, *keys in rows.values_list("code", "idea", "comment", "passage"):
        item = next(key for key in keys if key)
        found[code].add(item)
        coded.add(item)
    return {code: frozenset(items) for code, items in found.items()}, frozenset(coded)


def _read_settled(edition: Edition) -> tuple[dict[UUID, Items], Items]:
    """Return what has each code now, by all codes that lead there, and what was coded by itself.

    A text of the blind share counts once two people have read it, and a code on which they differ once it is
    settled, as in the exports.
    """
    codebook = read_codebook(edition.workshop)
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for reading in read_all(edition.workshop, codebook):
        if reading.by_two or not reading.blind:
            for code in reading.final:
                found[code].add(reading.item)
    coded = frozenset().union(*found.values())
    return {code: _gather(codebook, code, found) for code in codebook.codes}, coded


def _gather(codebook: Codebook, code: UUID, found: Mapping[UUID, set[UUID]]) -> Items:
    """Return what has a code: under what it was merged into, and for a family what has a code of it."""
    root = codebook.find_root(code)
    below = [one.pk for one in codebook.list_below(codebook.codes[root])]
    return NOTHING.union(*(found.get(key, set()) for key in (root, *below)))


def _count_others(rows: Sequence[Evidence]) -> int:
    """Return how many are told in words: literature, case studies, the group's own judgement."""
    return sum(one.kind in TOLD for one in rows)
