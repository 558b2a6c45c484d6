"""What the design group of the published demo coded: the blind share by two, with nothing left open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from demo.coding import LEFT_OUT, draw
from moderation.domain.blind_share import find_blind
from moderation.domain.texts import refer_to
from moderation.models import ChosenCode, Code, Coding, Settlement, Text
from workshops.models import Membership, Workshop

Wanted = tuple[Text, Sequence[str]]
"""A text, and the names of its codes."""
Named = tuple[Coding, str]
"""A coding, and the name of one code."""
AFTER_THE_CLOSE = timedelta(days=5)


def add_settled_codings(
    workshop: Workshop, wanted: Sequence[Wanted], codes: Mapping[str, Code], staff: Sequence[Membership]
) -> None:
    """Store codings of these texts by the first two of the staff; all that they differ on is settled."""
    blind = find_blind(workshop, [text.pk for text, _names in wanted])
    made = list(_code(workshop, wanted, blind, staff))
    Coding.objects.bulk_create(coding for coding, _names in made)
    seen, overlooked = _part(made)
    ChosenCode.objects.bulk_create(ChosenCode(coding=coding, code=codes[name]) for coding, name in seen)
    Settlement.objects.bulk_create(_settle(coding, codes[name], staff[0]) for coding, name in overlooked)


def _code(
    workshop: Workshop, wanted: Sequence[Wanted], blind: set[UUID], staff: Sequence[Membership]
) -> Iterator[tuple[Coding, Sequence[str]]]:
    day = _find_day(workshop)
    for text, names in wanted:
        is_blind = text.pk in blind
        for reader, coder in enumerate(staff[: 2 if is_blind else 1], start=1):
            said = {"reader": reader, "coder": coder, "blind": is_blind, "coded_on": day}
            yield Coding(workshop=workshop, **said, **refer_to(text)), names


def _part(made: Sequence[tuple[Coding, Sequence[str]]]) -> tuple[list[Named], list[Named]]:
    """Return codings with the codes that their readers find, and with those that they overlook."""
    found = [(coding, name, _sees(coding, name)) for coding, names in made for name in names]
    seen = [(coding, name) for coding, name, is_seen in found if is_seen]
    overlooked = [(coding, name) for coding, name, is_seen in found if not is_seen]
    return seen, overlooked


def _sees(coding: Coding, name: str) -> bool:
    """Return whether this reader finds the code: the second one overlooks some."""
    return coding.reader == 1 or bool(draw(coding.text.body + name) % LEFT_OUT)


def _settle(coding: Coding, code: Code, actor: Membership) -> Settlement:
    said = {"code": code, "applies": True, "settled_by": actor, "settled_on": coding.coded_on}
    return Settlement(workshop=coding.workshop, **said, **refer_to(coding.text))


def _find_day(workshop: Workshop) -> date:
    """Return a day soon after the close."""
    closed = workshop.closes_at
    return (timezone.localdate(closed) if closed else timezone.localdate()) + AFTER_THE_CLOSE
