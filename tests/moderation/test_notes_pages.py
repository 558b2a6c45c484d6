"""The pages of notes: written, named, read, changed and deleted by plain forms; blind texts tell nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from moderation.models import Mention, Note
from tests.cast import Person, make_idea
from tests.moderation.coding_people import CODEBOOK, CODING, DESK, code_as, make_code, make_text
from tests.moderation.test_desk import MOST_STATEMENTS
from tests.moderation.test_notes import write
from tests.pages import find_inline, read_text
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
NOTES = f"{DESK}notes/"


def test_a_note_is_written_for_somebody_named_and_somebody_ticked(
    workshop: Workshop, moderator: Person, organiser: Person, participant: Person
) -> None:
    text = make_text(workshop)
    page = f"{NOTES}{text.ref}/"
    sent = {"text": "Is this about buses, @organiser?"}
    assert moderator.client.post(page, sent).status_code == 303
    ticked = {"text": "For the list.", "mentioned": [str(organiser.membership.pk)]}
    assert moderator.client.post(page, ticked).status_code == 303
    assert Mention.objects.filter(mentioned=organiser.membership).count() == 2
    told = read_text(organiser.client.get(NOTES))
    assert "2 notes are unread." in told
    assert "Is this about buses, @organiser?" in told
    wrong = {"text": "For you.", "mentioned": [str(participant.membership.pk)]}
    assert moderator.client.post(page, wrong).status_code == 422


@pytest.mark.parametrize("text", ["", "Ask @nobody.", "NHS number 943 476 5919", "x" * 1_001])
def test_a_note_that_cannot_be_is_asked_again(moderator: Person, text: str) -> None:
    answer = moderator.client.post(NOTES, {"text": text})
    assert (answer.status_code, answer.context["form"].errors.keys()) == (422, {"text"})
    assert Note.objects.count() == 0


def test_notes_are_plain_text(moderator: Person) -> None:
    write(moderator, None, "<b>Look</b> at\nhttps://trust.example")
    page = moderator.client.get(NOTES)
    assert "&lt;b&gt;Look&lt;/b&gt; at<br>https://trust.example" in page.text
    assert 'href="https://trust.example' not in page.text


def test_a_note_is_read_and_unread_by_presses(moderator: Person, organiser: Person) -> None:
    note = write(moderator, None, "Look.", organiser)
    for sent, left in (
        ({"read": "yes", "note": str(note.pk)}, 0),
        ({"read": "no", "note": str(note.pk)}, 1),
        ({"read": "yes"}, 0),
    ):
        assert organiser.client.post(f"{NOTES}reading/", sent).status_code == 303
        assert organiser.client.get(NOTES).context["unread"] == left
    for odd in ({}, {"read": "maybe"}, {"read": "yes", "note": "none"}):
        assert organiser.client.post(f"{NOTES}reading/", odd).status_code == 400


def test_a_note_is_changed_and_deleted_by_its_writer_alone(moderator: Person, organiser: Person) -> None:
    note = write(moderator, None, "Look.", organiser)
    page = f"{NOTES}{note.pk}/"
    assert organiser.client.get(page).status_code == 404
    assert organiser.client.post(f"{page}removal/", {"version": "1"}).status_code == 404
    assert moderator.client.get(page).context["form"].initial["mentioned"] == [str(organiser.membership.pk)]
    assert moderator.client.post(page, {"text": "Look again.", "version": "1"}).status_code == 303
    late = moderator.client.post(page, {"text": "Mine.", "version": "1"})
    assert (late.status_code, Note.objects.get().text) == (409, "Look again.")
    assert "Look again." in read_text(late)
    assert late.context["form"]["text"].value() == "Mine."
    assert moderator.client.post(f"{page}removal/", {"version": "1"}).status_code == 409
    assert moderator.client.post(f"{page}removal/", {"version": "2"}).status_code == 303
    assert Note.objects.count() == 0


@pytest.mark.parametrize(
    "page", ["notes/", "notes/all/", "notes/<ref>/", "coding/<ref>/", "review/<ref>/", ""]
)
def test_no_page_tells_the_other_coder_that_there_is_a_note_on_a_blind_text(
    workshop: Workshop, moderator: Person, organiser: Person, page: str
) -> None:
    make_code(moderator)
    text = make_text(workshop, blind=True)
    address = f"{DESK}{page.replace('<ref>', text.ref)}"
    organiser.client.get(address)
    before = _read(organiser, address)
    write(moderator, text, "It is about buses.", organiser)
    assert _read(organiser, address) == before
    code_as(moderator, text)
    code_as(organiser, text)
    assert "It is about buses." in read_text(organiser.client.get(NOTES))


def _read(person: Person, address: str) -> str:
    return read_text(person.client.get(address))


def test_a_note_stands_beside_what_is_coded_settled_and_reviewed(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    code = make_code(moderator)
    single, shared = make_text(workshop), make_text(workshop, blind=True)
    write(moderator, code, "Only hours on the road.")
    write(moderator, single, "It is about buses.")
    write(moderator, shared, "It is about trains.")
    code_as(moderator, shared, [code])
    code_as(organiser, shared)
    assert "It is about buses." in _read(organiser, f"{CODING}{single.ref}/")
    assert "It is about trains." in _read(organiser, f"{DESK}agreement/{shared.ref}/")
    assert "1 note of the group" in _read(organiser, f"{DESK}review/{single.ref}/")
    assert "1 note about it" in _read(organiser, f"{CODEBOOK}{code.pk}/")
    assert "Only hours on the road." in _read(organiser, f"{CODEBOOK}{code.pk}/notes/")


def test_on_ones_own_text_there_is_no_form(workshop: Workshop, moderator: Person) -> None:
    own = make_idea(workshop, moderator.membership)
    page = moderator.client.get(f"{NOTES}{own.ref}/")
    assert "Nobody writes notes about their own text." in read_text(page)
    assert moderator.client.post(f"{NOTES}{own.ref}/", {"text": "Mine."}).status_code == 403


@pytest.mark.parametrize("page", ["notes/", "notes/all/", "notes/<ref>/", "coding/<ref>/"])
def test_the_number_of_statements_does_not_grow_with_the_notes(
    workshop: Workshop, moderator: Person, organiser: Person, page: str
) -> None:
    text, code = make_text(workshop), make_code(moderator)
    address = f"{DESK}{page.replace('<ref>', text.ref)}"
    numbers = []
    for _round in range(2):
        for about in (None, text, code):
            write(organiser, about, "Look.", moderator)
        moderator.client.get(address)
        with CaptureQueriesContext(connection) as queries:
            answer = moderator.client.get(address)
        assert (answer.status_code, find_inline(answer)) == (200, [])
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= MOST_STATEMENTS
