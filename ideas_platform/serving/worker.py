"""One process of gunicorn: the connections are waitress's, the life of the process is gunicorn's.

Waitress reads requests and sends answers in one loop, whose patience costs no thread: one is taken when a
request is there as a whole, and given back when its answer is made. So who sends or reads slowly holds up
nobody else (docs/decisions/0045-slow-clients-hold-nobody-up.md).
"""

import os
import time
from typing import Any

from gunicorn.workers.base import Worker
from waitress import wasyncore

from ideas_platform.serving.server import Server, make_server

# How long the loop sleeps where nothing happens, in seconds: gunicorn wants a sign of life now and then.
LOOK_EVERY = 1.0


class BufferingWorker(Worker):  # type: ignore[misc]
    """Serves until gunicorn asks it to end, then lets all that is under way be finished."""

    servers: tuple[Server, ...] = ()

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Note that the end is asked for, and wake the loop."""
        super().handle_exit(sig, frame)
        for server in self.servers:
            server.pull_trigger()

    def run(self) -> None:
        """Serve; called in the new process when the program is loaded."""
        sockets: dict[int, Any] = {}
        self.servers = tuple(
            make_server(self.wsgi, one.sock, sockets, self.cfg.threads) for one in self.sockets
        )
        while self.alive and os.getppid() == self.ppid:
            self._turn(sockets)
        self._end(sockets)

    def _turn(self, sockets: dict[int, Any]) -> None:
        self.notify()
        wasyncore.loop(timeout=LOOK_EVERY, use_poll=True, map=sockets, count=1)

    def _end(self, sockets: dict[int, Any]) -> None:
        """Take no new connection, and finish what is under way, within gunicorn's patience."""
        began = time.monotonic()
        for server in self.servers:
            server.stop_accepting()
        while (gone := time.monotonic() - began) < self.cfg.graceful_timeout:
            if not any(server.is_busy(gone) for server in self.servers):
                return
            self._turn(sockets)
