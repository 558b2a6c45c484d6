"""What local mode tells the operator."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from ideas_platform.local.paths import Paths

BUILT_IN = "built in, for trying out and for small sites"
WHY_ELSEWHERE = (
    "            (PostgreSQL does not run as root, and its own account cannot get into the data folder)"
)


def describe_start(paths: Paths, environment: Mapping[str, str]) -> str:
    """Return what starts, and where its data lie; never a password."""
    lines = [
        f"PostgreSQL  {name_server(environment.get('DATABASE_URL'))}",
        f"Valkey      {name_server(environment.get('REDIS_URL'))}",
        f"Data        {paths.data}",
        f"Keys        {environment.get('KEY_DIR') or paths.keys}",
    ]
    if paths.home != paths.data:
        lines += [f"Database    {paths.home}", WHY_ELSEWHERE]
    return "\n".join(lines)


def name_server(address: str | None) -> str:
    """Return words for the server at `address`, never its account or password; '' is our own."""
    if not address:
        return BUILT_IN
    parts = urlsplit(address)
    return f"{parts.hostname or 'socket'}{f':{parts.port}' if parts.port else ''} {parts.path}".strip()


def greet(paths: Paths, port: int) -> str:
    """Return what to say when the first page answers: the address, the data, the demo's accounts."""
    accounts = paths.demo_accounts.read_text().strip() if paths.demo_accounts.exists() else ""
    lines = ["", f"Ready: http://127.0.0.1:{port}", f"Data and mail: {paths.data}", *accounts.splitlines()]
    return "\n".join([*lines, "Ctrl-C stops all of it; the data stay."])
