"""Numbers of processes are used again: only the very process that was noted is ever signalled."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from signal import SIGKILL

import pytest

from ideas_platform.local.identity import Identity, identify, read_identity, write_identity


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as process:
        yield process
        process.kill()


def identity_of(process: subprocess.Popen[bytes]) -> Identity:
    found = identify(process.pid)
    assert found is not None
    return found


def test_a_process_is_recognised_while_it_runs(sleeper: subprocess.Popen[bytes]) -> None:
    assert identity_of(sleeper).is_alive()


def test_a_process_that_ended_is_not_alive_even_before_its_parent_knows(
    sleeper: subprocess.Popen[bytes],
) -> None:
    identity = identity_of(sleeper)
    identity.signal(SIGKILL)
    sleeper.wait()
    assert not identity.is_alive()
    assert identify(sleeper.pid) is None


def test_another_process_with_the_same_number_is_left_alone(sleeper: subprocess.Popen[bytes]) -> None:
    before = replace(identity_of(sleeper), started="another boot-1")
    before.signal(SIGKILL)
    assert sleeper.poll() is None


def test_a_note_names_the_process_while_it_runs(tmp_path: Path, sleeper: subprocess.Popen[bytes]) -> None:
    note = tmp_path / "web.pid"
    write_identity(note, identity_of(sleeper))
    assert read_identity(note) == identity_of(sleeper)


def test_a_note_about_an_earlier_process_names_nobody(
    tmp_path: Path, sleeper: subprocess.Popen[bytes]
) -> None:
    note = tmp_path / "web.pid"
    write_identity(note, replace(identity_of(sleeper), started="another boot-1"))
    assert read_identity(note) is None


@pytest.mark.parametrize("text", ["", "12", "twelve and more", "12 a b"])
def test_a_broken_note_names_nobody(tmp_path: Path, text: str) -> None:
    note = tmp_path / "web.pid"
    note.write_text(text)
    assert read_identity(note) is None


def test_no_note_names_nobody(tmp_path: Path) -> None:
    assert read_identity(tmp_path / "web.pid") is None
