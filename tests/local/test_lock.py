"""One supervisor or command at a time for each data folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ideas_platform.local.lock import Held, hold_lock

HOLD_AND_START_A_CHILD = """
import subprocess, sys
from pathlib import Path
from ideas_platform.local.lock import hold_lock
with hold_lock(Path(sys.argv[1]), "up"):
    child = subprocess.Popen(["sleep", "60"])
    print(child.pid, flush=True)
    sys.stdin.read()
"""


def test_a_second_holder_is_told_who_has_it(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with hold_lock(lock, "up"), pytest.raises(Held, match=f"^up {os.getpid()}$"), hold_lock(lock, "command"):
        pass


def test_a_lock_that_was_given_back_can_be_taken_again(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with hold_lock(lock, "a long name"):
        pass
    with hold_lock(lock, "up"):
        assert lock.read_text() == f"up {os.getpid()}\n"


def test_the_lock_goes_with_its_holder_even_if_a_child_lives_on(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    command = [sys.executable, "-c", HOLD_AND_START_A_CHILD, str(lock)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        child = int(holder.stdout.readline())
        holder.kill()
        holder.wait()
        with hold_lock(lock, "up"):
            os.kill(child, 9)
