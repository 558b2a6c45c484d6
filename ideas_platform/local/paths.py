"""Where the parts of local mode lie. Knows nothing of Django, touches nothing."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote

# A socket's address holds 108 bytes; PostgreSQL adds ".lock" to the name of its own.
LONGEST_SOCKET_PATH = 99
POSTGRES_PORT = 5432
POSTGRES_SOCKET = f".s.PGSQL.{POSTGRES_PORT}"
VALKEY_SOCKET = "valkey.sock"
SYSTEM_HOME = Path("/var/lib/ideas-platform")
# The folder made in it is 0700, and whose it is is checked before use.
SHORT_HOME = Path("/tmp")  # noqa: S108  # nosec B108
# The database, and the account of web and worker that owns it.
DATABASE = "ideas"
SUPERUSER = "postgres"


@dataclass(frozen=True)
class Paths:
    """The files of one DATA_DIR.

    `data` belongs to who starts local mode; `home` is where PostgreSQL and Valkey live, which is `data`
    unless root's services run under an account that cannot get there; `sockets` is `home/run` unless that
    is too long for a socket.
    """

    data: Path
    home: Path
    sockets: Path

    @property
    def postgres(self) -> Path:
        return self.home / "postgres"

    @property
    def programs(self) -> Path:
        return self.home / "programs"

    @property
    def valkey_socket(self) -> Path:
        return self.sockets / VALKEY_SOCKET

    @property
    def supervisor(self) -> Path:
        return self.data / "supervisor"

    @property
    def lock(self) -> Path:
        return self.supervisor / "lock"

    @property
    def port(self) -> Path:
        """In it stands the port on which the site runs, while it does."""
        return self.supervisor / "port"

    @property
    def schedule(self) -> Path:
        return self.supervisor / "beat-schedule"

    @property
    def secret_key(self) -> Path:
        return self.data / "secret_key"

    @property
    def keys(self) -> Path:
        """Beside the folder of the data, so that a copy of that has no key in it."""
        return self.data.with_name(f"{self.data.name}-keys")

    @property
    def earlier_keys(self) -> Path:
        """Where keys lay in earlier versions."""
        return self.data / "keys"

    @property
    def mail(self) -> Path:
        return self.data / "mail"

    @property
    def demo_accounts(self) -> Path:
        return self.data / "demo_accounts.txt"


def locate(data_dir: Path) -> Paths:
    """Return where everything of `data_dir` lies, for the account that runs this process."""
    data = data_dir.resolve()
    return place(data, is_root=os.geteuid() == 0, open_to_all=_others_can_pass(data))


def place(data: Path, *, is_root: bool, open_to_all: bool) -> Paths:
    """Return the places for the absolute path `data`: as `locate`, with its two questions answered."""
    mark = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    home = SYSTEM_HOME / mark if is_root and not open_to_all else data
    sockets = home / "run"
    if len(os.fsencode(sockets / POSTGRES_SOCKET)) > LONGEST_SOCKET_PATH:
        sockets = SYSTEM_HOME / mark / "run" if is_root else SHORT_HOME / f"ideas-platform-{mark}"
    return Paths(data=data, home=home, sockets=sockets)


def _others_can_pass(data: Path) -> bool:
    """Return whether any account can get as far as the folder that holds `data`."""
    existing = [folder for folder in data.parents if folder.exists()]
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in existing)


def database_url(data_dir: Path) -> str:
    """Return the address of the embedded PostgreSQL of `data_dir`, in the form django-environ reads."""
    return f"postgres://{DATABASE}@:{POSTGRES_PORT}/{quote(str(locate(data_dir).sockets))}/{DATABASE}"


def redis_url(data_dir: Path) -> str:
    """Return the address of the embedded Valkey of `data_dir`, in the form redis-py reads."""
    return f"unix://{quote(str(locate(data_dir).valkey_socket))}?db=0"


def broker_url(redis_url: str) -> str:
    """Return `redis_url` in the form Celery reads: Unix sockets have another scheme there."""
    if not redis_url.startswith("unix://"):
        return redis_url
    path, _mark, query = redis_url.removeprefix("unix://").partition("?")
    return f"redis+socket://{path}?virtual_host={parse_qs(query).get('db', ['0'])[0]}"
