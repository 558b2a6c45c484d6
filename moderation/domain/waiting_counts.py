"""How many texts wait, counted by PostgreSQL in one statement.

What makes a text wait say `review.list_for_desk` and `urgency.order_by_urgency`, one text at a time. Here it
is said once more, so that texts about which nobody said anything, which are most, are counted by a small
index. A test holds one against the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from ideas_platform.lib.planned_once import fetch_all

_COUNT = """
WITH wanted AS (SELECT unnest(%s::uuid[]) AS id),
told AS (
    SELECT item, bool_or(danger) AS danger, bool_or(cover) AS cover, bool_or(look) AS look,
        bool_or(report) AS report
    FROM (
        SELECT item, reason = 'safety' AS danger, false AS cover, false AS look, true AS report
        FROM ideas_report WHERE released AND NOT answered
        UNION ALL
        SELECT item, false, true, false, false FROM ideas_coverrequest WHERE released AND NOT answered
        UNION ALL
        SELECT item, false, false, true, false FROM ideas_secondlook WHERE released AND NOT answered
    ) requests GROUP BY item
), asked AS (
    SELECT coalesce(idea_id, comment_id) AS item FROM ideas_question WHERE ended = ''
), known AS (
    SELECT item FROM told UNION SELECT item FROM asked
), talked_about AS (
    SELECT id, workshop_id, status, reviewed, held, held_by_reports, review_since
    FROM ideas_idea WHERE id IN (SELECT item FROM known)
    UNION ALL
    SELECT comment.id, workshop_id, comment.status, comment.reviewed, comment.held, comment.held_by_reports,
        comment.review_since
    FROM ideas_comment comment JOIN ideas_idea idea ON idea.id = idea_id
    WHERE comment.id IN (SELECT item FROM known)
), said AS (
    SELECT workshop_id, CASE
        WHEN danger AND NOT reviewed AND status IN ('in_review', 'published') THEN 'DANGER'
        WHEN cover THEN 'SAID_TOO_MUCH'
        WHEN held_by_reports THEN 'HELD_BY_REPORTS'
        WHEN look THEN 'SECOND_LOOK'
        WHEN held THEN 'HELD'
        WHEN report THEN 'REPORTED' ELSE 'OTHER' END AS step, review_since
    FROM talked_about LEFT JOIN told ON told.item = id
    WHERE (status = 'in_review' OR status = 'published' AND NOT reviewed)
            AND id NOT IN (SELECT item FROM asked)
        OR status = 'hidden' AND look OR status NOT IN ('unreleased', 'withdrawn', 'lapsed') AND cover
)
SELECT workshop_id, step, count(*), min(review_since) FROM said
WHERE workshop_id IN (SELECT id FROM wanted) GROUP BY workshop_id, step
UNION ALL
SELECT workshop_id, CASE
    WHEN held_by_reports THEN 'HELD_BY_REPORTS' WHEN held THEN 'HELD' ELSE 'OTHER' END AS step,
    count(*), min(review_since)
FROM ideas_idea WHERE workshop_id IN (SELECT id FROM wanted)
    AND (status = 'in_review' OR status = 'published' AND NOT reviewed) AND id NOT IN (SELECT item FROM known)
GROUP BY workshop_id, step
UNION ALL
SELECT workshop_id, CASE
    WHEN comment.held_by_reports THEN 'HELD_BY_REPORTS'
    WHEN comment.held THEN 'HELD' ELSE 'OTHER' END AS step,
    count(*), min(comment.review_since)
FROM ideas_comment comment JOIN ideas_idea idea ON idea.id = idea_id
WHERE (comment.status = 'in_review' OR comment.status = 'published' AND NOT comment.reviewed)
    AND comment.id NOT IN (SELECT item FROM known) AND workshop_id IN (SELECT id FROM wanted)
GROUP BY workshop_id, step
UNION ALL
SELECT workshop_id, 'ASKED', count(*), NULL FROM ideas_question
WHERE ended = '' AND workshop_id IN (SELECT id FROM wanted) GROUP BY workshop_id
"""
# No urgency: it waits for its author.
ASKED = "ASKED"


def count_by_urgency(workshops: Iterable[UUID]) -> list[tuple[UUID, str, int, date | None]]:
    """Return workshop, urgency by its name or ASKED, how many texts, and the oldest day; one query."""
    return fetch_all(_COUNT, [list(workshops)])
