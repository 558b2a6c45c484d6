"""The site as it is served: by gunicorn and waitress with our options, over real connections."""

import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from ideas_platform.local.part import has_ended
from ideas_platform.serving.server import MOST_LARGE, MOST_REQUESTS, TAKES_NOTHING
from tests.local.running import BASE_DIR, children_of, seconds_until

# Waiting is for an answer: a busy machine gets its time.
PATIENCE = 600.0
# So often the server may be so busy that it gives up who sends slowly before it has answered the others.
TRIES = 20
DRIBBLERS = 40
ASK = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n"
BEGUN = {
    "nothing": b"",
    "half a line": b"GET /heal",
    "half of the headers": ASK + b"Cookie: a",
    "half of a body": b"POST /accounts/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9000\r\n\r\nemail=",
    "half of a body in pieces": (
        b"POST /accounts/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nema"
    ),
    "half of an upload": b"POST /admin/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 300000\r\n\r\nfile=",
}


@dataclass
class Served:
    """The site on a port of its own, and what its server writes."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def connect(self, patience: float = PATIENCE) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), patience)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def ask(self, request: bytes, patience: float = PATIENCE) -> bytes:
        """Return all that the server answers until it closes."""
        with self.connect(patience) as connection:
            connection.sendall(request)
            return read_all(connection)

    def status(self, patience: float = PATIENCE) -> int:
        return int(self.ask(ASK + b"Connection: close\r\n\r\n", patience).split(b" ", 2)[1])


def read_head(connection: socket.socket) -> bytes:
    """Return what stands before the body of the next answer, and take the body too."""
    with connection.makefile("rb", buffering=0) as answer:
        head = b"".join(iter(answer.readline, b"\r\n"))
        length = int(head.lower().partition(b"content-length: ")[2].split()[0])
        while length:
            length -= len(answer.read(length) or b"x" * length)
    return head


def read_all(connection: socket.socket) -> bytes:
    return b"".join(iter(lambda: connection.recv(65_536), b""))


@contextmanager
def serve(listening: socket.socket) -> Iterator[Served]:
    """Serve the site on this socket until the block ends."""
    command = [sys.executable, "-m", "gunicorn", "ideas_platform.wsgi:application"]
    command += ["--bind", f"fd://{listening.fileno()}", "--config", "python:ideas_platform.serving.options"]
    with tempfile.NamedTemporaryFile(suffix=".log") as log:
        process = subprocess.Popen(
            command,
            cwd=BASE_DIR,
            env={**os.environ, "PROCESS_ROLE": "web"},
            pass_fds=[listening.fileno()],
            stdout=log,
            stderr=log,
        )
        try:
            yield Served(listening.getsockname()[1], process, Path(log.name))
        finally:
            process.terminate()
            process.wait(timeout=300)


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with socket.create_server(("127.0.0.1", 0)) as listening, serve(listening) as served:
        seconds_until(lambda: answers(served), 600)
        yield served


def answers(served: Served) -> bool:
    with suppress(OSError, IndexError):
        return served.status() == 200
    return False


def count_waited_for(slow: list[socket.socket]) -> int:
    """Return how many of these the server has neither answered nor left."""
    answered, _writable, _broken = select.select(slow, [], [], 0)
    return len(slow) - len(answered)


def serves_beside(site: Served, begun: bytes, kept: int) -> bool:
    """Return whether others were answered while the server waited for so many of forty who send slowly."""
    with ExitStack() as stack:
        slow = [stack.enter_context(site.connect()) for _one in range(DRIBBLERS)]
        # All are there before anybody else asks: connections are taken in the order in which they come.
        for sent in (begun, b"x"):
            for connection in slow:
                with suppress(ConnectionError):
                    connection.sendall(sent)
            assert [site.status() for _one in range(20)] == [200] * 20
            if count_waited_for(slow) < kept:
                return False
    return True


@pytest.mark.parametrize("begun", BEGUN)
def test_forty_who_send_slowly_hold_nobody_up(site: Served, begun: str) -> None:
    # Of those who do not say how much they send, all but a few are left at once.
    kept = MOST_LARGE if begun == "half of a body in pieces" else DRIBBLERS
    assert any(serves_beside(site, BEGUN[begun], kept) for _one in range(TRIES))


def test_forty_who_read_nothing_hold_nobody_up(site: Served) -> None:
    many = (ASK + b"\r\n") * 500
    with ExitStack() as stack:
        for _one in range(DRIBBLERS):
            connection = stack.enter_context(site.connect())
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            connection.setblocking(False)
            with suppress(BlockingIOError):
                connection.send(many)
        assert [site.status(TAKES_NOTHING * 0.9) for _one in range(20)] == [200] * 20


STRICT = [
    *(
        "content-security-policy: ",
        "x-content-type-options: nosniff",
        "x-frame-options: deny",
    ),
    *("referrer-policy: same-origin", "cross-origin-opener-policy: same-origin", "cache-control: no-store"),
    "permissions-policy: camera=()",
]
NO_REQUESTS = {
    "no line": (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 400),
    "no version": (b"GET /secret-words\r\nHost\r\n\r\n", 400),
    "a broken header": (ASK + b"secret words\r\n\r\n", 400),
    "a blank in a name": (ASK + b"Secret words : a\r\n\r\n", 400),
    "two lengths": (ASK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
    "a length that is none": (ASK + b"Content-Length: secret-words\r\n\r\n", 400),
    "another coding": (ASK + b"Transfer-Encoding: secret-words\r\n\r\n", 501),
    "long headers": (ASK + b"A: " + b"secret-words" * 4_000 + b"\r\n\r\n", 431),
    "a large body": (b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999\r\n\r\n", 413),
    "a very large upload": (
        b"POST /admin/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 999999999\r\n\r\n",
        413,
    ),
    "another encoding": (b"GET /?a=secret-words HTTP/1.0\r\nContent-Type: a/b; charset=hex\r\n\r\n", 400),
    "another host": (b"GET /?a=secret-words HTTP/1.0\r\nHost: secret-words.example\r\n\r\n", 400),
}


@pytest.mark.parametrize("what", NO_REQUESTS)
def test_what_is_no_request_gets_our_own_page_with_all_headers(site: Served, what: str) -> None:
    sent, expected = NO_REQUESTS[what]
    head, _blank, page = site.ask(sent).partition(b"\r\n\r\n")
    lines = head.decode().lower().split("\r\n")
    assert int(lines[0].split()[1]) == expected
    assert [line for line in STRICT if not any(given.startswith(line) for given in lines)] == []
    assert (page.count(b"</html>"), page.count(b"secret"), head.lower().count(b"server:")) == (1, 0, 0)


def test_what_is_too_large_is_told_how_much_is_taken_and_that_the_form_is_still_there(site: Served) -> None:
    for what, most in (("a large body", b"12 MB"), ("a very large upload", b"320 MB")):
        page = site.ask(NO_REQUESTS[what][0])
        assert (page.count(b"larger than we take: " + most), page.count(b"load the page again")) == (1, 0)
        assert b"Press the back button of your browser: what you wrote is still there." in page


def test_the_log_names_neither_address_nor_query(site: Served) -> None:
    for sent, _status in NO_REQUESTS.values():
        site.ask(sent)
    written = site.log.read_text()
    assert [word for word in ("secret", "127.0.0.1", "?a=") if word in written] == []


def test_a_header_names_no_other_place_on_the_host(site: Served) -> None:
    names = ("SCRIPT_NAME", "Script-Name", "X-Script-Name", "X_SCRIPT_NAME", "Path-Info", "PATH_INFO")
    odd = "".join(f"{name}: /evil\r\n" for name in names).encode()
    asked = b"GET http://evil.example/accounts/ HTTP/1.0\r\nHost: localhost\r\n"
    answer = site.ask(asked + odd + b"\r\n")
    assert (answer.split(b" ", 2)[1], answer.count(b"evil")) == (b"200", 0)


def test_a_connection_is_closed_after_some_requests_so_that_another_process_may_take_the_next(
    site: Served,
) -> None:
    with site.connect() as connection:
        for _one in range(MOST_REQUESTS - 1):
            connection.sendall(ASK + b"\r\n")
            assert b"connection: close" not in read_head(connection).lower()
        connection.sendall(ASK + b"\r\n")
        assert b"connection: close" in read_all(connection).lower()


def test_what_was_begun_is_finished_and_nothing_is_refused_while_one_process_follows_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening, ExitStack() as stack:
        first = stack.enter_context(serve(listening))
        seconds_until(lambda: answers(first), 600)
        begun = stack.enter_context(first.connect())
        begun.sendall(ASK)
        seconds_until(lambda: len(children_of(first.process.pid)) == 2, 600)
        first.process.send_signal(signal.SIGTERM)
        begun.sendall(b"\r\n")
        assert read_all(begun).split(b" ", 2)[1] == b"200"
        seconds_until(lambda: has_ended(first.process), 600)
        # Nobody serves: whoever comes now is not refused but waits for the next one.
        waiting = [stack.enter_context(first.connect()) for _one in range(20)]
        for connection in waiting:
            connection.sendall(ASK + b"Connection: close\r\n\r\n")
        stack.enter_context(serve(listening))
        for connection in waiting:
            connection.settimeout(600)
        assert [read_all(connection).split(b" ", 2)[1] for connection in waiting] == [b"200"] * 20


# As systemd does it: the socket is descriptor 3, and the process that it is for is named by its number.
HAND_OVER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""


def read_unit() -> list[str]:
    """Return how docs/operations.md lets systemd start the web process, without the path of its program."""
    page = (BASE_DIR / "docs" / "operations.md").read_text()
    return page.partition("ExecStart=/srv/ideas/.venv/bin/gunicorn ")[2].partition("\n")[0].split()


def test_under_systemd_the_socket_outlives_the_process_as_the_documents_say() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening, ExitStack() as stack:
        port, descriptor = listening.getsockname()[1], str(listening.fileno())
        command = [sys.executable, "-c", HAND_OVER, descriptor, "-m", "gunicorn", *read_unit()]
        for _start in range(2):
            waiting = stack.enter_context(socket.create_connection(("127.0.0.1", port), 600))
            waiting.sendall(ASK + b"Connection: close\r\n\r\n")
            process = subprocess.Popen(
                command,
                cwd=BASE_DIR,
                env={**os.environ, "PROCESS_ROLE": "web"},
                pass_fds=[listening.fileno()],
            )
            stack.callback(process.wait, 600)
            stack.callback(process.terminate)
            assert read_all(waiting).split(b" ", 2)[1] == b"200"
            process.kill()
            process.wait(timeout=300)
