"""The people whom releases are made for."""

import pytest

from tests.cast import make_three_organisations
from workshops.models import Membership, Workshop


@pytest.fixture
def members(workshop: Workshop) -> list[Membership]:
    """Return thirty members of three organisations, those of each organisation in turn."""
    return [member for some in zip(*make_three_organisations(workshop), strict=True) for member in some]
