"""Everybody who can have voted, and who cast which vote: in memory, for one run.

Nothing of this is stored, logged or put into an exception; what leaves the run are numbers per idea.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from voting.domain.ground import OTHERS, find_ground, number_groups
from voting.domain.matching import TaggedRows, match_members
from voting.domain.scores.ballots import NONE
from voting.domain.scores.clustered import Electorate
from workshops.anonymity.tags import Blocks, Purpose, as_blocks
from workshops.domain.keys import open_tagger
from workshops.models import Membership, Workshop


@dataclass(frozen=True, repr=False)
class People:
    """The members of a workshop: subjects (M, 16) of both kinds, and the cluster and group (M,) of each.

    `clusters` is None where everybody is their own cluster; a group is NONE for who belongs to none.
    """

    vote_subjects: Blocks
    text_subjects: Blocks
    clusters: NDArray[np.int64] | None
    groups: NDArray[np.int64]
    ground: list[str]

    @property
    def number_of_groups(self) -> int:
        """How many groups common ground is looked for between; fewer than two: nowhere."""
        return len(self.ground)

    @property
    def electorate(self) -> Electorate:
        """Numbers of members and of clusters with at least one member."""
        return Electorate.of(self.clusters, len(self.vote_subjects))


def load_people(workshop: Workshop) -> People:
    """Return all who ever joined and still have a subject, in no particular order."""
    fields = ["vote_subject", "text_subject", "organisation_id", "borough_id", "group_id"]
    members = (
        Membership.objects.filter(workshop=workshop).exclude(vote_subject=None).exclude(text_subject=None)
    )
    rows = list(members.values(*fields))
    ground = find_ground(workshop)
    return People(
        as_blocks([bytes(row["vote_subject"]) for row in rows]),
        as_blocks([bytes(row["text_subject"]) for row in rows]),
        _number(rows, workshop.cluster_by),
        _group(rows, workshop.common_ground_by, ground),
        ground,
    )


def _number(rows: list[dict[str, Any]], attribute: str) -> NDArray[np.int64] | None:
    """Return for each row the number of its value, NONE where it has none; None for the attribute "none"."""
    if attribute == Workshop.Attribute.NONE:
        return None
    values = [row[f"{attribute}_id"] for row in rows]
    numbers = {
        value: number for number, value in enumerate(sorted({v for v in values if v is not None}, key=str))
    }
    return np.array([numbers.get(value, NONE) for value in values], np.int64)


def _group(rows: list[dict[str, Any]], attribute: str, ground: list[str]) -> NDArray[np.int64]:
    """Return for each row the number of its group: that of OTHERS for a value that is none of its own."""
    numbers = number_groups(ground)
    rest = numbers.get(OTHERS, NONE)
    values = [row.get(f"{attribute}_id") for row in rows]
    return np.array([NONE if v is None else numbers.get(str(v), rest) for v in values], np.int64)


def find_voters(
    workshop: Workshop, ideas: list[UUID], places: NDArray[np.int64], tags: Blocks, people: People
) -> NDArray[np.int32]:
    """Return for each vote (idea at `places`, tag) the index of its member in `people`, or -1 for nobody."""
    items = as_blocks([key.bytes for key in ideas])
    return match_members(
        TaggedRows(open_tagger(workshop, Purpose.VOTE), places, tags, items, people.vote_subjects)
    )
