"""The tables of the design group's coding: codebook, what counts for each text, quotes, agreement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from ideas.models import Comment, Idea
from moderation.domain.agreement import Reading, read_all
from moderation.domain.code_counts import measure_agreement
from moderation.domain.codebook import Codebook, read_codebook
from moderation.domain.coded import list_finished
from moderation.domain.quotes import list_passages
from moderation.domain.texts import list_passages_of, name_kind
from results.exports.tables import Cell, Table
from workshops.models import Workshop

CODEBOOK = ("code", "family", "definition", "example", "merged_into", "version")
CODINGS = ("kind", "ref", "code", "read_by", "settled")
QUOTES = ("kind", "ref", "quote")
AGREEMENT = ("code", "texts", "both", "one", "kappa", "positive", "negative")
DIGITS = 4


def make_coding_tables(workshop: Workshop) -> list[Table]:
    """Return the four tables; ten queries, one less where nothing is coded."""
    codebook = read_codebook(workshop)
    readings = read_all(workshop, codebook)
    return [
        _make_codebook_table(codebook),
        _make_codings_table(workshop, codebook, readings),
        _make_quotes_table(workshop),
        _make_agreement_table(workshop, codebook),
    ]


def _make_codebook_table(codebook: Codebook) -> Table:
    """Return the codes as they are now, those that were merged too, by name."""
    return Table("codebook", CODEBOOK, list(_list_codes(codebook)))


def _make_codings_table(workshop: Workshop, codebook: Codebook, readings: Sequence[Reading]) -> Table:
    """Return the codes that count for each text that is coded and can be read; one row without code for none.

    A text of the blind share is there once both have read it, and a code on which two differ once it is
    settled.
    """
    finished = [one for one in readings if one.by_two or not one.blind]
    refs = _read_refs(workshop)
    rows = [row for one in finished if one.item in refs for row in _list_codings(one, codebook, refs)]
    return Table("codings", CODINGS, sorted(rows, key=str))


def _make_quotes_table(workshop: Workshop) -> Table:
    """Return the passages that were marked, as they stand in the texts now."""
    rows: set[tuple[Cell, ...]] = set()
    for coding in list_finished(workshop):
        text = coding.text
        passages = list_passages(text, coding.quotes.all())
        rows |= {(name_kind(text), text.ref, passage) for passage in passages}
    return Table("quotes", QUOTES, sorted(rows, key=str))


def _make_agreement_table(workshop: Workshop, codebook: Codebook) -> Table:
    """Return for each code how far two people agree; no measure where fewer than five texts have it."""
    rows: list[tuple[Cell, ...]] = []
    for code, table in measure_agreement(workshop, codebook).tables:
        measures = (table.kappa, table.positive_agreement, table.negative_agreement)
        told = [None if one is None or not table.is_enough else round(one, DIGITS) for one in measures]
        rows.append((code.name, table.number, table.both, table.first + table.second, *told))
    return Table("agreement", AGREEMENT, rows)


def _list_codes(codebook: Codebook) -> Iterator[tuple[Cell, ...]]:
    names = {key: code.name for key, code in codebook.codes.items()}
    for code in sorted(codebook.codes.values(), key=lambda one: (one.name.casefold(), str(one.pk))):
        parent = names.get(code.parent_id) if code.parent_id else None
        into = names[codebook.find_root(code.pk)] if code.merged_into_id else None
        yield code.name, parent, code.definition or None, code.example or None, into, code.version


def _list_codings(
    reading: Reading, codebook: Codebook, refs: dict[UUID, tuple[str, str]]
) -> Iterator[tuple[Cell, ...]]:
    kind, ref = refs[reading.item]
    for code in reading.final:
        yield kind, ref, codebook.codes[code].name, len(reading.chosen), code in reading.disputed
    if not reading.final and not reading.still_open:
        yield kind, ref, None, len(reading.chosen), bool(reading.disputed)


def _read_refs(workshop: Workshop) -> dict[UUID, tuple[str, str]]:
    ideas = Idea.objects.published().filter(workshop=workshop).values_list("pk", "ref")
    comments = Comment.objects.published().filter(idea__workshop=workshop).values_list("pk", "ref")
    refs = {key: ("idea", ref) for key, ref in ideas}
    passages = list_passages_of(workshop).values_list("pk", "ref")
    return (
        refs
        | {key: ("comment", ref) for key, ref in comments}
        | {key: ("passage", ref) for key, ref in passages}
    )
