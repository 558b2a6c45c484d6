"""Other voices: stored with where they come from, changed by one at a time, and never counted with ideas."""

from __future__ import annotations

from typing import Any

import pytest

from ideas.models import Idea
from moderation.domain.coded import read_progress
from moderation.models import Coding, OtherVoice, Passage
from tests.cast import Person
from tests.moderation.coding_people import DESK, code_as
from tests.moderation.other_voices import make_passage, make_voice
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
VOICES = f"{DESK}voices/"
CARERS = {"title": "Carers of Newham", "source": "focus_group", "stream": "service_users", "people": "9"}


def at(voice: OtherVoice, rest: str = "") -> str:
    return f"{VOICES}{voice.pk}/{rest}"


def test_a_voice_is_stored_and_its_passages_are_pasted(workshop: Workshop, moderator: Person) -> None:
    sent = {**CARERS, "held_on": "2026-10-03", "place": "East Ham", "notes_by": "a researcher"}
    answer = moderator.client.post(VOICES, sent)
    voice = OtherVoice.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, at(voice))
    assert (voice.people, str(voice.held_on), voice.place) == (9, "2026-10-03", "East Ham")
    words = "We wait.\r\nAnd wait.\r\n\r\n\r\n  Nobody rings back.\r\n"
    assert moderator.client.post(at(voice), {"bodies": words}).status_code == 303
    assert moderator.client.post(at(voice), {"bodies": "A third."}).status_code == 303
    stored = list(voice.passages.order_by("number").values_list("number", "body"))
    assert stored == [(1, "We wait.\nAnd wait."), (2, "Nobody rings back."), (3, "A third.")]
    assert (Idea.objects.count(), read_progress(workshop).texts) == (0, 3)


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"title": ""}, "title"),
        ({"title": "CARERS, GROUP 1"}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"source": "dream"}, "source"),
        ({"stream": "literature"}, "stream"),
        ({"source": "literature", "stream": "literature"}, "reference"),
        ({"people": "0"}, "people"),
        ({"people": "many"}, "people"),
        ({"people": "99999999999999999999"}, "people"),
        ({"held_on": "yesterday"}, "held_on"),
        ({"place": "x" * 121}, "place"),
    ],
)
def test_what_cannot_be_so_is_named_and_kept(
    changed: dict[str, str], wrong: str, workshop: Workshop, moderator: Person
) -> None:
    make_voice(workshop, title="Carers, group 1")
    answer = moderator.client.post(VOICES, {**CARERS, "place": "East Ham", **changed})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])
    assert (OtherVoice.objects.count(), answer.content.decode().count("East Ham")) == (1, wrong != "place")


@pytest.mark.parametrize("words", ["", " \n ", "x" * 4_001, "\n\n".join("x" * 41)])
def test_passages_that_cannot_be_are_refused_and_kept(
    words: str, workshop: Workshop, moderator: Person
) -> None:
    answer = moderator.client.post(at(make_voice(workshop)), {"bodies": words})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["bodies"])
    assert Passage.objects.count() == 0


def test_what_may_show_somebody_is_stored_only_once_somebody_has_looked(
    workshop: Workshop, moderator: Person
) -> None:
    voice, words = make_voice(workshop), "Mrs Adeyemi in bed 9 waits."
    answer = moderator.client.post(at(voice), {"bodies": words})
    assert (answer.status_code, Passage.objects.count()) == (422, 0)
    assert [sign in answer.content.decode() for sign in ("shows_nobody", words)] == [True, True]
    assert "shows_nobody" not in moderator.client.get(at(voice)).content.decode()
    assert moderator.client.post(at(voice), {"bodies": words, "shows_nobody": "on"}).status_code == 303
    passage = Passage.objects.get()
    address = f"{VOICES}passages/{passage.ref}/"
    seen = moderator.client.get(address).context["seen"]
    assert moderator.client.post(address, {"body": words + " Still.", "seen": seen}).status_code == 422


def test_two_people_who_change_a_voice_both_see_it(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    voice = make_voice(workshop)
    sent = {**CARERS, "version": "1"}
    assert moderator.client.post(at(voice, "facts/"), {**sent, "place": "Here"}).status_code == 303
    late = organiser.client.post(at(voice, "facts/"), {**sent, "place": "There"})
    assert (late.status_code, [words in late.content.decode() for words in ("Here", "There")]) == (
        409,
        [True] * 2,
    )
    voice.refresh_from_db()
    assert (voice.place, voice.version) == ("Here", 2)
    assert organiser.client.post(at(voice, "facts/"), {**sent, "version": "2x"}).status_code == 409


def test_two_people_who_change_a_passage_both_see_it(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    passage = make_passage(make_voice(workshop))
    code_as(moderator, passage)
    address = f"{VOICES}passages/{passage.ref}/"
    seen = organiser.client.get(address).context["seen"]
    assert moderator.client.post(address, {"body": "We wait long.", "seen": seen}).status_code == 303
    late = organiser.client.post(address, {"body": "We do wait.", "seen": seen})
    shown = [words in late.content.decode() for words in ("We wait long.", "We do wait.")]
    assert (late.status_code, shown) == (409, [True, True])
    assert organiser.client.post(f"{address}removal/", {"seen": seen}).status_code == 409
    passage.refresh_from_db()
    assert (passage.body, Coding.objects.get().stale) == ("We wait long.", True)


def test_a_coded_passage_goes_only_where_that_is_said(workshop: Workshop, moderator: Person) -> None:
    voice = make_voice(workshop)
    passage = make_passage(voice)
    code_as(moderator, passage)
    address = f"{VOICES}passages/{passage.ref}/removal/"
    sent = {"seen": moderator.client.get(f"{VOICES}passages/{passage.ref}/").context["seen"]}
    assert moderator.client.post(address, sent).status_code == 422
    assert moderator.client.post(at(voice, "removal/")).status_code == 422
    assert moderator.client.post(address, {**sent, "even_coded": "yes"}).status_code == 303
    assert (Passage.objects.count(), Coding.objects.count()) == (0, 0)
    assert moderator.client.post(at(voice, "removal/")).status_code == 303
    assert OtherVoice.objects.count() == 0


def test_of_another_workshop_nothing_is_found_or_changed(other_workshop: Workshop, moderator: Person) -> None:
    voice = make_voice(other_workshop)
    passage = make_passage(voice)
    for rest in ("", "facts/", "forms/", "forms/1/"):
        assert moderator.client.get(at(voice, rest)).status_code == 404, rest
        assert moderator.client.post(at(voice, rest), {**CARERS, "bodies": "x"}).status_code == 404, rest
    for address in (at(voice, "removal/"), f"{VOICES}passages/{passage.ref}/removal/"):
        assert moderator.client.post(address).status_code == 404, address
    assert Passage.objects.count() == 1


def test_nothing_changes_where_the_workshop_is_not_open(workshop: Workshop, moderator: Person) -> None:
    passage = make_passage(make_voice(workshop))
    Workshop.objects.filter(pk=workshop.pk).update(opens_at=None, announced_at=None, closes_at=None)
    assert moderator.client.get(VOICES).content.decode().count('<form method="post" class') == 0
    assert moderator.client.post(VOICES, CARERS).status_code == 409
    assert moderator.client.post(at(passage.voice), {"bodies": "More."}).status_code == 409
    assert (OtherVoice.objects.count(), Passage.objects.count()) == (1, 1)


@pytest.mark.parametrize("number", [1, 20])
def test_the_number_of_queries_does_not_grow(
    number: int, workshop: Workshop, moderator: Person, django_assert_num_queries: Any
) -> None:
    for _one in range(number):
        voice = make_voice(workshop)
    for _one in range(number):
        passage = make_passage(voice)
    code_as(moderator, passage)
    for address, queries in ((VOICES, 4), (at(voice), 5)):
        moderator.client.get(address)
        with django_assert_num_queries(queries):
            moderator.client.get(address)
