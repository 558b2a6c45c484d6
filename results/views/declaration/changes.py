"""What changed from one edition to the next, word by word, and what an edition does not use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from results.domain.comparing import Change, Piece, is_near
from results.domain.reading import Placed, ReadEdition
from results.models import Lineage, NotUsed, Statement
from results.views.declaration.cards import find_address
from results.views.declaration.evidence import Source, read_texts
from results.views.declaration.visiting import Reading, describe_edition, visit_edition

Deed = Lineage.Deed
# In the order of the page: what each deed is called above its statements, and what it means.
DEEDS: dict[str, tuple[str | Promise, str | Promise]] = {
    Deed.REWORDED: (_("Reworded"), _("The same point in other words.")),
    Deed.SPLIT: (_("Split"), _("One statement became several.")),
    Deed.MERGED: (_("Merged"), _("Several statements became one.")),
    Deed.NEW: (_("New"), _("These were not in the last edition.")),
    Deed.DROPPED: (_("Dropped"), _("These are not in this edition any more.")),
    Deed.KEPT: (_("Kept"), _("These stay word for word.")),
}


@dataclass(frozen=True)
class Named:
    """A statement of either edition: its number, "" for one of the last edition, its words, its address."""

    number: str
    text: str
    address: str


@dataclass(frozen=True)
class Compared:
    """Two texts word by word; `is_same` where not one word differs, `is_near` where that can be read."""

    old: Named
    new: Named
    pieces: Sequence[Piece]
    is_same: bool
    is_near: bool


@dataclass(frozen=True)
class ChangeWords:
    """What became of some statements, as pages tell it."""

    deed: str
    label: str | Promise
    before: Sequence[Named]
    now: Sequence[Named]
    reasons: Sequence[str]
    compared: Sequence[Compared]


@dataclass(frozen=True)
class NotUsedWords:
    """What is not used, why, and the texts that this speaks of."""

    kind: str
    words: str
    reason: str
    sources: Sequence[Source]


@require_safe
def show_changes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show what became of each statement of the edition before; of the first that there was none."""
    reading = visit_edition(request, slug, number)
    described = [describe_change(reading.read, one) for one in reading.read.changes]
    groups = [
        {"deed": deed, "title": title, "meaning": meaning, "changes": changes}
        for deed, (title, meaning) in DEEDS.items()
        if (changes := [one for one in described if one.deed == deed])
    ]
    before = reading.read.before
    context = describe_edition(request, reading) | {
        "groups": groups,
        "earlier": before,
        "earlier_address": reverse("results:edition", args=[slug, before.number]) if before else "",
    }
    return render(request, "results/declaration/changes.html", context)


@require_safe
def show_not_used(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show what an edition does not use, each with the reason."""
    reading = visit_edition(request, slug, number)
    context = describe_edition(request, reading) | {"rows": _list_not_used(reading)}
    return render(request, "results/declaration/not_used.html", context)


def describe_change(read: ReadEdition, change: Change) -> ChangeWords:
    """Return a change in words, with the way to each statement."""

    def name(statement: Statement) -> Named:
        placed: Placed | None = read.placed.get(statement.pk)
        address = find_address(read.edition, statement.ref) if placed else ""
        return Named(placed.number if placed else "", statement.text, address)

    return ChangeWords(
        change.deed,
        DEEDS[change.deed][0],
        [name(one) for one in change.before],
        [name(one) for one in change.now],
        change.reasons,
        [
            Compared(name(old), name(new), said, old.text == new.text, is_near(said))
            for old, new, said in change.compared
        ],
    )


def _list_not_used(reading: Reading) -> list[NotUsedWords]:
    """Return what is not used and can be read, codes first."""
    sources = reading.read.sources
    texts = read_texts(reading.workshop, sources, sources.not_used)
    rows = []
    for one in sources.not_used:
        found = [texts.sources[key] for key in sorted(sources.items_of(one), key=str) if key in texts.sources]
        if one.code_id or found:
            rows.append(_say_not_used(one, texts.codes[one.code_id].name if one.code_id else "", found))
    return sorted(rows, key=lambda row: (row.kind != "code", row.words.casefold(), row.reason))


def _say_not_used(one: NotUsed, code: str, found: Sequence[Source]) -> NotUsedWords:
    if code:
        return NotUsedWords("code", code, one.reason, found)
    kind = "passage" if one.passage_id else "comment" if one.comment_id else "idea"
    return NotUsedWords(kind, found[0].words, one.reason, found)
