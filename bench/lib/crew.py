"""The same work in many processes at once: the first that fails is heard, and ends all others."""

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

Result = TypeVar("Result")


def run_crew(work: Callable[[int], Result], *, number: int, patience: float) -> list[Result]:
    """Return what `work` returns for each place from 0, each in a process of its own.

    They are forked, so that they need nothing but what `work` holds. Raises RuntimeError with the words of
    the first that fails, TimeoutError after `patience` seconds; no process is left behind in any case.
    """
    context = multiprocessing.get_context("fork")
    crew: list[tuple[ForkProcess, Connection]] = []
    try:
        for place in range(number):
            ours, theirs = context.Pipe(duplex=False)
            child = context.Process(target=_do, args=(work, place, theirs), daemon=True)
            child.start()
            theirs.close()
            crew.append((child, ours))
        return _gather([ours for _child, ours in crew], patience)
    finally:
        for child, ours in crew:
            child.kill()
            child.join()
            ours.close()


def _do(work: Callable[[int], Result], place: int, theirs: Connection) -> None:
    try:
        done: tuple[bool, object] = (True, work(place))
    except Exception as trouble:  # noqa: BLE001 - whatever it is, the parent is to hear it
        done = (False, f"{type(trouble).__name__}: {trouble}")
    theirs.send(done)


def _gather(lines: list[Connection], patience: float) -> list[Result]:
    end = time.monotonic() + patience
    results: dict[int, Result] = {}
    while len(results) < len(lines):
        left = [line for place, line in enumerate(lines) if place not in results]
        ready = wait(left, max(0.0, end - time.monotonic()))
        if not ready:
            raise TimeoutError(f"{len(left)} of {len(lines)} processes did not end within {patience:.0f} s.")
        results |= {place: _hear(line) for place, line in enumerate(lines) if line in ready}
    return [results[place] for place in range(len(lines))]


def _hear(line: Connection) -> Any:
    try:
        went_well, result = line.recv()
    except EOFError:
        raise RuntimeError("A process ended without a word.") from None
    if not went_well:
        raise RuntimeError(result)
    return result
