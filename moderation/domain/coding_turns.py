"""Who codes what next: in an order of one's own that means nothing, and no item twice at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import BinaryField, Exists, F, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import MD5, Cast, Concat

from ideas.domain.authors import Tagged, find_own_items
from ideas.models import Comment, Contribution, Idea
from moderation.domain.blind_share import count_wanted, find_blind
from moderation.domain.texts import find_text_by_key, is_shown
from moderation.models import Coding, CodingClaim, Passage, Text
from moderation.models.codings import READERS
from workshops.models import Membership

CLAIM_LASTS = timedelta(minutes=10)
AT_ONCE = 20
_CLAIM = """
INSERT INTO moderation_codingclaim (claimed_by_id, workshop_id, item, reader, until)
VALUES (%(actor)s, %(workshop)s, %(item)s, %(reader)s, now() + %(lasts)s) ON CONFLICT DO NOTHING
"""


def take_next_to_code(*, actor: Membership, skipped: Collection[str] = ()) -> Text | None:
    """Return the item that the actor codes next, claimed for them; None where nothing is left for them.

    What was reworded since they coded it comes in its turn again. Never what they wrote themselves. An item
    of the blind share is given to two people, any other to one. Raises KeyAway without the key.
    """
    claimed = CodingClaim.objects.living().filter(claimed_by=actor).values_list("item", flat=True)
    if (key := claimed.first()) and (item := _find(actor, key, skipped)):
        return item
    for key, readers in _list_candidates(actor, skipped):
        if claim(actor, key, readers) and (item := _find(actor, key, skipped)):
            return item
    return None


def claim(actor: Membership, item: UUID, readers: Collection[int]) -> bool:
    """Let the actor have the item as one of these readers, and no other item; return whether they have it."""
    row: dict[str, Any] = {
        "item": item,
        "workshop": actor.workshop_id,
        "actor": actor.pk,
        "lasts": CLAIM_LASTS,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        CodingClaim.objects.make_room(actor, item=item)
        for reader in readers:
            cursor.execute(_CLAIM, {**row, "reader": reader})
            if cursor.rowcount:
                return True
    return False


def _find(actor: Membership, key: UUID, skipped: Collection[str]) -> Text | None:
    item = find_text_by_key(actor.workshop, key)
    is_open = item and is_shown(item) and item.ref not in skipped
    return item if is_open and not _is_done(actor, key) else None


def _is_done(actor: Membership, key: UUID) -> bool:
    return Coding.objects.about(key).filter(coder=actor, stale=False).exists()


def _list_candidates(actor: Membership, skipped: Collection[str]) -> Iterator[tuple[UUID, list[int]]]:
    """Yield what the actor may code, with the readers that they could be, in an order of their own."""
    tried: set[UUID] = set()
    while rows := _draw(actor, skipped, tried):
        keys = [key for key, _thread, _tag in rows]
        own = find_own_items(actor, actor.workshop, rows)
        free = _find_free_readers(actor, keys)
        yield from ((key, free[key]) for key in keys if key not in own and free[key])
        tried.update(keys)


def _find_free_readers(actor: Membership, keys: list[UUID]) -> dict[UUID, list[int]]:
    """Return for each item as which reader the actor could code it: none where enough others do."""
    blind = find_blind(actor.workshop, keys) | _find_begun_blind(keys)
    free = {key: list(READERS) for key in keys}
    for key, reader in _find_taken(actor, keys):
        if key in free and reader in free[key]:
            free[key].remove(reader)
    # One person is enough for what is not in the share; two have no room for a third.
    return {
        key: readers[: count_wanted(key in blind) - len(READERS) + len(readers)] if readers else []
        for key, readers in free.items()
    }


def _find_begun_blind(keys: list[UUID]) -> set[UUID]:
    """Return which of these somebody has coded as one of two, whatever the share is now; one query."""
    about = Q(idea__in=keys) | Q(comment__in=keys) | Q(passage__in=keys)
    rows = Coding.objects.filter(about, blind=True).values_list("idea", "comment", "passage")
    return {key for row in rows for key in row if key}


def _find_taken(actor: Membership, keys: list[UUID]) -> set[tuple[UUID, int]]:
    """Return which items others have coded, or have before them now, and as which reader; two queries."""
    about = Q(idea__in=keys) | Q(comment__in=keys) | Q(passage__in=keys)
    coded = Coding.objects.filter(about).exclude(coder=actor)
    claimed = CodingClaim.objects.living().filter(item__in=keys).exclude(claimed_by=actor)
    rows = coded.values_list("idea", "comment", "passage", "reader")
    taken = {(idea or comment or passage, reader) for idea, comment, passage, reader in rows}
    return taken.union(claimed.values_list("item", "reader"))


def _draw(actor: Membership, skipped: Collection[str], tried: set[UUID]) -> list[Tagged]:
    """Return the first items of the actor's own order that nobody has coded enough; three queries."""
    rows: list[tuple[str, UUID, UUID, bytes]] = []
    for kind, items, thread, tag in _list_codable(actor):
        left = _leave_out_coded(items, actor, kind)
        left = left.exclude(ref__in=list(skipped)).exclude(pk__in=tried)
        order = MD5(Concat(Cast("pk", TextField()), Value(str(actor.pk)), output_field=TextField()))
        drawn = left.annotate(turn=order, thread_key=F(thread), tag=tag).order_by("turn")
        rows += list(drawn.values_list("turn", "pk", "thread_key", "tag")[:AT_ONCE])
    return [row[1:] for row in sorted(rows)[:AT_ONCE]]


def _list_codable(actor: Membership) -> Iterator[tuple[str, QuerySet[Any], str, Any]]:
    """Yield all that can be coded, by kind: its name, the rows, whose thread they stand in, and their tags.

    A passage has no author here: its tag is nobody's.
    """
    workshop, shown = actor.workshop_id, Contribution.Status.PUBLISHED
    comments = Comment.objects.published().filter(idea__workshop=workshop, idea__status=shown)
    no_tag = Value(b"", output_field=BinaryField())
    yield "idea", Idea.objects.published().filter(workshop=workshop), "pk", F("thread_tag")
    yield "comment", comments, "idea_id", F("thread_tag")
    yield "passage", Passage.objects.filter(voice__workshop=workshop), "voice_id", no_tag


def _leave_out_coded(items: QuerySet[Any], actor: Membership, name: str) -> QuerySet[Any]:
    """Leave out what the actor has coded, and what others have who still code."""
    about = Coding.objects.filter(**{name: OuterRef("pk")})
    others = about.exclude(coder=actor)
    left: QuerySet[Any] = (
        items.exclude(Exists(about.filter(coder=actor, stale=False)))
        .exclude(Exists(others.filter(blind=False)))
        .exclude(Exists(others.filter(reader=1)) & Exists(others.filter(reader=2)))
    )
    return left
