"""Celery: runs what marks in the database ask for. Nothing is true only in its queue."""

import os
from typing import Any

import structlog
from celery import Celery
from celery.beat import PersistentScheduler, SchedulingError
from celery.signals import heartbeat_sent

from ideas_platform.heartbeats import record_heartbeat

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ideas_platform.settings")
app = Celery("ideas_platform")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

log = structlog.get_logger(__name__)


@heartbeat_sent.connect
def note_worker(**_signal: Any) -> None:
    """Called by Celery every few seconds while a worker talks to its broker."""
    record_heartbeat("worker")


class HeartbeatScheduler(PersistentScheduler):
    """Beat that leaves a sign of life in the database, and says in one line that the broker is away."""

    _is_broker_away = False

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Start what is due; return the seconds until the next look."""
        record_heartbeat("beat")
        return super().tick(*args, **kwargs)

    def apply_entry(self, entry: Any, producer: Any = None) -> None:
        """Send what is due. Where that fails it is said once, without a stack: the next look sends it."""
        try:
            self.apply_async(entry, producer=producer, advance=False)
        except SchedulingError as error:
            if not self._is_broker_away:
                log.warning("broker_away", error=type(error.__context__ or error).__name__)
            self._is_broker_away = True
        else:
            self._is_broker_away = False
