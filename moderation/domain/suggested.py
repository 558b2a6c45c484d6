"""Suggested codes as whoever codes sees them, and what becomes of them. Never of what two people code."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from ideas.models import Comment, Idea
from moderation.domain.blind_share import is_blind
from moderation.domain.codebook import Codebook, read_codebook
from moderation.models import Code, Coding, Passage, ShownCode, SuggestedCodes, Text

Told = tuple[UUID, float | None, UUID | None]
"""The key of a code that counts, its chance, and the key of the nearest text that has it."""


@dataclass(frozen=True)
class Suggested:
    """A code that may fit, how likely it is (None where nobody knows), and the nearest text that has it."""

    code: Code
    chance: float | None
    example: Text | None


def list_suggested(item: Text, codebook: Codebook) -> list[Suggested]:
    """Return at most five codes for this item, likeliest first; four queries at most.

    Nothing for an item of the blind share. An example is left out where it is not shown any more. Raises
    KeyAway without the workshop's key.
    """
    told = list(_read(item, codebook))
    if not told:
        return []
    shown = _find_shown([example for _code, _chance, example in told if example], item)
    return [
        Suggested(codebook.codes[code], chance, shown.get(example) if example else None)
        for code, chance, example in told
    ]


def keep_shown(coding: Coding, item: Text, keys: Collection[UUID]) -> Collection[UUID]:
    """Keep which of these codes were suggested for the item, with the chance of each, and return them."""
    if not keys or coding.blind:
        return frozenset()
    told = [one for one in _read(item, read_codebook(coding.workshop)) if one[0] in keys]
    ShownCode.objects.bulk_create(
        ShownCode(coding=coding, code_id=code, chance=chance) for code, chance, _example in told
    )
    return frozenset(code for code, _chance, _example in told)


def _read(item: Text, codebook: Codebook) -> Iterator[Told]:
    """Yield what is stored for the item, as far as these codes can still be chosen, each once; one query."""
    if is_blind(item.thread.workshop, item.pk):
        return
    seen: set[UUID] = set()
    for row in SuggestedCodes.objects.about([item.pk]):
        for code, chance, example in zip(row.codes, row.chances, row.examples, strict=True):
            root = codebook.find_root(code) if code in codebook.codes else code
            if root in codebook.choosable and root not in seen:
                seen.add(root)
                yield root, chance, example


def _find_shown(keys: Sequence[UUID], item: Text) -> dict[UUID, Text]:
    """Return those of these texts that can be read; three queries."""
    workshop = item.thread.workshop
    ideas = Idea.objects.published().filter(workshop=workshop, pk__in=keys)
    comments = Comment.objects.published().filter(idea__workshop=workshop, idea__status="published")
    passages = Passage.objects.filter(voice__workshop=workshop, pk__in=keys).select_related("voice")
    found: list[Text] = [*ideas, *comments.filter(pk__in=keys).select_related("idea"), *passages]
    return {one.pk: one for one in found}
