"""Limits of sign-in. They are kept in PostgreSQL, because they must hold when Valkey is away.

The table tells nobody whose address is limited: its keys are HMACs under a key of the day, its rows go
within minutes, it is not logged and not in a backup.
"""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from typing import NoReturn

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.dates import say_clock
from ideas_platform.lib.refusals import TooMany


@dataclass(frozen=True)
class Limit:
    """How often something may happen within so many seconds of the first time, and what we say then.

    In the message, `%(when)s` stands for when it may happen again: "now" or "from 2.32pm".
    """

    name: str
    times: int
    seconds: int
    message: str | Promise = TooMany.message


# A hospital trust shares one address of the network: generous there, strict for one mailbox.
FROM_ONE_PLACE = Limit("place", 600, 60)
CODES = Limit(
    "codes", 3, 60, _("We have sent several codes to this address. You can have a new one %(when)s.")
)
# Of one code in the one browser that asked for it: what strangers try elsewhere takes nothing from its owner.
TRIES_OF_A_CODE = Limit("tries of a code", 5, 15 * 60)
# A code lets one browser in, however often it is sent at once.
USES_OF_A_CODE = Limit("uses of a code", 1, 15 * 60)
LOCKED = _("Too many wrong codes, so that code has stopped working. You can have a new one %(when)s.")
# Of one person: whoever is signed in sends few letters to addresses of others.
ADDRESS_CHANGES = Limit(
    "address changes", 10, 60 * 60, _("We have sent many codes. You can have a new one %(when)s.")
)
# Of slips. A code that nobody has printed counts as one that somebody has.
SLIPS_FROM_ONE_PLACE = Limit("slips from one place", 120, 60)
TRIES_OF_A_SLIP = Limit("tries of a slip", 5, 15 * 60, _("Too many tries. You can try again %(when)s."))
TRIES_OF_A_SLIP_A_DAY = Limit(
    "tries of a slip in a day", 20, 24 * 60 * 60, _("Too many tries today. You can try again %(when)s.")
)
# How many letters with six digits one address gets in a day. Those after them have ten, so that whoever asks
# for three codes a minute and tries each five times guesses none in 5,000 days: docs/decisions/0038.
SHORT_CODES_A_DAY = 19
SHORT_CODE, LONG_CODE = 6, 10
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
    RETURNING value::int, ceil(extract(epoch FROM expires - now()))::int
"""
# The rows of a day all end with it, so that none tells when its address was typed first.
COUNT_TODAY = """
    INSERT INTO limiter_cache AS kept (cache_key, value, expires)
    VALUES (%s, '1', date_trunc('day', now(), 'UTC') + interval '1 day')
    ON CONFLICT (cache_key) DO UPDATE SET value = (kept.value::int + 1)::text
    RETURNING value::int
"""


def daily_key(key: str, prefix: str, version: int) -> str:
    """Return the stored form of a cache key: an HMAC under a key of the day."""
    secret = f"{settings.SECRET_KEY}:limiter:{timezone.now().date()}".encode()
    return hmac.new(secret, f"{prefix}:{version}:{key}".encode(), "sha256").hexdigest()


def count(limit: Limit, subject: str) -> None:
    """Count one more time; raises TooMany where it is one too many for this subject."""
    times, wait = tally(limit, subject)
    if times > limit.times:
        refuse(limit.message, wait)


def tally(limit: Limit, subject: str) -> tuple[int, int]:
    """Count one more time; return how many it are now, and the seconds until counting begins anew."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"key": daily_key(subject, limit.name, 0), "seconds": limit.seconds})
        times, wait = cursor.fetchone()
    return times, wait


def count_letter(address: str) -> int:
    """Count one more letter with a code to this address today; return how many digits its code has."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_TODAY, [daily_key(address, "codes of a day", 0)])
        return SHORT_CODE if cursor.fetchone()[0] <= SHORT_CODES_A_DAY else LONG_CODE


def forget(limit: Limit, subject: str) -> None:
    """Begin again from nothing for this subject."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM limiter_cache WHERE cache_key = %s", [daily_key(subject, limit.name, 0)])


def find_wait(limit: Limit, subject: str) -> int:
    """Return the seconds until this may happen again for this subject; 0 where it may now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ceil(extract(epoch FROM expires - now()))::int FROM limiter_cache "
            "WHERE cache_key = %s AND expires > now() AND value::int >= %s",
            [daily_key(subject, limit.name, 0), limit.times],
        )
        row = cursor.fetchone()
    return row[0] if row else 0


def refuse(message: str | Promise, wait: int) -> NoReturn:
    """Raise TooMany with the message, in which `%(when)s` is put into words, and the seconds to wait."""
    refusal = TooMany(str(message) % {"when": say_when(wait)})
    refusal.retry_after = wait
    raise refusal


def say_when(wait: int) -> str:
    """Return from which minute on something can be had that can be had after so many seconds."""
    if not wait:
        return _now("now")
    return _now("from %(clock)s") % {"clock": say_clock(timezone.now() + timedelta(seconds=wait + 59))}


def place_of(request: HttpRequest) -> str:
    """Return the network address that a request comes from (of IPv6, the network)."""
    return str(get_ip(request))


def delete_expired_limits() -> None:
    """Delete what has run out."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM limiter_cache WHERE expires < now()")
