"""Suggested codes on the page of coding: where they stand, what is kept of them, and where there is none."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea
from moderation.domain.calibration import read_trust
from moderation.domain.coding import NewCoding, save_coding
from moderation.forms.coding_form import say_chance
from moderation.models import (
    CalibrationBin,
    ChosenCode,
    Code,
    Coding,
    ReadingPlace,
    ShownCode,
    SuggestedCodes,
)
from tests.cast import Person, make_comment, make_idea
from tests.moderation.coding_people import CODING, DESK, code_as, make_code, make_text, meet
from tests.moderation.likeness import make_enough
from tests.moderation.test_coding_pages import send
from tests.moderation.test_desk import MOST_STATEMENTS
from tests.pages import find_inline
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


def suggest(item: Idea, *codes: Code, chance: float | None = 0.62, example: Idea | None = None) -> None:
    """Store what a run stores for an item."""
    SuggestedCodes.objects.create(
        workshop=item.workshop,
        idea=item,
        codes=[code.pk for code in codes],
        chances=[chance for _code in codes],
        examples=[example and example.pk for _code in codes],
    )


def test_suggested_codes_stand_first_once_with_chance_and_example_and_nothing_is_ticked(
    workshop: Workshop, moderator: Person
) -> None:
    item, example = make_text(workshop), make_text(workshop, title="Roads between two visits")
    bus, other = make_code(moderator, "Bus"), make_code(moderator, "Other")
    suggest(item, bus, example=example)
    page = moderator.client.get(f"{CODING}{item.ref}/")
    assert page.text.count(f'name="code" value="{bus.pk}"') == 1
    assert page.text.index(str(bus.pk)) < page.text.index(str(other.pk))
    assert page.text.count("right 6 times in 10") == 1
    assert page.text.count("Roads between two visits") == 1
    assert page.text.count(" checked") == 1  # the template of a quote
    assert find_inline(page) == []


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (None, ""),
        (0.02, "right less than 1 time in 10"),
        (0.1, "right 1 time in 10"),
        (0.94, "right 9 times in 10"),
        (0.97, "right nearly always"),
    ],
)
def test_a_chance_is_said_in_tenths(chance: float | None, words: str) -> None:
    assert say_chance(chance) == words


def test_what_was_shown_and_what_was_taken_is_kept(workshop: Workshop, moderator: Person) -> None:
    item = make_text(workshop)
    bus, train, own = (make_code(moderator, name) for name in ("Bus", "Train", "Own"))
    suggest(item, bus, train)
    shown = [str(bus.pk), str(train.pk)]
    page = moderator.client.get(f"{CODING}{item.ref}/")
    done = send(moderator.client, page, do="save", code=[str(bus.pk), str(own.pk)], suggested=shown)
    assert done.status_code == 303
    assert dict(ChosenCode.objects.values_list("code", "suggested")) == {bus.pk: True, own.pk: False}
    assert sorted(ShownCode.objects.values_list("code__name", "chance")) == [("Bus", 0.62), ("Train", 0.62)]
    trust = read_trust(workshop)
    assert (trust.shown, trust.taken, [(one.tenth, one.taken.number) for one in trust.tenths]) == (
        2,
        1,
        [(6, 2)],
    )
    # To change one's coding shows no suggestion, and what was suggested stays so.
    again = moderator.client.get(f"{CODING}{item.ref}/")
    assert again.text.count('name="suggested"') == 0
    send(moderator.client, again, do="save", code=[str(bus.pk), str(train.pk)])
    assert dict(ChosenCode.objects.values_list("code", "suggested")) == {bus.pk: True, train.pk: False}
    assert ShownCode.objects.count() == 2
    Coding.objects.get().delete()
    assert ShownCode.objects.count() == 0


def test_only_what_is_suggested_here_counts_as_suggested(workshop: Workshop, moderator: Person) -> None:
    item = make_text(workshop)
    bus, own = make_code(moderator, "Bus"), make_code(moderator, "Own")
    suggest(item, bus)
    page = moderator.client.get(f"{CODING}{item.ref}/")
    sent = [str(own.pk), "nonsense", "\x00"]
    send(moderator.client, page, do="save", code=[str(own.pk), str(bus.pk)], suggested=sent)
    assert dict(ChosenCode.objects.values_list("code", "suggested")) == {bus.pk: False, own.pk: False}
    assert ShownCode.objects.count() == 0


def test_shown_codes_go_with_a_text_that_is_taken_back(workshop: Workshop, moderator: Person) -> None:
    item, bus = make_text(workshop), make_code(moderator, "Bus")
    suggest(item, bus)
    new = NewCoding({bus.pk}, suggested={bus.pk})
    save_coding(actor=meet(moderator), item=item, new=new)
    Idea.objects.filter(pk=item.pk).update(status="withdrawn")
    assert (Coding.objects.count(), ShownCode.objects.count()) == (0, 0)


def test_a_page_of_the_blind_share_has_no_suggestion_and_no_other_coders_code(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    item = make_text(workshop, blind=True)
    bus, other = make_code(moderator, "Bus"), make_code(moderator, "Other")
    # As if a run had stored something all the same.
    suggest(item, bus, example=make_text(workshop, title="Roads between two visits"))
    code_as(moderator, item, [bus], ["five places"])
    page = organiser.client.get(f"{CODING}{item.ref}/")
    secrets = ('name="suggested"', ">Suggested<", "times in 10", "Roads between", "<q>five")
    told = [words for words in secrets if words in page.text]
    assert (told, page.context["form"].suggested, page.text.count(" checked")) == ([], [], 1)
    # Both codes stand where the book has them.
    assert page.text.index(str(bus.pk)) < page.text.index(str(other.pk))
    done = send(organiser.client, page, do="save", code=[str(bus.pk)], suggested=[str(bus.pk)])
    assert (done.status_code, ShownCode.objects.count()) == (303, 0)
    assert set(ChosenCode.objects.values_list("suggested", flat=True)) == {False}


def test_a_code_that_was_merged_is_suggested_as_what_it_became_and_a_family_not_at_all(
    workshop: Workshop, moderator: Person
) -> None:
    item = make_text(workshop)
    bus, coach, family = (make_code(moderator, name) for name in ("Bus", "Coach", "Travel"))
    make_code(moderator, "Below", parent=family.pk)
    Code.objects.filter(pk=coach.pk).update(merged_into=bus)
    suggest(item, coach, bus, family)
    rows = moderator.client.get(f"{CODING}{item.ref}/").context["form"].suggested
    assert [row.code.name for row in rows] == ["Bus"]


def test_an_example_that_is_not_shown_any_more_is_left_out(workshop: Workshop, moderator: Person) -> None:
    item, example = make_text(workshop), make_text(workshop, title="Roads", status="hidden")
    suggest(item, make_code(moderator), example=example)
    (row,) = moderator.client.get(f"{CODING}{item.ref}/").context["form"].suggested
    assert row.example is None


def test_coding_with_suggestions_stays_within_the_statements_of_a_page(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    subjects = make_enough(workshop, moderator, organiser)
    address = f"{CODING}{subjects.texts[0].ref}/"
    moderator.client.get(address)
    with CaptureQueriesContext(connection) as queries:
        page = moderator.client.get(address)
    assert len(page.context["form"].suggested) == 2
    assert len(queries) <= MOST_STATEMENTS


def test_the_page_of_trust_tells_what_was_right_unseen_and_what_was_taken(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    empty = moderator.client.get(f"{DESK}suggestions/")
    assert (empty.status_code, empty.context["trust"].calibration) == (200, None)
    subjects = make_enough(workshop, moderator, organiser)
    CalibrationBin.objects.all().delete()
    CalibrationBin.objects.create(workshop=workshop, tenth=6, number=50, chance=0.62, right=0.58)
    for text, is_taken in zip(subjects.texts, (True, False, True, True), strict=True):
        coding = Coding.objects.create(workshop=workshop, idea=text, reader=1, blind=False)
        ShownCode.objects.create(coding=coding, code=subjects.codes[0], chance=0.65)
        if is_taken:
            ChosenCode.objects.create(coding=coding, code=subjects.codes[0], suggested=True)
    page = moderator.client.get(f"{DESK}suggestions/")
    (row,) = page.context["rows"]
    assert (row["tenth"], row["right"].true, row["taken"].true, row["taken"].number) == (6, 29, 3, 4)
    assert [(point["kind"], point["x"], point["y"]) for point in page.context["points"]] == [
        ("right", 40 + 149, 10 + 101),
        ("taken", 40 + 156, 10 + 60),
    ]
    assert (page.context["taken"], find_inline(page)) == (75, [])


def test_the_map_lists_what_everybody_can_read_in_order_and_marks_loose_groups(
    workshop: Workshop, moderator: Person
) -> None:
    first, second, hidden, new = (make_idea(workshop, title=f"Idea {one}") for one in range(4))
    answer = make_comment(first, body="An answer")
    rows = [(second, None, 0), (None, answer, 0), (hidden, None, 1), (first, None, 1)]
    for place, (idea, comment, group) in enumerate(rows):
        ReadingPlace.objects.create(
            workshop=workshop,
            idea=idea,
            comment=comment,
            place=place,
            group_number=group,
            unstable=group == 1,
        )
    Idea.objects.filter(pk=hidden.pk).update(status="hidden")
    page = moderator.client.get(f"{DESK}map/")
    told = [
        (group["texts"], group["unstable"], [row["name"] for row in group["rows"]])
        for group in page.context["groups"]
    ]
    assert told == [(2, False, ["Idea 1", "An answer"]), (1, True, ["Idea 0"])]
    assert (page.context["without_place"], new.title in page.text, find_inline(page)) == (1, False, [])
