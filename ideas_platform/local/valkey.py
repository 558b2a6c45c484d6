"""The built-in Valkey: a queue and counters in memory, on a Unix socket, nothing on disk."""

import socket

from ideas_platform.local.account import Account
from ideas_platform.local.part import Part
from ideas_platform.local.paths import Paths
from ideas_platform.local.programs import Programs

OPTIONS = (
    "--port", "0", "--unixsocketperm", "700", "--save", "", "--appendonly", "no", "--daemonize", "no",
    "--maxmemory-policy", "noeviction", "--loglevel", "nothing", "--crash-log-enabled", "no",
    "--slowlog-log-slower-than", "-1",
)  # fmt: skip


def describe_valkey(paths: Paths, programs: Programs, account: Account | None) -> Part:
    """Return the part that serves `paths.valkey_socket`."""
    where = ("--unixsocket", str(paths.valkey_socket), "--dir", str(paths.sockets))
    return Part("valkey", (str(programs.valkey), *where, *OPTIONS), {"LC_ALL": "C"}, account=account)


def valkey_answers(paths: Paths) -> bool:
    """Return whether the built-in Valkey answers a PING within half a second."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(0.5)
        try:
            connection.connect(str(paths.valkey_socket))
            connection.sendall(b"PING\r\n")
            return connection.recv(16) == b"+PONG\r\n"
        except OSError:
            return False
