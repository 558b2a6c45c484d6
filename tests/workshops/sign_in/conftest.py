"""The people of the tests of signing in."""

import pytest

from tests.cast import Person, make_member
from tests.workshops.sign_in.showing_pin import PIN
from workshops.domain.pins import set_pin
from workshops.models import Workshop


@pytest.fixture
def careful(participant: Person) -> Person:
    """Return a participant who has set a PIN, in a visit that has not shown it."""
    set_pin(actor=participant.membership, pin=PIN)
    return participant


@pytest.fixture
def maria(workshop: Workshop) -> Person:
    """Return a participant whose name is Maria."""
    return make_member("maria", workshop)
