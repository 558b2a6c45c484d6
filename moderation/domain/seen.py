"""What of an item a member of staff saw when they made up their mind: it travels in the form that decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet, TextField, UUIDField, Value, prefetch_related_objects
from django.db.models.functions import Cast
from django.utils.crypto import salted_hmac

from ideas.domain.mutes import list_muted
from ideas.domain.questions import list_seen_by_group, with_questions
from ideas.models import Comment, CoverRequest, Idea, Merge, Report, SecondLook
from moderation.models import Decision

DIGITS = 16
BETWEEN = "-"
NOTHING = Value(None)
Facts = Mapping[UUID, Sequence[str]]


@dataclass(frozen=True)
class Change:
    """What happened to an item since a member of staff saw it: decisions, other words, anything else."""

    decisions: Sequence[Decision]
    is_reworded: bool


def read_seen(item: Idea | Comment) -> str:
    """Return in signs that fit into a form what there is to see of the item now; five queries."""
    return read_all_seen([item])[item.pk]


def read_all_seen(items: Sequence[Idea | Comment]) -> dict[UUID, str]:
    """Return the same as `read_seen` for each of these items; six queries for all of them."""
    keys = [item.pk for item in items]
    around, questions = _group(_list_around(keys)), _group(_list_questions(items))
    decisions, muted = _list_decisions(keys), list_muted(keys)
    facts = {key: [*sorted(around[key]), *questions[key], str(key in muted)] for key in keys}
    return {item.pk: _write(item, facts[item.pk], decisions[item.pk]) for item in items}


def find_change(item: Idea | Comment, seen: str) -> Change:
    """Return what became of the item after it was seen so."""
    words, *known = seen.split(BETWEEN)
    decisions = Decision.objects.about([item.pk]).order_by("decided_on", "pk")
    news = [decision for decision in decisions if _name(decision.pk) not in known]
    return Change(news, is_reworded=words != _hash(_list_words(item)))


def _write(item: Idea | Comment, facts: Sequence[str], decisions: Sequence[str]) -> str:
    # Not `withdrawal_pending`: that its author took it back is nobody's to know before the release.
    state = [item.status, str(item.reviewed), str(item.held), str(item.held_by_reports), *facts]
    return BETWEEN.join([_hash(_list_words(item)), _hash(state), *sorted(decisions)])


def _list_words(item: Idea | Comment) -> list[str]:
    if isinstance(item, Idea):
        return [item.title, item.body, item.intent, str(item.theme_id)]
    return [item.body, item.intent]


def _hash(parts: Sequence[str]) -> str:
    return salted_hmac("moderation.seen", repr([str(part) for part in parts])).hexdigest()[:DIGITS]


def _name(key: UUID) -> str:
    return key.hex[:DIGITS]


def _list_around(keys: Sequence[UUID]) -> Iterable[tuple[UUID, str]]:
    """Yield what stands beside these items: reports, what authors ask, merges; one query.

    Of what authors ask only that they do, not their words.
    """
    reports = Report.objects.filter(item__in=keys).unanswered()
    looks, covers = (kind.objects.unanswered().filter(item__in=keys) for kind in (SecondLook, CoverRequest))
    rows = _name_facts(reports, "item", Cast("reason", TextField())).union(
        _name_facts(looks, "item", Value("second look")),
        _name_facts(covers, "item", Value("to cover")),
        _name_facts(Merge.objects.filter(idea__in=keys), "idea_id", Value("under"), F("main_id")),
        _name_facts(Merge.objects.filter(main__in=keys), "main_id", Value("with"), F("idea_id")),
    )
    for key, fact, other in rows:
        yield key, f"{fact} {other or ''}"


def _name_facts(
    rows: QuerySet[Any], item: str, fact: Any, other: Any = NOTHING
) -> QuerySet[Any, tuple[UUID, str, UUID | None]]:
    """Return of each row its item, what it says, and of which other item."""
    named = rows.order_by().annotate(about=F(item), fact=fact, other=Cast(other, UUIDField()))
    facts: QuerySet[Any, tuple[UUID, str, UUID | None]] = named.values_list("about", "fact", "other")
    return facts


def _list_questions(items: Sequence[Idea | Comment]) -> Iterable[tuple[UUID, str]]:
    """Yield of each question whether it has ended and its answer shows: not whether one waits."""
    for kind in (Idea, Comment):
        if same := [item for item in items if isinstance(item, kind)]:
            prefetch_related_objects(same, with_questions())
    for item in items:
        for seen in list_seen_by_group(item):
            yield item.pk, f"{seen.question.ended} {seen.answer.released_on if seen.answer else ''}"


def _list_decisions(keys: Sequence[UUID]) -> Mapping[UUID, list[str]]:
    rows = Decision.objects.about(keys).values_list("idea_id", "comment_id", "pk")
    return _group((idea or comment, _name(key)) for idea, comment, key in rows)


def _group(rows: Iterable[tuple[object, object]]) -> Mapping[UUID, list[str]]:
    grouped: defaultdict[UUID, list[str]] = defaultdict(list)
    for key, value in rows:
        grouped[key].append(str(value))  # type: ignore[index]
    return grouped
