"""Attackers who do things themselves, with few targets: 2 to 40, and bars of four standard errors.

So this finds what tells all or much, as each control does. What tells a little is found by
`make prove-anonymity`, with all targets and bars; near twins of other attackers are there only.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ideas_platform.lib import rate_limits
from tests.anonymity.linkage.active.rows import QUICK_ROWS, attack
from tests.anonymity.linkage.active.weak import attack_weak
from tests.anonymity.linkage.report import list_broken, print_table

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("new_files")]


@pytest.mark.parametrize("name", QUICK_ROWS)
def test_an_active_attacker_learns_next_to_nothing(
    name: str, tmp_path: Path, unhurried_limits: rate_limits.Breaker
) -> None:
    measures = attack(name, tmp_path)
    print(print_table({1: measures}))  # noqa: T201 - shown with -s
    assert list_broken(measures) == []


@pytest.mark.parametrize("name", QUICK_ROWS)
def test_each_of_them_finds_what_is_weak_on_purpose(
    name: str, tmp_path: Path, unhurried_limits: rate_limits.Breaker
) -> None:
    assert list_broken(attack_weak(name, tmp_path)) == []
