"""What all readers share, in memory: the newest version of it, a bounded number of things."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from ideas_platform.lib.versioned_cache import VersionedCache


class Maker:
    """Makes things and notes which it was asked for."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, names: Sequence[str]) -> dict[str, str]:
        """Make a thing of each name, but nothing of "gone"."""
        self.made += names
        return {name: name.upper() for name in names if name != "gone"}


def test_a_thing_is_made_once_for_each_version() -> None:
    cache, make = VersionedCache[str, str](things=9), Maker()
    for version in ((1, 1), (1, 1), (1, 2), (2, 0), (2, 0)):
        assert cache.get_or_make_all("here", version, ["a"], make) == {"a": "A"}
    assert make.made == ["a", "a", "a"]


def test_only_what_is_missing_is_made() -> None:
    cache, make = VersionedCache[str, str](things=9), Maker()
    cache.get_or_make_all("here", (1,), ["a", "b"], make)
    assert cache.get_or_make_all("here", (1,), ["b", "c"], make) == {"b": "B", "c": "C"}
    assert make.made == ["a", "b", "c"]


def test_what_cannot_be_made_is_left_out_and_asked_for_again() -> None:
    cache, make = VersionedCache[str, str](things=9), Maker()
    for _twice in range(2):
        assert cache.get_or_make_all("here", (1,), ["a", "gone"], make) == {"a": "A"}
    assert make.made == ["a", "gone", "gone"]


def test_what_is_made_besides_is_kept_but_not_handed_out() -> None:
    cache, make = VersionedCache[str, str](things=9), Maker()
    assert cache.get_or_make_all("here", (1,), ["a"], lambda _names: {"a": "A", "b": "B"}) == {"a": "A"}
    assert cache.get_or_make_all("here", (1,), ["b"], make) == {"b": "B"}
    assert make.made == []


def test_who_misses_the_same_at_once_waits_for_who_makes_it() -> None:
    cache, make, everybody = VersionedCache[str, str](things=9), Maker(), Barrier(8)

    def come(_number: int) -> str:
        everybody.wait()
        return cache.get_or_make_all("here", (1,), ["a"], slow)["a"]

    def slow(names: Sequence[str]) -> dict[str, str]:
        time.sleep(0.1)
        return make(names)

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(come, range(8))) == ["A"] * 8
    assert make.made == ["a"]


def test_who_finds_what_they_want_waits_for_nobody() -> None:
    cache, asked, answered = VersionedCache[str, str](things=9), Event(), Event()
    cache.get_or_make("here", (1,), "a", lambda: "A")

    def slow() -> str:
        asked.set()
        assert answered.wait(600)
        return "B"

    with ThreadPoolExecutor(1) as threads:
        other = threads.submit(cache.get_or_make, "here", (1,), "b", slow)
        assert asked.wait(10)
        assert cache.get_or_make("here", (1,), "a", lambda: "again") == "A"
        answered.set()
        assert other.result() == "B"


def test_where_making_fails_the_next_one_makes_it() -> None:
    cache = VersionedCache[str, str](things=9)
    with pytest.raises(ZeroDivisionError):
        cache.get_or_make("here", (1,), "a", lambda: str(1 // 0))
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(cache.get_or_make, "here", (1,), "a", lambda: "A").result(10) == "A"


def test_places_know_nothing_of_each_other() -> None:
    cache, make = VersionedCache[str, str](things=9), Maker()
    assert cache.get_or_make("here", (1,), "a", lambda: "ours") == "ours"
    assert cache.get_or_make("there", (1,), "a", lambda: "theirs") == "theirs"
    assert cache.get_or_make("here", (1,), "a", lambda: "new") == "ours"
    assert make.made == []


def test_who_comes_late_with_an_old_version_gets_it_and_spoils_nothing() -> None:
    cache = VersionedCache[str, str](things=9)
    cache.get_or_make("here", (2,), "a", lambda: "new")
    assert cache.get_or_make("here", (1,), "a", lambda: "old") == "old"
    assert cache.get_or_make("here", (2,), "a", lambda: "made again") == "new"


def test_what_was_not_asked_for_longest_goes_first() -> None:
    cache, make = VersionedCache[str, str](things=2), Maker()
    for names in ("ab", "a", "c", "ab"):
        cache.get_or_make_all("here", (1,), list(names), make)
    assert make.made == ["a", "b", "c", "b"]


def test_the_place_that_was_not_asked_for_longest_goes_first() -> None:
    cache, make = VersionedCache[str, str](things=2), Maker()
    for place in ("one", "two", "one", "three", "one", "two"):
        cache.get_or_make_all(place, (1,), [place], make)
    assert make.made == ["one", "two", "three", "two"]


def test_a_place_with_more_than_there_is_room_for_is_served_too() -> None:
    cache, make = VersionedCache[str, str](things=2), Maker()
    for _twice in range(2):
        assert cache.get_or_make_all("here", (1,), list("abc"), make) == {"a": "A", "b": "B", "c": "C"}
    assert make.made == ["a", "b", "c", "a"]


def test_what_a_new_version_throws_out_makes_room() -> None:
    cache, make = VersionedCache[str, str](things=2), Maker()
    for version in ((1,), (2,), (3,), (3,)):
        cache.get_or_make_all("here", version, ["a", "b"], make)
    assert make.made == list("ababab")
