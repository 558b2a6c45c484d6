"""Figures taken in turn, so that what else runs on the machine hits all alike."""

import statistics
from collections.abc import Callable, Mapping

from bench.lib.load import Ask, take_times

CONNECTIONS = 8
RUNS = 3


def take_medians(works: Mapping[str, Callable[[], float]]) -> dict[str, float]:
    """Return the median of three figures of each, taken in turn: what else runs hits all alike."""
    runs = take_turns(works, RUNS)
    return {name: statistics.median(run[name] for run in runs) for name in works}


def take_turns(works: Mapping[str, Callable[[], float]], turns: int) -> list[dict[str, float]]:
    """Return one figure of each for each turn."""
    return [{name: work() for name, work in works.items()} for _turn in range(turns)]


def take_middle(ask: Ask, seconds: float) -> float:
    """Return the milliseconds within which a lone visitor gets half of the answers."""
    return statistics.median(take_times(ask, seconds=seconds))
