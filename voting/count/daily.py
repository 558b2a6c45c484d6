"""Totals at each day's last release, from which `rising` is worked out."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import numpy as np
from django.db import connection
from django.utils import timezone

from anonymity.tags import Blocks, as_blocks, list_keys
from ideas.domain.release_times import find_release_time
from ideas.models import Idea
from ideas_platform.lib.copying import copy_arrays_out
from voting.count.counting import Count
from voting.count.merges import Mains, find_mains
from voting.models import DailyTotal
from voting.scores.rising import VOTES_TO_BE_LISTED, DailyTotals, Rising, score_rising
from voting.scores.vote_matrix import NONE, Totals, sum_by_idea
from workshops.models import Workshop

_COLUMNS = {"idea": "uuid", "day": "integer", "up": "integer", "down": "integer", "unsure": "integer"}
_LATEST = ("idea_id", "up", "down", "unsure")
_DAILY = """
SELECT daily.idea_id, daily.date - DATE '0001-01-01' + 1, daily.up, daily.down, daily.unsure
FROM voting_dailytotal daily JOIN ideas_idea idea ON idea.id = daily.idea_id WHERE idea.workshop_id = %s
"""
# No row for a day on which nothing changed: the row of an earlier day says the same.
_STORE = """
DELETE FROM voting_dailytotal WHERE date = %s AND idea_id = ANY(%s);
INSERT INTO voting_dailytotal (id, idea_id, date, up, down, unsure)
SELECT gen_random_uuid(), new.idea_id, %s, new.up, new.down, new.unsure
FROM unnest(%s::uuid[], %s::int4[], %s::int4[], %s::int4[]) AS new (idea_id, up, down, unsure)
LEFT JOIN LATERAL (
    SELECT daily.up, daily.down, daily.unsure FROM voting_dailytotal daily
    WHERE daily.idea_id = new.idea_id ORDER BY daily.date DESC LIMIT 1
) last ON true
WHERE (new.up, new.down, new.unsure)
    IS DISTINCT FROM (COALESCE(last.up, 0), COALESCE(last.down, 0), COALESCE(last.unsure, 0))
"""


def find_day(workshop: Workshop) -> date:
    """Return the day of the workshop's last release in London, or today before the first."""
    return timezone.localdate(find_release_time(workshop))


def store_daily(count: Count, day: date) -> None:
    """Store what was voted on each idea of the count itself, as that day's totals, where it has changed.

    Not what counts for it after merging: to merge ideas is no new support.
    """
    own = [column.tolist() for column in (count.own.up, count.own.down, count.own.unsure)]
    with connection.cursor() as cursor:
        cursor.execute(_STORE, [day, count.ideas, day, count.ideas, *own])


def load_latest(ideas: list[UUID]) -> dict[UUID, tuple[int, int, int]]:
    """Return the totals of the last day that has any, by idea."""
    rows = DailyTotal.objects.filter(idea__in=ideas).order_by("idea_id", "-date").distinct("idea_id")
    return {key: (up, down, unsure) for key, up, down, unsure in rows.values_list(*_LATEST)}


def find_rising(workshop: Workshop) -> dict[UUID, float]:
    """Return the score on `rising`, as of the last release, of every idea that stands for itself."""
    keys = list(Idea.objects.filter(workshop=workshop).votable().values_list("pk", flat=True))
    ids = as_blocks([key.bytes for key in keys])
    rising = rate_rising(workshop, ids, find_mains(workshop), find_day(workshop))
    return dict(zip(keys, rising.score.tolist(), strict=True))


def rate_rising(workshop: Workshop, ids: Blocks, mains: Mains, day: date) -> Rising:
    """Return how much each idea (I, 16) gains support on this day, parts adding to their main ideas."""
    index = {key: number for number, key in enumerate(list_keys(ids))}
    parts = [part for part in _find_shown(mains) if mains[part].bytes in index]
    counts_for = np.array([*range(len(ids)), *(index[mains[part].bytes] for part in parts)], np.int64)
    index |= {part.bytes: number for number, part in enumerate(parts, len(ids))}
    daily = _load_daily(workshop, index)
    each = score_rising(daily, day.toordinal())
    score, recent = (sum_by_idea(counts_for, one, len(ids)) for one in (each.score, each.recent_votes))
    return Rising(score, recent, recent >= VOTES_TO_BE_LISTED)


def _find_shown(mains: Mains) -> list[UUID]:
    """Return the parts that everybody can read, in the order in which they are merged."""
    if not mains:
        return []
    shown = set(Idea.objects.filter(pk__in=mains).published().values_list("pk", flat=True))
    return [part for part in mains if part in shown]


def _load_daily(workshop: Workshop, index: dict[bytes, int]) -> DailyTotals:
    """Return the totals of each day for the ideas of the index, by their numbers there."""
    rows = copy_arrays_out(_DAILY, [workshop.pk], _COLUMNS)
    ideas = np.array([index.get(key, NONE) for key in list_keys(rows["idea"])], np.int64)
    asked = ideas != NONE
    totals = Totals(*(rows[name][asked].astype(np.int64) for name in ("up", "down", "unsure")))
    return DailyTotals(ideas[asked], rows["day"][asked].astype(np.int64), totals, len(index))
