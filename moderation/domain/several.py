"""Deciding on several items at once. What could hurt somebody is never among them: it is read by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas.domain.holding import is_held
from ideas.domain.passages import list_texts
from ideas.domain.questions import list_waiting_for_authors
from ideas.domain.reports import list_endangered
from ideas_platform.lib.refusals import Refusal
from moderation.domain.decisions import OPEN_TO, NewDecision, State, WrongState, carry_out, take_up
from moderation.domain.nobody_decides_about_own import Item, require_right_of
from moderation.domain.seen import read_all_seen
from moderation.models import Decision
from workshops.models import Membership

HELD_BY_REPORTS = _("Several readers reported this. Open it and decide about it alone.")
HELD = _("Held: it could show who somebody is. Open it and decide about it alone.")
DANGER = _("Somebody reported a danger here. Open it and decide about it alone.")
DECIDED = _("Somebody has decided about this already. To change that, open it.")
ASKED = _("It waits for its author’s answer. To decide without one, open it.")
NOT_OPEN = _("This cannot be decided about it as it is now.")


@dataclass(frozen=True)
class Row:
    """One of several items: what stands in the way of the decision, "" where nothing does, and what was seen.

    After deciding, an empty obstacle means that it is done.
    """

    item: Item
    obstacle: str
    seen: str = ""


def plan_all(*, actor: Membership, items: Sequence[Item], verdict: str) -> list[Row]:
    """Return for each item whether the verdict would be carried out, and what is seen of it now."""
    seen = read_all_seen(items)
    keys = [item.pk for item in items]
    endangered, asked = list_endangered(keys), list_waiting_for_authors(keys)
    rows = []
    for item in items:
        obstacle = _find_bar(actor, item)
        is_endangered, is_asked = item.pk in endangered, item.pk in asked
        obstacle = obstacle or str(
            find_obstacle(item, verdict, is_endangered=is_endangered, is_asked=is_asked)
        )
        rows.append(Row(item, obstacle, seen[item.pk]))
    return rows


def decide_all(
    *, actor: Membership, items: Sequence[Item], new_decision: NewDecision, seen: Mapping[UUID, str]
) -> list[Row]:
    """Carry out the decision on each item alone and return what became of each; one refusal stops no other.

    `seen` holds what the page showed of each: one that is not in it or has changed since stays as it is.
    """
    new_decision = replace(new_decision, press=new_decision.press or uuid4())
    rows = []
    for item in items:
        try:
            _decide_one(actor, item, new_decision, seen.get(item.pk, ""))
        except (PermissionDenied, Refusal) as refusal:
            rows.append(Row(item, str(refusal)))
        else:
            rows.append(Row(item, ""))
    return rows


def find_obstacle(item: Item, verdict: str, *, is_endangered: bool, is_asked: bool) -> str | Promise:
    """Return why this item is not decided about together with others, "" where it may be."""
    if is_endangered and not item.reviewed:
        return DANGER
    if item.held_by_reports:
        return HELD_BY_REPORTS
    if is_asked:
        return ASKED
    if _could_show_somebody(item):
        return HELD
    if _is_decided(item, verdict):
        return DECIDED
    return "" if item.status in OPEN_TO[verdict] else NOT_OPEN


def _could_show_somebody(item: Item) -> bool:
    """Return whether the item is held, or would be by the words that it has now."""
    return item.held or is_held(*list_texts(item))


def _is_decided(item: Item, verdict: str) -> bool:
    """Return whether somebody has decided before what this verdict would change or only repeat."""
    return item.status == State.HIDDEN or (item.reviewed and verdict == Decision.Verdict.PUBLISH)


def _decide_one(actor: Membership, item: Item, new_decision: NewDecision, seen: str) -> None:
    with transaction.atomic():
        item = take_up(actor, item, seen)
        is_endangered, is_asked = bool(list_endangered([item.pk])), bool(list_waiting_for_authors([item.pk]))
        obstacle = find_obstacle(item, new_decision.verdict, is_endangered=is_endangered, is_asked=is_asked)
        if obstacle:
            raise WrongState(obstacle)
        carry_out(actor, item, new_decision)


def _find_bar(actor: Membership, item: Item) -> str:
    """Return why the actor may not decide about this item, "" where they may."""
    try:
        require_right_of(actor, item)
    except (PermissionDenied, Refusal) as refusal:
        return str(refusal)
    return ""
