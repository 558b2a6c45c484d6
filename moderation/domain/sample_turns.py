"""Who reads which sampled text next: in an order that means nothing, and no text twice at once."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models.functions import Coalesce

from ideas.domain.authors import Tagged, find_own_items
from moderation.domain.omission_sample import SHOWN, find_text
from moderation.models import SampleClaim, SampledText
from workshops.models import Membership

CLAIM_LASTS = timedelta(minutes=10)
_CLAIM = """
INSERT INTO moderation_sampleclaim (claimed_by_id, text_id, until)
VALUES (%(actor)s, %(text)s, now() + %(lasts)s) ON CONFLICT DO NOTHING
"""


def take_next_to_read(*, actor: Membership, skipped: Collection[str] = ()) -> SampledText | None:
    """Return the sampled text that the actor reads next, claimed for them; None where nothing is left.

    The texts of an earlier sample come first. Never what they wrote themselves, nor what somebody else has
    before them. `skipped`: keys of texts that they leave to others. Raises KeyAway without the key.
    """
    for key in _list_candidates(actor, skipped):
        if _claim(actor, key) and (text := find_text(actor.workshop, key)) and not text.answer:
            return text
    return None


def _claim(actor: Membership, key: UUID) -> bool:
    """Let the actor have the text, and no other one; return whether nobody else has it."""
    row: dict[str, Any] = {"actor": actor.pk, "text": key, "lasts": CLAIM_LASTS}
    with transaction.atomic(), connection.cursor() as cursor:
        SampleClaim.objects.make_room(actor, text=key)
        cursor.execute(_CLAIM, row)
        return bool(cursor.rowcount)


def _list_candidates(actor: Membership, skipped: Collection[str]) -> list[UUID]:
    """Return the keys of what the actor may read, what they have claimed already first; two queries."""
    claims = dict(SampleClaim.objects.living().values_list("text", "claimed_by"))
    unread = SampledText.objects.filter(SHOWN, sample__workshop=actor.workshop_id, answer="")
    rows = unread.values_list(
        "sample__number",
        "pk",
        Coalesce("idea", "comment__idea"),
        Coalesce("idea__thread_tag", "comment__thread_tag"),
    )
    free = [row for row in rows if claims.get(row[1], actor.pk) == actor.pk and str(row[1]) not in skipped]
    own = find_own_items(actor, actor.workshop, [_as_tagged(row) for row in free])
    turns = {key: (key not in claims, number, _order(actor, key)) for number, key, _idea, _tag in free}
    return sorted((key for key in turns if key not in own), key=lambda key: turns[key])


def _as_tagged(row: tuple[int, UUID, UUID, bytes]) -> Tagged:
    return row[1:]


def _order(actor: Membership, key: UUID) -> bytes:
    return hashlib.sha256(key.bytes + actor.pk.bytes).digest()
