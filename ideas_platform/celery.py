"""Celery: runs what marks in the database ask for. Nothing is true only in its queue."""

import os
import time
from typing import Any

from celery import Celery
from celery.beat import PersistentScheduler
from celery.signals import heartbeat_sent, worker_process_init
from django.db import DatabaseError, connection

from ideas_platform.lib.settled_memory import settle_memory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ideas_platform.settings")
app = Celery("ideas_platform")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

HEARTBEAT_EVERY = 10.0
_last_beat: dict[str, float] = {}


def record_heartbeat(name: str) -> None:
    """Note in the database that `name` (worker, beat) is alive, at most every ten seconds."""
    if time.monotonic() - _last_beat.get(name, -HEARTBEAT_EVERY) < HEARTBEAT_EVERY:
        return
    _last_beat[name] = time.monotonic()
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO workshops_housekeeping (name, at) VALUES (%s, now())"
                " ON CONFLICT (name) DO UPDATE SET at = now()",
                [name],
            )
    except DatabaseError:
        connection.close()


@heartbeat_sent.connect
def note_worker(**_signal: Any) -> None:
    """Called by Celery every few seconds while a worker talks to its broker."""
    record_heartbeat("worker")


@worker_process_init.connect
def settle_worker(**_signal: Any) -> None:
    """Called by Celery in each process that does the work, before any of it."""
    settle_memory()


class HeartbeatScheduler(PersistentScheduler):
    """Beat that leaves a sign of life in the database."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Start what is due; return the seconds until the next look."""
        record_heartbeat("beat")
        return super().tick(*args, **kwargs)
