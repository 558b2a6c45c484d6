"""The figures of all runs in one table, and as JSON for the public page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.anonymity.linkage.scale import Scale
from tests.anonymity.linkage.score import NEVER, Measure

Runs = dict[int, list[Measure]]


def print_table(runs: Runs) -> str:
    """Return a table: a line for each figure, a column for each seed."""
    head = f"{'':26} {'bar':>12}" + "".join(f"{f'seed {seed}':>10}" for seed in runs)
    return "\n".join([head, *(_print_line(measures) for measures in _by_name(runs))])


def write_json(runs: Runs, scale: Scale, day: date, path: Path) -> None:
    """Write the worst figure of all seeds for each name, when it was found, and what was simulated."""
    found = {
        "ran_on": day.isoformat(),
        "seeds": len(runs),
        "members": scale.members,
        "days": scale.days,
        "items": scale.ideas + scale.comments + scale.votes,
        "holds": all(measure.holds for measures in runs.values() for measure in measures),
        "worst": {one[0].name: round(_find_worst(one).value, 4) for one in _by_name(runs)},
    }
    _update(path, found)


def write_active(measures: Sequence[Measure], day: date, path: Path, *, is_whole: bool) -> None:
    """Write the figures of the active attackers, when they were found, and that of their controls.

    Where not all attacked anew (`is_whole`), the others' figures stay; the day is then that of the oldest,
    and numbers of targets and controls are those of all.
    """
    if not measures:
        return
    found = _gather_active(measures, day)
    _update(path, found if is_whole else _add_to_known(json.loads(path.read_text()), found))


def _gather_active(measures: Sequence[Measure], day: date) -> dict[str, Any]:
    controls = [measure.value for measure in measures if measure.name.startswith("control_")]
    attacks = [measure for measure in measures if not measure.name.startswith("control_")]
    floods = [int(one.note.split()[0]) for one in attacks if one.name.startswith("active_flood")]
    return {
        "active_ran_on": day.isoformat(),
        "active_hold": all(measure.holds for measure in measures),
        "active_controls": round(min(controls), 4) if controls else None,
        "active_floods": min(floods, default=0),
        "active_targets": _list_targets(attacks),
        "active": {measure.name: round(measure.value, 4) for measure in attacks},
    }


def _add_to_known(known: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """Return what was known with what some attackers have found now: of both the worst, and the oldest."""
    fewest, most = known["active_targets"]
    numbers = [number for number in found["active_targets"] if number]
    controls = [run["active_controls"] for run in (known, found) if run["active_controls"] is not None]
    return {
        "active_ran_on": min(known["active_ran_on"], found["active_ran_on"]),
        "active_hold": known["active_hold"] and found["active_hold"],
        "active_controls": min(controls, default=None),
        "active_floods": _count_floods(known, found),
        "active_targets": [min(fewest, *numbers), max(most, *numbers)] if numbers else [fewest, most],
        "active": {**known["active"], **found["active"]},
    }


def _count_floods(known: dict[str, Any], found: dict[str, Any]) -> int:
    """Return how often each flooded at least: by what is found now, where all of them flooded anew."""
    stays = {name for name in known["active"] if name.startswith("active_flood")} - found["active"].keys()
    runs = (known, found) if stays else (found,)
    return min(int(run["active_floods"]) for run in runs if run["active_floods"])


def _list_targets(measures: Sequence[Measure]) -> list[int]:
    """Return the fewest and the most targets that any attacker had."""
    numbers = [int(one.note.split()[0]) for one in measures if one.note.endswith("targets")]
    return [min(numbers), max(numbers)] if numbers else [0, 0]


def _update(path: Path, found: dict[str, object]) -> None:
    """Put these figures into the file and leave the others there."""
    known = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps({**known, **found}, indent=2) + "\n")


def list_broken(measures: Sequence[Measure]) -> list[str]:
    """Return in words which bars are not kept."""
    return [f"{m.name} is {m.value:.4g}, bar {_say_bar(m)} {m.note}" for m in measures if not m.holds]


def _print_line(measures: list[Measure]) -> str:
    cells = "".join(f"{_say(measure.value):>9}{' ' if measure.holds else '!'}" for measure in measures)
    notes = {measure.note for measure in measures if measure.note}
    return f"{measures[0].name:26} {_say_bar(measures[0]):>12}{cells}  {'; '.join(sorted(notes))[:90]}"


def _say_bar(measure: Measure) -> str:
    if measure.least == -NEVER and measure.most == NEVER:
        return "–"
    if measure.least == -NEVER:
        return f"≤ {_say(measure.most)}"
    return (
        f"≥ {_say(measure.least)}" if measure.most == NEVER else f"{_say(measure.least)}–{_say(measure.most)}"
    )


def _say(number: float) -> str:
    return f"{number:.4g}"


def _by_name(runs: Runs) -> list[list[Measure]]:
    names = [measure.name for measure in next(iter(runs.values()))]
    return [
        [measure for measures in runs.values() for measure in measures if measure.name == name]
        for name in names
    ]


def _find_worst(measures: list[Measure]) -> Measure:
    """Return the lowest of what has a least, the farthest off of what has both bars, or else the highest."""
    least, most = measures[0].least, measures[0].most
    if least == -NEVER:
        return max(measures, key=lambda measure: measure.value)
    if most == NEVER:
        return min(measures, key=lambda measure: measure.value)
    return max(measures, key=lambda measure: abs(measure.value - (least + most) / 2))
