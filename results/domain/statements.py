"""Foundations and statements of an edition in work: added, changed by several at once, moved, removed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.references import random_reference
from ideas_platform.lib.refusals import SavedSince, Unprocessable
from results.domain.editions import next_order, open_edition
from results.domain.pictures import PictureChange, change_picture
from results.models import Audience, Edition, Foundation, Lineage, Statement
from results.models.editions import TAKEN_SLUGS

Row = TypeVar("Row", Foundation, Statement)
MOST_FOUNDATIONS = 20
MOST_STATEMENTS = 60
MOST_SENTENCES = 2
TOO_LONG = _("A statement has one sentence or two. Make two statements of it.")
TOO_MANY = _("There is no room for more. Remove or merge some first.")
NO_PICTURE = PictureChange()
NO_HOME = _("Choose where it belongs.")
# A sentence ends with its sign and a space; the next one begins with a large letter, a number or a quote.
_END = re.compile(r"[.!?…][\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
_SHORT = re.compile(r"\b(?:e\.g|i\.e|etc|Dr|Mr|Mrs|Ms|Prof|St|vs|No)\.\s+", re.IGNORECASE)


@dataclass(frozen=True)
class FoundationText:
    """What a foundation says."""

    title: str
    promise: str = ""
    text: str = ""


@dataclass(frozen=True)
class StatementText:
    """What a statement says, where it stands, and whom it is addressed to."""

    text: str
    foundation: UUID
    audience: UUID | None = None


def count_sentences(text: str) -> int:
    """Return how many sentences a text has; "e.g." and "Dr." end none."""
    plain = _SHORT.sub("x ", text.strip())
    return len(_END.findall(plain)) + 1 if plain else 0


def add_foundation(
    *, edition: Edition, text: FoundationText, picture: PictureChange = NO_PICTURE
) -> Foundation:
    """Add a foundation behind the others and return it; its address comes from its title and stays."""
    with transaction.atomic():
        locked = open_edition(edition)
        others = list(locked.foundations.all())
        if len(others) >= MOST_FOUNDATIONS:
            raise Unprocessable(TOO_MANY)
        slug = _find_slug(text.title, {one.slug for one in others})
        order = next_order(others)
        added = Foundation.objects.create(edition=locked, slug=slug, order=order, **vars(text))
        change_picture(added, picture)
        return added


def change_foundation(
    *, foundation: Foundation, text: FoundationText, version: int, picture: PictureChange = NO_PICTURE
) -> Foundation:
    """Let a foundation say and show something else.

    Raises SavedSince where it is not in the version that was seen.
    """
    with transaction.atomic():
        open_edition(foundation.edition_id)
        found = _find(Foundation, foundation.pk, version)
        found.title, found.promise, found.text = text.title, text.promise, text.text
        found.version += 1
        found.save()
        change_picture(found, picture)
        return found


def remove_foundation(*, foundation: Foundation) -> None:
    """Remove a foundation; raises Unprocessable where statements stand in it."""
    with transaction.atomic():
        open_edition(foundation.edition_id)
        if Statement.objects.filter(foundation=foundation).exists():
            raise Unprocessable(_("Move or remove its statements first."))
        Foundation.objects.filter(pk=foundation.pk).delete()


def add_statement(*, edition: Edition, text: StatementText) -> Statement:
    """Add a statement at the end of its foundation, and return it; it is new until its lineage is set.

    Raises Unprocessable where it has more than two sentences, or stands in no foundation of this edition.
    """
    with transaction.atomic():
        locked = open_edition(edition)
        _check(locked, text)
        others = list(Statement.objects.filter(edition=locked))
        if len(others) >= MOST_STATEMENTS:
            raise Unprocessable(TOO_MANY)
        statement = Statement.objects.create(
            edition=locked,
            foundation_id=text.foundation,
            text=text.text,
            audience_id=text.audience,
            order=next_order([one for one in others if one.foundation_id == text.foundation]),
            ref=random_reference(),
        )
        Lineage.objects.create(edition=locked, statement=statement, deed=Lineage.Deed.NEW)
        return statement


def change_statement(*, statement: Statement, text: StatementText, version: int) -> Statement:
    """Let a statement say something else; one that was kept from the last edition is reworded from then on.

    Raises SavedSince where it is not in the version that was seen, Unprocessable as `add_statement`.
    """
    with transaction.atomic():
        locked = open_edition(statement.edition_id)
        found = _find(Statement, statement.pk, version)
        _check(locked, text)
        if found.foundation_id != text.foundation:
            beside = list(Statement.objects.filter(foundation=text.foundation))
            found.foundation_id, found.order = text.foundation, next_order(beside)
        found.text, found.audience_id = text.text, text.audience
        found.version += 1
        found.save()
        _follow_words(found)
        return found


def remove_statement(*, statement: Statement) -> None:
    """Remove a statement. What it came from is dropped, unless another statement comes from it too."""
    with transaction.atomic():
        locked = open_edition(statement.edition_id)
        found = Statement.objects.filter(pk=statement.pk).first()
        if found is None:
            raise Http404
        before = [key for key in found.lineage.values_list("previous", flat=True) if key]
        found.delete()
        left = set(Lineage.objects.filter(edition=locked).values_list("previous", flat=True))
        Lineage.objects.bulk_create(
            Lineage(edition=locked, previous_id=key, deed=Lineage.Deed.DROPPED)
            for key in before
            if key not in left
        )


def move(*, row: Foundation | Statement, up: bool) -> None:
    """Let a foundation, or a statement within its own, change places with the one before or after it."""
    with transaction.atomic():
        open_edition(row.edition_id)
        rows = _list_beside(row)
        place = next((number for number, one in enumerate(rows) if one.pk == row.pk), None)
        if place is None:
            raise Http404
        other = place - 1 if up else place + 1
        if not 0 <= other < len(rows):
            return
        rows[place], rows[other] = rows[other], rows[place]
        for order, one in enumerate(rows, start=1):
            type(one)._default_manager.filter(pk=one.pk).exclude(order=order).update(order=order)


def _list_beside(row: Foundation | Statement) -> list[Foundation | Statement]:
    if isinstance(row, Foundation):
        return list(Foundation.objects.filter(edition=row.edition_id).order_by("order", "slug"))
    return list(Statement.objects.filter(foundation=row.foundation_id).order_by("order", "ref"))


def _find(kind: type[Row], key: UUID, version: int) -> Row:
    found = kind._default_manager.filter(pk=key).first()
    if found is None:
        raise Http404
    if found.version != version:
        raise SavedSince
    return found


def _check(edition: Edition, text: StatementText) -> None:
    if count_sentences(text.text) > MOST_SENTENCES:
        raise Unprocessable(TOO_LONG)
    if not Foundation.objects.filter(pk=text.foundation, edition=edition).exists():
        raise Unprocessable(NO_HOME)
    if text.audience and not Audience.objects.filter(pk=text.audience, workshop=edition.workshop_id).exists():
        raise Unprocessable(NO_HOME)


def _follow_words(statement: Statement) -> None:
    """Let a statement that came from one alone be kept where it says the same, reworded where it does not."""
    rows: Sequence[Lineage] = list(statement.lineage.select_related("previous"))
    if len(rows) != 1 or rows[0].previous is None or not Lineage.Deed(rows[0].deed).keeps_point:
        return
    same = rows[0].previous.text == statement.text
    statement.lineage.update(deed=Lineage.Deed.KEPT if same else Lineage.Deed.REWORDED)


def _find_slug(title: str, taken: set[str]) -> str:
    """Return a free address made of the title."""
    base = slugify(title)[:50].strip("-") or "part"
    taken = taken | TAKEN_SLUGS
    numbers = range(2, MOST_FOUNDATIONS + 3)
    return next(slug for slug in (base, *(f"{base}-{n}" for n in numbers)) if slug not in taken)
