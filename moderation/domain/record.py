"""The record: who decided what and why, for the staff of the workshop. Nothing in it names an author."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ideas.models import Contribution, Idea
from ideas_platform.lib.csv_cells import Cell
from moderation.domain.nobody_decides_about_own import Item
from moderation.models import Decision, DecisionQuerySet
from workshops.models import Membership

COLUMNS = (
    "date",
    "decision",
    "reason",
    "words_for_the_author",
    "note",
    "days_it_waited",
    "by",
    "kind",
    "ref",
    "counts_with",
)


def list_decisions(actor: Membership, wanted: Mapping[str, Any]) -> DecisionQuerySet:
    """Return the decisions of the actor's workshop that are wanted, the newest day first.

    `wanted` may hold a verdict, a reason, `by` ("me"), and the days `since` and `until`. Within a day
    the order means nothing.
    """
    decisions = Decision.objects.filter(workshop=actor.workshop_id)
    for name, field in (
        ("verdict", "verdict"),
        ("reason", "reason"),
        ("since", "decided_on__gte"),
        ("until", "decided_on__lte"),
    ):
        if value := wanted.get(name):
            decisions = decisions.filter(**{field: value})
    if wanted.get("by") == "me":
        decisions = decisions.filter(decided_by=actor)
    return decisions.select_related("decided_by__user", "idea", "comment__idea", "into").order_by(
        "-decided_on", "pk"
    )


def find_decided(decision: Decision) -> Item | None:
    """Return what was decided about, None where its author has taken it back: nobody reads that any more."""
    item = decision.idea if decision.comment is None else decision.comment
    return None if item is None or item.status in Contribution.NOT_FOR_STAFF else item


def find_main(decision: Decision) -> Idea | None:
    """Return under which idea one counts from this decision on; None where its author has taken it back."""
    main = decision.into
    return None if main is None or main.status in Contribution.NOT_FOR_STAFF else main


def name_decider(decision: Decision) -> str:
    """Return the e-mail address of who decided, "" for somebody whose account is gone."""
    user = decision.decided_by.user if decision.decided_by else None
    return user.email if user else ""


def list_rows(decisions: DecisionQuerySet) -> Iterator[tuple[Cell, ...]]:
    """Yield a row of COLUMNS for each decision; no text of anybody's but the staff's own."""
    for decision in decisions.iterator(chunk_size=500):
        item = decision.idea if decision.comment is None else decision.comment
        yield (
            decision.decided_on,
            decision.verdict,
            decision.reason,
            decision.told,
            decision.note,
            decision.waited,
            name_decider(decision),
            "idea" if decision.comment is None else "comment",
            item.ref if item else "",
            decision.into.ref if decision.into else "",
        )
