"""The codebook for everybody: each code under a name of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from moderation.domain.codebook import Codebook
from results.exports.coding_tables import CODEBOOK
from results.exports.tables import Cell
from results.published.edition import Rows


def name_codes(codebook: Codebook) -> dict[UUID, str]:
    """Return a name for each code that no other has: one that was merged may be called as another one is."""
    names: dict[UUID, str] = {}
    taken: set[str] = set()
    # Those that are in use keep their names, whatever the others are called.
    for code in sorted(
        codebook.codes.values(), key=lambda one: (one.merged_into_id is not None, str(one.pk))
    ):
        name, number = code.name, 1
        while name.casefold() in taken:
            number += 1
            name = f"{code.name} ({number})"
        taken.add(name.casefold())
        names[code.pk] = name
    return names


def make_codebook_rows(codebook: Codebook, names: Mapping[UUID, str]) -> Rows:
    """Return the codes by name, with their meaning, in the columns of the exports."""
    rows = sorted(_list_codes(codebook, names), key=lambda row: str(row[0]).casefold())
    return Rows("codebook", CODEBOOK, tuple(rows))


def _list_codes(codebook: Codebook, names: Mapping[UUID, str]) -> Iterator[tuple[Cell, ...]]:
    for code in codebook.codes.values():
        parent = names.get(code.parent_id) if code.parent_id else None
        into = names[codebook.find_root(code.pk)] if code.merged_into_id else None
        told = (code.definition or None, code.example or None)
        yield names[code.pk], parent, *told, into, code.version
