"""Who has which item before them: one item at a time, for five minutes, so that no two read the same.

The claims stand in the database, so that they hold when Valkey is away. They only spare work: that each item
is decided once is the doing of `decide`, which locks it and looks whether it is as it was seen.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from ideas.domain.authors import Tagged, find_own_items
from ideas.models import Comment, Contribution, CoverRequest, Idea
from moderation.domain.cover_requests import find_cover_request
from moderation.domain.items import find_item_by_key
from moderation.domain.nobody_decides_about_own import Item
from moderation.domain.review import has_danger, is_danger, list_asked, list_for_desk
from moderation.domain.second_looks import find_second_look, list_hidden_by
from moderation.domain.theme_assignments import Turns, read_turns
from moderation.domain.urgency import order_by_urgency
from moderation.models import Claim, CodingClaim, SampleClaim
from workshops.models import Membership

CLAIM_LASTS = timedelta(minutes=5)
AT_ONCE = 20
# Of an item that waits: its urgency, its turn, and what tells whose it is.
Drawn = tuple[int, int, *Tagged]
_CLAIM = """
INSERT INTO moderation_claim (item, workshop_id, claimed_by_id, until)
VALUES (%(item)s, %(workshop)s, %(actor)s, now() + %(lasts)s) ON CONFLICT DO NOTHING
"""


def take_next(*, actor: Membership, skipped: Collection[str] = (), only_asked: bool = False) -> Item | None:
    """Return the item that the actor looks at next, claimed for them; None where nothing is left for them.

    What they have claimed already comes first, unless a danger waits; then the most urgent (`Urgency`).
    Within each degree what is of their own themes comes first, then what is of nobody's, then the rest, in
    random order. Never what they wrote themselves, what somebody else has claimed, what they hid and somebody
    else is to look at again, or what they `skipped`, given by references. `only_asked`: nothing but what its
    author asks to cover. Raises KeyAway without
    the key.
    """
    if claimed := _find_claimed(actor, skipped):
        danger = None if only_asked else _take_danger_before(actor, claimed, skipped)
        if item := danger or (claimed if claim_item(actor, claimed.pk) else None):
            return item
    wanted = Q(pk__in=list_asked(CoverRequest)) if only_asked else Q()
    return _take_first(actor, _list_candidates(actor, skipped, wanted))


def _take_first(actor: Membership, keys: Iterable[UUID]) -> Item | None:
    """Return the first of these that nobody else has claimed, claimed for the actor."""
    for key in keys:
        # Somebody may have decided about it before the claim was free again.
        if claim_item(actor, key) and (item := _find_for_review(actor, key)):
            return item
    return None


def _take_danger_before(actor: Membership, claimed: Item, skipped: Collection[str]) -> Item | None:
    """Return what is reported as a danger, where the actor has something else before them."""
    if not has_danger(actor.workshop):
        return None
    keys = list(_list_candidates(actor, skipped, is_danger()))
    return None if claimed.pk in keys else _take_first(actor, keys)


def claim_item(actor: Membership, item: UUID) -> bool:
    """Let the actor have the item, and no other one, for five minutes; return whether nobody else has it."""
    row: dict[str, Any] = {
        "item": item,
        "workshop": actor.workshop_id,
        "actor": actor.pk,
        "lasts": CLAIM_LASTS,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        Claim.objects.make_room(actor, item=item)
        cursor.execute(_CLAIM, row)
        return bool(cursor.rowcount)


def is_with_somebody_else(actor: Membership, item: Item) -> bool:
    """Return whether somebody else of the staff has the item before them now."""
    return Claim.objects.living().filter(item=item.pk).exclude(claimed_by=actor).exists()


def forget_ended_claims() -> None:
    """Delete the claims that have ended, of every kind."""
    for kind in (Claim, CodingClaim, SampleClaim):
        kind.objects.ended().delete()


def _find_for_review(actor: Membership, key: UUID) -> Item | None:
    item = find_item_by_key(actor.workshop, key)
    return item if item and is_for_review(item) else None


def _find_claimed(actor: Membership, skipped: Collection[str]) -> Item | None:
    key = Claim.objects.living().filter(claimed_by=actor).values_list("item", flat=True).first()
    item = _find_for_review(actor, key) if key else None
    return item if item and item.ref not in skipped else None


def is_for_review(item: Item) -> bool:
    """Return whether the design group has something to look at here."""
    states = Contribution.Status
    is_new = item.status == states.IN_REVIEW or (item.status == states.PUBLISHED and not item.reviewed)
    if is_new and all(question.ended for question in item.questions.all()):
        return True
    return bool(find_second_look(item) or find_cover_request(item))


def _list_candidates(actor: Membership, skipped: Collection[str], wanted: Q) -> Iterator[UUID]:
    """Yield the keys of what the actor may look at, the most urgent first, some at a time."""
    turns, tried = read_turns(actor), set(list_hidden_by(actor))
    while rows := [
        row
        for kind in (Idea, Comment)
        for row in _draw(list_for_desk(kind.objects.filter(wanted)), actor, turns, skipped, tried)
    ]:
        own = find_own_items(actor, actor.workshop, [row[2:] for row in rows])
        keys = _order_mixed(rows)
        yield from (key for key in keys if key not in own)
        tried.update(keys)


def _order_mixed(rows: Sequence[Drawn]) -> list[UUID]:
    """Return the keys by urgency and turn, ideas and comments mixed: shuffled within a degree and a turn."""
    mixed = secrets.SystemRandom().sample(rows, len(rows))
    return [key for _urgency, _turn, key, *_rest in sorted(mixed, key=lambda row: row[:2])]


def _draw(
    waiting: QuerySet[Any],
    actor: Membership,
    turns: Turns,
    skipped: Collection[str],
    tried: set[UUID],
) -> list[Drawn]:
    thread = "pk" if waiting.model is Idea else "idea_id"
    workshop = "workshop" if waiting.model is Idea else "idea__workshop"
    items: QuerySet[Any] = waiting.filter(**{workshop: actor.workshop_id})
    claimed = Claim.objects.living().exclude(claimed_by=actor).values("item")
    free = items.exclude(ref__in=list(skipped)).exclude(pk__in=claimed).exclude(pk__in=tried)
    turn = turns.order("theme" if waiting.model is Idea else "idea__theme")
    free = order_by_urgency(free).annotate(thread_key=F(thread), turn=turn).order_by("urgency", "turn", "?")
    return list(free.values_list("urgency", "turn", "pk", "thread_key", "thread_tag")[:AT_ONCE])
