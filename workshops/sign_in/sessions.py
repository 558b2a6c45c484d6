"""Sessions that a copy of the database cannot use.

A row's key is a hash of the cookie and its payload is encrypted under a key derived from the cookie, so that
only the browser can read its own session. All sessions begun in one week end at the same moment and nothing
prolongs them: a row says neither who, nor when, nor whether anybody is there.

The cookie is 32 random characters and, where somebody is signed in, a hint whom to read together with the
session: one statement instead of two. The server keeps it nowhere.
"""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import VALID_KEY_CHARS, CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from anonymity.sealing import Seal
from workshops.models import Session, User
from workshops.models.visitors import read_session

COOKIE_LENGTH = 32
BLOCK_BYTES = 1024
ENDS_AT = timedelta(hours=3)


def row_key(cookie: str) -> bytes:
    """Return the key of the row for this cookie: 32 bytes from which nobody gets the cookie back."""
    return hashlib.sha256(_secret_of(cookie)).digest()


def seal(cookie: str, content: bytes) -> bytes:
    """Return `content` padded to whole KiB and encrypted for whoever holds the cookie."""
    return _seal(cookie).close(content)


def unseal(cookie: str, payload: bytes) -> bytes:
    """Return what was sealed for this cookie; raises InvalidTag for any other."""
    return _seal(cookie).open(payload)


def _seal(cookie: str) -> Seal:
    return Seal(_secret_of(cookie), b"workshops.sign_in.sessions payload", row_key(cookie), BLOCK_BYTES)


def next_end(now: datetime) -> date:
    """Return the Monday on which the sessions begun in the same week as `now` end: 7 to 14 days away."""
    today = _day_of(now)
    return today + timedelta(days=14 - today.weekday())


def moment_of(end: date) -> datetime:
    """Return the moment at which the sessions of `end` stop working: at three in the night, London time."""
    return timezone.make_aware(datetime.combine(end, time()) + ENDS_AT)


def _day_of(now: datetime) -> date:
    return _day_of_hour(int(now.timestamp()) // 3600)


@lru_cache(maxsize=1)
def _day_of_hour(hour: int) -> date:
    """Return on which day of ours an hour is: those of London begin when those of the world do."""
    return (timezone.localtime(datetime.fromtimestamp(hour * 3600, UTC)) - ENDS_AT).date()


def _find_hint(cookie: str) -> UUID | None:
    """Return whom a cookie says to read along; it is believed only where the session names them too."""
    try:
        hidden = urlsafe_b64decode(cookie[COOKIE_LENGTH:] + "==")
        return UUID(bytes=_cover(cookie, hidden)) if hidden else None
    except ValueError:
        return None


def _write_hint(cookie: str, user: UUID) -> str:
    return urlsafe_b64encode(_cover(cookie, user.bytes)).decode().rstrip("=")


def _cover(cookie: str, content: bytes) -> bytes:
    pad = hashlib.sha256(b"workshops.sign_in.sessions user " + _secret_of(cookie)).digest()
    return bytes(one ^ other for one, other in zip(content, pad, strict=False))


def _secret_of(cookie: str) -> bytes:
    return cookie[:COOKIE_LENGTH].encode()


class SessionStore(SessionBase):
    """What Django needs of a session engine; see the head of this file for what makes it ours."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        # When this session ends, if it is known: it is there already, or was just begun.
        self._ends: date | None = None
        self._user: User | None = None

    def load(self) -> dict[str, Any]:
        """Return the session of the cookie; an empty one, under a new cookie, where there is none."""
        cookie = self._session_key
        today = _day_of(timezone.now())
        row = read_session(row_key(cookie), today, _find_hint(cookie)) if cookie else None
        if cookie and row:
            try:
                content: dict[str, Any] = json.loads(unseal(cookie, row.payload))
            except InvalidTag:
                pass
            else:
                self._ends, self._user = row.week_ends, row.user
                return content
        self._session_key = None
        return {}

    def find_user(self) -> User | None:
        """Return the user who was read with the session: the one of whom its cookie speaks."""
        self.get(SESSION_KEY)
        return self._user

    def exists(self, session_key: str) -> bool:
        """Return whether there is a session for this cookie."""
        return Session.objects.filter(pk=row_key(session_key)).exists()

    def create(self) -> None:
        """Store the session under a new cookie, until the end of the week that is now."""
        # 165 random bits never meet twice; asking first would be one more query.
        self._session_key = get_random_string(COOKIE_LENGTH, VALID_KEY_CHARS)
        self._ends = next_end(timezone.now())
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:
        """Store the session. Its end stays what it was.

        Raises CreateError where the new row is there already, UpdateError where the old one is gone.
        """
        if self._session_key is None:
            self.create()
            return
        session = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        self._session_key = _add_hint(self._session_key, session.get(SESSION_KEY))
        content = json.dumps(session).encode()
        key, payload = row_key(self._session_key), seal(self._session_key, content)
        if must_create:
            _insert(Session(key_hash=key, payload=payload, week_ends=self._week_ends))
        elif not Session.objects.filter(pk=key).update(payload=payload):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        """End the session of this cookie, by default one's own."""
        cookie = session_key or self._session_key
        if cookie:
            Session.objects.filter(pk=row_key(cookie)).delete()

    def get_expiry_age(self, **_kwargs: Any) -> int:
        """Return the seconds until the session ends: how long the browser keeps its cookie."""
        return max(0, int((self.get_expiry_date() - timezone.now()).total_seconds()))

    def get_expiry_date(self, **_kwargs: Any) -> datetime:
        """Return the moment at which the session ends."""
        return moment_of(self._week_ends)

    @property
    def _week_ends(self) -> date:
        return self._ends or next_end(timezone.now())

    @classmethod
    def clear_expired(cls) -> None:
        """Delete the sessions that have ended."""
        Session.objects.ended(_day_of(timezone.now())).delete()


def _add_hint(cookie: str, user: str | None) -> str:
    """Return the cookie of the same session with a hint at this user, or at nobody."""
    secret = cookie[:COOKIE_LENGTH]
    return secret + _write_hint(secret, UUID(user)) if user else secret


def _insert(row: Session) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise CreateError from error
