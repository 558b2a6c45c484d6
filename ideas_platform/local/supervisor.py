"""Keeps the parts of local mode alive, and ends them in order."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType

from ideas_platform.local.part import ENDINGS, GLANCE, Part, end_process, has_ended, note_part, start_part
from ideas_platform.local.paths import Paths
from ideas_platform.local.refusal import Refusal

SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 3.0
# A part that ran this long was well: the next pause begins short again.
WELL_AFTER = 20.0
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
RELOAD = signal.SIGUSR1


class Stopping(Exception):  # noqa: N818 - it is a wish, not a fault
    """Somebody asked local mode to end."""


class Child:
    """A part with the process that runs it now, and the pause before its next start if it dies."""

    def __init__(self, part: Part, paths: Paths) -> None:
        self.part = part
        self.paths = paths
        self.pause = SHORTEST_PAUSE
        self.due = 0.0
        self.start()

    def start(self) -> None:
        """Start the part now."""
        self.since = time.monotonic()
        self.process = start_part(self.part, self.paths)

    def note(self) -> None:
        """Write down again which process this is, after another one was for a while."""
        note_part(self.part, self.process, self.paths)

    def look(self) -> str:
        """Start the part again if it is dead and its pause is over; return news for the operator, or ''."""
        if not has_ended(self.process):
            return ""
        now = time.monotonic()
        if not self.due:
            self.pause = (
                SHORTEST_PAUSE if now - self.since > WELL_AFTER else min(self.pause * 2, LONGEST_PAUSE)
            )
            self.due = now + self.pause
            return f"{self.part.name} ended ({self.process.returncode}); starting it again."
        return self._start_again(now) if now >= self.due else ""

    def _start_again(self, now: float) -> str:
        """Start the part; a machine short of something is asked again later."""
        try:
            self.start()
        except OSError as error:
            self.due = now + LONGEST_PAUSE
            return f"{self.part.name} cannot be started ({error.strerror}); trying again."
        self.due = 0.0
        return ""

    def end(self) -> None:
        """End the part, and forget it."""
        end_process(self.process, self.part.name)


class Supervisor:
    """The parts that run, by name."""

    def __init__(self, paths: Paths, say: Callable[[str], None]) -> None:
        self.paths = paths
        self.say = say
        self.children: dict[str, Child] = {}
        self.asked_to_stop = self.asked_to_reload = False
        signal.signal(RELOAD, self._note_wish)
        for number in SIGNALS:
            # Under nohup the end of the terminal is not the end of the site.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._note_signal)

    def _note_wish(self, _number: int, _frame: FrameType | None) -> None:
        self.asked_to_reload = True

    def _note_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.asked_to_stop = True

    def start(self, part: Part) -> None:
        """Start `part` and look after it from now on."""
        self.children[part.name] = Child(part, self.paths)

    def replace(self, name: str, is_ready: Callable[[], bool], seconds: float) -> None:
        """Start the part `name` anew beside the one that runs, which ends when the new one is ready.

        Raises Refusal where the new one ends or is not ready in time: then the old one goes on.
        """
        old = self.children[name]
        new = Child(old.part, self.paths)
        try:
            self.wait_for(lambda: has_ended(new.process) or is_ready(), seconds, f"The new {name}")
            if has_ended(new.process):
                raise Refusal(f"The new {name} ended ({new.process.returncode}); the old one goes on.")
        except (Refusal, Stopping):
            new.end()
            old.note()
            raise
        self.children[name] = new
        old.end()

    def restart(self, name: str) -> None:
        """End the part `name`, then start it anew."""
        part = self.children[name].part
        self.children.pop(name).end()
        self.start(part)

    def wait_for(self, condition: Callable[[], bool], seconds: float, what: str) -> None:
        """Look after the parts until `condition` holds. Raises Stopping, or Refusal after `seconds`."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() >= end:
                raise Refusal(f"{what} did not answer within {seconds:.0f} seconds.")
            self.glance()

    def glance(self) -> None:
        """Look once at every part, then rest for a moment. Raises Stopping where somebody asked for it."""
        if self.asked_to_stop:
            raise Stopping
        for child in self.children.values():
            if news := child.look():
                self.say(news)
        time.sleep(GLANCE)

    def run_step(self, command: tuple[str, ...], environment: Mapping[str, str], folder: Path) -> None:
        """Run a command to its end while looking after the parts. Raises Refusal if it fails, or Stopping."""
        process = subprocess.Popen(  # noqa: S603 - the commands are ours
            command, env=dict(environment), cwd=folder, stdin=subprocess.DEVNULL, start_new_session=True
        )
        try:
            while not has_ended(process):
                self.glance()
        finally:
            if not has_ended(process):
                os.killpg(process.pid, signal.SIGTERM)
                process.wait()
        if process.returncode:
            raise Refusal(f"“{' '.join(command[1:])}” failed; the reason is above.")

    def kill(self, name: str) -> None:
        """End the part `name` at once, if it was started."""
        if child := self.children.get(name):
            child.process.kill()

    def end(self) -> None:
        """End all parts, those that use others first."""
        for name in ENDINGS:
            if child := self.children.pop(name, None):
                child.end()
                (self.paths.supervisor / f"{name}.pid").unlink(missing_ok=True)
