"""How long others wait for a page while forty connections send their headers or their body byte by byte."""

import argparse
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from bench.lib.load import Ask, connect, take_times, write_get
from bench.lib.web import serve

SLOW = 40
EVERY = 0.2  # seconds between two bytes of one connection
MOST = 500.0  # milliseconds, 99 of 100 of the others
HEADERS = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nA: "
BODY = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n"


def main() -> int:
    """Measure alone, then beside each kind of slow clients; return 1 where others wait too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0)
    chosen = parser.parse_args()
    with serve("bench.lib.bare:application") as port:
        ask = Ask(port, lambda: write_get("/", ""))
        figures = {"nobody": _find_worst(take_times(ask, seconds=chosen.seconds))}
        for name, begun in (("headers", HEADERS), ("body", BODY)):
            with dribble(port, begun):
                figures[name] = _find_worst(take_times(ask, seconds=chosen.seconds))
    for name, worst in figures.items():
        print(f"p99 beside {SLOW if name != 'nobody' else 0:2d} slow ({name}): {worst:7.2f} ms")
    return int(max(figures.values()) > MOST)


def _find_worst(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


@contextmanager
def dribble(port: int, begun: bytes) -> Iterator[None]:
    """Send so on forty connections, then one byte at a time on each, until the block ends."""
    end = threading.Event()
    with ExitStack() as stack:
        slow = [stack.enter_context(connect(port)) for _one in range(SLOW)]
        for connection in slow:
            connection.sendall(begun)
        sender = threading.Thread(target=_go_on, args=(slow, end))
        sender.start()
        try:
            yield
        finally:
            end.set()
            sender.join()


def _go_on(slow: list[socket.socket], end: threading.Event) -> None:
    while not end.wait(EVERY):
        for connection in slow:
            connection.sendall(b"x")


if __name__ == "__main__":
    sys.exit(main())
