"""The linkage test in its quick form; `make prove-anonymity` runs it in full, on five workshops."""

from __future__ import annotations

from pathlib import Path

import pytest

from ideas_platform.lib import rate_limits
from tests.anonymity.linkage.afterwards import try_out
from tests.anonymity.linkage.controls import find_leaks
from tests.anonymity.linkage.desk_attack import score_desk
from tests.anonymity.linkage.evidence import gather_evidence
from tests.anonymity.linkage.leaks import ALL_LEAKS
from tests.anonymity.linkage.report import list_broken, print_table
from tests.anonymity.linkage.scale import quick, tiny
from tests.anonymity.linkage.score import score

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("new_files")]


def test_no_attack_finds_who_wrote_what(tmp_path: Path, unhurried_limits: rate_limits.Breaker) -> None:
    with gather_evidence(quick(), tmp_path) as evidence:
        measures = [*score(evidence), *score_desk(evidence), *try_out(evidence)]
    print(print_table({1: measures}))  # noqa: T201 - shown with -s
    assert list_broken(measures) == []


def test_every_planted_leak_is_found(tmp_path: Path, unhurried_limits: rate_limits.Breaker) -> None:
    with gather_evidence(tiny(), tmp_path, ALL_LEAKS) as evidence:
        measures = find_leaks(evidence)
    print(print_table({1: measures}))  # noqa: T201 - shown with -s
    assert list_broken(measures) == []
