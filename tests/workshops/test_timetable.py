"""When a workshop's key goes, as its page says it: never before there is a result, and never two ends."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import make_workshop
from workshops.domain.timetable import Milestone, list_dates
from workshops.phases import Phase

DAY = date(2031, 1, 5)


def find_end(phase: Phase, **fields: Any) -> Milestone:
    return list_dates(make_workshop(phase, **fields))[-1]


@pytest.mark.django_db
def test_the_end_of_the_key_is_said_as_it_will_be() -> None:
    key, all_of_it = "Key will be destroyed", "All of it is deleted"
    open_ended = find_end(Phase.OPEN)
    assert (open_ended.label, open_ended.day) == (key, None)
    assert open_ended.words == "60 days after the results are out. They have no date yet."
    chosen = find_end(Phase.CLOSED, shred_on=DAY)
    assert chosen == Milestone(key, day=DAY, words=", or once the results are out, if that is later")
    assert find_end(Phase.PUBLISHED, shred_on=DAY) == Milestone(key, day=DAY)
    assert find_end(Phase.OPEN, practice=True, practice_ends_on=DAY) == Milestone(all_of_it, day=DAY)
    new = find_end(Phase.OPEN, practice=True, shred_on=timezone.localdate())
    assert new == Milestone(all_of_it, words="two weeks after it was made")
