"""Reading a released edition from its tables, for what is printed and packed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideas.domain.polls import describe_results, find_offered_poll
from ideas_platform.lib.dates import say_date
from moderation.domain.codebook import read_codebook
from results.domain.counting import Sources, read_sources
from results.domain.editions import list_foundations
from results.domain.figures import list_streams
from results.domain.missing import say_samples
from results.domain.pictures import find_picture
from results.models import Edition, Evidence, Foundation, FoundationPicture, NotUsed, Statement
from results.published import edition as published
from results.published.codes import make_codebook_rows, name_codes
from results.published.counts import list_counts
from results.published.honest import make_samples_rows, make_suggestions_rows
from results.published.public_tables import list_public_tables
from results.published.since import read_lineage, read_statuses
from results.published.texts import Text, make_codings_rows, make_passages_rows, read_texts
from voting.boards.board_words import find_words
from voting.count.daily import find_day
from voting.models import Board
from workshops.models import Workshop

KINDS = {
    Edition.Kind.CONSULTATION: gettext_lazy("consultation edition"),
    Edition.Kind.FINAL: gettext_lazy("final edition"),
}
_Names = dict[UUID, str]


def read_published(edition: Edition, counted_on: date | None = None) -> published.PublishedEdition:
    """Return a released edition with all numbers of its workshop.

    counted_on: the day from which ideas rise, as it was sealed; without it that of the last release.
    """
    if edition.released_on is None:
        raise ValueError("only a released edition is printed and packed")
    return _read_whole(edition, edition.released_on, counted_on or find_day(edition.workshop))


def _read_whole(edition: Edition, released_on: date, counted_on: date) -> published.PublishedEdition:
    workshop = edition.workshop
    reader = _Reader(edition, counted_on)
    return published.PublishedEdition(
        slug=workshop.slug,
        workshop=workshop.title,
        title=edition.title,
        address=f"{settings.PUBLIC_ADDRESS}{workshop.get_absolute_url()}declaration/",
        number=edition.number,
        kind=edition.kind,
        kind_words=str(KINDS[Edition.Kind(edition.kind)]),
        released_on=released_on,
        preamble=edition.preamble,
        behind_it=edition.stood_behind_by,
        one_foundation=edition.foundation_word,
        foundations=tuple(reader.list_foundations()),
        not_used=tuple(reader.list_not_used()),
        tables=reader.list_tables(),
        lineage=read_lineage(edition),
        samples=say_samples(workshop),
        pictures=tuple(_list_pictures(edition)),
        boards=tuple(_explain_boards(workshop)),
        poll_headline=_say_poll_headline(workshop),
        counts=tuple(reader.list_counts()),
        counted_on=counted_on,
        imported=workshop.imported,
    )


def _list_pictures(edition: Edition) -> Iterator[published.PublishedPicture]:
    """Yield the pictures of the foundations with their files, in their order; one query."""
    found = FoundationPicture.objects.filter(foundation__edition=edition).select_related("foundation")
    for one in found.order_by("foundation__order"):
        slug, content = one.foundation.slug, bytes(one.content)
        yield published.PublishedPicture(slug, one.words, one.width, one.height, content)


def _say_poll_headline(workshop: Workshop) -> str:
    offered = find_offered_poll(workshop)
    return describe_results(offered, has_answered=True).headline if offered else ""


def read_parts(
    edition: Edition,
) -> tuple[list[published.PublishedFoundation], list[published.NotUsed]]:
    """Return the foundations of a released edition with all below them, and what it does not use."""
    reader = _Reader(edition, date.min)
    return list(reader.list_foundations()), list(reader.list_not_used())


class _Reader:
    """What is read of one edition, once."""

    def __init__(self, edition: Edition, today: date) -> None:
        self._edition = edition
        self._sources: Sources = read_sources(edition)
        self._codebook = read_codebook(edition.workshop)
        self._names: _Names = name_codes(self._codebook)
        self._texts = read_texts(self._sources)
        self._statuses = read_statuses(edition)
        self._today = today

    def list_foundations(self) -> Iterator[published.PublishedFoundation]:
        statements = Statement.objects.select_related("audience")
        below = Prefetch("statements", statements.order_by("order", "ref"))
        for number, one in enumerate(list_foundations(self._edition).prefetch_related(below), start=1):
            picture, statements_below = find_picture(one), tuple(self._list_statements(one, number))
            said = (one.slug, number, one.title, one.promise, one.text)
            words = picture.words if picture else ""
            yield published.PublishedFoundation(*said, statements_below, words)

    def list_not_used(self) -> Iterator[published.NotUsed]:
        found = [self._describe_not_used(one) for one in self._sources.not_used]
        yield from sorted(
            (one for one in found if one is not None), key=lambda one: (one.kind, one.words, one.ref)
        )

    def list_tables(self) -> tuple[published.Rows, ...]:
        return (
            *self._public_tables,
            make_codebook_rows(self._codebook, self._names),
            make_codings_rows(self._sources, self._texts, self._names),
            make_passages_rows(self._texts),
            make_samples_rows(self._edition.workshop),
            make_suggestions_rows(self._edition.workshop),
        )

    def list_counts(self) -> list[published.Count]:
        refs = dict(self._edition.statements.values_list("pk", "ref"))
        return list_counts(self._sources, self._public_tables, self._names, refs)

    @cached_property
    def _public_tables(self) -> tuple[published.Rows, ...]:
        return list_public_tables(self._edition.workshop, self._today)

    def _list_statements(self, foundation: Foundation, number: int) -> Iterator[published.PublishedStatement]:
        for place, one in enumerate(foundation.statements.all(), start=1):
            rows = [
                self._describe_evidence(row) for row in self._sources.evidence if row.statement_id == one.pk
            ]
            yield published.PublishedStatement(
                ref=one.ref,
                number=f"{number}.{place}",
                text=one.text,
                audience=one.audience.name if one.audience else "",
                status=_say_last(self._statuses.get(one.pk, ())),
                statuses=self._statuses.get(one.pk, ()),
                evidence=tuple(sorted(rows, key=_place_evidence)),
                figures=tuple(self._list_figures(one.pk)),
            )

    def _list_figures(self, statement: UUID) -> Iterator[tuple[str, str]]:
        for one in list_streams(self._sources.count(statement)):
            if one.is_anything:
                yield str(one.label), one.words

    def _describe_evidence(self, one: Evidence) -> published.PublishedEvidence:
        """Return one piece of evidence; of a text that nobody can read any more only that there was one."""
        text = self._find_text(one)
        return published.PublishedEvidence(
            kind=one.kind,
            kind_words=one.get_kind_display(),
            stance=one.stance,
            stance_words=one.get_stance_display(),
            stream=str(one.get_stream_display() if one.stream else _("the design group")),
            stream_code=one.stream,
            words=self._say_source(one, text.words if text else ""),
            item=text.kind if text else "",
            ref=text.ref if text else "",
        )

    def _say_source(self, one: Evidence, words: str) -> str:
        ways: dict[str, Callable[[], str]] = {
            Evidence.Kind.CODE: lambda: self._names[one.code_id] if one.code_id else "",
            Evidence.Kind.QUOTE: lambda: one.quote if words else "",
            Evidence.Kind.ITEM: lambda: words,
            Evidence.Kind.VOICE: lambda: words,
        }
        return ways.get(one.kind, lambda: one.reference)()

    def _describe_not_used(self, one: NotUsed) -> published.NotUsed | None:
        if one.code_id:
            return published.NotUsed("code", _("a code"), "", self._names[one.code_id], one.reason)
        text = self._find_text(one)
        if text is None:
            return None
        return published.NotUsed(text.kind, text.kind_words, text.ref, text.words, one.reason)

    def _find_text(self, one: Evidence | NotUsed) -> Text | None:
        key = one.idea_id or one.comment_id or one.passage_id
        return self._texts.get(key) if key else None


def _say_last(statuses: Sequence[published.PublishedStatus]) -> str:
    """Return how far a statement is in words, "" before anything was said."""
    if not statuses:
        return ""
    last = statuses[-1]
    return _("%(state)s since %(date)s") % {"state": last.state_words, "date": say_date(last.since)}


def _place_evidence(one: published.PublishedEvidence) -> tuple[object, ...]:
    """Streams in their order, the group's own judgement last; within one by what it does and what it is."""
    streams, stances, kinds = Evidence.Stream.values, Evidence.Stance.values, Evidence.Kind.values
    stream = streams.index(one.stream_code) if one.stream_code else len(streams)
    return (stream, stances.index(one.stance), kinds.index(one.kind), one.words, one.ref)


def _explain_boards(workshop: Workshop) -> Iterator[published.ExplainedBoard]:
    """Yield the boards that the workshop has, in the order in which they are offered."""
    offered = set(Board.objects.filter(workshop=workshop).values_list("name", flat=True))
    for name in Board.Name:
        if name.value in offered:
            words = find_words(workshop, name)
            told = (str(words.title), str(words.sentence), str(words.explanation))
            yield published.ExplainedBoard(name.value, *told)
