"""Passages of other voices are coded like ideas and comments, and shown as what they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from moderation.domain.codebook import read_codebook
from moderation.domain.coded import count_by_code, read_progress, search_codings
from moderation.domain.coding import CodedByTwo, NotShown
from moderation.domain.coding_turns import take_next_to_code
from moderation.domain.quotes import list_passages
from moderation.models import Coding, CodingClaim, OtherVoice, Passage, Quote, Settlement
from tests.cast import Person, make_member
from tests.moderation.coding_people import CODING, DESK, code_as, make_code, make_text, meet
from tests.moderation.other_voices import make_passage, make_voice
from tests.results.exports.read_back import read_table
from workshops.models import Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db


def test_a_passage_is_given_in_its_turn_and_coded_once(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    passage, idea = make_passage(make_voice(workshop)), make_text(workshop)
    first = take_next_to_code(actor=meet(moderator))
    second = take_next_to_code(actor=meet(organiser))
    assert {first, second} == {passage, idea}
    code_as(moderator, passage, [make_code(moderator)], ["five places"])
    code_as(organiser, idea)
    CodingClaim.objects.all().delete()
    assert (take_next_to_code(actor=meet(moderator)), take_next_to_code(actor=meet(organiser))) == (
        None,
        None,
    )
    progress = read_progress(workshop, people=True)
    assert (progress.texts, progress.coded, len(progress.people)) == (2, 2, 2)
    assert list_passages(passage, Quote.objects.all()) == ["five places"]


def test_of_the_share_two_people_code_a_passage_and_settle_it(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    passage, code = make_passage(make_voice(workshop), blind=True), make_code(moderator)
    code_as(moderator, passage, [code])
    assert search_codings(organiser.membership, read_codebook(workshop), {}).count() == 0
    code_as(organiser, passage)
    with pytest.raises(CodedByTwo):
        code_as(make_member("third", workshop, Role.DESIGN_GROUP), passage)
    page = moderator.client.get(f"{DESK}agreement/{passage.ref}/")
    assert page.content.decode().count("Another voice") == 1
    sent = {"seen": page.context["seen"], str(code.pk): "yes"}
    assert moderator.client.post(f"{DESK}agreement/{passage.ref}/", sent).status_code == 303
    assert (Settlement.objects.get().passage, Settlement.objects.get().applies) == (passage, True)


def test_codings_of_a_passage_go_stale_with_its_words_and_go_with_it(
    workshop: Workshop, moderator: Person
) -> None:
    passage = make_passage(make_voice(workshop))
    code_as(moderator, passage, [make_code(moderator)], ["five places", "rings back"])
    Passage.objects.filter(pk=passage.pk).update(body="They ring five places.")
    passage.refresh_from_db()
    assert (Coding.objects.get().stale, list_passages(passage, Quote.objects.all())) == (
        True,
        ["five places"],
    )
    assert take_next_to_code(actor=meet(moderator)) == passage
    passage.delete()
    assert (Coding.objects.count(), Quote.objects.count()) == (0, 0)
    passage.pk = CodingClaim.objects.get().item
    with pytest.raises(NotShown):
        code_as(moderator, passage)


def test_nobody_codes_passages_of_another_workshop(other_workshop: Workshop, moderator: Person) -> None:
    passage = make_passage(make_voice(other_workshop))
    with pytest.raises(PermissionDenied):
        code_as(moderator, passage)
    assert moderator.client.get(f"{CODING}{passage.ref}/").status_code == 404


def test_the_page_of_a_passage_says_what_it_is(workshop: Workshop, moderator: Person) -> None:
    voice = make_voice(workshop, title="Carers of Newham", people=12)
    passage, code = make_passage(voice, "A <b>word</b> & another."), make_code(moderator)
    page = moderator.client.get(f"{CODING}{passage.ref}/")
    shown = page.content.decode()
    assert [words in shown for words in ("Another voice", "Carers of Newham", "12 people")] == [True] * 3
    assert ("&lt;b&gt;word" in shown, "<b>word" in shown) == (True, False)
    sent = {"seen": page.context["seen"], "code": [str(code.pk)], "passages": "another.", "do": "save"}
    assert moderator.client.post(f"{CODING}{passage.ref}/", sent).status_code == 303
    for address in ("coded/", "cards/"):
        listed = moderator.client.get(f"{CODING}{address}?words=another&code={code.pk}")
        assert [row["item"] for row in listed.context["rows"]] == [passage], address
        assert listed.content.decode().count("Carers of Newham") == 1
    assert count_by_code(meet(moderator), read_codebook(workshop)) == {code.pk: 1}


def test_exports_name_a_coded_passage_as_such(workshop: Workshop, moderator: Person, tmp_path: Path) -> None:
    passage, code = make_passage(make_voice(workshop)), make_code(moderator, "Waits")
    code_as(moderator, passage, [code], ["five places"])
    codings = read_table(workshop, "codings", tmp_path / "codings")
    assert [(row["kind"], row["ref"], row["code"]) for row in codings] == [("passage", passage.ref, "Waits")]
    quotes = read_table(workshop, "quotes", tmp_path / "quotes")
    assert quotes == [{"kind": "passage", "ref": passage.ref, "quote": "five places"}]


@pytest.mark.parametrize("number", [1, 20])
def test_the_number_of_queries_does_not_grow_with_passages(
    number: int, workshop: Workshop, moderator: Person, django_assert_max_num_queries: Any
) -> None:
    voice, code = make_voice(workshop, source=OtherVoice.Source.EVENT), make_code(moderator)
    for _one in range(number):
        code_as(moderator, make_passage(voice), [code], ["five places"])
    for address in (f"{CODING}coded/", f"{CODING}cards/", f"{DESK}agreement/"):
        moderator.client.get(address)
        with django_assert_max_num_queries(25):
            moderator.client.get(address)
