"""PostgreSQL or Valkey by itself, for as long as one command or test needs it."""

import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from ideas_platform.local.account import find_account
from ideas_platform.local.folders import make_folders
from ideas_platform.local.part import Part, end_process, identity_file, start_part, wait_until
from ideas_platform.local.paths import Paths
from ideas_platform.local.patience import patience
from ideas_platform.local.postgres import describe_postgres, postgres_answers, prepare_postgres
from ideas_platform.local.programs import find_programs
from ideas_platform.local.refusal import Refusal
from ideas_platform.local.valkey import describe_valkey, valkey_answers


@contextmanager
def run_postgres(
    paths: Paths, settings: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run the built-in PostgreSQL until the block ends; yields its process. Raises Refusal."""
    account = find_account(paths)
    make_folders(paths, account)
    programs = find_programs(paths, account)
    prepare_postgres(paths, programs, account)
    part = describe_postgres(paths, programs, account, settings)
    with _run(part, paths, lambda: postgres_answers(paths, programs)) as process:
        yield process


@contextmanager
def run_valkey(paths: Paths) -> Iterator[subprocess.Popen[bytes]]:
    """Run the built-in Valkey until the block ends; yields its process. Raises Refusal."""
    account = find_account(paths)
    make_folders(paths, account)
    part = describe_valkey(paths, find_programs(paths, account), account)
    with _run(part, paths, lambda: valkey_answers(paths)) as process:
        yield process


@contextmanager
def _run(part: Part, paths: Paths, answers: Callable[[], bool]) -> Iterator[subprocess.Popen[bytes]]:
    process = start_part(part, paths)
    try:
        if not wait_until(lambda: process.poll() is not None or answers(), patience()) or process.returncode:
            raise Refusal(f"{part.name} did not start in {paths.data}.")
        yield process
    finally:
        end_process(process, part.name)
        identity_file(paths, part.name).unlink(missing_ok=True)
