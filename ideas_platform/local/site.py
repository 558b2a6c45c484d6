"""The three parts that are our own program: web, worker and beat."""

import sys
from collections.abc import Mapping
from pathlib import Path

from ideas_platform.local.gate import DESCRIPTOR, READY, Gate, Ready
from ideas_platform.local.part import Part
from ideas_platform.local.paths import Paths

BASE_DIR = Path(__file__).resolve().parent.parent.parent
AS_ROOT_TOO = "ignore:You're running the worker with superuser privileges"
CELERY = (sys.executable, "-W", AS_ROOT_TOO, "-m", "celery", "--quiet", "--app", "ideas_platform")
GUNICORN_OPTIONS = ("--config", "python:ideas_platform.serving.options")
# The step that migrates has run Django's checks, for which Celery would load all pages anew.
BACKGROUND = {"PROCESS_ROLE": "worker", "CELERY_SKIP_CHECKS": "1"}
WORKER_OPTIONS = (
    "--concurrency", "1", "--prefetch-multiplier", "1", "--without-gossip", "--without-mingle",
    "--loglevel", "WARNING",
)  # fmt: skip


def describe_web(environment: Mapping[str, str], listening: int, gate: Gate, ready: Ready) -> Part:
    """Return the part that serves pages on the socket `listening` (a descriptor) once `gate` is open.

    It says on `ready` when it does.
    """
    command = (
        sys.executable,
        "-m",
        "gunicorn",
        "ideas_platform.wsgi:application",
        "--bind",
        f"fd://{listening}",
    )
    pipes = {DESCRIPTOR: str(gate.descriptor), READY: str(ready.descriptor)}
    role = {**environment, "PROCESS_ROLE": "web", **pipes}
    handed = (listening, gate.descriptor, ready.descriptor)
    return Part("web", (*command, *GUNICORN_OPTIONS), role, folder=BASE_DIR, descriptors=handed)


def describe_worker(environment: Mapping[str, str]) -> Part:
    """Return the part that does the background work."""
    command = (*CELERY, "worker", *WORKER_OPTIONS)
    return Part("worker", command, {**environment, **BACKGROUND}, folder=BASE_DIR)


def describe_beat(environment: Mapping[str, str], paths: Paths) -> Part:
    """Return the part that looks every few seconds for what is due."""
    options = ("--schedule", str(paths.schedule), "--pidfile", "", "--loglevel", "WARNING")
    command = (*CELERY, "beat", *options)
    return Part("beat", command, {**environment, **BACKGROUND}, folder=BASE_DIR)
