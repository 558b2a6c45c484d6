"""/healthz: alive. /readyz: every part does its work, by name."""

from collections.abc import Callable
from functools import partial

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from ideas_platform.heartbeats import find_heartbeat
from ideas_platform.lib.health_checks import all_checks, register_check
from ideas_platform.server_settings import find_indiscreet


def alive(_request: HttpRequest) -> JsonResponse:
    """Answer that this process serves."""
    return JsonResponse({"status": "ok"})


def ready(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when all parts are there, else 503; the body names each part."""
    parts = {name: _say(check) for name, check in all_checks().items()}
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


def _discretion() -> str:
    """Name the settings by which PostgreSQL would write down too much."""
    return ", ".join(find_indiscreet()) or "ok"


register_check("database", _database)
register_check("migrations", _migrations)
register_check("broker", _broker)
register_check("server settings", _discretion)
register_check("worker", partial(find_heartbeat, "worker"))
register_check("beat", partial(find_heartbeat, "beat"))
