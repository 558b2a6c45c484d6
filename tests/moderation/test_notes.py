"""Notes within the design group: who is meant reads them, and nobody learns what another coder thinks."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from ideas.models import Comment, Idea
from ideas_platform.lib.refusals import Unprocessable
from moderation.domain.colleagues import find_mentioned, list_colleagues
from moderation.domain.daily_letter import write_daily_letters
from moderation.domain.decisions import NewDecision
from moderation.domain.notes import (
    About,
    NoteChanged,
    NoteText,
    change_note,
    count_unread,
    delete_note,
    list_all_notes,
    list_mentions,
    list_notes,
    mark_read,
    write_note,
)
from moderation.domain.redaction import redact_passages, take_text_out
from moderation.models import Mention, Note
from tests.cast import Person, make_comment, make_idea, make_member
from tests.moderation.coding_people import code_as, make_answer, make_code, make_text, meet
from tests.moderation.other_voices import make_passage, make_voice
from workshops.models import OutboxEmail, User, Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db


def write(person: Person, about: About = None, text: str = "Look at this.", *readers: Person) -> Note:
    new = NoteText(text, {reader.membership.pk for reader in readers})
    return write_note(actor=meet(person), about=about, new=new)


def read(person: Person, about: About = None) -> list[str]:
    return [note.text for note in list_notes(meet(person), about)]


def test_notes_stand_where_they_belong_in_the_order_of_writing(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    idea, code = make_text(workshop), make_code(moderator)
    passage = make_passage(make_voice(workshop))
    places: list[Any] = [None, idea, make_answer(idea), passage, code]
    for place in places:
        write(moderator, place, "First.")
        write(organiser, place, "Second.")
    assert [read(organiser, place) for place in places] == [["First.", "Second."]] * 5
    assert [note.number for note in list_all_notes(meet(moderator))] == list(range(10, 0, -1))


def test_nobody_of_another_workshop_reads_them(
    workshop: Workshop, moderator: Person, other_moderator: Person
) -> None:
    note = write(moderator)
    assert list(list_all_notes(meet(other_moderator))) == []
    with pytest.raises(Unprocessable):
        write(moderator, None, "For you.", other_moderator)
    with pytest.raises(NoteChanged):
        delete_note(actor=meet(other_moderator), note=note, version=1)


def test_whoever_is_mentioned_has_it_unread_until_they_mark_it(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    first, second = (write(moderator, None, text, organiser) for text in ("One.", "Two."))
    assert (count_unread(organiser.membership), count_unread(moderator.membership)) == (2, 0)
    mark_read(organiser.membership, second.pk, is_read=True)
    mark_read(moderator.membership, None, is_read=True)
    rows = [(mention.note.pk, mention.read) for mention in list_mentions(organiser.membership)]
    assert rows == [(first.pk, False), (second.pk, True)]
    mark_read(organiser.membership, second.pk, is_read=False)
    assert count_unread(organiser.membership) == 2


@pytest.mark.parametrize("kind", ["idea", "comment"])
def test_of_a_text_that_two_code_blindly_only_the_writer_sees_a_note_until_both_have(
    workshop: Workshop, moderator: Person, organiser: Person, kind: str
) -> None:
    third = make_member("third", workshop, Role.DESIGN_GROUP)
    text: Idea | Comment = make_text(workshop, blind=True)
    if kind == "comment":
        text = make_answer(make_text(workshop), blind=True)
    write(moderator, text, "It is about buses.", organiser)

    def see() -> list[tuple[list[str], int, int]]:
        people = (moderator, organiser, third)
        return [
            (read(one, text), count_unread(one.membership), list_all_notes(meet(one)).count())
            for one in people
        ]

    hidden = [(["It is about buses."], 0, 1), ([], 0, 0), ([], 0, 0)]
    assert see() == hidden
    code_as(moderator, text)
    assert see() == hidden
    code_as(third, text)
    shown = ["It is about buses."]
    assert see() == [(shown, 0, 1), (shown, 1, 1), (shown, 0, 1)]


def test_a_text_that_is_blind_is_so_before_it_is_published_too(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    text = make_text(workshop, blind=True, status=Idea.Status.IN_REVIEW)
    write(moderator, text)
    assert (read(organiser, text), read(moderator, text)) == ([], ["Look at this."])


def test_of_a_text_that_one_codes_everybody_sees_notes_at_once(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    text = make_text(workshop)
    write(moderator, text)
    assert read(organiser, text) == ["Look at this."]


def test_nobody_writes_about_their_own_text(workshop: Workshop, moderator: Person) -> None:
    for own in (
        make_idea(workshop, moderator.membership),
        make_comment(make_idea(workshop), moderator.membership),
    ):
        with pytest.raises(PermissionDenied):
            write(moderator, own)
    assert Note.objects.count() == 0


def test_what_shows_somebody_is_refused(workshop: Workshop, moderator: Person) -> None:
    with pytest.raises(Unprocessable):
        write(moderator, None, "Mrs Adeyemi, NHS number 943 476 5919")


def test_only_the_writer_changes_a_note_and_never_over_what_they_did_not_see(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    note = write(moderator, None, "One.", organiser)
    mark_read(organiser.membership, note.pk, is_read=True)
    for who, version in ((organiser, 1), (moderator, 2)):
        with pytest.raises(NoteChanged):
            change_note(actor=meet(who), note=note, new=NoteText("Two."), version=version)
        with pytest.raises(NoteChanged):
            delete_note(actor=meet(who), note=note, version=version)
    third = make_member("third", workshop, Role.DESIGN_GROUP)
    readers = {organiser.membership.pk, third.membership.pk}
    change_note(actor=meet(moderator), note=note, new=NoteText("Two.", readers), version=1)
    assert (read(organiser), count_unread(organiser.membership), count_unread(third.membership)) == (
        ["Two."],
        0,
        1,
    )
    with pytest.raises(NoteChanged):
        change_note(actor=meet(moderator), note=note, new=NoteText("Three."), version=1)
    delete_note(actor=meet(moderator), note=note, version=2)
    assert (Note.objects.count(), Mention.objects.count()) == (0, 0)


def test_notes_go_with_a_text_that_is_taken_back(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    idea = make_text(workshop)
    comment = make_answer(idea)
    for text in (idea, comment):
        write(moderator, text, "Look.", organiser)
    Comment.objects.filter(pk=comment.pk).update(status="withdrawn", body="")
    assert [note.about for note in Note.objects.all()] == [idea]
    Idea.objects.filter(pk=idea.pk).update(status="withdrawn", title="", body="")
    assert (Note.objects.count(), Mention.objects.count()) == (0, 0)


def test_what_is_covered_in_a_text_is_covered_in_notes_about_it(
    workshop: Workshop, moderator: Person
) -> None:
    text = make_text(workshop, body="Ask for the tall nurse of ward nine about the rota.")
    write(moderator, text, "“The tall nurse” is too much.")
    cover = NewDecision("mask", "identifies")
    redact_passages(actor=moderator.membership, item=text, passages=["tall nurse"], new_decision=cover)
    assert "tall nurse" not in Note.objects.get().text
    text.refresh_from_db()
    take_text_out(text)
    assert Note.objects.count() == 0


def test_people_are_named_by_what_stands_before_the_at_of_their_address(
    workshop: Workshop, moderator: Person
) -> None:
    for number, address in enumerate(("Ana.Marsh@a.example", "ola@a.example", "ola@b.example")):
        person = make_member(f"person-{number}", workshop, Role.DESIGN_GROUP)
        User.objects.filter(pk=person.user.pk).update(email=address)
    colleagues = list_colleagues(meet(moderator))
    assert [one.handle for one in colleagues] == ["ana.marsh", "ola@a.example", "ola@b.example"]
    text = "@Ana.Marsh, and (@ola@b.example): see ana@b.example. @ola? @nobody!"
    people, unknown = find_mentioned(text, colleagues)
    assert [person.user.email for person in people if person.user] == ["Ana.Marsh@a.example", "ola@b.example"]
    assert unknown == ["ola", "nobody"]


def test_the_letter_of_the_day_says_how_many_notes_are_new_and_no_more(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    second = make_member("second", workshop, Role.DESIGN_GROUP)
    write(moderator, None, "The rota is settled.", organiser, second)
    # Nobody learns that there is a note about a text which others still code.
    write(moderator, make_text(workshop, blind=True, reviewed=True), "It is about buses.", second)
    assert write_daily_letters() == 2
    letters = list(OutboxEmail.objects.all())
    assert {letter.recipient for letter in letters} == {organiser.user.email, second.user.email}
    assert {letter.subject for letter in letters} == {"Notes wait for you: Community services"}
    assert {letter.text.split("\n\n")[0] for letter in letters} == {
        "1 new note for you in “Community services”."
    }
