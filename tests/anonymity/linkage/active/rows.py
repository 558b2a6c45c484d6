"""Each active attacker as a row of the linkage test: how many targets it has, and what it may find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt
from pathlib import Path
from random import Random
from unittest.mock import patch

from tests.anonymity.linkage.active import stealing
from tests.anonymity.linkage.active.codes import read_organisations, use_up_codes
from tests.anonymity.linkage.active.flooding import CONFEDERATES, HOUSES, Flooding, flood
from tests.anonymity.linkage.active.grounds import WAYS, read_ground
from tests.anonymity.linkage.active.leaving import DEPARTURES, watch_departures
from tests.anonymity.linkage.active.lists import read_the_lists
from tests.anonymity.linkage.active.merging import merge_to_find_out
from tests.anonymity.linkage.active.organising import move_the_close
from tests.anonymity.linkage.active.padding import pad_groups
from tests.anonymity.linkage.active.publishing import publish_one_at_a_time
from tests.anonymity.linkage.active.stage import Guesses, Stage
from tests.anonymity.linkage.clock import Clock, simulated_time
from tests.anonymity.linkage.score import Measure

THIEF = "thief"
TWO_OUTCOMES, NAMING, ALONE = 0.52, 0.02, 0.25
# What rounding at random to the next five leaves to who knows all others of a group: of twelve people and of
# thirteen, 40 and 20 in a hundred numbers are not told, 36 and 32 told as 10, 24 and 48 told as 15.
PADDED = 0.62
# Of those shown within the last tenth of the window, one in ten would be by chance.
TENTH = 0.1
SOONER = 0.2
OFTEN, SELDOM = timedelta(minutes=10), timedelta(hours=2)


@dataclass(frozen=True)
class Size:
    """How many targets: of attacks with two outcomes, and of those that name; leavers, and ideas of each.

    And of the floods how many there are in each history, how many histories, and how many releases before.
    """

    targets: int
    named: int
    leavers: tuple[int, int]
    floods: tuple[int, int, int]
    is_full: bool = False

    @property
    def errors(self) -> int:
        """Return how many standard errors a figure may be off, so that a run is hardly ever red by chance."""
        return 2 if self.is_full else 4


FULL = Size(2_500, 200, (9, 280), (60, 2, 20), is_full=True)
QUICK = Size(40, 2, (1, 40), (6, 1, 2))
CONTROL = Size(80, 2, (1, 40), (6, 1, 2))
# Even in a quick run: among so many the thief chooses, and so many kinds of deeds the design group looks for.
FEWEST = 5


@dataclass(frozen=True)
class Fixtures:
    """Where an attack takes place: the clock, a folder for exports, the seed, and how large it is."""

    clock: Clock
    folder: Path
    seed: int
    size: Size

    def stage(self, part: int = 0, **settings: object) -> Stage:
        """Return a new workshop."""
        return Stage(self.clock, 1000 * self.seed + part, settings)

    def repeat(self, attack: Callable[[Stage, int], Guesses], most: int, **settings: object) -> Guesses:
        """Return what an attack finds about all targets, at most so many of them in one workshop."""
        found, number = Guesses(), 0
        left = self.size.targets
        while found.targets < left:
            found += attack(self.stage(number, **settings), min(most, left - found.targets))
            number += 1
        return found


Run = Callable[[Fixtures], list[Measure]]


def _two_outcomes(name: str, found: Guesses, size: Size, most: float = TWO_OUTCOMES) -> list[Measure]:
    """Return the figure with its bar: .52 and two standard errors; four where the targets are few."""
    most += size.errors * sqrt(0.25 / max(1, found.targets))
    return [Measure(name, found.rate, most=most, note=f"{found.targets} targets")]


def _naming(name: str, found: Guesses) -> list[Measure]:
    return [Measure(name, found.rate, most=NAMING, note=f"{found.targets} targets")]


def _depart(kind: str) -> Run:
    def run(fixtures: Fixtures) -> list[Measure]:
        found = watch_departures(fixtures.stage(), DEPARTURES[kind], *fixtures.size.leavers)
        return _two_outcomes(f"active_{kind}", found, fixtures.size)

    return run


def _read_ground(size: int, way: str) -> Run:
    def run(fixtures: Fixtures) -> list[Measure]:
        def attack(stage: Stage, ideas: int) -> Guesses:
            return read_ground(stage, size, ideas, way)

        found = fixtures.repeat(attack, 500, common_ground_by="organisation", boards_after_votes=0)
        return _two_outcomes(f"active_ground_{size}_{way.split(maxsplit=1)[0]}", found, fixtures.size)

    return run


def _merge(fixtures: Fixtures) -> list[Measure]:
    found = fixtures.repeat(lambda stage, pairs: merge_to_find_out(stage, fixtures.folder, pairs), 500)
    return _two_outcomes("active_merger", found, fixtures.size)


def _pad(name: str, houses: int, most: float) -> Run:
    def run(fixtures: Fixtures) -> list[Measure]:
        def attack(stage: Stage, groups: int) -> Guesses:
            return pad_groups(stage, fixtures.folder, groups, houses_of_accounts=houses)

        return _two_outcomes(name, fixtures.repeat(attack, 250), fixtures.size, most)

    return run


def _move_the_close(fixtures: Fixtures) -> list[Measure]:
    found = move_the_close(fixtures.stage(), fixtures.size.named)
    return _naming("active_organiser", found)


def _use_up_codes(fixtures: Fixtures) -> list[Measure]:
    return _two_outcomes("active_code", fixtures.repeat(use_up_codes, 500), fixtures.size)


def _read_organisations(fixtures: Fixtures) -> list[Measure]:
    found = read_organisations(fixtures.stage(), fixtures.size.named)
    return _naming("active_organisation", found)


def _publish(fixtures: Fixtures) -> list[Measure]:
    found = publish_one_at_a_time(
        fixtures.stage(moderation="before", boards_after_votes=0), max(FEWEST, fixtures.size.named)
    )
    return _naming("active_publisher", found)


def _read_lists(fixtures: Fixtures) -> list[Measure]:
    found = read_the_lists(fixtures.stage(), fixtures.folder, max(FEWEST, fixtures.size.named))
    return _naming("active_reader_of_lists", found)


def _flood(name: str, every: timedelta, houses: int = HOUSES) -> Run:
    def run(fixtures: Fixtures) -> list[Measure]:
        floods, histories, honest = fixtures.size.floods
        found = Flooding()
        with patch("voting.releases.drawn_moments._chance", Random(fixtures.seed)):
            for number in range(histories):
                found += flood(fixtures.stage(number), every, floods, houses=houses, honest=honest)
        note = f"{found.rounds} rounds"
        error = 0 if fixtures.size.is_full else 4 * sqrt(ALONE * (1 - ALONE) / max(1, found.rounds))
        return [
            Measure(f"active_flood_{name}", found.share_alone, most=ALONE + error, note=note),
            Measure(f"active_flood_{name}_dated", found.share_dated(TENTH), most=SOONER + error, note=note),
        ]

    return run


GROUNDS: dict[str, Run] = {
    f"ground_{size}_{way.split()[0]}": _read_ground(size, way) for size in (5, 10) for way in WAYS
}
FLOODS: dict[str, Run] = {
    "flood_often": _flood("often", OFTEN),
    "flood_seldom": _flood("seldom", SELDOM),
    "flood_made_up": _flood("made_up", OFTEN, CONFEDERATES),
}
ROWS: dict[str, Run] = {
    **FLOODS,
    **{kind: _depart(kind) for kind in DEPARTURES},
    "organiser": _move_the_close,
    "code": _use_up_codes,
    "organisation": _read_organisations,
    **GROUNDS,
    "merger": _merge,
    "publisher": _publish,
    "reader_of_lists": _read_lists,
    THIEF: lambda _scene: [],
    "padder": _pad("active_padder", 0, TWO_OUTCOMES),
    "padder_of_three_houses": _pad("active_padder_of_three_houses", 3, PADDED),
}

# Near twins of others: only in the full run.
TWINS = {
    "changer",
    "flood_seldom",
    "ground_10_whether",
    "ground_10_which",
    "ground_5_whether",
    "leaver",
    "padder_of_three_houses",
}
QUICK_ROWS = tuple(name for name in ROWS if name not in TWINS)


def attack(name: str, folder: Path, size: Size = QUICK, seed: int = 1) -> list[Measure]:
    """Return the figures of one attacker, each with its bar."""
    if name == THIEF:
        return _naming("active_thief", stealing.steal_in_the_morning(max(FEWEST, size.named), seed))
    with simulated_time() as clock:
        return ROWS[name](Fixtures(clock, folder, seed, size))
