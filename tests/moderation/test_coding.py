"""Coding: who is given what, what is kept, and what nobody may see of others before they have read."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from ideas.models import Comment, Idea
from moderation.domain.blind_share import find_blind, read_percent
from moderation.domain.codebook import read_codebook
from moderation.domain.coded import list_visible, read_progress, search_codings
from moderation.domain.coding import CodedByTwo, CodedSince, NewCoding, NotShown, save_coding, take_back
from moderation.domain.coding_turns import take_next_to_code
from moderation.domain.quotes import find_place, list_passages
from moderation.models import ChosenCode, Coding, CodingClaim, Quote
from tests.cast import Person, make_idea, make_member
from tests.moderation.coding_people import code_as, make_answer, make_code, make_text, meet, see
from workshops.models import Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
S = Idea.Status


def take(person: Person, *skipped: str) -> str | None:
    """Return the reference of what this person codes next."""
    item = take_next_to_code(actor=meet(person), skipped=skipped)
    return item.ref if item else None


def test_only_what_everybody_can_read_is_given_and_never_ones_own(
    workshop: Workshop, moderator: Person
) -> None:
    idea, hidden = make_text(workshop), make_idea(workshop, status=S.HIDDEN)
    make_answer(hidden)
    make_idea(workshop, status=S.IN_REVIEW)
    make_text(workshop, moderator.membership)
    comment = make_answer(idea)
    make_answer(idea, moderator.membership)
    make_answer(idea, status=Comment.Status.HIDDEN)
    given: list[str] = []
    while ref := take(moderator, *given):
        given.append(ref)
    assert sorted(given) == sorted([idea.ref, comment.ref])


def test_each_has_an_order_of_their_own_that_stays(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    for _one in range(8):
        make_text(workshop)

    def list_all(person: Person) -> list[str]:
        given: list[str] = []
        while ref := take(person, *given):
            given.append(ref)
        CodingClaim.objects.all().delete()
        return given

    first = list_all(moderator)
    assert (list_all(moderator), len(first)) == (first, 8)
    assert list_all(organiser) != first


def test_two_people_at_once_get_two_texts_and_the_third_none(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    ideas = {make_text(workshop).ref for _one in range(2)}
    third = make_member("third", workshop, Role.DESIGN_GROUP)
    assert {take(moderator), take(organiser)} == ideas
    assert (take(third), CodingClaim.objects.count()) == (None, 2)


def test_a_text_of_the_share_is_given_to_two_people_and_no_third(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    idea = make_text(workshop, blind=True)
    third = make_member("third", workshop, Role.DESIGN_GROUP)
    assert (take(moderator), take(organiser), take(third)) == (idea.ref, idea.ref, None)
    code_as(moderator, idea)
    assert (take(third), take(organiser)) == (None, idea.ref)
    code_as(organiser, idea)
    CodingClaim.objects.all().delete()
    assert (take(third), take(moderator)) == (None, None)
    assert sorted(Coding.objects.values_list("reader", "blind")) == [(1, True), (2, True)]


def test_what_is_coded_is_not_given_again_until_its_words_change(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    idea = make_text(workshop)
    code_as(moderator, idea, [make_code(moderator)])
    assert (take(moderator), take(organiser)) == (None, None)
    idea.body = "Something else altogether."
    idea.save()
    assert (take(organiser), take(moderator)) == (None, idea.ref)
    assert (Coding.objects.get().stale, read_progress(workshop).coded) == (True, 0)
    code_as(moderator, idea)
    assert (Coding.objects.get().stale, ChosenCode.objects.count(), take(moderator)) == (False, 0, None)


def test_the_share_is_drawn_with_the_key(workshop: Workshop, other_workshop: Workshop) -> None:
    items = [uuid4() for _one in range(400)]
    drawn = find_blind(workshop, items)
    assert drawn == find_blind(workshop, items[::-1])
    assert drawn != find_blind(other_workshop, items)
    # Four standard errors of a share of 400.
    assert abs(len(drawn) / 400 - read_percent(workshop) / 100) < 0.08


def test_nobody_codes_their_own_what_is_not_shown_or_in_another_workshop(
    workshop: Workshop, other_workshop: Workshop, moderator: Person
) -> None:
    for item, refusal in (
        (make_text(workshop, moderator.membership), PermissionDenied),
        (make_text(other_workshop), PermissionDenied),
        (make_idea(workshop, status=S.HIDDEN), NotShown),
    ):
        with pytest.raises(refusal):
            code_as(moderator, item)
    assert Coding.objects.count() == 0


def test_a_change_that_did_not_see_the_last_one_overwrites_nothing(
    workshop: Workshop, moderator: Person
) -> None:
    idea, first, second = make_text(workshop), make_code(moderator, "First"), make_code(moderator, "Second")
    seen = see(moderator, idea)
    save_coding(actor=meet(moderator), item=idea, new=NewCoding({first.pk}, seen=seen))
    with pytest.raises(CodedSince):
        save_coding(actor=meet(moderator), item=idea, new=NewCoding({second.pk}, seen=seen))
    with pytest.raises(CodedSince):
        take_back(actor=meet(moderator), item=idea, seen=seen)
    assert ChosenCode.objects.get().code == first
    take_back(actor=meet(moderator), item=idea, seen=see(moderator, idea))
    assert Coding.objects.count() == 0


def test_of_the_share_nobody_sees_or_changes_anything_by_what_the_other_chose(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    idea, code = make_text(workshop, blind=True), make_code(moderator)
    code_as(moderator, idea, [code])
    code_as(moderator, idea, [])
    code_as(moderator, idea, [code])
    codebook = read_codebook(workshop)
    assert (list_visible(moderator.membership).count(), list_visible(organiser.membership).count()) == (1, 0)
    assert search_codings(organiser.membership, codebook, {"code": str(code.pk)}).count() == 0
    code_as(organiser, idea, [])
    assert (list_visible(moderator.membership).count(), list_visible(organiser.membership).count()) == (2, 2)
    for person in (moderator, organiser, make_member("third", workshop, Role.DESIGN_GROUP)):
        with pytest.raises(CodedByTwo):
            code_as(person, idea, [])


def test_codes_of_another_workshop_are_left_out_and_merged_ones_count_for_the_other(
    workshop: Workshop, other_workshop: Workshop, moderator: Person
) -> None:
    stranger = make_member("stranger", other_workshop, Role.DESIGN_GROUP)
    theirs, ours = make_code(stranger, "Theirs"), make_code(moderator, "Ours")
    code_as(moderator, make_text(workshop), [theirs, ours])
    assert [one.code for one in ChosenCode.objects.all()] == [ours]


def test_a_quote_is_a_place_and_follows_the_words(workshop: Workshop, moderator: Person) -> None:
    idea = make_text(
        workshop, title="One number 📞 for all", body="Families ring five places. It is too much."
    )
    code_as(moderator, idea, quotes=["It is too much.", "number 📞", "five places"])
    assert list_passages(idea, Quote.objects.all()) == ["number 📞", "five places", "It is too much."]
    idea.body = "We hear: families ring five places today. It is too much."
    idea.save()
    assert list_passages(idea, Quote.objects.all()) == ["number 📞", "five places", "It is too much."]
    idea.body = "We hear: families ring [covered]. It is too much."
    idea.save()
    assert list_passages(idea, Quote.objects.all()) == ["number 📞", "It is too much."]
    assert find_place(idea, "five places") is None


def test_nothing_is_left_of_what_is_taken_back(workshop: Workshop, moderator: Person) -> None:
    idea = make_text(workshop)
    comment = make_answer(idea)
    for item in (idea, comment):
        code_as(moderator, item, [make_code(moderator, item.ref)], [item.body[:10]])
    Idea.objects.filter(pk=idea.pk).update(status=S.WITHDRAWN)
    assert (Coding.objects.count(), ChosenCode.objects.count(), Quote.objects.count()) == (1, 1, 1)
    Comment.objects.filter(pk=comment.pk).update(status=S.WITHDRAWN)
    assert (Coding.objects.count(), ChosenCode.objects.count(), Quote.objects.count()) == (0, 0, 0)


def test_what_is_hidden_counts_no_more_and_counts_again_when_it_is_back(
    workshop: Workshop, moderator: Person
) -> None:
    idea = make_text(workshop)
    code_as(moderator, idea)
    Idea.objects.filter(pk=idea.pk).update(status=S.HIDDEN)
    assert read_progress(workshop).coded == 0
    Idea.objects.filter(pk=idea.pk).update(status=S.PUBLISHED)
    progress = read_progress(workshop, people=True)
    assert (progress.texts, progress.coded, progress.left) == (1, 1, 0)
    assert list(progress.people) == [(moderator.user.email, 1)]


def test_what_waits_for_a_second_person_is_counted(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    both, one = make_text(workshop, blind=True), make_text(workshop, blind=True)
    for item in (both, one):
        code_as(moderator, item)
    code_as(organiser, both)
    progress = read_progress(workshop)
    assert (progress.coded, progress.by_two, progress.wait_for_second) == (2, 1, 1)
