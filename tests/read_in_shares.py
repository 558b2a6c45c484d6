"""Each worker of xdist reads another part of the test files first, so that each file is compiled once.

pytest writes into every `assert` what to say where it fails. That takes longer than all else in reading
a file, and what one worker has written, the others find. If all began with the same file, all would do it.
"""

import os
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest


def list_share(config: pytest.Config, number: int, workers: int) -> list[str]:
    """Return the names of the modules that this worker, the `number`th from 0, reads first."""
    folders = [config.rootpath / argument for argument in config.args]
    files = sorted(file for folder in folders if folder.is_dir() for file in folder.rglob("test_*.py"))
    return [name_of(file.relative_to(config.rootpath)) for file in files[number::workers]]


def name_of(path: Path) -> str:
    """Return the name under which a test file is imported."""
    return ".".join(path.with_suffix("").parts)


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Read this worker's part; a file that cannot be read fails when its tests are looked for, as ever."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker.startswith("gw"):
        workers = int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
        for name in list_share(session.config, int(worker.removeprefix("gw")), workers):
            with suppress(Exception, pytest.skip.Exception):
                import_module(name)
