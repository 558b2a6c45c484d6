"""Claims: one item at a time for one person, for five minutes, and never one's own."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ideas.models import Idea, Report
from moderation.domain.claims import CLAIM_LASTS, claim_item, forget_ended_claims, take_next
from moderation.domain.decisions import NewDecision, decide
from moderation.models import Claim
from tests.cast import Person, make_comment, make_idea, make_workshop
from workshops.models import Membership, Workshop

pytestmark = pytest.mark.django_db
S = Idea.Status


def meet(person: Person) -> Membership:
    """Return the membership with its workshop as of now."""
    person.membership.workshop = Workshop.objects.with_phase().get(pk=person.membership.workshop_id)
    return person.membership


def take(person: Person, *skipped: str) -> str | None:
    """Return the reference of what this person is given next."""
    item = take_next(actor=meet(person), skipped=skipped)
    return item.ref if item else None


def test_two_people_are_given_two_items_and_a_third_none(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    idea = make_idea(workshop, status=S.IN_REVIEW)
    comment = make_comment(make_idea(workshop, reviewed=True))
    assert {take(moderator), take(organiser)} == {idea.ref, comment.ref}
    assert Claim.objects.count() == 2


def test_what_one_has_claimed_is_there_when_one_looks_again(workshop: Workshop, moderator: Person) -> None:
    for _one in range(5):
        make_idea(workshop, status=S.IN_REVIEW)
    assert len({take(moderator) for _look in range(4)}) == 1
    assert Claim.objects.count() == 1


def test_a_claim_ends_after_five_minutes(workshop: Workshop, moderator: Person, organiser: Person) -> None:
    idea = make_idea(workshop, status=S.IN_REVIEW)
    assert (take(moderator), take(organiser)) == (idea.ref, None)
    until = Claim.objects.get().until
    assert abs(until - timezone.now() - CLAIM_LASTS) < timedelta(minutes=1)
    Claim.objects.update(until=timezone.now() - timedelta(hours=1))
    assert take(organiser) == idea.ref
    assert Claim.objects.get().claimed_by == organiser.membership


def test_ended_claims_are_deleted_and_living_ones_stay(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    ended, living = (make_idea(workshop, status=S.IN_REVIEW).pk for _one in range(2))
    claim_item(moderator.membership, ended)
    Claim.objects.update(until=timezone.now() - timedelta(hours=1))
    claim_item(organiser.membership, living)
    forget_ended_claims()
    assert [claim.item for claim in Claim.objects.all()] == [living]


def test_what_is_given_back_is_free(workshop: Workshop, moderator: Person, organiser: Person) -> None:
    idea = make_idea(workshop, status=S.IN_REVIEW)
    take(moderator)
    Claim.objects.give_back(moderator.membership)
    assert (take(moderator, idea.ref), take(organiser)) == (None, idea.ref)


def test_ones_own_is_never_given_even_where_it_is_all_there_is(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    own = [make_idea(workshop, moderator.membership, S.IN_REVIEW) for _one in range(25)]
    own_comment = make_comment(make_idea(workshop, reviewed=True), moderator.membership)
    assert take(moderator) is None
    assert take(organiser) in {*(idea.ref for idea in own), own_comment.ref}
    other = make_idea(workshop, status=S.IN_REVIEW)
    assert take(moderator) == other.ref


def test_dangers_come_first_then_what_is_held_then_what_was_reported(
    workshop: Workshop, moderator: Person
) -> None:
    plain, reported, held, danger = (
        make_idea(workshop, status=S.IN_REVIEW, held=held) for held in (False, False, True, False)
    )
    for idea, reason in ((reported, "abusive"), (danger, "safety")):
        Report.objects.create(item=idea.pk, tag=bytes(16), idea=idea, reason=reason, released=True)
    order: list[str] = []
    while ref := take(moderator, *order):
        order.append(ref)
    assert order == [danger.ref, held.ref, reported.ref, plain.ref]


def test_a_danger_comes_before_what_one_has_before_oneself(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    plain = make_idea(workshop, status=S.IN_REVIEW)
    assert take(moderator) == plain.ref
    danger = make_idea(workshop, status=S.IN_REVIEW)
    Report.objects.create(item=danger.pk, tag=bytes(16), idea=danger, reason="safety", released=True)
    assert (take(moderator), take(moderator), take(organiser)) == (danger.ref, danger.ref, plain.ref)
    assert take(moderator, danger.ref) is None


def test_nothing_of_another_workshop_is_given(workshop: Workshop, moderator: Person) -> None:
    make_idea(make_workshop(), status=S.IN_REVIEW)
    make_idea(workshop, status=S.UNRELEASED)
    make_idea(workshop, status=S.HIDDEN)
    make_idea(workshop, reviewed=True)
    assert take(moderator) is None


def test_a_decision_ends_the_claim_whoever_has_it(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    idea = make_idea(workshop, status=S.IN_REVIEW)
    take(moderator)
    decide(actor=organiser.membership, item=idea, new_decision=NewDecision("publish", "fits"))
    assert (Claim.objects.count(), take(moderator)) == (0, None)


def test_nobody_has_two_claims(workshop: Workshop, moderator: Person) -> None:
    two = [
        Claim(item=uuid.uuid4(), workshop=workshop, claimed_by=moderator.membership, until=timezone.now())
        for _one in range(2)
    ]
    with pytest.raises(IntegrityError, match="claim_one_at_a_time"), transaction.atomic():
        Claim.objects.bulk_create(two)


def test_no_log_of_the_server_knows_who_had_what(db: None) -> None:
    unlogged = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relpersistence = 'u'"
    with connection.cursor() as cursor:
        cursor.execute(f"{unlogged} AND relname LIKE 'moderation_%%'", [])
        assert {name for (name,) in cursor.fetchall()} == {
            "moderation_claim",
            "moderation_codingclaim",
            "moderation_readingplace",
            "moderation_sampleclaim",
            "moderation_sentfile",
            "moderation_suggestedcodes",
            "moderation_textvector",
            "moderation_undo",
        }
