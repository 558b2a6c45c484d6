"""Who comes when, and what for: made up in advance from the seed alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from tests.anonymity.linkage.actors import Actor
from tests.anonymity.linkage.clock import START
from tests.anonymity.linkage.scale import Scale

HOURS = 12
# At weekends and in the holidays hardly anybody comes: then a release waits for two days.
HOLIDAYS, HARDLY = range(14, 19), 0.05
ELSEWHERE = 0.15


@dataclass(frozen=True)
class Errand:
    """What somebody comes for; the number makes its text unlike all others."""

    kind: str
    number: int


@dataclass
class PlannedVisit:
    """One visit; `is_elsewhere` with another browser than the last time."""

    moment: datetime
    actor: int
    is_elsewhere: bool
    errands: list[Errand] = field(default_factory=list)


def plan_visits(scale: Scale, actors: list[Actor], chance: Random) -> list[PlannedVisit]:
    """Return all visits in their sequence, with what is to be done spread over those of active people.

    Some come often and most rarely; each joins with the first visit, most of them within the first days.
    The first day is a Monday.
    """
    often = [chance.lognormvariate(0, 0.8) for _actor in actors]
    days = [HARDLY if day % 7 > 4 or day in HOLIDAYS else 1 for day in range(scale.days)]
    first = [_draw_first(days, chance) for _actor in actors]
    visits = [_plan_visit(actor.number, day, chance) for actor, day in zip(actors, first, strict=True)]
    for day in chance.choices(range(scale.days), days, k=max(0, scale.visits - len(actors))):
        there = [weight * (start <= day) for weight, start in zip(often, first, strict=True)]
        visits.append(_plan_visit(chance.choices(actors, there)[0].number, day, chance))
    visits.sort(key=lambda visit: visit.moment)
    active = [visit for visit in visits if not actors[visit.actor].is_silent]
    for errand in _list_errands(scale):
        chance.choice(active).errands.append(errand)
    for number, visit in enumerate({visit.actor: visit for visit in reversed(active)}.values()):
        visit.errands.append(Errand("poll", number))
    for visit in visits:
        chance.shuffle(visit.errands)
    return visits


def _draw_first(days: list[float], chance: Random) -> int:
    """Return the day on which somebody joins: one of the first mostly, and hardly ever a quiet one."""
    while True:
        day = int(chance.expovariate(3 / len(days)))
        if day < len(days) and chance.random() < days[day]:
            return day


def _plan_visit(actor: int, day: int, chance: Random) -> PlannedVisit:
    moment = START + timedelta(days=day, minutes=chance.randrange(HOURS * 60))
    return PlannedVisit(moment, actor, chance.random() < ELSEWHERE)


def _list_errands(scale: Scale) -> list[Errand]:
    numbers = {
        "idea": scale.ideas,
        "comment": scale.comments,
        "vote": scale.votes,
        "change": scale.changes,
        "report": scale.changes,
    }
    kinds = [kind for kind, number in numbers.items() for _one in range(number)]
    return [Errand(kind, place + 1000) for place, kind in enumerate(kinds)]
