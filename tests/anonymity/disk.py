"""What a thief of the disk finds: where given bytes stand in the files of PostgreSQL's data folder.

For a server of one's own see `own_server`; for the server of all tests, the folder is what `read_folder`
returns. The thief of the disk of the linkage test asks `find_strays` for the tags, addresses and subjects of
yesterday, the morning after: what it returns tells where the disk keeps what it should not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from django.core.management import call_command
from django.db import connection

from ideas_platform.lib.postgres_tools import run_tool
from ideas_platform.local.alone import run_postgres
from ideas_platform.local.paths import Paths
from tests.anonymity.pages import superuser
from tests.cast import restore_boroughs
from tests.services import let_tests_try, make_data_dir

PREFIX = 3
# As on a server that could have a replica: more goes into the log than with our own settings.
HONEST = {"fsync": "off", "wal_level": "replica", "max_wal_senders": "2", "autovacuum": "off"}
# In an index an entry may also stand as the upper bound of a page and as the way to it.
TIMES_IN_INDEX = 3
_ROOMS = ("workshops", "ideas", "voting", "moderation", "results", "organising", "events", "pledges")
# What tests write stays where it is.
_WITHOUT_ROWS = (
    "--no-owner", "--no-privileges", "--no-comments", "--no-unlogged-table-data",
    "--exclude-extension=pageinspect",  # other tests look at pages with it; only a superuser may make it
    *(f"--exclude-table-data={name}_*" for name in _ROOMS),
)  # fmt: skip
_AS_ONE = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
_FILES = """
SELECT pg_relation_filepath(oid), oid::regclass::text, relkind = 'i', coalesce((
    SELECT indrelid::regclass::text FROM pg_index WHERE indexrelid = pg_class.oid), oid::regclass::text)
FROM pg_class WHERE relkind IN ('r', 'i', 't', 'm', 'S')
"""

Places = dict[bytes, Counter[str]]


def find_on_disk(folder: Path, wanted: Collection[bytes]) -> Places:
    """Return for each of these bytes (3 at least) in which files of the folder they stand, how often.

    Files are named by their place in the folder; all of them are read: tables, log, statistics, the rest.
    """
    assert all(len(one) >= PREFIX for one in wanted)
    by_start: dict[bytes, list[bytes]] = {}
    for one in wanted:
        by_start.setdefault(one[:PREFIX], []).append(one)
    is_start = np.zeros(1 << 24, bool)
    is_start[[int.from_bytes(start, "little") for start in by_start]] = True
    found: Places = {one: Counter() for one in wanted}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        for at in _find_starts(content, is_start):
            for one in by_start[content[at : at + PREFIX]]:
                if content.startswith(one, at):
                    found[one][str(file.relative_to(folder))] += 1
    return found


def _find_starts(content: bytes, is_start: np.ndarray) -> list[int]:
    if len(content) < PREFIX:
        return []
    byte = np.frombuffer(content, np.uint8).astype(np.uint32)
    starts: list[int] = np.flatnonzero(is_start[byte[:-2] | byte[1:-1] << 8 | byte[2:] << 16]).tolist()
    return starts


def find_strays(folder: Path, allowed: Mapping[bytes, Mapping[str, int]]) -> list[str]:
    """Return in words where these bytes stand and should not, or stand more or less often than they should.

    `allowed` says of each, by the names of tables, how many rows hold it now; indexes of these tables may
    hold it too. Nothing else may: no other table, no free space, no log, no statistics, no file besides.
    """
    with superuser() as other:
        files = {path: (name, is_index, owner) for path, name, is_index, owner in other.execute(_FILES)}
    strays = []
    for one, places in find_on_disk(folder, allowed).items():
        in_tables: Counter[str] = Counter()
        for place, times in places.items():
            name, is_index, owner = files.get(place, (place, False, ""))
            if not is_index:
                in_tables[name] += times
            elif times > TIMES_IN_INDEX * allowed[one].get(owner, 0):
                strays.append(f"{times} in {name}")
        if in_tables != Counter(allowed[one]):
            strays.append(f"{dict(in_tables)} in place of {dict(allowed[one])}")
    return strays


@contextmanager
def own_server(**settings: str) -> Iterator[Paths]:
    """Point the test's database at a server of its own with all tables; yields where that lies.

    Where they are there, they are copied from the server of all tests, in a tenth of the time of `migrate`.
    """
    with TemporaryDirectory() as folder:
        dump = Path(folder) / "dump"
        is_there = "django_migrations" in connection.introspection.table_names()
        if is_there:
            run_tool("pg_dump", ["--format=custom", *_WITHOUT_ROWS, f"--file={dump}"])
        with bare_server(**settings) as paths:
            if is_there:
                run_tool("pg_restore", [*_AS_ONE, f"--dbname={connection.settings_dict['NAME']}", str(dump)])
                restore_boroughs()
            else:
                call_command("migrate", verbosity=0)
            yield paths


@contextmanager
def bare_server(**settings: str) -> Iterator[Paths]:
    """Point the test's database at a server of its own, which is empty; yields where that lies."""
    with ExitStack() as stack:
        paths = make_data_dir(stack)
        stack.enter_context(run_postgres(paths, {**HONEST, **settings}))
        let_tests_try(paths)
        where, before = connection.settings_dict, dict(connection.settings_dict)
        connection.close()
        where.update(HOST=str(paths.sockets), NAME="ideas", USER="ideas", PASSWORD="", PORT=5432)
        try:
            yield paths
        finally:
            connection.close()
            where.update(before)
