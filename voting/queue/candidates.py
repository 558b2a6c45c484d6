"""The candidates of the voting queue: written whole with each release, read as they are."""

from __future__ import annotations

import numpy as np

from ideas_platform.lib.copying import copy_arrays_in, copy_arrays_out
from voting.models import QueueEntry
from voting.queue.draws import Counts, choose_candidates
from workshops.models import Workshop
from workshops.phases import Phase

_COLUMNS = {"idea": "uuid", "up": "integer", "down": "integer", "voters": "integer"}
_VOTABLE = """
SELECT idea.id, COALESCE(total.up, 0)::int4, COALESCE(total.down, 0)::int4,
       COALESCE(total.up + total.down + total.unsure, 0)::int4
FROM ideas_idea idea LEFT JOIN voting_total total ON total.idea_id = idea.id
WHERE idea.workshop_id = %s AND idea.status = 'published' AND NOT idea.frozen
  AND NOT EXISTS (SELECT FROM ideas_merge part WHERE part.idea_id = idea.id)
ORDER BY idea.id
"""


def write_candidates(workshop: Workshop) -> int:
    """Put this release's candidates in the place of the last one's; return how many there are.

    To be called inside the transaction of a release, after its totals are stored. Only an open workshop
    has candidates; it must come from `with_phase()`.
    """
    QueueEntry.objects.filter(workshop=workshop).delete()
    if workshop.phase != Phase.OPEN:
        return 0
    rows = copy_arrays_out(_VOTABLE, [workshop.pk], _COLUMNS)
    counts = Counts(rows["up"], rows["down"], rows["voters"])
    chosen = choose_candidates(counts, np.random.default_rng())
    whose = np.tile(np.frombuffer(workshop.pk.bytes, np.uint8), (len(chosen), 1))
    copy_arrays_in(
        "voting_queueentry",
        {
            "idea_id": rows["idea"][chosen],
            "workshop_id": whose,
            "up": counts.up[chosen],
            "down": counts.down[chosen],
            "voters": counts.voters[chosen],
        },
    )
    return len(chosen)
