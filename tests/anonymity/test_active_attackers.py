"""Attackers who do things themselves, with few targets; `make prove-anonymity` runs them with all."""

from __future__ import annotations

from pathlib import Path

import pytest

from ideas_platform.lib import pace
from tests.anonymity.linkage.active.rows import ROWS, attack
from tests.anonymity.linkage.active.weak import attack_weak
from tests.anonymity.linkage.report import list_broken, print_table

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("name", ROWS)
def test_an_active_attacker_learns_next_to_nothing(
    name: str, tmp_path: Path, unhurried_limits: pace.Breaker
) -> None:
    measures = attack(name, tmp_path)
    print(print_table({1: measures}))  # noqa: T201 - shown with -s
    assert list_broken(measures) == []


@pytest.mark.parametrize("name", ROWS)
def test_each_of_them_finds_what_is_weak_on_purpose(
    name: str, tmp_path: Path, unhurried_limits: pace.Breaker
) -> None:
    assert list_broken(attack_weak(name, tmp_path)) == []
