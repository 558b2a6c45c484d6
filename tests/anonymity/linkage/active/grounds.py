"""A reader of common ground who wants to know the vote of somebody in a small house, on many ideas.

All others of a house of five are confederates, who vote as it suits them. In a house of ten the target is the
ninth who votes. The vote totals of each idea say nothing: for each target somebody else votes the other way.
The reader knows how many vote in the large houses, not how.
"""

from __future__ import annotations

from datetime import timedelta

from ideas.models import Idea
from tests.anonymity.linkage.active.learning import Signs, draw_outcomes, guess_outcomes
from tests.anonymity.linkage.active.stage import NO, YES, Guesses, Stage
from tests.cast import Person
from voting.views.board_entries import EntryCard
from workshops.models import Membership

LARGE, HOUSES = 100, 3
PAGE = 20
WAYS = ("which way", "whether")


def read_ground(stage: Stage, size: int, ideas: int, way: str) -> Guesses:
    """Return how often a reader tells the target's vote; `way`: up or down, or voted or not."""
    large = [stage.found(f"Large house {number}") for number in range(HOUSES)]
    crowd = [person for house in large for person in stage.admit(LARGE, organisation=house)]
    house = stage.found("Theirs")
    target, *others = stage.admit(size, organisation=house)
    confederates = others[: min(4, size - 1) if size == 5 else 8]
    shown = stage.show_ideas(ideas)
    _fix_groups(stage, crowd)
    outcomes = draw_outcomes(len(shown), stage.chance)
    stage.crowd_votes(_list_votes(stage, crowd, confederates, shown, (outcomes, way)))
    for number, (idea, outcome) in enumerate(zip(shown, outcomes, strict=True)):
        if number % 100 == 99:
            stage.clock.wait(90)
        if way == WAYS[0] or outcome:
            assert stage.vote(target, idea, YES if outcome else NO)
    assert stage.wait(timedelta(days=3), until_release=True)
    places = _read_board(stage, crowd[0])
    return guess_outcomes([_read_signs(idea, places) for idea in shown], outcomes, stage.chance)


def _fix_groups(stage: Stage, crowd: list[Person]) -> None:
    """Let the crowd make the first release, in which the groups are fixed."""
    idea = stage.show_ideas(1)[0]
    stage.crowd_votes((person.membership, idea, YES) for person in crowd[::2])
    assert stage.wait(timedelta(days=3), until_release=True)


def _list_votes(
    stage: Stage,
    crowd: list[Person],
    confederates: list[Person],
    ideas: list[Idea],
    told: tuple[list[bool], str],
) -> list[tuple[Membership, Idea, str]]:
    """Return all votes but the target's. Somebody of a large house makes up for it in the totals."""
    outcomes, way = told
    first, *others = crowd
    # Against all, so that theirs is the least keen of all houses.
    votes = [(person.membership, idea, NO) for person in confederates for idea in ideas]
    for idea, outcome in zip(ideas, outcomes, strict=True):
        if way == WAYS[0] or not outcome:
            votes.append((first.membership, idea, NO if outcome and way == WAYS[0] else YES))
        votes += [
            (person.membership, idea, stage.chance.choice((YES, NO)))
            for person in others
            if stage.chance.random() < 0.9
        ]
    return votes


def _read_board(stage: Stage, reader: Person) -> dict[str, EntryCard]:
    """Return what all pages of the board say, by the title of the idea."""
    found: dict[str, EntryCard] = {}
    for number in range(1, 30):
        answer = reader.client.get(f"{stage.home}boards/common-ground/?page={number}")
        entries = answer.context["entries"]
        found |= {entry.title: entry for entry in entries}
        if len(entries) < PAGE:
            return found
    return found


def _read_signs(idea: Idea, entries: dict[str, EntryCard]) -> Signs:
    entry = entries.get(idea.title)
    if entry is None:
        return {"is listed": False}
    words, _full, _rest = str(entry.sentence).partition(". ")
    return {"is listed": True, "place": entry.rank, "words": words}
