"""Invitations, slips, events and pledges: who has their lists and the disk can't tell who wrote what."""

from __future__ import annotations

import pytest

from tests.anonymity.linkage.around import Around
from tests.anonymity.linkage.around_attack import find_planted, score_around
from tests.anonymity.linkage.report import list_broken, print_table

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("new_files")]
PEOPLE = 60


def test_no_list_and_no_copy_of_the_disk_tells_who_wrote_what() -> None:
    """Whatever is planted in the same workshop is found: one set-up for both, for it takes longest."""
    around = Around(PEOPLE, seed=1)
    around.run()
    measures = [*score_around(around), *find_planted(around)]
    print(print_table({1: measures}))  # noqa: T201 - shown with -s
    assert list_broken(measures) == []
