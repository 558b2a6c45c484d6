"""Keys that name nothing, among those of several texts."""

from __future__ import annotations

import pytest

from moderation.models import Decision
from tests.cast import Person, make_idea
from tests.moderation.test_several import SEVERAL
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
