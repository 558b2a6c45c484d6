"""Limits of sign-in. They are kept in PostgreSQL, because they must hold when Valkey is away.

The table tells nobody whose address is limited: its keys are HMACs under a key of the day, its rows go
within minutes, it is not logged and not in a backup.
"""

import hmac
from dataclasses import dataclass
from typing import NoReturn

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import TooMany


@dataclass(frozen=True)
class Limit:
    """How often something may happen within so many seconds of the first time, and what we say then."""

    name: str
    times: int
    seconds: int
    message: str | Promise = TooMany.message


# A hospital trust shares one address of the network: generous there, strict for one mailbox.
FROM_ONE_PLACE = Limit("place", 600, 60)
CODES = Limit("codes", 3, 60, _("We have sent several codes to this address. Wait a minute, then ask again."))
WRONG_CODES = Limit(
    "wrong codes", 5, 15 * 60, _("Too many wrong codes for this address. Wait 15 minutes for a new one.")
)
# Of one person: whoever is signed in sends few letters to addresses of others, and guesses few codes.
ADDRESS_CHANGES = Limit(
    "address changes",
    10,
    60 * 60,
    _("We have sent many codes. Wait an hour, then ask again."),
)
WRONG_CHANGE_CODES = Limit(
    "wrong codes for a new address", 5, 15 * 60, _("Too many wrong codes. Wait 15 minutes for new ones.")
)
# Whoever leaves an address that is not theirs sends its owner one letter, and not many owners.
NOTICES = Limit("notices", 3, 60 * 60, _("You have asked already. We write when the workshop opens."))
NOTICES_FROM_ONE_PLACE = Limit("notices from one place", 100, 60 * 60)
# A code that is about to end is not sent again: its reader would come too late. In seconds.
SENT_AGAIN_FOR = 10 * 60.0
COUNT = """
    INSERT INTO limiter_cache AS kept (cache_key, value, expires)
    VALUES (%(key)s, '1', now() + make_interval(secs => %(seconds)s))
    ON CONFLICT (cache_key) DO UPDATE SET
        value = CASE WHEN kept.expires < now() THEN '1' ELSE (kept.value::int + 1)::text END,
        expires = CASE WHEN kept.expires < now() THEN EXCLUDED.expires ELSE kept.expires END
    RETURNING value::int
"""


def daily_key(key: str, prefix: str, version: int) -> str:
    """Return the stored form of a cache key: an HMAC under a key of the day."""
    secret = f"{settings.SECRET_KEY}:limiter:{timezone.now().date()}".encode()
    return hmac.new(secret, f"{prefix}:{version}:{key}".encode(), "sha256").hexdigest()


def count(limit: Limit, subject: str) -> None:
    """Count one more time; raises TooMany where it is one too many for this subject."""
    key = daily_key(subject, limit.name, 0)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"key": key, "seconds": limit.seconds})
        times = cursor.fetchone()[0]
    if times > limit.times:
        refuse(limit)


def forget(limit: Limit, subject: str) -> None:
    """Begin again from nothing for this subject."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM limiter_cache WHERE cache_key = %s", [daily_key(subject, limit.name, 0)])


def check(limit: Limit, subject: str) -> None:
    """Raise TooMany where the limit is used up for this subject; count nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM limiter_cache WHERE cache_key = %s AND expires >= now() AND value::int >= %s",
            [daily_key(subject, limit.name, 0), limit.times],
        )
        used_up = cursor.fetchone() is not None
    if used_up:
        refuse(limit)


def refuse(limit: Limit) -> NoReturn:
    """Raise TooMany with what we say at this limit and how long to wait."""
    refusal = TooMany(str(limit.message))
    refusal.retry_after = limit.seconds
    raise refusal


def place_of(request: HttpRequest) -> str:
    """Return the network address that a request comes from (of IPv6, the network)."""
    return str(get_ip(request))


def delete_expired_limits() -> None:
    """Delete what has run out."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM limiter_cache WHERE expires < now()")
