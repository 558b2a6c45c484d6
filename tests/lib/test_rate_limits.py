"""How fast one person may contribute: counted under names that say nothing, and never in the way."""

import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
import time_machine
from django.conf import LazySettings
from django.conf import settings as site
from redis import Connection, Redis, RedisError, UnixDomainSocketConnection

from ideas_platform.lib import rate_limits
from ideas_platform.lib.rate_limits import Breaker, RateLimit, limit_rate
from ideas_platform.lib.refusals import TooMany

THREE = RateLimit("three", 3, 60, "Three are enough.")
# Valkey, whose clock is its own, forgets at once what has ended already.
NOON = "2126-03-02T12:00:10Z"


@pytest.fixture(autouse=True)
def breaker(unhurried_limits: Breaker) -> Breaker:
    """Return the breaker, which has not tripped."""
    return unhurried_limits


@pytest.fixture
def valkey() -> Iterator[Redis]:
    """Return Valkey, which knows nothing yet."""
    with Redis.from_url(site.REDIS_URL) as client:
        client.flushdb()
        yield client


def count_refusals(times: int, limit: RateLimit = THREE) -> int:
    person, refused = uuid4(), 0
    for _one in range(times):
        try:
            limit_rate(limit, person)
        except TooMany:
            refused += 1
    return refused


def test_so_many_are_let_through_and_no_more() -> None:
    assert (count_refusals(3), count_refusals(5)) == (0, 2)


def test_at_once_so_many_are_let_through_and_no_more() -> None:
    person = uuid4()

    def attempt(_number: int) -> bool:
        try:
            limit_rate(THREE, person)
        except TooMany:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(attempt, range(40))) == 3


def test_people_and_deeds_are_counted_apart() -> None:
    person, other_deed = uuid4(), RateLimit("other", 1, 60, "")
    for _one in range(3):
        limit_rate(THREE, person)
    limit_rate(other_deed, person)
    limit_rate(THREE, uuid4())


def test_who_is_refused_learns_why_and_for_how_long() -> None:
    with time_machine.travel(NOON, tick=False):
        person = uuid4()
        for _one in range(3):
            limit_rate(THREE, person)
        with pytest.raises(TooMany) as refusal:
            limit_rate(THREE, person)
    assert (str(refusal.value.message), refusal.value.retry_after) == ("Three are enough.", 50)


def test_in_the_next_window_one_begins_again() -> None:
    person = uuid4()
    with time_machine.travel(NOON, tick=False) as clock:
        for _one in range(3):
            limit_rate(THREE, person)
        clock.shift(50)
        limit_rate(THREE, person)


def test_a_counter_names_nobody_and_all_of_a_window_go_at_the_same_moment(valkey: Redis) -> None:
    people = [uuid4() for _one in range(5)]
    for person in people:
        limit_rate(THREE, person)
        time.sleep(0.01)
    names = [bytes(name) for name in valkey.scan_iter()]
    assert [len(name) for name in names] == [32] * 5
    assert not any(re.search(re.escape(who.bytes), name) for who in people for name in names)
    # A window may end meanwhile.
    assert len({valkey.expiretime(name) for name in names}) <= 2  # type: ignore[arg-type]


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return how long each line to Valkey may take, as it is opened; the breaker's clock stands still."""
    monkeypatch.setattr(rate_limits, "_breaker", Breaker(lambda: 0.0))
    opened: list[float] = []
    connect = Connection.connect_check_health

    def note(line: Connection, **options: bool) -> None:
        opened.append(max(float(line.socket_timeout or "inf"), float(line.socket_connect_timeout or "inf")))
        connect(line, **options)

    monkeypatch.setattr(Connection, "connect_check_health", note)
    return opened


def test_without_valkey_nobody_is_limited_and_nobody_waits_long(
    settings: LazySettings, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate_limits, "TIME_LIMIT", 0.05)
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert count_refusals(200) == 0
    assert rate_limits._breaker.is_open
    assert waits == [0.05, 0.05]  # the second line is for a Valkey that was started anew


def test_a_frozen_valkey_holds_nobody_up(
    settings: LazySettings, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate_limits, "TIME_LIMIT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        settings.REDIS_URL = f"redis://127.0.0.1:{deaf.getsockname()[1]}/0"
        assert count_refusals(20) == 0
    assert (rate_limits._breaker.is_open, waits) == (True, [0.05])


@pytest.mark.parametrize("trouble", [RedisError, OSError, AttributeError, ValueError])
def test_whatever_the_client_stumbles_over_holds_nobody_up(
    trouble: type[Exception], breaker: Breaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(_line: object) -> None:
        raise trouble("given up")

    monkeypatch.setattr(Connection, "read_response", stumble)
    monkeypatch.setattr(UnixDomainSocketConnection, "read_response", stumble)
    assert (rate_limits.ask_valkey(("PING",)), breaker.is_open) == (None, True)


def find_line() -> int:
    """Return the number that Valkey gives to the connection on which it is asked."""
    answers = rate_limits.ask_valkey(("CLIENT", "ID"))
    assert answers is not None
    return int(answers[0])


def test_a_valkey_that_was_started_anew_is_asked_at_once(breaker: Breaker, valkey: Redis) -> None:
    """Connections are kept, and what has ended one meanwhile is no reason to wait."""
    kept = find_line()
    assert find_line() == kept
    valkey.client_kill_filter(_id=str(kept), skipme=False)
    assert (find_line() == kept, breaker.is_open) == (False, False)


def test_after_ten_seconds_it_is_asked_again() -> None:
    now = [0.0]
    breaker = Breaker(lambda: now[0])
    states = [breaker.is_open]
    breaker.trip()
    for now[0] in (0.0, 9.9, 10.0):
        states.append(breaker.is_open)
    assert states == [False, True, True, False]
