"""Votes as they stand in the table, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from ideas_platform.lib.copying import copy_arrays_out
from workshops.anonymity.tags import Blocks
from workshops.models import Idea

TAKEN_BACK = 9
_COLUMNS = {"place": "integer", "tag": "block", "value": "smallint", "released": "boolean"}
_VOTES = """
SELECT (asked.place - 1)::int4, vote.tag, COALESCE(vote.value, 9)::int2, vote.released
FROM unnest(%s::uuid[]) WITH ORDINALITY AS asked (idea_id, place)
JOIN voting_vote vote USING (idea_id)
"""
_MARK = """
UPDATE voting_vote vote SET released = true
FROM unnest(%s::uuid[], %s::bytea[], %s::int2[]) AS counted (idea_id, tag, value)
WHERE vote.idea_id = counted.idea_id AND vote.tag = counted.tag AND vote.value = counted.value
  AND NOT vote.released
"""
_REMOVE = """
DELETE FROM voting_vote vote USING unnest(%s::uuid[], %s::bytea[]) AS gone (idea_id, tag)
WHERE vote.idea_id = gone.idea_id AND vote.tag = gone.tag AND vote.value IS NULL
"""
_VOTED = """
SELECT idea.id FROM workshops_idea idea WHERE idea.workshop_id = %s AND (
    EXISTS (SELECT FROM voting_vote vote WHERE vote.idea_id = idea.id)
    OR EXISTS (SELECT FROM voting_total total WHERE total.idea_id = idea.id))
"""


@dataclass(frozen=True, repr=False)
class StoredVotes:
    """Rows of votes: `ideas[places[v]]` got `values[v]` under `tags[v]`; `released[v]`: counted already."""

    ideas: list[UUID]
    places: NDArray[np.int64]
    tags: Blocks
    values: NDArray[np.int64]
    released: NDArray[np.bool_]

    def only(self, mask: NDArray[np.bool_]) -> StoredVotes:
        """Return the votes for which the mask (V,) is true."""
        return StoredVotes(
            self.ideas, self.places[mask], self.tags[mask], self.values[mask], self.released[mask]
        )

    @property
    def standing(self) -> StoredVotes:
        """Return those that are not taken back."""
        return self.only(self.values != TAKEN_BACK)


def load_votes(ideas: list[UUID]) -> StoredVotes:
    """Return all votes on these ideas, counted or not, as one statement saw them.

    Of frozen ideas only totals are left: they are not among `ideas`.
    """
    frozen = set(Idea.objects.frozen().values_list("pk", flat=True))
    ideas = [key for key in ideas if key not in frozen]
    rows = copy_arrays_out(_VOTES, [ideas], _COLUMNS)
    places, values = rows["place"].astype(np.int64), rows["value"].astype(np.int64)
    return StoredVotes(ideas, places, rows["tag"], values, rows["released"])


def find_voted(workshop_id: UUID) -> list[UUID]:
    """Return the ideas of a workshop that have or had votes."""
    with connection.cursor() as cursor:
        cursor.execute(_VOTED, [workshop_id])
        return [row[0] for row in cursor.fetchall()]


def find_unreleased(workshop_id: UUID) -> list[UUID]:
    """Return the ideas of a workshop that have votes no release has counted, by the partial index."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT vote.idea_id FROM voting_vote vote"
            " JOIN workshops_idea idea ON idea.id = vote.idea_id"
            " WHERE NOT vote.released AND idea.workshop_id = %s",
            [workshop_id],
        )
        return [row[0] for row in cursor.fetchall()]


def mark_released(votes: StoredVotes) -> None:
    """Note that a release has counted these votes, and remove those taken back.

    A vote that was changed meanwhile has another value: it is left for the next release.
    """
    new = votes.only(~votes.released)
    gone = new.values == TAKEN_BACK
    with connection.cursor() as cursor:
        for statement, mask in ((_MARK, ~gone), (_REMOVE, gone)):
            some = new.only(mask)
            ideas = [some.ideas[place] for place in some.places]
            tags = [tag.tobytes() for tag in some.tags]
            values = [some.values.tolist()] if statement is _MARK else []
            cursor.execute(statement, [ideas, tags, *values])
