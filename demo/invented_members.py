"""The demo's members and how they vote: invented by a seeded generator, the same each time.

Nobody's real votes come near this. Who wrote and voted what is known here and forgotten after loading.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from demo.content import DemoContent, DemoIdea, DemoOption

SEED = 2014
SILENT_SHARE = 0.1
AT_MOST = 0.97
# Nothing pleases everybody, or nobody.
MOST_LIKED = 0.93
SMALL_GROUP = 18
NOT_SURE, TORN = 0.05, 0.12
AT_HOME, NEXT_DOOR, FAR = 6.0, 1.2, 3.0
LARGE = 20
NOT_ANSWERED, ANSWERING_SHARE = -1, 0.93
NO_BOROUGH_SHARE = 0.04

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class DemoMember:
    """Somebody, with what they say of themselves; `eagerness` is 0 for the silent."""

    organisation: str | None
    group: str | None
    borough: str | None
    eagerness: float


@dataclass(frozen=True)
class Crowd:
    """The members, the author of each idea (its place among the members), and the votes.

    `votes` (V, 3) are rows of idea, member and value (1, 0 or -1) in random order; `answers` (M,) the place
    of the option that each member chose in the straw poll, or NOT_ANSWERED.
    """

    members: list[DemoMember]
    authors: list[int]
    votes: NDArray[np.int64]
    answers: NDArray[np.int64]


def invent_crowd(content: DemoContent) -> Crowd:
    """Return the demo's people, the authors of its ideas, their votes on what is published, their answers."""
    chance = np.random.default_rng(SEED)
    members = _invent_members(content, chance)
    authors = _choose_authors(content.ideas, members, chance)
    votes = _invent_votes(content, members, authors, chance)
    return Crowd(members, authors, votes, _invent_answers(content.poll.options, members, chance))


def _invent_members(content: DemoContent, chance: np.random.Generator) -> list[DemoMember]:
    places = [(o.slug, o.borough, o.groups) for o in content.organisations] + [("", "", content.elsewhere)]
    counts = _count_groups(content)
    return [
        DemoMember(
            slug or None,
            group if group in content.groups else None,
            _choose_borough(content.tiles, home, sum(groups.values()) > LARGE, chance),
            _invent_eagerness(counts.get(group, 0), chance),
        )
        for slug, home, groups in places
        for group, number in groups.items()
        for _one in range(number)
    ]


def _count_groups(content: DemoContent) -> dict[str, int]:
    """Return how many members each group has in all."""
    places = [*(organisation.groups for organisation in content.organisations), content.elsewhere]
    return {group: sum(groups.get(group, 0) for groups in places) for group in content.groups}


def _choose_borough(
    tiles: Mapping[str, tuple[int, int]], home: str, is_large: bool, chance: np.random.Generator
) -> str | None:
    """Return the organisation's own borough most often, else one nearby; a large one reaches further."""
    drawn, is_named = chance.random(), chance.random() >= NO_BOROUGH_SHARE
    reach = FAR if is_large else NEXT_DOOR
    centre = tiles.get(home)
    weights = [math.exp(-math.dist(tile, centre) / reach) if centre else 1 for tile in tiles.values()]
    weights = [w * AT_HOME if slug == home else w for slug, w in zip(tiles, weights, strict=True)]
    return list(tiles)[_draw(np.array(weights), drawn)] if is_named else None


def _invent_eagerness(group_size: int, chance: np.random.Generator) -> float:
    """Return how readily somebody votes; small groups take more part, so that each of them counts."""
    is_silent, eagerness = chance.random() < SILENT_SHARE, 0.35 + chance.random()
    if group_size < SMALL_GROUP:
        return eagerness + 0.4
    return 0.0 if is_silent else eagerness


def _choose_authors(
    ideas: tuple[DemoIdea, ...], members: list[DemoMember], chance: np.random.Generator
) -> list[int]:
    return [_draw(_could_have_written(idea, members), chance.random()) for idea in ideas]


def _could_have_written(idea: DemoIdea, members: list[DemoMember]) -> Numbers:
    fits = [
        m.group == idea.group and idea.author_organisation in ("", m.organisation) and m.eagerness > 0
        for m in members
    ]
    return np.array(fits, np.float64)


def _invent_votes(
    content: DemoContent, members: list[DemoMember], authors: list[int], chance: np.random.Generator
) -> NDArray[np.int64]:
    ideas = content.ideas
    shown = [place for place, idea in enumerate(ideas) if not idea.waiting]
    seen = np.outer(0.55 + 0.9 * chance.random(len(shown)), [member.eagerness for member in members])
    seen[np.arange(len(shown)), [authors[place] for place in shown]] = 0
    voted = chance.random(seen.shape) < np.clip(seen * content.votes / seen.sum(), 0, AT_MOST)
    liking = np.array([[_liking(ideas[place], member) for member in members] for place in shown])
    values = _invent_values(liking, chance)
    rows, columns = np.nonzero(voted)
    votes = np.column_stack((np.array(shown)[rows], columns, values[rows, columns]))
    return votes[np.argsort(chance.random(len(votes)), kind="stable")]


def _liking(idea: DemoIdea, member: DemoMember) -> float:
    """Return the chance that this member likes the idea: its appeal, and what their kind makes of it."""
    group = idea.by_group.get(member.group or "", 0)
    organisation = idea.by_organisation.get(member.organisation or "", 0)
    return min(max(idea.appeal + group + organisation, 1 - MOST_LIKED), MOST_LIKED)


def _invent_values(liking: Numbers, chance: np.random.Generator) -> NDArray[np.int64]:
    """Return 1, -1 or 0 (not sure) for each chance of a thumbs-up; who is torn is more often not sure."""
    unsure = chance.random(liking.shape) < NOT_SURE + TORN * (1 - np.abs(2 * liking - 1))
    likes = chance.random(liking.shape) < liking
    return np.where(unsure, 0, np.where(likes, 1, -1))


def _invent_answers(
    options: tuple[DemoOption, ...], members: list[DemoMember], chance: np.random.Generator
) -> NDArray[np.int64]:
    """Return the options chosen, in their exact shares, by nearly all who are not silent."""
    answers = np.full(len(members), NOT_ANSWERED)
    takes_part = np.array([member.eagerness > 0 for member in members])
    (who,) = np.nonzero(takes_part & (chance.random(len(members)) < ANSWERING_SHARE))
    parts = (chance.permutation(len(who)) + 0.5) / len(who)
    answers[who] = np.searchsorted(np.cumsum([option.share for option in options]), parts)
    return answers


def _draw(weights: Numbers, drawn: float) -> int:
    """Return a place with a chance in proportion to its weight, for `drawn` between 0 and 1."""
    return int(np.searchsorted(np.cumsum(weights), drawn * weights.sum(), side="right"))
