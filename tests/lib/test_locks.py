"""Advisory locks."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from ideas_platform.lib.locks import advisory_lock, lock_number

pytestmark = pytest.mark.django_db


def try_elsewhere(*parts: object) -> bool:
    """Return whether another connection gets the lock."""

    def attempt() -> bool:
        try:
            with advisory_lock(*parts) as is_free:
                return is_free
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(attempt).result()


def test_one_holder_at_a_time() -> None:
    with advisory_lock("test", 1) as is_free:
        assert is_free
        assert try_elsewhere("test", 1) is False
    assert try_elsewhere("test", 1) is True


def test_other_words_are_another_lock() -> None:
    with advisory_lock("test", 1):
        assert try_elsewhere("test", 2) is True


def test_a_failure_inside_lets_go_of_it() -> None:
    with pytest.raises(KeyError), advisory_lock("test", 3):
        raise KeyError
    assert try_elsewhere("test", 3) is True


def test_waiting_always_gets_it() -> None:
    with advisory_lock("test", 4, wait=True) as is_free:
        assert is_free


def test_a_lock_number_is_a_signed_64_bit_number_and_always_the_same() -> None:
    number = lock_number("release", "x")
    assert number == lock_number("release", "x")
    assert -(2**63) <= number < 2**63
    assert number != lock_number("release", "y")
