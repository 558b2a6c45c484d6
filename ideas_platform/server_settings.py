"""What PostgreSQL must not write down: asked of the server, wherever it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core import checks
from django.db import connections

from ideas_platform.local.postgres import DISCREET

REQUIRED = {
    **{
        name: DISCREET[name]
        for name in (
            "log_min_error_statement",
            "log_error_verbosity",
            "log_statement",
            "log_min_duration_statement",
            "log_parameter_max_length_on_error",
            "log_lock_waits",
            "track_activities",
            "track_commit_timestamp",
            "log_duration",
            "log_min_duration_sample",
            "log_transaction_sample_rate",
            "wal_recycle",
        )
    },
    "archive_mode": "off",
}
# Only newer servers have it.
REQUIRED_WHERE_KNOWN = {"summarize_wal": "off"}
# These keep statements, with their texts and tags.
COLLECTORS = ("auto_explain", "pg_stat_statements")
_ASK = "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)"


def find_indiscreet(alias: str = "default") -> list[str]:
    """Return what is set otherwise than `docs/operations.md` asks, each as "name = what it should be"."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_ASK, [[*REQUIRED, *REQUIRED_WHERE_KNOWN, "shared_preload_libraries"]])
        found: dict[str, str] = dict(cursor.fetchall())
        cursor.execute("SELECT current_setting('is_superuser')")
        is_superuser = cursor.fetchone()[0] == "on"
    wrong = _list_wrong(found)
    return wrong + (["an account without superuser in DATABASE_URL"] if is_superuser else [])


def _list_wrong(found: Mapping[str, str]) -> list[str]:
    """Return what these settings of a server should be instead."""
    wanted = REQUIRED | {name: value for name, value in REQUIRED_WHERE_KNOWN.items() if name in found}
    wrong = [f"{name} = {value}" for name, value in wanted.items() if found.get(name) != value]
    loaded = found.get("shared_preload_libraries", "")
    return wrong + [f"shared_preload_libraries without {name}" for name in COLLECTORS if name in loaded]


@checks.register(checks.Tags.database)
def check_server_settings(databases: Sequence[str] | None, **_kwargs: Any) -> list[checks.CheckMessage]:
    """Return a warning for each setting of the server that could betray somebody."""
    return [
        checks.Warning(f"PostgreSQL writes down too much: set {one}.", id="ideas_platform.W001")
        for alias in databases or ()
        for one in find_indiscreet(alias)
    ]
