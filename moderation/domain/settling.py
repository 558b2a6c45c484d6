"""Settling what two people coded differently: code by code, for good reason, by somebody of the group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.crypto import salted_hmac

from ideas.models import Contribution, Idea
from ideas_platform.lib.refusals import Unprocessable, WrongPhase
from moderation.domain.agreement import Reading, read_one
from moderation.domain.codebook import read_codebook
from moderation.domain.coding import DIGITS, NOT_NOW, CodedSince, NotShown
from moderation.domain.decisions import lock_item
from moderation.domain.nobody_decides_about_own import Item, require_right
from moderation.domain.quotes import read_title
from moderation.models import Settlement
from workshops.models import Membership
from workshops.phases import Deed


def write_seen_reading(item: Item, reading: Reading) -> str:
    """Return in signs that fit into a form what there is to see: words, both codings, what is settled."""
    chosen = [sorted(map(str, codes)) for codes in reading.chosen.values()]
    settled = sorted((str(code), applies) for code, applies in reading.settled.items())
    facts = [read_title(item), item.body, chosen, settled]
    return salted_hmac("moderation.settling", repr(facts)).hexdigest()[:DIGITS]


def settle(*, actor: Membership, item: Item, answers: Mapping[UUID, bool], seen: str) -> None:
    """Keep for each of these codes whether it applies to the item, in the place of what was settled before.

    Raises PermissionDenied for one's own item, WrongPhase, NotShown, CodedSince where it is not as it was
    seen, Unprocessable where a code is none on which two people differ, KeyAway.
    """
    with transaction.atomic():
        item = lock_item(item)
        require_right(actor, item)
        if not item.thread.workshop.allows(Deed.MODERATE):
            raise WrongPhase(str(NOT_NOW))
        if item.status != Contribution.Status.PUBLISHED:
            raise NotShown
        reading = read_one(item.thread.workshop, read_codebook(actor.workshop), item.pk)
        if reading is None or seen != write_seen_reading(item, reading):
            raise CodedSince
        if not answers or answers.keys() - reading.disputed:
            raise Unprocessable
        _keep(actor, item, answers)


def _keep(actor: Membership, item: Item, answers: Mapping[UUID, bool]) -> None:
    about: dict[str, Any] = {"idea": item} if isinstance(item, Idea) else {"comment": item}
    for code, applies in answers.items():
        said = {"applies": applies, "settled_by": actor, "workshop": item.thread.workshop}
        Settlement.objects.update_or_create(**about, code_id=code, defaults=said)
