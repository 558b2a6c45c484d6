"""What a statement stands on: added and removed, and quotes held to the words of their source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from ideas.models import Comment, Contribution, Idea
from ideas_platform.lib.refusals import Unprocessable
from moderation.domain.quotes import find_place
from moderation.domain.texts import name_kind, read_title
from moderation.models import Code, Passage, Text
from results.domain.counting import TOLD
from results.domain.editions import open_edition
from results.models import Edition, Evidence, Statement

Kind, Stream = Evidence.Kind, Evidence.Stream
NOT_WORD_FOR_WORD = _("These words do not stand in the text so. Copy them from it, word for word.")
NOT_SHOWN = _("Nobody can read this text at the moment, so no statement can stand on it.")
TWICE = _("The statement has this already.")
NO_REFERENCE = _("Say where to find it.")
NO_JUDGEMENT = _("Say what the group’s own judgement is.")
NO_SOURCE = _("Choose what the statement stands on.")


@dataclass(frozen=True)
class NewEvidence:
    """One piece of evidence to be added: of a code, a text, a quote of one, or told in words."""

    kind: str
    stance: str = Evidence.Stance.SUPPORTS
    stream: str = Stream.STAFF
    code: Code | None = None
    item: Text | None = None
    quote: str = ""
    reference: str = ""


@dataclass(frozen=True)
class BrokenQuote:
    """A quote that does not stand in its source word for word: what it says, and what stands there now."""

    evidence: Evidence
    statement: Statement
    ref: str
    said: str
    now: str


def add_evidence(*, statement: Statement, new: NewEvidence) -> Evidence:
    """Add evidence to a statement, and return it.

    Raises Unprocessable for a quote that does not stand in the text word for word, for a text that nobody
    can read, for what the statement has already, and where something is missing.
    """
    with transaction.atomic():
        edition = open_edition(statement.edition_id)
        evidence = Evidence(statement=statement, kind=new.kind, stance=new.stance, stream=new.stream)
        _fill(evidence, edition, new)
        try:
            with transaction.atomic():
                evidence.save(force_insert=True)
        except IntegrityError:
            raise Unprocessable(TWICE) from None
        return evidence


def remove_evidence(*, statement: Statement, key: UUID) -> None:
    """Take a piece of evidence from a statement; raises Http404 where it has none of this key."""
    with transaction.atomic():
        open_edition(statement.edition_id)
        number, _by_kind = Evidence.objects.filter(statement=statement, pk=key).delete()
        if not number:
            raise Http404


def check_quotes(edition: Edition) -> list[BrokenQuote]:
    """Return the quotes that do not stand word for word, at their place, in a text that all can read.

    One query. A quote whose words were covered or changed in the source is empty: see the trigger beside
    the table.
    """
    quotes = Evidence.objects.filter(statement__edition=edition, kind=Kind.QUOTE)
    rows = quotes.select_related("statement", "idea", "comment__idea", "passage__voice").order_by(
        "statement__order", "pk"
    )
    broken = []
    for one in rows:
        now = read_words_there(one)
        if not one.quote or now != one.quote:
            ref = one.item.ref if one.item else ""
            broken.append(BrokenQuote(one, one.statement, ref, one.quote, now))
    return broken


def read_words_there(quote: Evidence) -> str:
    """Return what stands now at the place of a quote; "" where nobody can read its source."""
    item = quote.item
    if item is None or not is_shown(item):
        return ""
    text = read_title(item) if quote.in_title else item.body
    start = quote.start or 0
    return text[start : start + len(quote.quote)]


def is_shown(item: Text) -> bool:
    """Return whether all members can read this idea or comment; a passage always."""
    if isinstance(item, Passage):
        return True
    shown = Contribution.Status.PUBLISHED
    return item.status == shown and item.thread.status == shown


def find_items(edition: Edition, refs: Sequence[str]) -> list[Text]:
    """Return the ideas, comments and passages of these references that all can read; three queries."""
    ideas = Idea.objects.published().filter(workshop=edition.workshop_id, ref__in=refs)
    comments = Comment.objects.published().filter(
        idea__workshop=edition.workshop_id, idea__status=Contribution.Status.PUBLISHED, ref__in=refs
    )
    passages = Passage.objects.filter(voice__workshop=edition.workshop_id, ref__in=refs)
    return [*ideas, *comments.select_related("idea"), *passages.select_related("voice")]


def _fill(evidence: Evidence, edition: Edition, new: NewEvidence) -> None:
    if new.kind == Kind.CODE:
        if new.code is None or new.code.workshop_id != edition.workshop_id:
            raise Unprocessable(NO_SOURCE)
        evidence.code = new.code
    elif new.kind in (Kind.ITEM, Kind.VOICE, Kind.QUOTE):
        _fill_from_item(evidence, edition, new)
    elif new.kind in TOLD:
        _fill_told(evidence, new)
    else:
        raise Unprocessable(NO_SOURCE)


def _fill_from_item(evidence: Evidence, edition: Edition, new: NewEvidence) -> None:
    item = _require_shown(edition, new.item)
    setattr(evidence, name_kind(item), item)
    if isinstance(item, Passage):
        evidence.stream = item.voice.stream
    if new.kind == Kind.QUOTE:
        _fill_quote(evidence, item, new.quote)
    else:
        evidence.kind = Kind.VOICE if isinstance(item, Passage) else Kind.ITEM


def _require_shown(edition: Edition, item: Text | None) -> Text:
    """Return the text, if it is of the edition's workshop and all can read it."""
    if item is None or item.thread.workshop_id != edition.workshop_id:
        raise Unprocessable(NO_SOURCE)
    if not is_shown(item):
        raise Unprocessable(NOT_SHOWN)
    return item


def _fill_quote(evidence: Evidence, item: Text, quote: str) -> None:
    place = find_place(item, quote)
    if place is None:
        raise Unprocessable(NOT_WORD_FOR_WORD)
    text = read_title(item) if place.in_title else item.body
    evidence.in_title, evidence.start = place.in_title, place.start
    evidence.quote = text[place.start : place.start + place.length]


def _fill_told(evidence: Evidence, new: NewEvidence) -> None:
    is_judgement = new.kind == Kind.JUDGEMENT
    if not new.reference:
        raise Unprocessable(NO_JUDGEMENT if is_judgement else NO_REFERENCE)
    evidence.reference = new.reference
    if is_judgement:
        evidence.stream = ""


def list_evidence(statement: Statement) -> list[Evidence]:
    """Return what a statement stands on, with codes and texts; one query."""
    rows = Evidence.objects.filter(statement=statement)
    named = rows.select_related("code", "idea__workshop", "comment__idea__workshop", "passage__voice")
    return list(named.order_by("kind", "stance", "pk"))
