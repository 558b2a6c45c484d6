"""Text that waits until its author has signed in and joined.

It waits for half an hour at most, in a row encrypted under a secret that only the author's cookie holds. The
first address that is typed on the way to signing in seals it: from then on the row opens for cookie and
address together. Nothing in the row, and nothing else in the database, says whose it is.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import timedelta
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import TooMany
from workshops.models import PendingText
from workshops.sealing import Seal

LIFE = timedelta(minutes=30)
# Who walks away from the sign-in page leaves their text to the next one there for this long at most.
SEALED_WITHIN = timedelta(minutes=15)
BLOCK_BYTES = 4096
# A visitor stores up to 30 kB without saying who they are: this many at a time, not more.
MOST = 5000
FULL = _("Many people are writing at the moment. Sign in first, then send your text.")
NOBODY = ""

Fields = dict[str, str]


def keep_text(place: str, fields: Fields, *, address: str = NOBODY) -> str:
    """Store what a form was filled in with, and return the secret for the cookie.

    `place` is the address of the form. With an e-mail address in normal form it is sealed to that at once.
    Raises TooMany where too many texts wait.
    """
    if PendingText.objects.count() >= MOST:
        raise TooMany(FULL)
    secret = secrets.token_urlsafe(32)
    until = (timezone.now() + LIFE).timestamp()
    content = json.dumps({"place": place, "fields": fields, "until": until}, ensure_ascii=False)
    payload = _seal(secret, address).close(content.encode())
    PendingText.objects.create(pk=_row_of(secret), payload=payload, half_hour=_half_hour())
    return secret


def seal_text(secret: str, address: str) -> None:
    """Let only this address have the text from now on.

    Nothing happens where another one was first, or where a quarter of an hour has gone by.
    """
    content = _open(secret, NOBODY)
    if content is not None and _is_fresh(content):
        payload = _seal(secret, address).close(content)
        PendingText.objects.filter(pk=_row_of(secret)).update(payload=payload)


def find_text(secret: str, place: str, *, address: str) -> Fields | None:
    """Return what the form at `place` was filled in with, or None where nothing waits for this address."""
    content = _open(secret, address)
    if content is None:
        return None
    kept = json.loads(content)
    is_living = kept["until"] > timezone.now().timestamp()
    return kept["fields"] if is_living and kept["place"] == place else None


def is_sealed_to(secret: str, address: str) -> bool:
    """Return whether a text waits for this address."""
    return _open(secret, address) is not None


def delete_text(secret: str) -> None:
    """Forget the text; nothing happens where it is gone already."""
    PendingText.objects.filter(pk=_row_of(secret)).delete()


def delete_ended_texts() -> None:
    """Delete the texts that nobody has fetched: at the end of the half hour after the one they came in."""
    PendingText.objects.ended(_half_hour()).delete()


def _is_fresh(content: bytes) -> bool:
    left = json.loads(content)["until"] - timezone.now().timestamp()
    return bool(left > (LIFE - SEALED_WITHIN).total_seconds())


def _open(secret: str, address: str) -> bytes | None:
    row = PendingText.objects.filter(pk=_row_of(secret)).first()
    if row is None:
        return None
    try:
        return _seal(secret, address).open(bytes(row.payload))
    except InvalidTag:
        return None


def _seal(secret: str, address: str) -> Seal:
    whole = f"{secret}\n{address}".encode()
    return Seal(whole, b"workshops.pending text", _row_of(secret).bytes, BLOCK_BYTES)


def _row_of(secret: str) -> UUID:
    # Version 4 like every other key, so that the key itself does not tell it from a random one.
    return UUID(bytes=hashlib.sha256(secret.encode()).digest()[:16], version=4)


def _half_hour() -> int:
    return int(timezone.now().timestamp() // LIFE.total_seconds())
