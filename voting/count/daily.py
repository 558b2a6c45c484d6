"""Totals at each day's last release, from which `rising` is worked out."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import numpy as np
from django.db import connection
from django.utils import timezone

from ideas.domain.release_times import find_release_time
from ideas.models import Idea
from ideas_platform.lib.copying import copy_arrays_out
from voting.count.counting import Count
from voting.count.merges import Mains, find_mains
from voting.models import DailyTotal
from voting.scores.rising import VOTES_TO_BE_LISTED, DailyTotals, Rising, score_rising
from voting.scores.vote_matrix import Totals, sum_by_idea
from workshops.models import Workshop

_COLUMNS = {"index": "integer", "day": "integer", "up": "integer", "down": "integer", "unsure": "integer"}
_LATEST = ("idea_id", "up", "down", "unsure")
_DAILY = """
SELECT (asked.index - 1)::int4, daily.date - DATE '0001-01-01' + 1, daily.up, daily.down, daily.unsure
FROM unnest(%s::uuid[]) WITH ORDINALITY AS asked (idea_id, index)
JOIN voting_dailytotal daily USING (idea_id)
"""
# No row for a day on which nothing changed: the row of an earlier day says the same.
_STORE = """
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
    DailyTotal.objects.filter(idea__in=count.ideas, date=day).delete()
    own = [column.tolist() for column in (count.own.up, count.own.down, count.own.unsure)]
    with connection.cursor() as cursor:
        cursor.execute(_STORE, [day, count.ideas, *own])


def load_latest(ideas: list[UUID]) -> dict[UUID, tuple[int, int, int]]:
    """Return the totals of the last day that has any, by idea."""
    rows = DailyTotal.objects.filter(idea__in=ideas).order_by("idea_id", "-date").distinct("idea_id")
    return {key: (up, down, unsure) for key, up, down, unsure in rows.values_list(*_LATEST)}


def find_rising(workshop: Workshop) -> dict[UUID, float]:
    """Return the score on `rising`, as of the last release, of every idea that stands for itself."""
    keys = list(Idea.objects.filter(workshop=workshop).votable().values_list("pk", flat=True))
    rising = rate_rising(keys, find_mains(workshop), find_day(workshop))
    return dict(zip(keys, rising.score.tolist(), strict=True))


def rate_rising(keys: list[UUID], mains: Mains, day: date) -> Rising:
    """Return how much each of the ideas (I,) gains support on this day, parts adding to their main ideas."""
    index = {key: number for number, key in enumerate(keys)}
    shown = set(Idea.objects.filter(pk__in=mains).published().values_list("pk", flat=True))
    parts = [part for part, main in mains.items() if part in shown and main in index]
    asked = [*keys, *parts]
    counts_for = np.array([*range(len(keys)), *(index[mains[part]] for part in parts)], np.int64)
    rows = copy_arrays_out(_DAILY, [asked], _COLUMNS)
    totals = Totals(*(rows[name].astype(np.int64) for name in ("up", "down", "unsure")))
    daily = DailyTotals(rows["index"].astype(np.int64), rows["day"].astype(np.int64), totals, len(asked))
    each = score_rising(daily, day.toordinal())
    score, recent = (sum_by_idea(counts_for, one, len(keys)) for one in (each.score, each.recent_votes))
    return Rising(score, recent, recent >= VOTES_TO_BE_LISTED)
