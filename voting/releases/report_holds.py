"""What enough different readers have reported leaves the view until the design group has looked.

It does with a release, and who counts is who counts for one, so that invented accounts of one place or one
code are not enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models.functions import Now, TruncDate

from anonymity.tags import Purpose
from anonymity.thresholds import FEWEST_REPORTERS_WITHOUT_ORGANISATIONS
from ideas.models import Comment, Contribution, Idea, Report
from voting.count.matching import NOBODY, match_members, tag_rows
from voting.releases.crowd import Crowd, load_crowd
from workshops.domain.keys import open_tagger
from workshops.models import Workshop


def hold_reported(workshop: Workshop, reports: Iterable[Report]) -> bool:
    """Take from view what enough people have reported, with the reports that this release has just passed on.

    Votes stay where they are. What the design group has approved in these words is not taken from view, and
    nothing is twice. Returns whether ideas left the lists. Call it in the release's transaction.
    """
    items = {report.item for report in reports}
    if not workshop.reporters_that_hold or not items:
        return False
    found = find_reported_by_enough(workshop, items)
    held = [
        kind.objects.published()
        .filter(pk__in=found, approved=False)
        .update(
            status=Contribution.Status.IN_REVIEW,
            held_by_reports=True,
            reviewed=False,
            review_since=TruncDate(Now()),
        )
        for kind in (Idea, Comment)
    ]
    return bool(held[0])


def find_reported_by_enough(workshop: Workshop, items: Iterable[UUID]) -> list[UUID]:
    """Return which of these items so many people have reported as take one from view, among those who count.

    Worked out in memory from the tags of reports that nobody has decided about; nobody learns how many.
    """
    reports = Report.objects.filter(item__in=list(items)).unanswered()
    tagged = [(item, bytes(tag)) for item, tag in reports.values_list("item", "tag")]
    if not tagged:
        return []
    crowd = load_crowd(workshop)
    rows = tag_rows(open_tagger(workshop, Purpose.REPORT), tagged, crowd.vote_subjects)
    behind: defaultdict[UUID, list[int]] = defaultdict(list)
    for (item, _tag), member in zip(tagged, match_members(rows).tolist(), strict=True):
        if member != NOBODY:
            behind[item].append(member)
    return [item for item, members in behind.items() if _are_enough(workshop, crowd, members)]


def _are_enough(workshop: Workshop, crowd: Crowd, members: list[int]) -> bool:
    """Return whether so many count, never more than a third of one organisation or by one join code."""
    needed = workshop.reporters_that_hold
    if not (crowd.tells_apart or workshop.practice):
        needed = max(needed, FEWEST_REPORTERS_WITHOUT_ORGANISATIONS)
    return crowd.reach(members, needed)
