"""Paper forms: typed by two who do not see each other's words, settled, and only then a passage."""

from __future__ import annotations

from typing import Any

import pytest

from moderation.domain.paper_forms import Part, compare_words, find_open_choice, merge_words
from moderation.models import Keying, OtherVoice, PaperForm, Passage
from tests.cast import Person, make_member
from tests.moderation.coding_people import DESK
from tests.moderation.other_voices import make_voice
from workshops.models import Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
FIRST, SECOND = "We ring fife places.\nNobody answers.", "We ring five places.\nNobody ever answers."


@pytest.fixture
def pile(workshop: Workshop) -> str:
    """Return where the forms of a pile are typed."""
    voice = make_voice(workshop, source=OtherVoice.Source.PAPER_FORMS)
    return f"{DESK}voices/{voice.pk}/forms/"


def key(person: Person, pile: str, body: str = FIRST, number: str = "7") -> Any:
    """Let this person type a form as the page offers it to them, and return the answer."""
    seen = person.client.get(f"{pile}?number={number}").context["seen"]
    return person.client.post(pile, {"number": number, "body": body, "seen": seen})


def settle(person: Person, pile: str, body: str, number: str = "7") -> Any:
    """Let this person settle a form as the page offers it to them, and return the answer."""
    seen = person.client.get(f"{pile}{number}/").context["seen"]
    return person.client.post(f"{pile}{number}/", {"body": body, "seen": seen})


def test_two_type_it_a_third_settles_it_and_then_it_is_a_passage(
    pile: str, workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    third = make_member("third", workshop, Role.DESIGN_GROUP)
    assert key(moderator, pile).status_code == 303
    assert third.client.get(f"{pile}7/").status_code == 404
    assert key(organiser, pile, SECOND).status_code == 303
    assert Passage.objects.count() == 0
    page = third.client.get(f"{pile}7/")
    body = page.context["form"]["body"].value()
    assert body == "We ring [[fife|five]] places.\nNobody [[|ever]] answers."
    assert [words in page.content.decode() for words in ("one typed", ">fife</b>", ">five</b>")] == [True] * 3
    assert settle(third, pile, body).status_code == 422
    assert settle(third, pile, SECOND).status_code == 303
    assert (Passage.objects.get().body, PaperForm.objects.get().settled_by) == (SECOND, third.membership)
    assert set(Keying.objects.values_list("body", flat=True)) == {""}
    assert key(third, pile).status_code == 422


def test_nobody_sees_what_the_other_typed_before_they_have_typed_it(
    pile: str, moderator: Person, organiser: Person
) -> None:
    key(moderator, pile, "A secret word.")
    for address in (pile, f"{pile}?number=7", f"{DESK}voices/", pile.removesuffix("forms/")):
        assert "secret" not in organiser.client.get(address).content.decode(), address
    late = organiser.client.post(pile, {"number": "7", "body": "", "seen": ""})
    assert (late.status_code, "secret" in late.content.decode()) == (422, False)
    stale = organiser.client.post(pile, {"number": "7", "body": "Mine.", "seen": "x"})
    assert (stale.status_code, "secret" in stale.content.decode()) == (409, False)
    assert "secret" in moderator.client.get(f"{pile}?number=7").content.decode()


def test_one_may_mend_what_one_typed_until_the_other_has_typed_it(
    pile: str, moderator: Person, organiser: Person
) -> None:
    key(moderator, pile, "We wiat.")
    again = moderator.client.post(pile, {"number": "7", "body": "We wait.", "seen": "old"})
    assert (again.status_code, [one in again.content.decode() for one in ("We wiat.", "We wait.")]) == (
        409,
        [True] * 2,
    )
    assert key(moderator, pile, "We wait.").status_code == 303
    assert (Keying.objects.get().body, PaperForm.objects.count()) == ("We wait.", 1)
    key(organiser, pile, "We wait.")
    assert "Both typed the same." in moderator.client.get(f"{pile}7/").content.decode()
    refused = key(moderator, pile, "Something else.")
    assert (refused.status_code, "Something else." in refused.content.decode()) == (422, True)
    assert set(Keying.objects.values_list("body", flat=True)) == {"We wait."}


def test_whoever_settles_second_is_told_and_keeps_their_words(
    pile: str, moderator: Person, organiser: Person
) -> None:
    key(moderator, pile)
    key(organiser, pile, SECOND)
    seen = organiser.client.get(f"{pile}7/").context["seen"]
    assert settle(moderator, pile, FIRST).status_code == 303
    late = organiser.client.post(f"{pile}7/", {"body": "What I chose.", "seen": seen})
    shown = [words in late.content.decode() for words in ("fife places", "What I chose.")]
    assert (late.status_code, shown, Passage.objects.count()) == (409, [True, True], 1)


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "99999999999", "٣"])
def test_a_form_without_a_right_number_is_not_kept(number: str, pile: str, moderator: Person) -> None:
    answer = moderator.client.post(pile, {"number": number, "body": "We wait.", "seen": ""})
    assert (answer.status_code in {409, 422}, "We wait." in answer.content.decode()) == (True, True)
    assert PaperForm.objects.count() == 0
    assert moderator.client.get(f"{pile}?number={number}").status_code == 200


def test_only_piles_of_forms_are_typed(workshop: Workshop, moderator: Person) -> None:
    voice = make_voice(workshop)
    assert moderator.client.get(f"{DESK}voices/{voice.pk}/forms/").status_code == 404


@pytest.mark.parametrize("number", [1, 20])
def test_the_number_of_queries_does_not_grow_with_the_pile(
    number: int, pile: str, moderator: Person, organiser: Person, django_assert_num_queries: Any
) -> None:
    voice = OtherVoice.objects.get()
    for one in range(1, number + 1):
        form = PaperForm.objects.create(voice=voice, number=one)
        Keying.objects.create(form=form, keyed_by=moderator.membership, reader=1, body="x")
    organiser.client.get(pile)
    with django_assert_num_queries(5):
        organiser.client.get(pile)


def test_texts_are_compared_word_by_word() -> None:
    assert list(compare_words("a b c", "a x c d")) == [
        Part(same="a"),
        Part(first="b", second="x"),
        Part(same="c"),
        Part(second="d"),
    ]
    assert (merge_words("a\n\nb", "a\n\nb"), merge_words("a  b", "a b")) == ("a\n\nb", "a b")
    assert (find_open_choice("It is [[a|b]] and [[c|]]."), find_open_choice("It is [a].")) == ("[[a|b]]", "")
