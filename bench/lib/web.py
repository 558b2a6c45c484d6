"""Gunicorn with the options that `manage.py up` gives it, for any application."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.lib.load import HOST
from ideas_platform.local.gate import DESCRIPTOR, Gate
from ideas_platform.local.part import end_process
from ideas_platform.local.site import BASE_DIR, GUNICORN_OPTIONS

PATIENCE = 60.0


@contextmanager
def serve(application: str, path: str = "/", checkout: Path = BASE_DIR) -> Iterator[int]:
    """Serve the application of a checkout until the block ends; yields its port once `path` is answered."""
    gate = Gate()
    gate.open()
    with socket.create_server((HOST, 0)) as listening:
        handed = (listening.fileno(), gate.descriptor)
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", application, "--bind", f"fd://{handed[0]}", *GUNICORN_OPTIONS],
            env={**os.environ, "PROCESS_ROLE": "web", DESCRIPTOR: str(gate.descriptor)},
            cwd=checkout,
            pass_fds=handed,
        )
        try:
            port: int = listening.getsockname()[1]
            _wait_for(f"http://{HOST}:{port}{path}")
            yield port
        finally:
            end_process(process, "web")


def _wait_for(address: str) -> None:
    """Return when the address is answered; raises TimeoutError after a minute."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(URLError, TimeoutError), urlopen(address, timeout=5):
            return
        time.sleep(0.1)
    raise TimeoutError(address)
