"""What became of each statement from one edition to the next, word by word, and where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import Unprocessable
from results.domain.editions import find_edition_before, open_edition
from results.models import Edition, Lineage, Statement

Deed = Lineage.Deed
UNFIT = _("Choose statements of the last edition that fit what was done.")
# How many statements of the edition before each deed takes: the fewest and the most.
PARENTS: Mapping[str, tuple[int, int]] = {
    Deed.KEPT: (1, 1),
    Deed.REWORDED: (1, 1),
    Deed.SPLIT: (1, 1),
    Deed.MERGED: (2, 60),
    Deed.NEW: (0, 0),
}
# Two texts that have less of their letters in common are told one after the other, each whole.
LEAST_IN_COMMON = 0.5
_WORDS = re.compile(r"\s+|[^\s]+")


class Side(StrEnum):
    """In which of two texts some words stand."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """Some words, and in which of the two texts they stand."""

    side: Side
    words: str


@dataclass(frozen=True)
class Change:
    """What became of some statements: those before, those now, why, and each pair of both word by word."""

    deed: str
    before: Sequence[Statement]
    now: Sequence[Statement]
    reasons: Sequence[str]
    compared: Sequence[tuple[Statement, Statement, Sequence[Piece]]]

    @property
    def label(self) -> str:
        """What was done, in words."""
        return str(Deed(self.deed).label)


@lru_cache(maxsize=2_000)
def compare_words(old: str, new: str) -> Sequence[Piece]:
    """Return the words of two texts in one row, each with where it stands.

    The pieces that stand in the old text, put together, are the old text, and so of the new one.
    """
    first, second = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[Piece] = []
    matcher = SequenceMatcher(a=first, b=second, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Side.BOTH, "".join(first[start:end])))
            continue
        if start < end:
            pieces.append(Piece(Side.OLD, "".join(first[start:end])))
        if other_start < other_end:
            pieces.append(Piece(Side.NEW, "".join(second[other_start:other_end])))
    return tuple(pieces)


def is_near(pieces: Sequence[Piece]) -> bool:
    """Return whether two texts have so much in common that one reads word by word what became of the old.

    Counted in letters without spaces: those in both, of those in either on average.
    """
    letters = dict.fromkeys(Side, 0)
    for piece in pieces:
        letters[piece.side] += len("".join(piece.words.split()))
    in_both, apart = 2 * letters[Side.BOTH], letters[Side.OLD] + letters[Side.NEW]
    return in_both >= LEAST_IN_COMMON * (in_both + apart)


def compare_editions(edition: Edition) -> list[Change]:
    """Return what became of each statement of the edition before, and where those of this one come from.

    Two queries. In the order of this edition; what was dropped comes last.
    """
    now = list(edition.statements.select_related("foundation").order_by("foundation__order", "order", "ref"))
    places = {one.pk: number for number, one in enumerate(now)}
    rows = list(edition.lineage.select_related("statement__foundation", "previous__foundation"))
    changes = [_make_change(group) for group in _group(rows)]
    return sorted(changes, key=lambda one: min((places[each.pk] for each in one.now), default=len(places)))


def set_lineage(*, statement: Statement, deed: str, previous: Sequence[UUID], reason: str) -> None:
    """Say where a statement comes from, in the place of what was said before.

    Statements of the edition before that none comes from any more are dropped, until somebody says why.
    Raises Unprocessable where the number of statements does not fit, or they are of another edition.
    """
    with transaction.atomic():
        edition = open_edition(statement.edition_id)
        fewest, most = PARENTS.get(deed, (1, 0))
        known = list_before(edition)
        if not fewest <= len(set(previous)) <= most or set(previous) - known.keys():
            raise Unprocessable(UNFIT)
        Lineage.objects.filter(edition=edition, statement=statement).delete()
        parents: Sequence[UUID | None] = list(dict.fromkeys(previous)) or [None]
        Lineage.objects.bulk_create(
            Lineage(edition=edition, statement=statement, previous_id=key, deed=deed, reason=reason)
            for key in parents
        )
        _settle_dropped(edition, known)


def write_why_dropped(*, edition: Edition, previous: UUID, reason: str) -> None:
    """Keep why a statement of the edition before is dropped; nothing happens where another came from it."""
    with transaction.atomic():
        locked = open_edition(edition)
        Lineage.objects.filter(edition=locked, previous=previous, deed=Deed.DROPPED).update(reason=reason)


def list_before(edition: Edition) -> dict[UUID, Statement]:
    """Return the statements of the edition before this one, in their order; two queries."""
    earlier = find_edition_before(edition)
    if earlier is None:
        return {}
    rows = earlier.statements.select_related("foundation").order_by("foundation__order", "order", "ref")
    return {one.pk: one for one in rows}


def _settle_dropped(edition: Edition, known: Mapping[UUID, Statement]) -> None:
    followed = edition.lineage.exclude(deed=Deed.DROPPED).values_list("previous", flat=True)
    gone = known.keys() - set(followed)
    edition.lineage.filter(deed=Deed.DROPPED).exclude(previous__in=gone).delete()
    said = set(edition.lineage.filter(deed=Deed.DROPPED).values_list("previous", flat=True))
    Lineage.objects.bulk_create(
        Lineage(edition=edition, previous_id=key, deed=Deed.DROPPED) for key in gone - said
    )


def _group(rows: Sequence[Lineage]) -> Iterator[list[Lineage]]:
    """Yield what belongs together: all parts of one that was split, all that were merged into one."""
    groups: dict[tuple[str, UUID | None], list[Lineage]] = {}
    for row in sorted(rows, key=lambda one: str(one.pk)):
        end = row.previous_id if row.deed in (Deed.SPLIT, Deed.DROPPED) else row.statement_id
        groups.setdefault((row.deed, end), []).append(row)
    yield from groups.values()


def _make_change(rows: Sequence[Lineage]) -> Change:
    before = _in_order(row.previous for row in rows)
    now = _in_order(row.statement for row in rows)
    return Change(
        deed=rows[0].deed,
        before=before,
        now=now,
        reasons=list(dict.fromkeys(row.reason for row in rows if row.reason)),
        compared=[(old, new, compare_words(old.text, new.text)) for old in before for new in now],
    )


def _in_order(statements: Iterator[Statement | None]) -> list[Statement]:
    known = {one.pk: one for one in statements if one is not None}
    return sorted(known.values(), key=lambda one: (one.foundation.order, one.order, one.ref))


def list_dropped(edition: Edition) -> list[Lineage]:
    """Return what is said of the statements of the edition before that are dropped; one query."""
    rows = edition.lineage.filter(deed=Deed.DROPPED).select_related("previous")
    return list(rows.order_by("previous__foundation__order", "previous__order"))
