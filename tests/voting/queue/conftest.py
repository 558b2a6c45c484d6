"""What all tests of the queue need."""

import pytest

from ideas_platform.lib.rate_limits import Breaker


@pytest.fixture(autouse=True)
def breaker(unhurried_limits: Breaker) -> Breaker:
    """Return the breaker of Valkey, which may take its time on a busy machine."""
    return unhurried_limits
