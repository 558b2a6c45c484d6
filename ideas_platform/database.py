"""How each process speaks to PostgreSQL: directly, or the web behind a pooler that shares connections.

Behind PgBouncer in transaction mode no transaction knows what one before it left on its connection, and
options of a connection are refused: limits and thresholds are the role's there (`local/site_role.sql`), and
nothing is prepared. Whatever needs a connection of its own (migrations, the scramble, backups, locks of a
session) is done by other processes, which take `DIRECT_DATABASE_URL`.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environ import Env

STATEMENT_TIMEOUTS = {"web": "5s", "worker": "60s"}
# The first one: words are alike although a letter of one of them is missing or wrong. The second: so are
# titles that share half of their groups of three letters.
SIMILARITY = {"pg_trgm.word_similarity_threshold": "0.45", "pg_trgm.similarity_threshold": "0.5"}
OF_WEB = {"lock_timeout": "2s", "idle_in_transaction_session_timeout": "15s"}
PREPARE_FROM = 2


def describe_database(env: Env, role: str, default: str) -> dict[str, Any]:
    """Return Django's description of the database for a process in this role (`PROCESS_ROLE`).

    `default` is the address where the environment names none. Raises ImproperlyConfigured where it names a
    pooler that we know nothing of, or no way past it.
    """
    address, direct = env.str("DATABASE_URL", default=default), env.str("DIRECT_DATABASE_URL", default="")
    is_pooled = _is_pooled(env.str("DATABASE_POOLER", default=""), direct) and role == "web"
    if role != "web":
        address = direct or address
    found = Env.db_url_config(address)
    options = {**found.get("OPTIONS", {}), **_describe_connection(role)}
    if not is_pooled:
        options["options"] = " ".join(f"-c {name}={value}" for name, value in list_settings(role).items())
        # What runs with every request is planned once on each connection (lib/planned_once.py).
        options["prepare_threshold"] = PREPARE_FROM if role == "web" else None
    return {
        **found,
        "ENGINE": "django.db.backends.postgresql",
        # Each thread of the web keeps its own for ten minutes.
        "CONN_MAX_AGE": 600 if role == "web" else 0,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "DISABLE_SERVER_SIDE_CURSORS": is_pooled,
        "OPTIONS": options,
    }


def list_settings(role: str) -> dict[str, str]:
    """Return what PostgreSQL is told of the connections of a role; the web's are its account's own too."""
    limits = OF_WEB if role == "web" else dict.fromkeys(OF_WEB, "0")
    return {"statement_timeout": STATEMENT_TIMEOUTS.get(role, "0"), **limits, **SIMILARITY}


def _is_pooled(pooler: str, direct: str) -> bool:
    if pooler not in {"", "transaction"}:
        raise ImproperlyConfigured("DATABASE_POOLER is empty or transaction.")
    if pooler and not direct:
        raise ImproperlyConfigured("Set DIRECT_DATABASE_URL: with DATABASE_POOLER there is no other way.")
    return bool(pooler)


def _describe_connection(role: str) -> dict[str, Any]:
    return {
        "application_name": f"ideas-{role}",
        "connect_timeout": 2 if role == "web" else 10,
        # What a dead network does not say is found out within half a minute.
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 4,
    }
