"""Waitress with bounds for the time that a request may take to arrive and for its size."""

import logging
import resource
import socket
import time
from collections.abc import Callable
from copy import copy
from functools import cache
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask

from ideas_platform.lib.upload_limit import FOR_FILES, LARGEST, LARGEST_ELSEWHERE
from ideas_platform.serving.answers import print_answer

# In seconds, from the first byte on: what stands before the body, then the body at so many bytes a second.
FOR_HEADERS = 20.0
FOR_BODY = 30.0
SLOWEST = 4_000
# How long a connection is kept for the next request, and for a reader who takes nothing of an answer.
KEPT_OPEN = 20.0
TAKES_NOTHING = 60.0
# So many requests on one connection: who comes anew is taken by the process that has least to do.
MOST_REQUESTS = 10
# When the process ends: how long a connection that is kept open may send another request, and one that has
# begun may go on.
LINGER = 2.0
LOOK_EVERY = 2
MOST_CONNECTIONS = 2_000
# Uploads of staff lie on disk until they are there as a whole: so many at a time, not more.
MOST_LARGE = 2

OPTIONS = {
    "ident": "",
    "backlog": 2_048,
    "recv_bytes": 65_536,
    "connection_limit": MOST_CONNECTIONS,
    "cleanup_interval": LOOK_EVERY,
    "max_request_header_size": 32 * 1_024,
    "max_request_body_size": LARGEST_ELSEWHERE,
    # What a proxy says of itself is the settings' business (PUBLIC_ADDRESS, TRUSTED_PROXY_COUNT).
    "clear_untrusted_proxy_headers": False,
    "log_socket_errors": False,
    "asyncore_use_poll": True,
}


class Parser(HTTPRequestParser):  # type: ignore[misc]
    """Reads one request; a large one for those addresses only that take files."""

    adj: Adjustments

    def parse_header(self, header_plus: bytes) -> None:
        """Read what stands before the body."""
        super().parse_header(header_plus)
        if self.path.startswith(FOR_FILES):
            self.adj = _allow_files(self.adj)

    @property
    def is_large(self) -> bool:
        """Return whether this is one that an address for others would refuse, or whose size is not known."""
        is_begun = self.headers_finished and not self.completed
        return is_begun and (self.chunked or self.content_length > LARGEST_ELSEWHERE)


class StrictErrorTask(ErrorTask):  # type: ignore[misc]
    """Answers what is no request: with our own page, and the headers of every other."""

    def execute(self) -> None:
        """Write the answer, and close."""
        largest = self.request.adj.max_request_body_size
        self.status, headers, body = print_answer(self.request.error.code, largest)
        self.response_headers.extend(headers)
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc]
    """One connection, which knows since when it has been waiting for what."""

    error_task_class = StrictErrorTask
    parser_class = Parser
    # When the first byte of an unfinished request came; when anything came or went.
    began = 0.0
    answered = 0

    def received(self, data: bytes) -> bool:
        """Take what has come, and note when a request begins."""
        if self.request is None:
            self.began = time.monotonic()
        went_on = bool(super().received(data))
        if self.request is not None and self.request.is_large and self.server.has_enough_large():
            self.will_close = True
        return went_on

    def service(self) -> None:
        """Answer a request. The last one on this connection, or before the process ends, says that it is."""
        self.answered += 1
        if self.server.is_stopping or self.answered >= MOST_REQUESTS:
            self.requests[0].headers["CONNECTION"] = "close"
        super().service()

    def is_over(self, now: float) -> bool:
        """Return whether this connection has had its time; `now` by the clock that waitress asks."""
        if self.requests:
            return False
        if self.total_outbufs_len:
            return bool(now - self.last_activity > TAKES_NOTHING)
        if self.request is None:
            return bool(now - self.last_activity > KEPT_OPEN)
        allowed = FOR_HEADERS
        if self.request.headers_finished:
            allowed += FOR_BODY + self.request.content_length / SLOWEST
        return time.monotonic() - self.began > allowed

    def is_busy(self, gone: float) -> bool:
        """Return whether it should be waited for, so many seconds after the process was asked to end."""
        return bool(self.requests or self.total_outbufs_len) or gone < LINGER


class Server(TcpWSGIServer):  # type: ignore[misc]
    """All connections to one listening socket."""

    channel_class = Channel
    is_stopping = False

    def maintenance(self, now: float) -> None:
        """Close the connections that have had their time."""
        for channel in list(self.active_channels.values()):
            if channel.is_over(now):
                channel.will_close = True

    def has_enough_large(self) -> bool:
        """Return whether more large requests are on their way than may be."""
        requests = [channel.request for channel in self.active_channels.values()]
        large = [request for request in requests if request is not None and request.is_large]
        return len(large) > MOST_LARGE

    def stop_accepting(self) -> None:
        """Leave new connections to other processes that have the same socket, or to the next one."""
        self.is_stopping, self.accepting = True, False
        self.del_channel()
        self.socket.close()

    def is_busy(self, gone: float) -> bool:
        """Return whether any connection should be waited for, so many seconds after the end was asked for."""
        return any(channel.is_busy(gone) for channel in list(self.active_channels.values()))


def make_server(
    application: Callable[..., Any], listening: socket.socket, sockets: dict[int, Any], threads: int
) -> Server:
    """Return a server for a socket that listens, among all `sockets` of one loop."""
    _allow_connections()
    place = (listening.family, listening.type, listening.proto, listening.getsockname())
    # It would say each time that a request waits for a thread.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    return Server(
        application,
        map=sockets,
        _sock=listening,
        adj=Adjustments(threads=threads, **OPTIONS),
        sockinfo=place,
        bind_socket=False,
    )


@cache
def _allow_files(adjustments: Adjustments) -> Adjustments:
    """Return the adjustments with room for a film."""
    allowed = copy(adjustments)
    allowed.max_request_body_size = LARGEST
    return allowed


def _allow_connections() -> None:
    """Let this process have as many files open as it may have connections, where the machine lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MOST_CONNECTIONS
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
