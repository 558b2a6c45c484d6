"""Gunicorn's configuration, wherever the site runs: `--config python:ideas_platform.serving.options`."""

import os
from pathlib import Path
from typing import Any

from ideas_platform.local.gate import say_ready, wait_at_gate

_MEMORY = Path("/dev/shm")  # noqa: S108  # nosec B108

worker_class = "ideas_platform.serving.worker.BufferingWorker"
workers, threads = 2, 4
# Loaded once, before it forks: its processes share the memory, and the key of `lib/pace.py`.
preload_app = True
graceful_timeout = 20
# On a disk that is busy, a process that lives may look dead.
worker_tmp_dir = str(_MEMORY) if os.access(_MEMORY, os.W_OK) else None
# Nothing that a browser sends says where on its host the site stands, or by which scheme it was asked.
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
logger_class = "ideas_platform.serving.logger.DiscreetLogger"
loglevel = "warning"
accesslog = None
# A way into the running server that nobody needs.
control_socket_disable = True


def when_ready(_server: Any) -> None:
    """In local mode: wait until there is a page to show."""
    wait_at_gate()


def post_worker_init(_worker: Any) -> None:
    """In local mode: say that from now on this one serves, so that the one before it can go."""
    say_ready()
