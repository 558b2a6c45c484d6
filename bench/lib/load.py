"""A cheap source of requests: each connection is a process with one socket kept alive; it stops by itself."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass

from bench.lib.crew import run_crew

HOST = "127.0.0.1"
PATIENCE = 30.0
WARM_UP = 1.0


@dataclass(frozen=True)
class Ask:
    """What is asked of which port: `write` returns the bytes of the next request."""

    port: int
    write: Callable[[], bytes]
    status: int = 200


def write_get(path: str, cookie: str = "", **headers: str) -> bytes:
    """Return a GET as a browser that can unpack sends it; `headers` have _ for -."""
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return _write_head("GET", path, cookie) + more.encode() + b"\r\n"


def write_post(path: str, cookie: str, form: bytes) -> bytes:
    """Return a POST of an encoded form."""
    kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n\r\n"
    return _write_head("POST", path, cookie) + kind.encode() + form


def _write_head(method: str, path: str, cookie: str) -> bytes:
    lines = (f"{method} {path} HTTP/1.1", f"Host: {HOST}", "Accept-Encoding: gzip", f"Cookie: {cookie}", "")
    return "\r\n".join(lines).encode()


def count_answers(ask: Ask, *, connections: int, seconds: float) -> float:
    """Return the answers a second that all connections together get, after a second of warming up.

    Raises RuntimeError where any answer is another than the one expected.
    """
    return sum(len(times) for times in _run(ask, connections, seconds)) / seconds


def take_times(ask: Ask, *, seconds: float) -> list[float]:
    """Return how many milliseconds a single visitor waits for each answer; raises as `count_answers`."""
    return _run(ask, 1, seconds)[0]


def _run(ask: Ask, connections: int, seconds: float) -> list[list[float]]:
    """Return the waiting times of each connection."""
    return run_crew(
        lambda _place: _ask_on(ask, seconds), number=connections, patience=WARM_UP + seconds + PATIENCE
    )


def _ask_on(ask: Ask, seconds: float) -> list[float]:
    times = []
    with closing(Line(ask.port)) as line:
        begin = time.perf_counter() + WARM_UP
        while (start := time.perf_counter()) < begin + seconds:
            line.ask(ask.write(), ask.status)
            if start >= begin:
                times.append((time.perf_counter() - start) * 1_000)
    return times


class Line:
    """A connection that is kept for as long as the server keeps it, and then opened anew."""

    def __init__(self, port: int) -> None:
        self._port, self._open = port, ExitStack()
        self._connection: socket.socket | None = None

    def ask(self, request: bytes, status: int) -> None:
        """Send a request and read its answer; raises as `read_answer`."""
        if self._connection is None:
            self._connection = self._open.enter_context(connect(self._port))
        self._connection.sendall(request)
        if not read_answer(self._connection, status):
            self.close()

    def close(self) -> None:
        """Close the connection; the next request opens another one."""
        self._open.close()
        self._connection = None


@contextmanager
def connect(port: int) -> Iterator[socket.socket]:
    """Open a connection that is kept alive; it closes with the block."""
    with socket.create_connection((HOST, port), timeout=PATIENCE) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield connection


def read_answer(connection: socket.socket, status: int) -> bool:
    """Read one answer to its end, and return whether the connection stays open.

    Raises RuntimeError, with the beginning of the answer, where it is another one.
    """
    answer = b""
    while (end := answer.find(b"\r\n\r\n")) < 0:
        answer += _read(connection)
    head = answer[:end].lower()
    if int(head[9:12]) != status:
        raise RuntimeError(f"Not {status} but: {answer[:600].decode(errors='replace')}")
    stays = b"connection: close" not in head
    if status in (204, 304):
        return stays
    length = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
    got = len(answer) - end - 4
    while got < length:
        got += len(_read(connection))
    return stays


def _read(connection: socket.socket) -> bytes:
    piece = connection.recv(1 << 18)
    if not piece:
        raise ConnectionError("The server has closed the connection.")
    return piece
