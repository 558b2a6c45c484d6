"""`manage.py up --reload`: new code, and nobody is refused meanwhile.

The supervisor keeps the socket. A new web process loads beside the one that serves, which ends when the new
one serves too; worker and beat follow.
"""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from ideas_platform.local.gate import Ready
from ideas_platform.local.lock import Held, hold_lock
from ideas_platform.local.part import GLANCE
from ideas_platform.local.paths import Paths
from ideas_platform.local.patience import patience
from ideas_platform.local.refusal import Refusal
from ideas_platform.local.site import BASE_DIR
from ideas_platform.local.supervisor import RELOAD, Supervisor

DONE = "The new code serves. Nobody was refused."
NOBODY = "Nothing runs in {folder}. Start it with manage.py up."


def take_new_code(
    supervisor: Supervisor, migrate: tuple[str, ...], environment: Mapping[str, str], ready: Ready
) -> None:
    """Bring the tables up to the new code, then let it serve; say how it went, and leave word of it."""
    report = _report_of(supervisor.paths)
    try:
        supervisor.run_step(migrate, environment, BASE_DIR)
        ready.is_said()
        supervisor.replace("web", ready.is_said, patience())
        for name in ("worker", "beat"):
            supervisor.restart(name)
        word = DONE
    except Refusal as reason:
        word = str(reason)
    supervisor.say(word)
    draft = report.with_suffix(".draft")
    draft.write_text(word)
    draft.replace(report)


def ask_for_new_code(paths: Paths, say: Callable[[str], None]) -> int:
    """Ask the supervisor of this folder to take the new code, and wait; return the exit code."""
    report = _report_of(paths)
    report.unlink(missing_ok=True)
    supervisor = _find_supervisor(paths)
    if supervisor is None:
        say(NOBODY.format(folder=paths.data))
        return 1
    os.kill(supervisor, RELOAD)
    while not report.exists():
        if _find_supervisor(paths) != supervisor:
            say(NOBODY.format(folder=paths.data))
            return 1
        time.sleep(GLANCE)
    word = report.read_text()
    say(word)
    return 0 if word == DONE else 1


def _report_of(paths: Paths) -> Path:
    return paths.supervisor / "reload"


def _find_supervisor(paths: Paths) -> int | None:
    """Return the process that holds the folder as `manage.py up`, None where none does."""
    if not paths.supervisor.exists():
        return None
    try:
        with hold_lock(paths.lock, "reload"):
            return None
    except Held as other:
        holder, _blank, number = str(other).partition(" ")
        return int(number) if holder == "up" else None
