"""Several texts at once: what twenty cost, and keys that name nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from moderation.models import Decision
from tests.cast import Person, make_idea
from tests.moderation.test_several import SEVERAL, S, choose
from workshops.models import Workshop


@pytest.mark.parametrize("key", ["", "nothing", "\x00", "1", "\ud7ff", "9" * 400])
@pytest.mark.parametrize("more", [{}, {"decided": "yes", "note": ""}])
def test_keys_that_name_nothing_are_no_fault(
    key: str, more: dict[str, str], workshop: Workshop, moderator: Person
) -> None:
    client = moderator.client
    client.raise_request_exception = False
    make_idea(workshop)
    sent = client.post(SEVERAL, {"verdict": "publish", "chosen": key, **more})
    assert sent.status_code in {200, 400, 404, 422}
    assert Decision.objects.count() == 0


def test_asking_about_twenty_needs_no_more_queries_than_about_one(
    workshop: Workshop, moderator: Person
) -> None:
    ideas = [make_idea(workshop, status=S.IN_REVIEW) for _number in range(20)]
    choose(moderator.client, "publish", ideas)
    numbers = []
    for chosen in (ideas[:1], ideas):
        with CaptureQueriesContext(connection) as queries:
            assert choose(moderator.client, "publish", chosen).status_code == 200
        numbers.append(len(queries))
    assert numbers[1] == numbers[0]
