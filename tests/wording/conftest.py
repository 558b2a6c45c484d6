"""A site that speaks in brackets, with something on every page."""

from collections.abc import Iterator

import pytest

from tests.cast import Person
from tests.test_access import author, places  # noqa: F401 - what stands in the addresses of tests/access.py
from tests.wording.pseudo import pseudo_locale
from tests.wording.stage import furnish
from tests.wording.tour import Cast
from tests.workshops.sign_in.changing_address import ask
from workshops.models import OutboxEmail, Workshop


@pytest.fixture
def cast(
    workshop: Workshop,
    places: dict[str, str],  # noqa: F811
    request: pytest.FixtureRequest,
) -> Iterator[Cast]:
    """Return who looks at the pages, in brackets, and where the names in addresses lead."""
    people: dict[str, Person] = {
        role: request.getfixturevalue(role)
        for role in ("outsider", "participant", "author", "moderator", "organiser", "administrator")
    }
    furnish(workshop, people["participant"].membership)
    # The boxes for the codes are there for whom codes were sent to.
    ask(people["author"].client, "author@home.example")
    OutboxEmail.objects.all().delete()
    with pseudo_locale():
        yield Cast({role: person.client for role, person in people.items()}, places)
