"""The same attackers against a site that is weak on purpose: one that finds no weakness proves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from unittest.mock import patch

from tests.anonymity.linkage.active import codes, leaving, rows
from tests.anonymity.linkage.active.leaving import Departure
from tests.anonymity.linkage.active.stage import Stage
from tests.anonymity.linkage.score import Measure
from tests.cast import Person
from workshops.models import Membership, Organisation, Workshop
from workshops.statistics.rounding import Draw

ENOUGH = 0.9
_FORGOTTEN = {"counted_organisation": None, "counted_borough": None, "counted_group": None}
Weakness = Callable[[], AbstractContextManager[object]]


def _forget(depart: Departure) -> Departure:
    """Return a departure with which what was counted of somebody goes too, and all scores are made anew."""

    def forget(stage: Stage, person: Person) -> None:
        depart(stage, person)
        theirs = Membership.objects.filter(vote_subject=person.membership.vote_subject)
        assert theirs.update(**_FORGOTTEN)
        Workshop.objects.filter(pk=stage.workshop.pk).update(recompute_all=True)

    return forget


@contextmanager
def _forgetting() -> Iterator[None]:
    forgetful = {name: _forget(depart) for name, depart in leaving.DEPARTURES.items()}
    with patch.dict(leaving.DEPARTURES, forgetful):
        yield


def _exact_codes() -> AbstractContextManager[object]:
    return patch("workshops.domain.join_codes.MOST_FURTHER_USES", 0)


@contextmanager
def _names_at_once() -> Iterator[None]:
    typed = codes.type_name

    def type_and_show(stage: Stage, guest: Person, name: str) -> None:
        typed(stage, guest, name)
        Organisation.objects.filter(workshop=stage.workshop).update(shown=True)

    with patch.object(codes, "type_name", type_and_show):
        yield


def _nearest_five() -> AbstractContextManager[object]:
    """Round to the nearest five from ten people up, whoever they are."""
    return patch("workshops.statistics.snapshots.Participants.draw_of", lambda *_asked: Draw(10, 0.5))


WEAKNESSES: Mapping[str, Weakness] = {
    **dict.fromkeys(leaving.DEPARTURES, _forgetting),
    "code": _exact_codes,
    "organisation": _names_at_once,
    "padder": _nearest_five,
}


def attack_weak(name: str, folder: Path) -> list[Measure]:
    """Return what an attacker finds with the weakness there: nine in ten, or more."""
    with WEAKNESSES[name]():
        found = rows.attack(name, folder, rows.CONTROL)[0]
    return [Measure(f"control_{found.name}", found.value, least=ENOUGH, note=found.note)]
