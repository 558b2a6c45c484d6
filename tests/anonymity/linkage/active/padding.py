"""Somebody with twelve accounts in each group reads how many of it took part: did the one other person?"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from results.exports.exporting import export_workshop
from tests.anonymity.linkage.active.learning import Signs, draw_outcomes, guess_outcomes
from tests.anonymity.linkage.active.stage import YES, Guesses, Stage
from workshops.models import Group, Organisation

ACCOUNTS = 12


def pad_groups(stage: Stage, folder: Path, groups: int, *, houses_of_accounts: int = 0) -> Guesses:
    """Return how often the number told of a group says rightly whether its thirteenth member took part.

    The accounts are of so many organisations of the list, where others work too, or name none. The target is
    of another one.
    """
    houses = [stage.found(f"House {number}") for number in range(8)]
    crowd = [person for house in houses for person in stage.admit(10, organisation=house)]
    idea = stage.show_ideas(1)[0]
    padded = [Group.objects.create(workshop=stage.workshop, name=f"Group {one}") for one in range(groups)]
    names = [group.name for group in padded]
    theirs: list[Organisation | None] = [*houses[1 : 1 + houses_of_accounts]] or [None]
    accounts = [
        person
        for group in padded
        for house in theirs
        for person in stage.admit(ACCOUNTS // len(theirs), group=group, organisation=house)
    ]
    targets = [stage.admit(1, group=group, organisation=houses[0])[0] for group in padded]
    stage.crowd_votes((person.membership, idea, YES) for person in accounts)
    outcomes = draw_outcomes(len(targets), stage.chance)
    for target, took_part in zip(targets, outcomes, strict=True):
        if took_part:
            assert stage.vote(target, idea, YES)
    stage.crowd_votes((person.membership, idea, YES) for person in crowd)
    assert stage.wait(timedelta(days=3), until_release=True)
    told = _read_numbers(stage, folder)
    signs: list[Signs] = [{"told": told.get(name, 0)} for name in names]
    return guess_outcomes(signs, outcomes, stage.chance)


def _read_numbers(stage: Stage, folder: Path) -> dict[str, int]:
    """Return what the export says of each group: how many of it took part, where that is told."""
    document = json.loads(export_workshop(stage.workshop, "json", folder / "numbers.json").read_text())
    rows = document["participation"]
    measures = ((str(row["measure"]).rpartition(": ")[2], row["number"]) for row in rows)
    return {name: int(number) for name, number in measures if number is not None}
