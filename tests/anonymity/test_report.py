"""The file of figures says no more than was found: who did not attack anew keeps what was found before."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from tests.anonymity.linkage.report import write_active
from tests.anonymity.linkage.score import Measure

FLOOD = Measure("active_flood_often", 0.2, most=0.25, note="120 rounds")
MERGER = Measure("active_merger", 0.51, most=0.54, note="2500 targets")
CONTROL = Measure("control_active_merger", 0.95, least=0.9, note="80 targets")
BEFORE, AFTER = date(2026, 11, 28), date(2026, 11, 29)


def test_a_whole_run_leaves_nothing_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    path.write_text('{"ran_on": "2026-11-27", "active": {"active_gone": 0.5}}')
    write_active([FLOOD, MERGER, CONTROL], AFTER, path, is_whole=True)
    assert json.loads(path.read_text()) == {
        "ran_on": "2026-11-27",
        "active_ran_on": "2026-11-29",
        "active_hold": True,
        "active_controls": 0.95,
        "active_floods": 120,
        "active_targets": [2500, 2500],
        "active": {"active_flood_often": 0.2, "active_merger": 0.51},
    }


def test_a_part_keeps_the_oldest_day_the_fewest_targets_and_what_did_not_hold(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    thief = Measure("active_thief", 0.4, most=0.02, note="5 targets")
    write_active([thief, FLOOD], BEFORE, path, is_whole=True)
    write_active([MERGER, CONTROL], AFTER, path, is_whole=False)
    found = json.loads(path.read_text())
    assert found["active"] == {"active_thief": 0.4, "active_flood_often": 0.2, "active_merger": 0.51}
    assert (found["active_ran_on"], found["active_hold"]) == ("2026-11-28", False)
    assert (found["active_targets"], found["active_floods"]) == ([5, 2500], 120)
    assert found["active_controls"] == 0.95
