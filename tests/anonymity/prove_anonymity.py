"""The linkage test in full: `make prove-anonymity`. Five workshops of 200 people over 21 days, and a report.

Active attackers follow, each in workshops of its own. Each workshop and each attacker leaves its figures in
`out/anonymity`, so that one that was broken off can be made up for alone:
`pytest tests/anonymity/prove_anonymity.py -s -k "seed_3 or report"`.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from anonymity.promises import FIGURES
from ideas_platform.lib import rate_limits
from tests.anonymity.linkage.active.rows import FULL, QUICK, ROWS, attack
from tests.anonymity.linkage.active.weak import attack_weak
from tests.anonymity.linkage.afterwards import try_out
from tests.anonymity.linkage.around import Around
from tests.anonymity.linkage.around_attack import find_planted, score_around
from tests.anonymity.linkage.controls import find_leaks
from tests.anonymity.linkage.desk_attack import score_desk
from tests.anonymity.linkage.evidence import gather_evidence
from tests.anonymity.linkage.leaks import ALL_LEAKS
from tests.anonymity.linkage.report import list_broken, print_table, write_active, write_json
from tests.anonymity.linkage.scale import SEEDS, full, quick, tiny
from tests.anonymity.linkage.score import Measure, score

FOLDER = settings.BASE_DIR / "out" / "anonymity"
SCALE = quick if os.environ.get("SCALE") == "quick" else full
# Stands for no seed of the five workshops: the active attackers have workshops of their own.
ACTIVE = 0
TODAY = datetime.now(UTC).date()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("new_files")
@pytest.mark.parametrize("seed", SEEDS, ids="seed_{}".format)
def test_no_attack_finds_who_wrote_what(
    seed: int, tmp_path: Path, unhurried_limits: rate_limits.Breaker
) -> None:
    with gather_evidence(SCALE(seed), tmp_path) as evidence:
        measures = [*score(evidence), *score_desk(evidence)]
        sys.stdout.write(f"\n{print_table({seed: measures})}\n")
        measures += try_out(evidence)
    _keep(f"{seed}.attacks", measures)
    assert list_broken(measures) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("new_files")
@pytest.mark.parametrize("seed", SEEDS, ids="seed_{}".format)
def test_every_planted_leak_is_found(
    seed: int, tmp_path: Path, unhurried_limits: rate_limits.Breaker
) -> None:
    with gather_evidence(tiny(seed), tmp_path, ALL_LEAKS) as evidence:
        measures = find_leaks(evidence)
    _keep(f"{seed}.controls", measures)
    assert list_broken(measures) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("new_files")
@pytest.mark.parametrize("seed", SEEDS, ids="seed_{}".format)
def test_no_list_tells_who_wrote_what(seed: int) -> None:
    around = Around(SCALE(seed).members, seed)
    around.run()
    measures = [*score_around(around), *find_planted(around)]
    sys.stdout.write(f"\n{print_table({seed: measures})}\n")
    _keep(f"{seed}.around", measures)
    assert list_broken(measures) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("new_files")
@pytest.mark.parametrize("name", ROWS)
def test_an_active_attacker_learns_next_to_nothing(
    name: str, tmp_path: Path, unhurried_limits: rate_limits.Breaker
) -> None:
    measures = attack(name, tmp_path, QUICK if SCALE is quick else FULL)
    sys.stdout.write(f"\n{print_table({ACTIVE: measures})}\n")
    _keep(f"{ACTIVE}.{name}", measures)
    assert list_broken(measures) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("new_files")
@pytest.mark.parametrize("name", ROWS)
def test_each_of_them_finds_what_is_weak_on_purpose(
    name: str, tmp_path: Path, unhurried_limits: rate_limits.Breaker
) -> None:
    measures = attack_weak(name, tmp_path)
    _keep(f"{ACTIVE}.{name}.control", measures)
    assert list_broken(measures) == []


def test_report() -> None:
    runs: dict[int, list[Measure]] = {}
    for path in sorted(FOLDER.glob("*.json")):
        measures = [Measure(**row) for row in json.loads(path.read_text())]
        runs.setdefault(int(path.name.split(".")[0]), []).extend(measures)
    active = runs.pop(ACTIVE, [])
    if runs:
        sys.stdout.write(f"\n{print_table(runs)}\n")
        write_json(runs, SCALE(0), TODAY, FIGURES)
    sys.stdout.write(f"\n{print_table({ACTIVE: active})}\n")
    is_whole = all((FOLDER / f"{ACTIVE}.{name}.json").exists() for name in ROWS)
    write_active(active, TODAY, FIGURES, is_whole=is_whole)
    assert [line for measures in (*runs.values(), active) for line in list_broken(measures)] == []


def _keep(name: str, measures: list[Measure]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.json").write_text(json.dumps([asdict(measure) for measure in measures]))
