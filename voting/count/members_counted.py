"""Everybody who can have voted, and who cast which vote: in memory, for one run.

Nothing of this is stored, logged or put into an exception; what leaves the run are numbers per idea.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from anonymity.tags import Blocks, Purpose, as_blocks
from ideas_platform.lib.copying import copy_arrays_out
from voting.count.ground import OTHERS, find_ground, number_groups
from voting.count.matching import TaggedRows, match_members
from voting.scores.clustered import MembersCounted, part_unnamed
from voting.scores.vote_matrix import NONE, Integers
from workshops.domain.keys import open_tagger
from workshops.models import Workshop

_WHO = "WHERE workshop_id = %s AND vote_subject IS NOT NULL AND text_subject IS NOT NULL"


@dataclass(frozen=True, repr=False)
class People:
    """The members of a workshop: subjects (M, 16) of both kinds, and the cluster and group (M,) of each.

    `named` is None where everybody is their own cluster; it is NONE for members without a value, who are
    together one cluster more, or each one of their own (`unnamed_alone`); a group is NONE for who belongs
    to none.
    """

    vote_subjects: Blocks
    text_subjects: Blocks
    named: NDArray[np.int64] | None
    groups: NDArray[np.int64]
    ground: list[str]
    unnamed_alone: bool = False

    @cached_property
    def clusters(self) -> Integers | None:
        """The cluster (M,) of each; None where everybody is their own."""
        return part_unnamed(self.named) if self.named is not None and self.unnamed_alone else self.named

    @property
    def number_of_values(self) -> int:
        """How many values of the attribute people are told apart by occur; 0 for none."""
        return 0 if self.named is None else int(self.named.max(initial=NONE)) + 1

    @property
    def is_mostly_unnamed(self) -> bool:
        """Whether fewer than half of the members have a value of that attribute."""
        return self.named is not None and bool(2 * np.count_nonzero(self.named != NONE) < len(self.named))

    @property
    def number_of_groups(self) -> int:
        """How many groups common ground is looked for between; fewer than two: nowhere."""
        return len(self.ground)

    @property
    def members_counted(self) -> MembersCounted:
        """Numbers of members and of clusters with at least one member."""
        return MembersCounted.of(self.clusters, len(self.vote_subjects))


def load_people(workshop: Workshop) -> People:
    """Return all who ever joined, in no particular order, also who has left or deleted their account."""
    ground = find_ground(workshop)
    columns = {"vote": "block", "text": "block", "cluster": "integer", "position": "integer"}
    rows = copy_arrays_out(_write_query(workshop), [ground, workshop.pk], columns)
    return People(
        rows["vote"],
        rows["text"],
        None if workshop.cluster_by == Workshop.Attribute.NONE else rows["cluster"].astype(np.int64),
        _group(rows["position"].astype(np.int64), ground),
        ground,
        workshop.unnamed_alone,
    )


def settle_unnamed(workshop: Workshop, people: People) -> People:
    """Return the people with who named nothing counting as is right now, and note that for the workshop.

    Where fewer than half have named a value, the others are no cluster: each counts by themselves. Where
    more have, they are one, or leaving the field blank would be the way round the limit. Imported people
    without an opinion group are always one. Who gets others than were given recounts everything.
    """
    alone = people.is_mostly_unnamed and not workshop.imported
    if alone != workshop.unnamed_alone:
        Workshop.objects.filter(pk=workshop.pk).update(unnamed_alone=alone)
        workshop.unnamed_alone = alone
    return people if alone == people.unnamed_alone else replace(people, unnamed_alone=alone)


def _write_query(workshop: Workshop) -> str:
    """Return the query for subjects, the number of the cluster, and the position in the ground from 1.

    A number is -1 where a member has no value; a position is 0 where the value is none of the ground.
    """
    cluster, group = _column(workshop.cluster_by), _column(workshop.common_ground_by)
    numbered = (
        f"CASE WHEN {cluster} IS NULL THEN -1 ELSE (dense_rank() OVER (ORDER BY {cluster}) - 1)::int4 END"
    )
    placed = f"CASE WHEN {group} IS NULL THEN -1 ELSE COALESCE(array_position(%s::text[], {group}), 0) END"
    columns = f"vote_subject, text_subject, {numbered}, {placed}"
    return f"SELECT {columns} FROM workshops_membership {_WHO}"  # noqa: S608  # nosec B608


def _column(attribute: str) -> str:
    """Return what is counted of a member, which is apart from what they now tell: see `counted.py`."""
    if attribute == Workshop.Attribute.NONE:
        return "NULL::text"
    return f"counted_{Workshop.Attribute(attribute)}_id::text"


def _group(positions: NDArray[np.int64], ground: list[str]) -> NDArray[np.int64]:
    """Return for each position in the ground the number of its group: OTHERS for none of the ground."""
    rest = number_groups(ground).get(OTHERS, NONE)
    return np.where(positions > 0, positions - 1, np.where(positions == 0, rest, NONE))


def find_voters(
    workshop: Workshop, ideas: list[UUID], idea_indices: NDArray[np.int64], tags: Blocks, people: People
) -> NDArray[np.int32]:
    """Return for each vote (idea and tag) the index of its member in `people`, or -1 for nobody."""
    items = as_blocks([key.bytes for key in ideas])
    return match_members(
        TaggedRows(open_tagger(workshop, Purpose.VOTE), idea_indices, tags, items, people.vote_subjects)
    )
