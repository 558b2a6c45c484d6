"""The editor's note: what the design group says beside an idea whose words stay its author's."""

from __future__ import annotations

import pytest

from ideas.models import Idea
from moderation.domain.editors_notes import remove_note, write_note
from moderation.models import Decision, EditorsNote
from tests.cast import Person, make_idea
from tests.moderation.deciding import hide_idea
from tests.moderation.pressing import decide_by_form, desk_of, page_of
from tests.pages import read_text
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
WORDS = "These three ideas are counted together: each asks for one number."


def test_everybody_reads_it_and_the_text_stays(
    workshop: Workshop, moderator: Person, participant: Person
) -> None:
    idea = make_idea(workshop)
    assert decide_by_form(moderator.client, idea, "note", words_shown=WORDS).status_code == 303
    page = read_text(participant.client.get(idea.get_absolute_url()))
    assert (page.count(WORDS), page.count("Editor’s note"), page.count("own words are unchanged")) == (
        1,
        1,
        1,
    )
    changed = Idea.objects.get(pk=idea.pk)
    assert (changed.title, changed.body) == (idea.title, idea.body)
    facts = ("idea", "verdict", "reason", "note", "decided_by")
    assert list(Decision.objects.values_list(*facts)) == [
        (idea.pk, "note", "fits", WORDS, moderator.membership.pk)
    ]
    assert EditorsNote.objects.get().written_by == moderator.membership


def test_it_is_undone_to_what_was_there_before(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop)
    for words, before in ((WORDS, ""), ("Counted with two others.", WORDS), ("", WORDS)):
        if words:
            write_note(actor=moderator.membership, idea=idea, words=words)
        else:
            remove_note(actor=moderator.membership, idea=idea)
        press = moderator.client.get(page_of(idea)).context["press"]
        moderator.client.post(desk_of(idea, "undo/"), {"press": str(press["key"])})
        assert list(EditorsNote.objects.values_list("words", flat=True)) == ([before] if before else [])
        if not before:
            write_note(actor=moderator.membership, idea=idea, words=WORDS)
    assert Decision.objects.filter(verdict="undo").count() == 3


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "Ring 020 7946 0000.",
        "If you wrote this, write to me@trust.example.",
        "See www.trust.example/rota.",
        "It is about Mrs Margaret Khan.",
        "x" * 301,
    ],
)
def test_what_leads_somewhere_or_shows_somebody_is_refused(
    workshop: Workshop, moderator: Person, words: str
) -> None:
    idea = make_idea(workshop)
    assert decide_by_form(moderator.client, idea, "note", words_shown=words).status_code == 422
    assert (EditorsNote.objects.count(), Decision.objects.count()) == (0, 0)


def test_who_is_second_is_told_of_the_first_note(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    idea = make_idea(workshop)
    seen = moderator.client.get(page_of(idea)).context["forms"]["note"].seen
    write_note(actor=organiser.membership, idea=idea, words=WORDS)
    late = decide_by_form(moderator.client, idea, "note", words_shown="Another.", seen=seen)
    assert (late.status_code, EditorsNote.objects.get().words) == (409, WORDS)


def test_none_beside_ones_own_nor_where_nobody_sees_it(
    workshop: Workshop, moderator: Person, organiser: Person, participant: Person
) -> None:
    own, hidden = make_idea(workshop, moderator.membership), make_idea(workshop)
    assert decide_by_form(moderator.client, own, "note", words_shown=WORDS).status_code == 403
    write_note(actor=moderator.membership, idea=hidden, words=WORDS)
    hide_idea(actor=organiser.membership, idea=hidden, reason="abusive")
    assert read_text(participant.client.get(hidden.get_absolute_url())).count(WORDS) == 0
    assert decide_by_form(moderator.client, hidden, "note", words_shown="Other words.").status_code == 409
    assert decide_by_form(moderator.client, hidden, "unnote").status_code == 303
    assert decide_by_form(participant.client, own, "note", words_shown=WORDS).status_code == 404


def test_markup_is_text(workshop: Workshop, moderator: Person, participant: Person) -> None:
    idea = make_idea(workshop)
    decide_by_form(moderator.client, idea, "note", words_shown="<b>Counted</b> {{ 7 }}")
    page = participant.client.get(idea.get_absolute_url()).content.decode()
    assert (page.count("&lt;b&gt;Counted"), page.count("<b>Counted")) == (1, 0)
