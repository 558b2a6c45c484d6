"""Settling what two people coded differently: code by code, for good reason, by somebody of the group."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.crypto import salted_hmac

from ideas_platform.lib.refusals import Unprocessable, WrongPhase
from moderation.domain.agreement import Reading, read_one
from moderation.domain.codebook import read_codebook
from moderation.domain.coding import DIGITS, NOT_NOW, CodedSince, NotShown
from moderation.domain.texts import is_shown, lock_text, read_title, refer_to, require_right_to_code
from moderation.models import Passage, Settlement, Text
from workshops.models import Membership
from workshops.phases import Deed


def write_seen_reading(item: Text, reading: Reading) -> str:
    """Return in signs that fit into a form what there is to see: words, both codings, what is settled."""
    chosen = [sorted(map(str, codes)) for codes in reading.chosen.values()]
    settled = sorted((str(code), applies) for code, applies in reading.settled.items())
    facts = [read_title(item), item.body, chosen, settled]
    return salted_hmac("moderation.settling", repr(facts)).hexdigest()[:DIGITS]


def settle(*, actor: Membership, item: Text, answers: Mapping[UUID, bool], seen: str) -> None:
    """Keep for each of these codes whether it applies to the item, in the place of what was settled before.

    Raises PermissionDenied for one's own item, WrongPhase, NotShown, CodedSince where it is not as it was
    seen, Unprocessable where a code is none on which two people differ, KeyAway.
    """
    with transaction.atomic():
        item = _lock(item)
        require_right_to_code(actor, item)
        if not item.thread.workshop.allows(Deed.MODERATE):
            raise WrongPhase(str(NOT_NOW))
        if not is_shown(item):
            raise NotShown
        reading = read_one(item.thread.workshop, read_codebook(actor.workshop), item.pk)
        if reading is None or seen != write_seen_reading(item, reading):
            raise CodedSince
        if not answers or answers.keys() - reading.disputed:
            raise Unprocessable
        _keep(actor, item, answers)


def _lock(item: Text) -> Text:
    try:
        return lock_text(item)
    except Passage.DoesNotExist:
        raise NotShown from None


def _keep(actor: Membership, item: Text, answers: Mapping[UUID, bool]) -> None:
    for code, applies in answers.items():
        said = {"applies": applies, "settled_by": actor, "workshop": item.thread.workshop}
        Settlement.objects.update_or_create(**refer_to(item), code_id=code, defaults=said)
