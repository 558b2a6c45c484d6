"""/healthz: alive. /readyz: every part does its work, by name."""

from collections.abc import Callable
from datetime import timedelta

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from ideas_platform.lib.write_ahead_log import find_obstacle
from ideas_platform.server_settings import find_indiscreet
from workshops.domain.keys import count_copies_of_all
from workshops.domain.scramble import read_why_log_stays

STALE = timedelta(seconds=45)
# A night, and the morning after one that was missed.
A_NIGHT_AGO = timedelta(hours=48)


def alive(_request: HttpRequest) -> JsonResponse:
    """Answer that this process serves."""
    return JsonResponse({"status": "ok"})


def ready(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when all parts are there, else 503; the body names each part."""
    parts = {name: _say(check) for name, check in CHECKS.items()}
    return JsonResponse(parts, status=200 if set(parts.values()) == {"ok"} else 503)


def _say(check: Callable[[], str]) -> str:
    try:
        return check()
    except (DatabaseError, redis.RedisError, OSError) as error:
        return type(error).__name__


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    return "waiting" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else "ok"


def _broker() -> str:
    client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=0.5, socket_connect_timeout=0.5)
    client.ping()
    return "ok"


def _heartbeat(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT now() - at FROM workshops_housekeeping WHERE name = %s", [name])
        row = cursor.fetchone()
    return "ok" if row and row[0] < STALE else "away"


def _scramble() -> str:
    """Say whether the tables were scrambled last night. A site of today has nothing to scramble yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce((SELECT now() - at FROM workshops_housekeeping WHERE name = 'scramble'),"
            " (SELECT now() - min(applied) FROM django_migrations))"
        )
        return "ok" if cursor.fetchone()[0] < A_NIGHT_AGO else "overdue"


def _disk() -> str:
    """Say whether a copy of the server's disk would tell the order of rows after the night, and why."""
    why = find_obstacle() or read_why_log_stays()
    return f"a copy of it keeps the order of rows: {why}" if why else "ok"


def _keys() -> str:
    """Say whether each folder holds the key of each workshop that has one."""
    copies = count_copies_of_all()
    if all(number == len(settings.KEY_DIRS) for number in copies):
        return "ok"
    return "a copy is missing" if all(copies) else "missing"


def _discretion() -> str:
    """Name the settings by which PostgreSQL would write down too much."""
    return ", ".join(find_indiscreet()) or "ok"


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "migrations": _migrations,
    "broker": _broker,
    "worker": lambda: _heartbeat("worker"),
    "beat": lambda: _heartbeat("beat"),
    "scramble": _scramble,
    "disk": _disk,
    "keys": _keys,
    "server settings": _discretion,
}
