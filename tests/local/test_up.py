"""The whole of local mode, as an operator runs and a bad day hits it. One copy serves all these tests."""

import http.client
import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from ideas_platform.local.identity import read_identity
from ideas_platform.local.part import identity_file
from ideas_platform.local.paths import Paths
from tests.local.running import (
    Run,
    answers,
    bare_environment,
    children_of,
    free_port,
    manage,
    members_of,
    run_up,
    running_parts,
    seconds_until,
)
from tests.services import make_data_dir

# Waiting is for something to happen: a busy machine gets its time.
PATIENCE = 600.0
PARTS = {"web", "beat", "worker", "valkey", "postgres"}


@dataclass
class Site:
    """A running copy."""

    paths: Paths
    port: int
    run: Run

    def serves(self) -> bool:
        """Return whether the home page comes: it needs web and PostgreSQL."""
        return answers(self.port, "/")

    def is_whole(self) -> bool:
        """Return whether every part runs and the site serves."""
        return set(running_parts(self.paths)) == PARTS and self.serves()


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The copy, started from nothing."""
    with ExitStack() as stack:
        paths, port = make_data_dir(stack), free_port()
        started = Site(paths, port, stack.enter_context(run_up(paths, port)))
        seconds_until(started.is_whole, PATIENCE)
        yield started


# Web is killed further down, while people ask for pages.
@pytest.mark.parametrize("part", sorted(PARTS - {"web"}))
def test_a_part_that_is_killed_is_back_and_the_site_serves_again(site: Site, part: str) -> None:
    killed = running_parts(site.paths)[part]
    os.kill(killed, signal.SIGKILL)
    seconds_until(lambda: running_parts(site.paths).get(part, killed) != killed and site.is_whole(), PATIENCE)


@pytest.mark.parametrize("part", ["web", "worker", "postgres"])
def test_a_process_under_a_part_that_is_killed_is_replaced(site: Site, part: str) -> None:
    parent = running_parts(site.paths)[part]
    seconds_until(lambda: len(children_of(parent)) > 0, PATIENCE)
    killed = children_of(parent)[0]
    os.kill(killed, signal.SIGKILL)
    seconds_until(lambda: killed not in children_of(parent) and site.is_whole(), PATIENCE)
    assert running_parts(site.paths)[part] == parent


# Seconds between two questions of one caller, who would else take all the time of the machine: while one web
# process follows another, and before and after that.
SHORT_PAUSE, LONG_PAUSE = 0.01, 0.1


class Callers:
    """Ask for a page again and again, each time on a new connection, until they are told to stop."""

    def __init__(self, site: Site) -> None:
        self.site, self.heard, self._end = site, Counter[str](), threading.Event()
        self._before = running_parts(site.paths)["web"]
        self._threads = [threading.Thread(target=self._ask) for _one in range(4)]

    def _pause(self) -> float:
        """Return the short pause from when another web process begins to load until the first one is gone."""
        web = read_identity(identity_file(self.site.paths, "web"))
        is_first = web is not None and web.pid == self._before
        is_gone = not Path(f"/proc/{self._before}").exists()
        return LONG_PAUSE if is_first or (web and is_gone) else SHORT_PAUSE

    def _ask(self) -> None:
        while not self._end.wait(self._pause()):
            connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=PATIENCE)
            try:
                connection.request("GET", "/healthz")
                self.heard[str(connection.getresponse().status)] += 1
            except (OSError, http.client.HTTPException) as error:
                self.heard[type(error).__name__] += 1
            finally:
                connection.close()

    def __enter__(self) -> "Callers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._end.set()
        for thread in self._threads:
            thread.join()


def test_new_code_is_taken_and_nobody_is_refused(site: Site) -> None:
    before = running_parts(site.paths)
    with Callers(site) as callers:
        seconds_until(lambda: callers.heard["200"] > 20, PATIENCE)
        done = manage(site.paths, "up", "--reload")
        after = callers.heard["200"]
        seconds_until(lambda: callers.heard["200"] > after + 20, PATIENCE)
    assert (done.returncode, done.stdout) == (0, "The new code serves. Nobody was refused.\n")
    assert set(callers.heard) == {"200"}
    seconds_until(site.is_whole, PATIENCE)
    changed = {name for name, pid in running_parts(site.paths).items() if before[name] != pid}
    assert changed == {"web", "worker", "beat"}


def test_while_web_is_started_again_nobody_is_refused(site: Site) -> None:
    with Callers(site) as callers:
        seconds_until(lambda: callers.heard["200"] > 20, PATIENCE)
        killed = running_parts(site.paths)["web"]
        workers = children_of(killed)
        os.kill(killed, signal.SIGKILL)
        # Those who serve notice it, finish what they have begun, and end: from then on all others wait.
        seconds_until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers), PATIENCE)
        seconds_until(lambda: running_parts(site.paths).get("web", killed) != killed, PATIENCE)
        after = callers.heard["200"]
        seconds_until(lambda: callers.heard["200"] > after + 20, PATIENCE)
    assert set(callers.heard) == {"200"}
    seconds_until(site.is_whole, PATIENCE)


def test_where_nothing_runs_there_is_nothing_to_take_new_code(site: Site) -> None:
    with ExitStack() as stack:
        other = make_data_dir(stack)
        done = manage(other, "up", "--reload")
    said = f"Nothing runs in {other.data}. Start it with manage.py up.\n"
    assert (done.returncode, done.stdout) == (1, said)


def test_a_second_start_on_the_same_folder_is_refused_in_plain_words(site: Site) -> None:
    second = manage(site.paths, "up", "--port", str(free_port()))
    said = f"{site.paths.data} is in use (up {site.run.process.pid})."
    assert (second.returncode, second.stdout) == (
        1,
        f"{said} Stop that first, or set another DATA_DIR and PORT.\n",
    )
    assert site.is_whole()


def test_a_second_start_on_the_same_port_is_refused_in_plain_words(site: Site) -> None:
    with ExitStack() as stack:
        paths = make_data_dir(stack)
        other = manage(paths, "up", "--port", str(site.port))
        assert [paths.supervisor.exists(), paths.mail.exists(), paths.keys.exists()] == [False] * 3
    said = f"Port {site.port} cannot be used (Address already in use). Set another PORT.\n"
    assert (other.returncode, other.stdout) == (1, said)


def test_a_single_command_uses_the_database_that_is_running(site: Site) -> None:
    before = running_parts(site.paths)["postgres"]
    assert manage(site.paths, "migrate", "--check").returncode == 0
    assert running_parts(site.paths)["postgres"] == before


def test_when_the_supervisor_is_killed_the_site_goes_on_and_the_next_start_takes_over(site: Site) -> None:
    orphans = running_parts(site.paths)
    site.run.process.kill()
    site.run.process.wait()
    assert running_parts(site.paths) == orphans
    assert site.serves()
    with run_up(site.paths, site.port) as run:
        seconds_until(lambda: orphans.items().isdisjoint(running_parts(site.paths).items()), PATIENCE)
        seconds_until(site.is_whole, PATIENCE)
        code, said = run.end(signal.SIGINT)
    ended = "Ended what an earlier start left running: web, beat, worker, valkey, postgres."
    assert (code, said[0], said[-1]) == (0, ended, "Stopped. The data stay.")
    assert members_of(site.paths) == []


def test_a_start_that_is_ended_early_leaves_nothing_running() -> None:
    with ExitStack() as stack:
        paths = make_data_dir(stack)
        with run_up(paths, free_port()) as run:
            seconds_until(lambda: "postgres" in running_parts(paths), PATIENCE)
            code, _said = run.end(signal.SIGTERM)
        assert (code, members_of(paths)) == (0, [])


def test_two_copies_know_nothing_of_each_other() -> None:
    with ExitStack() as stack:
        one, other = make_data_dir(stack), make_data_dir(stack)
    assert bare_environment(one)["DATA_DIR"] != bare_environment(other)["DATA_DIR"]
    assert one.sockets != other.sockets
