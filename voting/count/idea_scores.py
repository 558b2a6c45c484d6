"""What is stored of all ideas that can be on a board, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import numpy as np

from anonymity.tags import Blocks, list_keys
from ideas_platform.lib.copying import copy_arrays_out
from voting.scores.vote_matrix import Booleans, Floats, Integers, Totals
from workshops.models import Workshop

_COLUMNS = {
    "id": "uuid", "day": "integer", "source": "integer",
    "up": "integer", "down": "integer", "unsure": "integer", "clusters": "integer", "spread": "smallint",
    "top_score": "double", "top_high": "double", "top_weight": "double", "top_share": "double",
    "ground_score": "double", "ground_listed": "boolean",
    "debated_score": "double",
}  # fmt: skip
_WHOLE = {"integer", "smallint"}
_IDEA_SCORES = """
SELECT idea.id, COALESCE(idea.published_on - DATE '0001-01-01' + 1, 0), COALESCE(imported.source_id, 0),
    COALESCE(total.up, 0), COALESCE(total.down, 0), COALESCE(total.unsure, 0), COALESCE(total.clusters, 0),
    COALESCE(total.spread, 0::int2), COALESCE(total.top_score, 'NaN'), COALESCE(total.top_high, 1),
    COALESCE(total.top_weight, 0), COALESCE(total.top_share, 0), COALESCE(total.common_ground_score, 'NaN'),
    COALESCE(total.common_ground_listed, false), COALESCE(total.debated_score, 'NaN')
FROM ideas_idea idea
LEFT JOIN voting_total total ON total.idea_id = idea.id
LEFT JOIN ideas_importedidea imported ON imported.idea_id = idea.id
WHERE idea.workshop_id = %s AND idea.status = 'published'
  AND NOT EXISTS (SELECT FROM ideas_merge part WHERE part.idea_id = idea.id)
"""


@dataclass(frozen=True, repr=False)
class IdeaScores:
    """Arrays of equal length (I,), one entry for each idea that is shown and not merged into another.

    days: of release, as date.toordinal(), 0 for none; sources: numbers in an imported conversation. Scores
    are NaN where nobody is for or against, `ground_score` also where there are fewer than two groups. Of
    clusters there are the step that is reached, and how many up to three.
    """

    ids: Blocks
    days: Integers
    sources: Integers
    totals: Totals
    clusters: Integers
    spread: Integers
    top_score: Floats
    top_high: Floats
    top_weight: Floats
    top_share: Floats
    ground_score: Floats
    ground_listed: Booleans
    debated_score: Floats

    @cached_property
    def keys(self) -> list[UUID]:
        """The ideas' primary keys."""
        return [UUID(bytes=key) for key in list_keys(self.ids)]


def load_idea_scores(workshop: Workshop) -> IdeaScores:
    """Return the stored totals and scores of all ideas that are shown and not merged."""
    rows = copy_arrays_out(_IDEA_SCORES, [workshop.pk], _COLUMNS)
    whole = {name: rows[name].astype(np.int64) for name, kind in _COLUMNS.items() if kind in _WHOLE}
    return IdeaScores(
        rows["id"],
        whole["day"],
        whole["source"],
        Totals(whole["up"], whole["down"], whole["unsure"]),
        whole["clusters"],
        whole["spread"],
        rows["top_score"],
        rows["top_high"],
        rows["top_weight"],
        rows["top_share"],
        rows["ground_score"],
        rows["ground_listed"],
        rows["debated_score"],
    )
