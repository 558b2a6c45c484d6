"""The codebook: what a contribution can be about. Nothing that was coded is lost by a change of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from moderation.models import Code
from workshops.models import Workshop


@dataclass(frozen=True)
class Family:
    """A code with those below it; None above those that stand alone."""

    head: Code | None
    codes: Sequence[Code]


@dataclass(frozen=True)
class Codebook:
    """All codes of a workshop as they were read: merged ones too."""

    codes: Mapping[UUID, Code] = field(default_factory=dict)

    def find_root(self, key: UUID) -> UUID:
        """Return the code that counts for this one: itself, or what it was merged into."""
        seen = {key}
        while (into := self.codes[key].merged_into_id) and into not in seen:
            key = into
            seen.add(key)
        return key

    @cached_property
    def living(self) -> list[Code]:
        """Those that were not merged, by name."""
        rows = [code for code in self.codes.values() if code.merged_into_id is None]
        return sorted(rows, key=lambda code: (code.name.casefold(), str(code.pk)))

    @cached_property
    def families(self) -> list[Family]:
        """The families by name, and last those that stand alone."""
        heads = {code.parent_id for code in self.living}
        rows = [Family(code, self.list_below(code)) for code in self.living if code.pk in heads]
        alone = [code for code in self.living if code.parent_id is None and code.pk not in heads]
        return [*rows, *([Family(None, alone)] if alone else [])]

    @cached_property
    def choosable(self) -> dict[UUID, Code]:
        """Those that can be chosen for an item: all but families, in the order of the page."""
        return {code.pk: code for family in self.families for code in family.codes}

    def list_below(self, code: Code) -> list[Code]:
        """Return those of the family that this code heads, by name."""
        return [one for one in self.living if one.parent_id == code.pk]

    def list_merged(self, code: Code) -> Iterator[Code]:
        """Yield those that were merged into this one directly, by name."""
        rows = (one for one in self.codes.values() if one.merged_into_id == code.pk)
        yield from sorted(rows, key=lambda one: one.name.casefold())


def read_codebook(workshop: Workshop) -> Codebook:
    """Return the codebook of a workshop; one query."""
    codes = Code.objects.filter(workshop=workshop.pk)
    return Codebook({code.pk: code for code in codes})
