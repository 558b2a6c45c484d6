"""Which process a number means: numbers are used again, a number with its start is not."""

import os
from dataclasses import dataclass
from pathlib import Path
from signal import Signals

from ideas_platform.local.refusal import Refusal

PROC = Path("/proc")
# Fields of /proc/N/stat after the name, which is in brackets and may hold anything.
STATE, STARTED = 0, 19


@dataclass(frozen=True)
class Identity:
    """One process of this machine, for all time: its number, and the boot and the tick it started in."""

    pid: int
    started: str

    def is_alive(self) -> bool:
        """Return whether this very process still runs."""
        return identify(self.pid) == self

    def signal(self, number: Signals) -> None:
        """Send a signal to this very process, or to nobody."""
        if self.is_alive():
            os.kill(self.pid, number)


def identify(pid: int) -> Identity | None:
    """Return the identity of the process that has the number `pid` now; None if none runs."""
    try:
        fields = (PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
    except (FileNotFoundError, ProcessLookupError):
        if not (PROC / "self").exists():
            raise Refusal("Local mode needs Linux.") from None
        return None
    return None if fields[STATE] in "ZX" else Identity(pid, f"{boot}-{fields[STARTED]}")


def write_identity(path: Path, identity: Identity) -> None:
    """Keep an identity in the file `path`, whole or not at all."""
    draft = path.with_suffix(".draft")
    draft.write_text(f"{identity.pid} {identity.started}\n")
    draft.replace(path)


def read_identity(path: Path) -> Identity | None:
    """Return the identity in the file `path` if that process still runs."""
    try:
        pid, started = path.read_text().split()
        found = Identity(int(pid), started)
    except (FileNotFoundError, ValueError):
        return None
    return found if found.is_alive() else None
