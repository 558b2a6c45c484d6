"""Gunicorn's configuration, the same wherever the site runs: `--config python:ideas_platform.serving.options`."""

import os
from typing import Any

from ideas_platform.local.gate import DESCRIPTOR, READY

worker_class = "ideas_platform.serving.worker.BufferingWorker"
workers, threads = 2, 4
# Loaded once, before it forks: its processes share the memory, and the key of `lib/pace.py`.
preload_app = True
graceful_timeout = 20
# Where /dev/shm is memory, a busy disk does not make a living worker look dead.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
# Nothing that a browser sends says where on its host the site stands.
forwarder_headers: list[str] = []
secure_scheme_headers: dict[str, str] = {}
logger_class = "ideas_platform.serving.logger.DiscreetLogger"
loglevel = "warning"
accesslog = None
# A way into the running server that nobody needs.
control_socket_disable = True


def when_ready(_server: Any) -> None:
    """In local mode: wait until there is a page to show. The gate is open where the supervisor was killed."""
    if DESCRIPTOR in os.environ:
        os.read(int(os.environ[DESCRIPTOR]), 1)


def post_worker_init(_worker: Any) -> None:
    """In local mode: say that from now on this one serves, so that the one before it can go."""
    if READY in os.environ:
        os.write(int(os.environ[READY]), b".")
