"""A part that dies is started again, ever less eagerly; parts end in order."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from ideas_platform.local.identity import identify, read_identity
from ideas_platform.local.part import ENDINGS, Part, end_leftovers, identity_file, start_part
from ideas_platform.local.paths import Paths
from ideas_platform.local.refusal import Refusal
from ideas_platform.local.supervisor import RELOAD, SIGNALS, Stopping, Supervisor
from tests.local.running import seconds_until
from tests.services import make_data_dir

# Writes its name to a file when it is asked to end.
OBEDIENT = """
import signal, sys, time
def end(*_):
    open(sys.argv[2], "a").write(sys.argv[1] + "\\n")
    sys.exit()
signal.signal(signal.SIGTERM, end)
signal.signal(signal.SIGINT, end)
open(sys.argv[2] + ".ready-" + sys.argv[1], "w")
time.sleep(60)
"""


@pytest.fixture
def paths() -> Iterator[Paths]:
    with ExitStack() as stack:
        made = make_data_dir(stack)
        made.supervisor.mkdir()
        yield made


@pytest.fixture
def news() -> list[str]:
    return []


@pytest.fixture
def supervisor(paths: Paths, news: list[str]) -> Iterator[Supervisor]:
    before: dict[signal.Signals, Callable[..., object] | int | None] = {
        number: signal.getsignal(number) for number in (*SIGNALS, RELOAD)
    }
    # It may be ignored where the tests are to go on without a terminal: so is it by what is made now.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    made = Supervisor(paths, news.append)
    yield made
    made.end()
    for number, handler in before.items():
        signal.signal(number, handler)


def obedient(paths: Paths, name: str) -> Part:
    return Part(name, (sys.executable, "-c", OBEDIENT, name, str(paths.data / "ended")), dict(os.environ))


def look_until(supervisor: Supervisor, condition: Callable[[], bool]) -> None:
    supervisor.wait_for(condition, 10, "This")


def test_a_part_that_dies_is_started_again_and_said_to_be(
    supervisor: Supervisor, news: list[str], paths: Paths
) -> None:
    supervisor.start(obedient(paths, "beat"))
    first = supervisor.children["beat"].process.pid
    os.kill(first, signal.SIGKILL)
    look_until(supervisor, lambda: supervisor.children["beat"].process.pid != first)
    assert news == ["beat ended (-9); starting it again."]


def test_a_part_that_dies_again_and_again_waits_longer_each_time(
    supervisor: Supervisor, paths: Paths
) -> None:
    supervisor.start(Part("beat", ("false",), dict(os.environ)))
    pauses: set[float] = set()

    def saw_three() -> bool:
        pauses.add(supervisor.children["beat"].pause)
        return len(pauses) == 4

    look_until(supervisor, saw_three)
    assert sorted(pauses) == [0.1, 0.2, 0.4, 0.8]


def test_a_part_that_cannot_be_started_again_just_now_ends_nothing(
    supervisor: Supervisor, news: list[str], paths: Paths
) -> None:
    program = paths.data / "program"
    program.symlink_to("/bin/sleep")
    supervisor.start(Part("beat", (str(program), "60"), dict(os.environ)))
    program.unlink()
    os.kill(supervisor.children["beat"].process.pid, signal.SIGKILL)
    look_until(supervisor, lambda: len(news) == 2)
    assert news[1] == "beat cannot be started (No such file or directory); trying again."


def test_under_nohup_the_end_of_the_terminal_is_not_the_end(paths: Paths) -> None:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    supervisor = Supervisor(paths, print)
    signal.raise_signal(signal.SIGHUP)
    for number, handler in before.items():
        signal.signal(number, handler)
    assert not supervisor.asked_to_stop


def test_parts_end_in_order_and_leave_no_note(supervisor: Supervisor, paths: Paths) -> None:
    for name in reversed(list(ENDINGS)):
        supervisor.start(obedient(paths, name))
    look_until(supervisor, lambda: len(list(paths.data.glob("ended.ready-*"))) == len(ENDINGS))
    supervisor.end()
    assert (paths.data / "ended").read_text().split() == ["web", "beat", "worker", "valkey", "postgres"]
    assert list(paths.supervisor.iterdir()) == []


GOES_ON = "import time; time.sleep(600)"


@pytest.fixture
def changing(supervisor: Supervisor, paths: Paths) -> Path:
    """Return the program of a part that has read it and runs, which may be changed."""
    program = paths.data / "program.py"
    program.write_text(f"open({str(paths.data / 'runs')!r}, 'w').close(); {GOES_ON}")
    supervisor.start(Part("beat", (sys.executable, str(program)), dict(os.environ)))
    look_until(supervisor, (paths.data / "runs").exists)
    return program


def test_a_new_process_takes_the_place_of_the_old_one_when_it_is_ready(
    supervisor: Supervisor, changing: Path, paths: Paths
) -> None:
    old = supervisor.children["beat"].process
    changing.write_text(f"open({str(paths.data / 'ready')!r}, 'w').close(); {GOES_ON}")
    supervisor.replace("beat", (paths.data / "ready").exists, 60)
    new = supervisor.children["beat"].process
    assert (old.returncode, new.poll()) == (-signal.SIGTERM, None)
    assert read_identity(identity_file(paths, "beat")) == identify(new.pid)


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "1 +", GOES_ON])
def test_where_the_new_one_does_not_serve_the_old_one_goes_on(
    supervisor: Supervisor, changing: Path, paths: Paths, code: str
) -> None:
    old = supervisor.children["beat"].process
    changing.write_text(code)
    never = code == GOES_ON
    with pytest.raises(Refusal, match="did not answer" if never else "the old one goes on"):
        supervisor.replace("beat", lambda: False, 0.2 if never else 60)
    assert (supervisor.children["beat"].process, old.poll()) == (old, None)
    assert read_identity(identity_file(paths, "beat")) == identify(old.pid)


def test_the_wish_for_new_code_is_heard(supervisor: Supervisor) -> None:
    signal.raise_signal(RELOAD)
    assert (supervisor.asked_to_reload, supervisor.asked_to_stop) == (True, False)


@pytest.mark.parametrize("number", SIGNALS)
def test_every_way_to_ask_for_the_end_is_heard(supervisor: Supervisor, number: signal.Signals) -> None:
    signal.raise_signal(number)
    with pytest.raises(Stopping):
        supervisor.glance()


def test_what_does_not_answer_in_time_is_refused(supervisor: Supervisor) -> None:
    with pytest.raises(Refusal, match=r"^Valkey did not answer within 0 seconds\.$"):
        supervisor.wait_for(lambda: False, 0.2, "Valkey")


def test_a_step_that_fails_is_refused(supervisor: Supervisor, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="“-c raise SystemExit\\(3\\)” failed; the reason is above"):
        supervisor.run_step((sys.executable, "-c", "raise SystemExit(3)"), os.environ, tmp_path)


def test_a_step_ends_when_the_end_is_asked_for(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.asked_to_stop = True
    with pytest.raises(Stopping):
        supervisor.run_step(("sleep", "60"), os.environ, tmp_path)


def test_leftovers_of_a_killed_supervisor_are_ended_and_others_left_alone(paths: Paths) -> None:
    left = start_part(obedient(paths, "worker"), paths)
    with subprocess.Popen(["sleep", "60"]) as stranger:
        seconds_until((paths.data / "ended.ready-worker").exists, 300)
        identity_file(paths, "web").write_text(f"{stranger.pid} another-boot-1\n")
        assert read_identity(identity_file(paths, "worker")) == identify(left.pid)
        assert end_leftovers(paths) == ["worker"]
        assert (left.wait(), stranger.poll()) == (0, None)
        stranger.kill()
    assert list(paths.supervisor.iterdir()) == []
