"""A copy of the site that a test starts as an operator would, and may kill."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ideas_platform.local.identity import read_identity
from ideas_platform.local.part import identity_file
from ideas_platform.local.paths import Paths

BASE_DIR = Path(__file__).resolve().parent.parent.parent
GIVEN = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "KEY_DIR", "LOCAL_MODE", "PROCESS_ROLE")


def bare_environment(paths: Paths, **more: str) -> dict[str, str]:
    """Return this process's environment as if nothing had been set up for tests."""
    kept = {name: value for name, value in os.environ.items() if name not in GIVEN}
    return {**kept, "DATA_DIR": str(paths.data), **more}


def manage(paths: Paths, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one command of manage.py to its end."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command,
        cwd=BASE_DIR,
        env=bare_environment(paths),
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )


def free_port() -> int:
    """Return a port that nobody uses just now."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
    return port


def answers(port: int, address: str = "/healthz") -> bool:
    """Return whether the site says 200 at `address`."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", address)
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def seconds_until(condition: Callable[[], bool], limit: float) -> float:
    """Return how long it took until `condition` held; fails after `limit` seconds."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < limit, f"not within {limit} seconds"
        time.sleep(0.05)
    return time.monotonic() - start


def running_parts(paths: Paths) -> dict[str, int]:
    """Return the process of each part that the pid files name and that runs."""
    names = ("web", "beat", "worker", "valkey", "postgres")
    found = {name: read_identity(identity_file(paths, name)) for name in names}
    return {name: identity.pid for name, identity in found.items() if identity}


def children_of(pid: int) -> list[int]:
    """Return the processes that `pid` started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def members_of(paths: Paths) -> list[int]:
    """Return every process whose environment or command names the DATA_DIR, except this one's own."""
    mark = os.fsencode(paths.data)
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            text = (folder / "cmdline").read_bytes() + b"\0DATA_DIR=" + (folder / "environ").read_bytes()
        except OSError:
            continue
        if mark in text and int(folder.name) != os.getpid():
            found.append(int(folder.name))
    return found


@dataclass
class Run:
    """One `manage.py up`, and the file with what it says (what it leaves behind would keep a pipe open)."""

    process: subprocess.Popen[bytes]
    log: Path

    def end(self, number: signal.Signals) -> tuple[int, list[str]]:
        """Send a signal, wait; return the exit code and what was said, by lines."""
        self.process.send_signal(number)
        return self.process.wait(timeout=300), self.log.read_text().splitlines()


@contextmanager
def run_up(paths: Paths, port: int, *options: str) -> Iterator[Run]:
    """Run `manage.py up` until the block ends; whatever happens, nothing stays behind."""
    command = [sys.executable, "manage.py", "up", "--port", str(port), *options]
    with tempfile.NamedTemporaryFile(suffix=".log") as log:
        process = subprocess.Popen(
            command, cwd=BASE_DIR, env=bare_environment(paths), start_new_session=True, stdout=log, stderr=log
        )
        try:
            yield Run(process, Path(log.name))
        finally:
            process.terminate()
            process.wait(timeout=300)
            for pid in members_of(paths):
                os.kill(pid, signal.SIGKILL)
