"""Votes as they stand in the table, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from anonymity.tags import Blocks
from ideas.models import Idea
from ideas_platform.lib.copying import copy_arrays_out

TAKEN_BACK = 9
_COUNTED_COLUMNS = {"index": "integer", "tag": "block", "value": "smallint"}
# Named twice: by the join alone PostgreSQL reads all votes of all workshops, from a few dozen ideas on.
_COUNTED = """
SELECT (asked.index - 1)::int4, vote.tag, vote.counted
FROM unnest(%s::uuid[]) WITH ORDINALITY AS asked (idea_id, index)
JOIN voting_vote vote USING (idea_id)
WHERE vote.idea_id = ANY(%s) AND vote.counted IS NOT NULL
"""
_WAITING_COLUMNS = {"idea": "uuid", "tag": "block", "value": "smallint"}
_WAITING = "SELECT idea_id, tag, COALESCE(value, 9)::int2 FROM voting_unreleased(%s)"
_WAITING_WORKSHOPS = "SELECT voting_workshops_with_unreleased()"
_TAKE = """
UPDATE voting_vote vote SET counted = NULLIF(taken.value, 9)
FROM unnest(%s::uuid[], %s::bytea[], %s::int2[]) AS taken (idea_id, tag, value)
WHERE vote.idea_id = taken.idea_id AND vote.tag = taken.tag
"""
# By the partial index: the planner would read all votes of all workshops.
_REMOVE = """
SET LOCAL enable_seqscan = off;
DELETE FROM voting_vote vote USING ideas_idea idea
WHERE vote.value IS NULL AND vote.counted IS NULL AND idea.id = vote.idea_id AND idea.workshop_id = %s;
SET LOCAL enable_seqscan = DEFAULT
"""
_VOTED = """
SELECT idea.id FROM ideas_idea idea WHERE idea.workshop_id = %s AND (
    EXISTS (SELECT FROM voting_vote vote WHERE vote.idea_id = idea.id AND vote.counted IS NOT NULL)
    OR EXISTS (SELECT FROM voting_total total WHERE total.idea_id = idea.id))
"""


@dataclass(frozen=True, repr=False)
class VoteRows:
    """Votes as columns: `ideas[idea_indices[v]]` got `values[v]` under `tags[v]`."""

    ideas: list[UUID]
    idea_indices: NDArray[np.int64]
    tags: Blocks
    values: NDArray[np.int64]

    @property
    def kept(self) -> VoteRows:
        """Return those that are not taken back."""
        kept = self.values != TAKEN_BACK
        return VoteRows(self.ideas, self.idea_indices[kept], self.tags[kept], self.values[kept])


def load_votes(ideas: list[UUID]) -> VoteRows:
    """Return all votes on these ideas as the last release took them.

    Of frozen ideas only totals are left: they are not among `ideas`.
    """
    frozen = set(Idea.objects.frozen().values_list("pk", flat=True))
    ideas = [key for key in ideas if key not in frozen]
    rows = copy_arrays_out(_COUNTED, [ideas, ideas], _COUNTED_COLUMNS)
    return VoteRows(ideas, rows["index"].astype(np.int64), rows["tag"], rows["value"].astype(np.int64))


def find_workshops_with_votes() -> list[UUID]:
    """Return the workshops in which votes are others than the last release took, by the partial index."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING_WORKSHOPS)
        return [row[0] for row in cursor.fetchall()]


def load_unreleased_votes(workshop_id: UUID) -> VoteRows:
    """Return the votes of a workshop that are others than the last release took, by the partial index.

    With the values that they have now, TAKEN_BACK for none.
    """
    rows = copy_arrays_out(_WAITING, [workshop_id], _WAITING_COLUMNS)
    keys, indices = np.unique(rows["idea"], axis=0, return_inverse=True)
    ideas = [UUID(bytes=key.tobytes()) for key in keys]
    return VoteRows(ideas, indices.reshape(-1), rows["tag"], rows["value"].astype(np.int64))


def find_voted(workshop_id: UUID) -> list[UUID]:
    """Return the ideas of a workshop that have or had votes which counted."""
    with connection.cursor() as cursor:
        cursor.execute(_VOTED, [workshop_id])
        return [row[0] for row in cursor.fetchall()]


def take_votes(workshop_id: UUID, waiting: VoteRows) -> None:
    """Let these votes count as they were loaded, and remove the rows in which nothing is left.

    One that was changed meanwhile is another than what counts now: it waits for the next release.
    """
    ideas = [waiting.ideas[index] for index in waiting.idea_indices]
    tags = [tag.tobytes() for tag in waiting.tags]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [ideas, tags, waiting.values.tolist()])
        cursor.execute(_REMOVE, [workshop_id])
