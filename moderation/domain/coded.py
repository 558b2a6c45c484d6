"""What is coded so far, as far as somebody may see it: of the blind share only what both have read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, UUIDField, Value, When

from ideas_platform.lib.planned_once import fetch_all
from moderation.domain.codebook import Codebook
from moderation.models import ChosenCode, Coding, CodingQuerySet
from workshops.models import Membership, Workshop

_COUNT_TEXTS = """
SELECT count(*) FROM ideas_idea WHERE workshop_id = %s AND status = 'published'
UNION ALL
SELECT count(*) FROM ideas_comment comment JOIN ideas_idea idea ON idea.id = idea_id
WHERE workshop_id = %s AND idea.status = 'published' AND comment.status = 'published'
UNION ALL
SELECT count(*) FROM moderation_passage JOIN moderation_othervoice voice ON voice.id = voice_id
WHERE workshop_id = %s
"""


@dataclass(frozen=True)
class Progress:
    """How many texts can be coded, how many were, by whom, and how many wait for a second person."""

    texts: int
    coded: int
    by_two: int
    wait_for_second: int
    people: Sequence[tuple[str, int]] = ()

    @property
    def left(self) -> int:
        """How many nobody has coded yet."""
        return max(self.texts - self.coded, 0)


def list_visible(actor: Membership) -> CodingQuerySet:
    """Return the codings that the actor may see: own ones, and others' once they can steer nobody."""
    codings = Coding.objects.counting().filter(workshop=actor.workshop_id)
    return codings.filter(Q(blind=False) | Q(coder=actor) | _has_another())


def count_by_code(actor: Membership, codebook: Codebook) -> dict[UUID, int]:
    """Return for each code how often it was chosen, as far as the actor may see; one query."""
    merged = [code for code in codebook.codes.values() if code.merged_into_id]
    roots = [When(code=code.pk, then=Value(codebook.find_root(code.pk))) for code in merged]
    root = Case(*roots, default=F("code"), output_field=UUIDField())
    chosen = ChosenCode.objects.filter(coding__in=list_visible(actor)).annotate(root=root)
    return dict(chosen.values_list("root").annotate(number=Count("coding", distinct=True)).order_by())


def count_texts(workshop: Workshop) -> int:
    """Return how many ideas, comments and passages of other voices can be coded; one query."""
    return sum(number for (number,) in fetch_all(_COUNT_TEXTS, [workshop.pk] * 3))


def read_progress(workshop: Workshop, *, people: bool = False) -> Progress:
    """Return how far the coding of a workshop is; two queries, one more where `people` are told."""
    codings = Coding.objects.counting().filter(workshop=workshop.pk)
    blind = Q(blind=True)
    numbers: dict[str, Any] = codings.aggregate(
        items=_count_texts_of(None),
        in_share=_count_texts_of(blind),
        readings=Count("pk", filter=blind),
    )
    by_two = numbers["readings"] - numbers["in_share"]
    return Progress(
        texts=count_texts(workshop),
        coded=numbers["items"],
        by_two=by_two,
        wait_for_second=numbers["in_share"] - by_two,
        people=_count_people(codings) if people else (),
    )


def _count_texts_of(which: Q | None) -> Count:
    """Return what counts the texts that such codings are about, each once; None for all codings."""
    return Count("item", distinct=True, filter=which)


def list_finished(workshop: Workshop) -> CodingQuerySet:
    """Return the codings that may leave: of texts that enough people have read, with text and quotes."""
    codings = Coding.objects.counting().filter(Q(blind=False) | _has_another(), workshop=workshop.pk)
    return codings.select_related("idea", "comment", "passage").prefetch_related("quotes")


def _has_another() -> Exists:
    """Return what asks of a coding whether somebody else has coded the same text."""
    same = Coding.objects.filter(item=OuterRef("item"), stale=False)
    return Exists(same.exclude(reader=OuterRef("reader")))


def _count_people(codings: CodingQuerySet) -> list[tuple[str, int]]:
    """Return the address of each person with how many texts they have coded; "" for who has left."""
    rows = (
        codings.values_list("coder__user__email").annotate(number=Count("pk")).order_by("coder__user__email")
    )
    return [(email or "", number) for email, number in rows]


def count_own_stale(actor: Membership) -> int:
    """Return how many texts of the actor's were reworded since they coded them."""
    return Coding.objects.filter(coder=actor, stale=True, readable=True).count()


def search_codings(actor: Membership, codebook: Codebook, wanted: Mapping[str, Any]) -> CodingQuerySet:
    """Return the codings that the actor may see and is looking for, in an order that means nothing.

    `wanted` may hold `words` of the text, a `code` by its key (or "none"), and `by` ("me").
    """
    codings = list_visible(actor)
    if words := wanted.get("words"):
        found = (
            Q(idea__title__icontains=words)
            | Q(idea__body__icontains=words)
            | Q(comment__body__icontains=words)
            | Q(passage__body__icontains=words)
        )
        codings = codings.filter(found)
    if wanted.get("by") == "me":
        codings = codings.filter(coder=actor)
    if code := wanted.get("code"):
        codings = codings.filter(_has(code, codebook))
    return codings.order_by("item", "pk")


def read_codings(found: Any) -> list[Coding]:
    """Return these codings with text, codes and quotes: five queries.

    A list is found by keys alone: with their texts PostgreSQL would carry all before the page to its end.
    """
    keys = list(found.values_list("pk", flat=True))
    codings = Coding.objects.filter(pk__in=keys).order_by("item", "pk")
    shown = codings.select_related("idea__workshop", "comment__idea__workshop", "passage__voice")
    return list(shown.prefetch_related("chosen", "quotes"))


def _has(code: str, codebook: Codebook) -> Q:
    if code == "none":
        return ~Exists(ChosenCode.objects.filter(coding=OuterRef("pk")))  # type: ignore[return-value]
    keys = [key for key in codebook.codes if str(codebook.find_root(key)) == code]
    return Exists(ChosenCode.objects.filter(coding=OuterRef("pk"), code__in=keys))  # type: ignore[return-value]
