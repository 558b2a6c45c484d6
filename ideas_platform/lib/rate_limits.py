"""How fast one person may contribute. Counted in Valkey, for one window, and told to nobody.

A counter's name is an HMAC under a key that was made when the server started and is written nowhere. All
counters of a window go at the same moment, so that none says when somebody began. gunicorn loads the program
before it forks (`preload_app`), so its processes share the key and count together. Without Valkey nothing is
limited: a vote or a text needs PostgreSQL only. Each limit stands beside what it limits.
"""

import hmac
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.functional import Promise
from redis import ConnectionError as Gone
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from ideas_platform.lib.refusals import TooMany

TIME_LIMIT = 0.05  # seconds
REST = 10.0  # seconds without asking, after Valkey did not answer
_KEY = secrets.token_bytes(32)


@dataclass(frozen=True)
class RateLimit:
    """How often one person may do something in a window of so many seconds, and what we say then."""

    name: str
    times: int
    seconds: int
    message: str | Promise


class Breaker:
    """Leaves a part alone for a while after it did not answer."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._closed_until = clock, 0.0

    @property
    def is_open(self) -> bool:
        """Return whether the part is to be left alone now."""
        return self._clock() < self._closed_until

    def trip(self) -> None:
        """Leave the part alone from now on for ten seconds."""
        self._closed_until = self._clock() + REST


_breaker = Breaker()


def limit_rate(limit: RateLimit, person: UUID | str | None) -> None:
    """Count one more time; raises TooMany, with the seconds to wait, where it is one too many.

    Where nobody is signed in, a network address stands for the person.
    """
    window, gone = divmod(int(time.time()), limit.seconds)
    name = make_name(f"{limit.name}:{window}:{person}")
    if _count(name, (window + 1) * limit.seconds) > limit.times:
        refusal = TooMany(limit.message)
        refusal.retry_after = limit.seconds - gone
        raise refusal


def make_name(words: str) -> bytes:
    """Return the 32 bytes under which something is kept; they say nothing to who lacks this start's key."""
    return hmac.digest(_KEY, words.encode(), "sha256")


def ask_valkey(*commands: Sequence[bytes | str | int]) -> list[Any] | None:
    """Return the answers to commands that are sent together; None where Valkey is not there in time."""
    if _breaker.is_open:
        return None
    try:
        with _find_client(settings.REDIS_URL, TIME_LIMIT).pipeline(transaction=False) as line:
            for command in commands:
                line.execute_command(*command)
            return list(line.execute())
    # redis-py fails with the last two where it reads on a connection that it has just given up itself.
    except (RedisError, OSError, AttributeError, ValueError):
        _breaker.trip()
        return None


@cache
def _find_client(url: str, patience: float) -> Redis:
    """Return the client of this Valkey, which waits so many seconds, and tries again where it was ended."""
    retry = Retry(NoBackoff(), 1, supported_errors=(Gone,))
    return Redis.from_url(url, socket_timeout=patience, socket_connect_timeout=patience, retry=retry)


def _count(name: bytes, ends_at: int) -> int:
    """Return how often this was counted in its window; 0 where Valkey does not answer in time."""
    answers = ask_valkey(("INCR", name), ("EXPIREAT", name, ends_at))
    return int(answers[0]) if answers else 0
