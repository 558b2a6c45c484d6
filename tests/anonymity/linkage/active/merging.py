"""A member of the design group merges two ideas, undoes it, merges them the other way: did one author vote?

The target's idea goes into the other; then one pair in five is merged the other way round as well. It is done
on the desk's page, and what that shows beforehand, both texts and their totals side by side and what happens,
is among what is read.

The target wrote the one idea; whether they voted on the other is what the attacker wants to know. At hand is
what the results' export says of both, before, while and after they are merged, and who else voted on what.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from ideas.models import Idea
from ideas_platform.lib.refusals import Refusal
from moderation.domain.decisions import WrongState
from moderation.domain.merging import undo_merge
from results.exports.exporting import export_workshop
from tests.anonymity.linkage.active.learning import Signs, draw_outcomes, guess_outcomes
from tests.anonymity.linkage.active.stage import NO, YES, Guesses, Stage
from tests.cast import Person, make_idea, make_member
from tests.moderation.pressing import page_of
from tests.pages import read_text
from workshops.models import Membership
from workshops.rules import Role

AUTHORS, VOTERS, MOST_VOTERS = 25, 12, 20
BOTH_WAYS = 5
SEE_OTHER = 303
REFUSALS = (Refusal, WrongState)
Pair = tuple[Idea, Idea]


def merge_to_find_out(stage: Stage, folder: Path, number_of_pairs: int) -> Guesses:
    """Return how often it is told rightly whether the author of one idea voted on the other."""
    houses = [stage.found(f"House {number}") for number in range(8)]
    crowd = [person for house in houses for person in stage.admit(2 * VOTERS, organisation=house)]
    authors = stage.admit(AUTHORS, organisation=houses[0])
    group = make_member(f"group-{stage.workshop.slug}", stage.workshop, Role.DESIGN_GROUP)
    made = [_write_two(stage, authors[number % AUTHORS]) for number in range(number_of_pairs)]
    _let_vote(stage, crowd, made)
    outcomes = draw_outcomes(number_of_pairs, stage.chance)
    for number, (pair, votes) in enumerate(zip(made, outcomes, strict=True)):
        if votes:
            stage.clock.wait(1)
            assert stage.vote(authors[number % AUTHORS], pair[1], stage.chance.choice((YES, NO)))
    seen = [_settle(stage, crowd, folder)]
    turned = [(main, part) for part, main in made[::BOTH_WAYS]]
    seen += [_merge(stage, group, pairs, (crowd, folder)) for pairs in (made, turned)]
    signs = [_read_signs(pair, seen) for pair in made]
    return guess_outcomes(signs, outcomes, stage.chance)


def _write_two(stage: Stage, author: Person) -> Pair:
    """Return an idea of the author's and one of nobody's, that both stand for voting."""
    return make_idea(stage.workshop, author.membership), make_idea(stage.workshop)


def _let_vote(stage: Stage, crowd: list[Person], pairs: list[Pair]) -> None:
    """Let twelve to twenty of the crowd vote on each idea, nobody on both of a pair: so much is known."""
    votes: list[tuple[Membership, Idea, str]] = []
    for part, main in pairs:
        on_part, on_main = (stage.chance.randint(VOTERS, MOST_VOTERS) for _idea in range(2))
        people = stage.chance.sample(crowd, on_part + on_main)
        for number, person in enumerate(people):
            idea = part if number < on_part else main
            votes.append((person.membership, idea, stage.chance.choice((YES, NO))))
    stage.crowd_votes(votes)


def _settle(stage: Stage, crowd: list[Person], folder: Path) -> dict[str, Any]:
    """Let others make a release, and return what the export says of each idea by its reference."""
    noise = stage.show_ideas(1)[0]
    stage.crowd_votes((person.membership, noise, YES) for person in crowd[::4])
    assert stage.wait(timedelta(days=3), until_release=True)
    document = json.loads(export_workshop(stage.workshop, "json", folder / "export.json").read_text())
    return {idea["ref"]: idea for idea in document["ideas"]}


def merge_two(group: Person, part: Idea, main: Idea) -> str:
    """Merge one idea into another on the desk's page, and return what it said beforehand."""
    address = f"{page_of(part)}merge/{main.ref}/"
    page = group.client.get(address)
    seen = {f"seen_{side}": signs for side, signs in page.context["seen"].items()}
    if group.client.post(address, {**seen, "note": ""}).status_code != SEE_OTHER:
        raise WrongState
    return read_text(page).replace(part.ref, "").replace(main.ref, "")


def _merge(stage: Stage, group: Person, pairs: list[Pair], rest: tuple[list[Person], Path]) -> dict[str, Any]:
    """Merge each pair, wait for the release, and take it back; return what page and export said meanwhile."""
    vars(group).pop("client", None)
    merged = []
    for part, main in pairs:
        with suppress(*REFUSALS):
            merged.append((part, merge_two(group, part, main)))
    seen = _settle(stage, *rest)
    for part, said in merged:
        undo_merge(actor=group.membership, part=part)
        numbers = [int(number) for number in re.findall(r"\d+", said)]
        seen[part.ref] = {**seen[part.ref], "page": len(said), "page_numbers": sum(numbers)}
    _settle(stage, *rest)
    return seen


def _read_signs(pair: Pair, seen: list[dict[str, Any]]) -> Signs:
    """Return by how much each number is off what it was before."""
    signs: Signs = {}
    for place, idea in enumerate(pair):
        for when, document in enumerate(seen):
            for name in ("up", "down", "unsure", "page", "page_numbers"):
                signs[f"{place}.{when}.{name}"] = document.get(idea.ref, {}).get(name) or 0
    for when in range(1, len(seen)):
        signs[f"people.{when}"] = max(
            sum(int(signs[f"{place}.{when}.{name}"] or 0) for name in ("up", "down", "unsure"))  # type: ignore[call-overload]
            for place in range(2)
        ) - sum(
            int(signs[f"{place}.0.{name}"] or 0)  # type: ignore[call-overload]
            for place in range(2)
            for name in ("up", "down", "unsure")
        )
    return signs
