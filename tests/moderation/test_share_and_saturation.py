"""How many are read twice can be changed, and what is begun stays; how many new codes texts bring is told."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideas_platform.lib.refusals import Unprocessable
from moderation.domain.blind_share import find_blind, is_blind, read_percent
from moderation.domain.coding_turns import take_next_to_code
from moderation.domain.notes import list_notes
from moderation.domain.saturation import read_saturation
from moderation.domain.share_setting import ShareChanged, expect_effect, set_share
from moderation.models import CodingClaim, ShareChange
from tests.cast import Person, make_idea, make_member
from tests.moderation.coding_people import DESK, code_as, draw_key, make_code, make_text, meet
from tests.moderation.test_desk import MOST_STATEMENTS
from tests.moderation.test_notes import write
from tests.pages import find_inline, read_text
from workshops.models import Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
SHARE = f"{DESK}agreement/share/"
SATURATION = f"{DESK}coding/saturation/"


def change(person: Person, percent: int, seen: int = 0) -> ShareChange:
    return set_share(actor=meet(person), percent=percent, seen=seen)


def take(person: Person) -> str | None:
    item = take_next_to_code(actor=meet(person))
    CodingClaim.objects.all().delete()
    return item.ref if item else None


def test_a_larger_share_holds_the_smaller_one(workshop: Workshop, moderator: Person) -> None:
    keys = [make_text(workshop, blind=number < 3).pk for number in range(6)]
    usual = find_blind(workshop, keys)
    assert (read_percent(workshop), len(usual)) == (20, 3)
    change(moderator, 100)
    assert (read_percent(workshop), find_blind(workshop, keys)) == (100, {*keys})
    change(moderator, 10, seen=1)
    assert find_blind(workshop, keys) <= usual


def test_what_one_person_has_coded_for_two_waits_for_the_second_whatever_the_share(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    keys = [draw_key(workshop, blind=True) for _one in range(40)]
    change(moderator, 10)
    between = set(keys) - find_blind(workshop, keys)
    change(moderator, 20, seen=1)
    text = make_idea(workshop, id=between.pop())
    code_as(moderator, text)
    change(moderator, 10, seen=2)
    assert find_blind(workshop, [text.pk]) == set()
    assert is_blind(workshop, text.pk)
    assert take(organiser) == text.ref
    assert code_as(organiser, text).blind is True


def test_what_one_person_has_coded_alone_stays_so(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    text = make_text(workshop)
    code_as(moderator, text)
    change(moderator, 100)
    assert (is_blind(workshop, text.pk), take(organiser)) == (False, None)


def test_notes_about_what_nobody_has_coded_follow_the_share(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    text, coded = make_text(workshop), make_text(workshop)
    code_as(organiser, coded)
    for about in (text, coded, None):
        write(moderator, about)
    change(moderator, 100)
    assert [list_notes(meet(organiser), about).count() for about in (text, coded, None)] == [0, 1, 1]
    assert list_notes(meet(moderator), text).count() == 1


@pytest.mark.parametrize("percent", [-1, 0, 9, 101])
def test_the_share_has_bounds(workshop: Workshop, moderator: Person, percent: int) -> None:
    with pytest.raises(Unprocessable):
        change(moderator, percent)


def test_two_people_do_not_set_it_over_each_other(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    change(moderator, 30)
    with pytest.raises(ShareChanged):
        change(organiser, 50)
    late = organiser.client.post(SHARE, {"percent": "50", "seen": "0"})
    assert (late.status_code, read_percent(workshop)) == (409, 30)


def test_what_a_change_does_is_shown_before(workshop: Workshop, moderator: Person) -> None:
    for _one in range(10):
        make_text(workshop)
    code_as(moderator, make_text(workshop))
    effect = expect_effect(workshop, 50)
    assert (effect.left, effect.now, effect.then) == (10, 2, 5)
    page = moderator.client.get(f"{SHARE}?percent=50")
    assert "About 2 of them are read twice now. It would be about 5." in read_text(page)
    assert ShareChange.objects.count() == 0
    done = moderator.client.post(SHARE, {"percent": "50", "seen": "0"})
    assert done.status_code == 303
    assert "50 % of texts are drawn by lot." in read_text(moderator.client.get(f"{DESK}agreement/"))


@pytest.mark.parametrize("percent", ["", "9", "101", "٣", "many", "9" * 400])
def test_an_odd_share_is_asked_again(workshop: Workshop, moderator: Person, percent: str) -> None:
    assert moderator.client.get(SHARE, {"percent": percent}).status_code == 422
    assert moderator.client.post(SHARE, {"percent": percent, "seen": "0"}).status_code == 422
    assert ShareChange.objects.count() == 0


def test_saturation_counts_the_codes_that_stand_and_nothing_of_one_blind_reader(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    bus, train, car = (make_code(moderator, name) for name in ("Bus", "Train", "Car"))
    code_as(moderator, make_text(workshop), [bus])
    code_as(moderator, make_text(workshop), [bus, train])
    code_as(moderator, make_text(workshop), [])
    shared = make_text(workshop, blind=True)
    code_as(moderator, shared, [car])
    saturation = read_saturation(workshop)
    assert (saturation.read, saturation.codes, saturation.once) == (3, 2, 1)
    code_as(organiser, shared, [car])
    assert (read_saturation(workshop).read, read_saturation(workshop).codes) == (4, 3)
    page = moderator.client.get(SATURATION)
    assert "4 of 4 texts are coded, with 3 different codes." in read_text(page)
    assert "About one text in 2 would bring a new code." in read_text(page)
    assert page.text.count("<polyline") == 1


def test_where_nothing_is_coded_there_is_no_curve(workshop: Workshop, moderator: Person) -> None:
    page = moderator.client.get(SATURATION)
    assert "Nothing is coded yet." in read_text(page)
    assert "<polyline" not in page.text


@pytest.mark.parametrize("page", [SHARE, f"{SHARE}?percent=30", SATURATION])
def test_the_number_of_statements_does_not_grow(workshop: Workshop, moderator: Person, page: str) -> None:
    numbers = []
    for number in range(2):
        make_member(f"reads-{number}", workshop, Role.DESIGN_GROUP)
        code_as(moderator, make_text(workshop), [make_code(moderator, f"Code {number}")])
        change(moderator, 30 + number, seen=number)
        moderator.client.get(page)
        with CaptureQueriesContext(connection) as queries:
            answer = moderator.client.get(page)
        assert (answer.status_code, find_inline(answer)) == (200, [])
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= MOST_STATEMENTS
