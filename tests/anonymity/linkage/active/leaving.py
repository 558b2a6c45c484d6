"""Who leaves, deletes the account or changes details between two dumps: does a score tell their votes?

The holder of two dumps looks for every number of an idea, in any table or on the board, that is another one.
Between the two a release is made, of people who voted on other ideas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from ideas.models import Idea
from tests.anonymity.linkage.active.browsers import come_in
from tests.anonymity.linkage.active.learning import Signs, guess_outcomes
from tests.anonymity.linkage.active.stage import NO, YES, Guesses, Stage
from tests.anonymity.linkage.capture import dump
from tests.cast import Person
from workshops.models import Membership, User

Departure = Callable[[Stage, Person], None]
CROWD = 60
# What of a dump says how an idea stands: all that is beside its key, and no votes themselves.
_NOT_SCORES = {"voting_vote", "ideas_revision"}


def leave(stage: Stage, person: Person) -> None:
    """Leave the workshop."""
    assert stage.post(person, "membership/leaving/", {}).status_code == 303
    assert not Membership.objects.get(pk=person.membership.pk).is_present


def delete_account(stage: Stage, person: Person) -> None:
    """Delete the account."""
    browser = come_in(person)
    answer = browser.post("/accounts/deletion/", {"sure": "on"})
    assert answer.status_code == 303, answer.status_code
    assert not User.objects.filter(pk=person.user.pk).exists()


def change_details(stage: Stage, person: Person) -> None:
    """Say that one works in another house."""
    data = {"organisation": "House 1", "borough": "", "group": ""}
    assert stage.post(person, "membership/", data).status_code == 303


DEPARTURES: dict[str, Departure] = {
    "leaver": leave,
    "deleter": delete_account,
    "changer": change_details,
}


def watch_departures(stage: Stage, depart: Departure, leavers: int, ideas: int) -> Guesses:
    """Return how often two dumps tell whether somebody, who went between them, had voted on an idea."""
    houses = [stage.found(f"House {number}") for number in range(4)]
    crowd = [person for house in houses for person in stage.admit(CROWD // 4, organisation=house)]
    targets = [stage.admit(1, organisation=houses[0])[0] for _one in range(leavers)]
    shown = stage.show_ideas(ideas)
    stage.crowd_votes(
        (person.membership, idea, stage.chance.choice((YES, YES, NO))) for person in crowd for idea in shown
    )
    voted = [_vote_on_half(stage, person, shown) for person in targets]
    assert stage.wait(timedelta(days=3), until_release=True)
    signs: list[Signs] = []
    outcomes: list[bool] = []
    for number, person in enumerate(targets):
        before = _read_scores(shown)
        depart(stage, person)
        _fill_a_release(stage, crowd)
        after = _read_scores(shown)
        signs += [_compare(before[idea.pk], after[idea.pk]) for idea in shown]
        outcomes += [idea in voted[number] for idea in shown]
    return guess_outcomes(signs, outcomes, stage.chance)


def _vote_on_half(stage: Stage, person: Person, ideas: list[Idea]) -> set[Idea]:
    half = set(stage.chance.sample(ideas, len(ideas) // 2))
    for number, idea in enumerate(sorted(half, key=lambda idea: idea.ref)):
        if number % 100 == 99:
            stage.clock.wait(90)
        assert stage.vote(person, idea, stage.chance.choice((YES, YES, NO)))
    return half


def _fill_a_release(stage: Stage, crowd: list[Person]) -> None:
    """Let half of the people vote on another idea, and wait for the release of it."""
    noise = stage.show_ideas(1)[0]
    stage.crowd_votes((person.membership, noise, YES) for person in crowd[::2])
    assert stage.wait(timedelta(days=3), until_release=True)


def _read_scores(ideas: list[Idea]) -> dict[Any, dict[str, list[str]]]:
    """Return what each column of each table says of each idea, as the holder of a dump reads it."""
    keys = {idea.pk for idea in ideas}
    found: dict[Any, dict[str, list[str]]] = {key: defaultdict(list) for key in keys}
    for name, table in dump().items():
        if name in _NOT_SCORES:
            continue
        for row in table.rows:
            for key in keys.intersection(value for value in row if type(value) in _KEYS):
                for column, value in zip(table.columns[2:], row[2:], strict=True):
                    found[key][f"{name}.{column}"].append(repr(value))
    return found


def _compare(before: dict[str, list[str]], after: dict[str, list[str]]) -> Signs:
    """Return for each column whether it says something else of the idea than before."""
    names = before.keys() | after.keys()
    return {name: sorted(before.get(name, [])) != sorted(after.get(name, [])) for name in names}


_KEYS = {type(Idea().pk)}

__all__ = ["DEPARTURES", "watch_departures"]
