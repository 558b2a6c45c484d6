"""Text that waits until its author has signed in and joined, or has checked it.

It waits for half an hour at most, in a row encrypted under a secret that only the author's cookie holds.
Whoever holds it and signs in gets it, with whichever address that may be; what somebody sends whom we know is
sealed to their address besides. Nothing in the row, and nothing else in the database, says whose it is.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anonymity.sealing import Seal
from ideas_platform.lib.rate_limits import RateLimit
from ideas_platform.lib.refusals import TooMany
from workshops.models import PendingText

LIFE = timedelta(minutes=30)
BLOCK_BYTES = 4096
# A visitor stores up to 30 kB without saying who they are: so much in all. Nothing is put out for it.
MOST_BYTES = 200 * 1024 * 1024
FULL = _(
    "Many people are writing at the moment. Sign in first, in a new tab. Then come back to this page and "
    "send it again."
)
# A whole hospital trust may share one address of the network.
WAITING_TEXTS = RateLimit(
    "waiting texts",
    600,
    3600,
    FULL,
)
NOBODY = ""

Fields = dict[str, str]


@dataclass(frozen=True, repr=False)
class Kept:
    """What a form was filled in with, and where it stands; sealed is what opens for one address only."""

    place: str
    fields: Fields
    is_sealed: bool


def keep_text(place: str, fields: Fields, *, address: str = NOBODY) -> str:
    """Store what a form was filled in with, and return the secret for the cookie.

    `place` is the address of the form. With an e-mail address in normal form it is sealed to that.
    Raises TooMany where too many texts wait.
    """
    if PendingText.objects.count_bytes() >= MOST_BYTES:
        raise TooMany(FULL)
    secret = secrets.token_urlsafe(32)
    until = (timezone.now() + LIFE).timestamp()
    content = json.dumps({"place": place, "fields": fields, "until": until}, ensure_ascii=False)
    payload = _seal(secret, address).close(content.encode())
    PendingText.objects.create(pk=_row_of(secret), payload=payload, half_hour=_half_hour())
    return secret


def open_texts(held: Sequence[str], *, address: str) -> dict[str, Kept]:
    """Return what waits under each of these secrets for this address, or for whoever holds them.

    One query. What is sealed to another address, gone or over is not among it.
    """
    payloads = dict(PendingText.objects.filter(pk__in=map(_row_of, held)).values_list("pk", "payload"))
    opened = ((secret, _open(secret, payloads.get(_row_of(secret)), address)) for secret in held)
    return {secret: kept for secret, kept in opened if kept is not None}


def delete_texts(held: Sequence[str]) -> None:
    """Forget the texts under these secrets; nothing happens where they are gone already."""
    PendingText.objects.filter(pk__in=map(_row_of, held)).delete()


def delete_ended_texts() -> None:
    """Delete the texts that nobody has fetched: at the end of the half hour after the one they came in."""
    PendingText.objects.ended(_half_hour()).delete()


def _open(secret: str, payload: bytes | memoryview | None, address: str) -> Kept | None:
    if payload is None:
        return None
    for key in dict.fromkeys((NOBODY, address)):
        try:
            content = json.loads(_seal(secret, key).open(bytes(payload)))
        except InvalidTag:
            continue
        is_living = content["until"] > timezone.now().timestamp()
        return Kept(content["place"], content["fields"], key != NOBODY) if is_living else None
    return None


def _seal(secret: str, address: str) -> Seal:
    whole = f"{secret}\n{address}".encode()
    return Seal(whole, b"workshops.pending text", _row_of(secret).bytes, BLOCK_BYTES)


def _row_of(secret: str) -> UUID:
    # Version 4 like every other key, so that the key itself does not tell it from a random one.
    return UUID(bytes=hashlib.sha256(secret.encode()).digest()[:16], version=4)


def _half_hour() -> int:
    return int(timezone.now().timestamp() // LIFE.total_seconds())
