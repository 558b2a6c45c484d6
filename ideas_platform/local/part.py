"""One part of local mode: a process that is started, looked after and ended."""

import os
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGINT, SIGKILL, SIGQUIT, SIGTERM, Signals
from typing import TypedDict

from ideas_platform.local.account import Account
from ideas_platform.local.identity import Identity, identify, read_identity, write_identity
from ideas_platform.local.paths import Paths

# How each part is asked to end, and how many seconds it has before the next, ruder way. In this order,
# so that nobody writes while what it writes to goes away.
ENDINGS: Mapping[str, tuple[tuple[Signals, float], ...]] = {
    "web": ((SIGTERM, 25), (SIGKILL, 5)),
    "beat": ((SIGTERM, 5), (SIGKILL, 5)),
    "worker": ((SIGTERM, 20), (SIGKILL, 5)),
    "valkey": ((SIGTERM, 5), (SIGKILL, 5)),
    "postgres": ((SIGINT, 20), (SIGQUIT, 10), (SIGKILL, 5)),
}
GLANCE = 0.05


@dataclass(frozen=True)
class Part:
    """What to start: its name (a key of ENDINGS), how, as whom, and with which open descriptors."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    folder: Path = Path("/")
    account: Account | None = None
    descriptors: tuple[int, ...] = ()


def identity_file(paths: Paths, name: str) -> Path:
    """Return the file that says which process is the part `name`."""
    return paths.supervisor / f"{name}.pid"


def start_part(part: Part, paths: Paths) -> subprocess.Popen[bytes]:
    """Start `part` and note which process it is.

    Its session is its own, so that Ctrl-C reaches only the supervisor.
    """
    process = subprocess.Popen(  # noqa: S603 - the commands are ours
        part.command,
        env=dict(part.environment),
        cwd=part.folder,
        stdin=subprocess.DEVNULL,
        pass_fds=part.descriptors,
        start_new_session=True,
        **run_as(part.account),
    )
    note_part(part, process, paths)
    return process


def note_part(part: Part, process: subprocess.Popen[bytes], paths: Paths) -> None:
    """Write down which process is the part."""
    if identity := identify(process.pid):
        # With a full disk it is better to run without a note than not to run.
        with suppress(OSError):
            write_identity(identity_file(paths, part.name), identity)


class RunAs(TypedDict, total=False):
    """The arguments of `subprocess` that choose an account."""

    user: int
    group: int
    extra_groups: list[int]


def run_as(account: Account | None) -> RunAs:
    """Return the arguments of `subprocess` that run a program as `account`."""
    return {"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}


def has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Return whether `process` is over; tell what is left of its group to end as well.

    The group is told before the number of `process` is free for somebody else.
    """
    if process.returncode is not None:
        return True
    if os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        return False
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, SIGTERM)
    process.wait()
    return True


def end_process(process: subprocess.Popen[bytes], name: str) -> None:
    """End a child of this process the way its part wants it; return when it is over."""
    for signal, seconds in ENDINGS[name]:
        if not has_ended(process):
            process.send_signal(signal)
        if wait_until(lambda: has_ended(process), seconds):
            return


def end_leftovers(paths: Paths) -> list[str]:
    """End what a killed supervisor left running, in order; return the names of those parts."""
    found = {name: read_identity(identity_file(paths, name)) for name in ENDINGS}
    leftovers = {name: identity for name, identity in found.items() if identity}
    for name, identity in leftovers.items():
        end_identity(identity, name)
    for name in ENDINGS:
        identity_file(paths, name).unlink(missing_ok=True)
    return list(leftovers)


def end_identity(identity: Identity, name: str) -> None:
    """End a process that is no child of this one the way its part wants it; return when it is over."""
    for signal, seconds in ENDINGS[name]:
        identity.signal(signal)
        if wait_until(lambda: not identity.is_alive(), seconds):
            return


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Return whether `condition` came true within `seconds`."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() >= end:
            return False
        time.sleep(GLANCE)
    return True
