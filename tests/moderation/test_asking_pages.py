"""Asking an author on the desk: the form, what it refuses, and what all of the group see afterwards."""

from __future__ import annotations

import pytest

from ideas.domain.answers import submit_answer
from ideas.models import Idea, Question
from moderation.forms.asking import COMMON
from tests.cast import Person, ask_about, make_idea
from tests.moderation.pressing import decide_by_form, desk_of, page_of
from tests.pages import Page, read_text
from voting.releases.releases import release_workshop
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
OWN = "Can you say this in other words?"


@pytest.fixture
def idea(workshop: Workshop, participant: Person) -> Idea:
    """Return an idea of the participant in which somebody is named."""
    state, body = Idea.Status.IN_REVIEW, "Mrs Khan waited for weeks."
    return make_idea(workshop, participant.membership, state, body=body)


def send(person: Person, idea: Idea, **filled: object) -> Page:
    usual = {"common": "", "question": OWN, "outcome": "hide", "reason": "off_topic", "cover_words": ""}
    return decide_by_form(person.client, idea, "ask", **{**usual, **filled})


def test_a_question_is_asked_and_the_next_text_is_there(idea: Idea, moderator: Person) -> None:
    page = send(moderator, idea, **{"from": "turn"})
    assert (page.status_code, page["Location"]) == (303, desk_of(idea, "review/"))
    assert (Question.objects.get().text, Question.objects.get().outcome) == (OWN, "hide")
    words = read_text(moderator.client.get(page["Location"]))
    assert words.count("Nothing is left for you") == 1
    assert words.count("Asked the author of: “One number to ring”.") == 1


def test_a_common_question_needs_no_words(idea: Idea, moderator: Person) -> None:
    send(moderator, idea, common="1", question="")
    assert Question.objects.get().text == str(COMMON[0])


def test_cover_words_are_ticked_or_typed(idea: Idea, moderator: Person) -> None:
    form = moderator.client.get(page_of(idea)).context["forms"]["ask"]
    ticked = [value for value, _words in form.fields["cover_found"].choices]
    send(moderator, idea, outcome="cover", reason="identifies", cover_found=ticked, cover_words="weeks")
    assert Question.objects.get().list_covered() == ["Mrs Khan", "weeks"]


@pytest.mark.parametrize(
    ("filled", "refused"),
    [
        ({"question": ""}, {"question"}),
        ({"question": "x" * 501}, {"question"}),
        ({"question": "Is Mrs Khan your aunt?"}, {"question"}),
        ({"common": "99"}, {"common"}),
        ({"outcome": ""}, {"outcome"}),
        ({"outcome": "cover", "reason": "identifies"}, {"cover_words"}),
        ({"outcome": "cover", "cover_words": "weeks"}, {"reason"}),
        ({"outcome": "cover", "reason": "identifies", "cover_words": "years"}, {"cover_words"}),
        ({"reason": "safety"}, {"reason"}),
        ({"reason": ""}, {"reason"}),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(
    idea: Idea, moderator: Person, filled: dict[str, str], refused: set[str]
) -> None:
    page = send(moderator, idea, **filled)
    assert (page.status_code, set(page.context["form"].errors)) == (422, refused)
    assert Question.objects.count() == 0


def test_all_of_the_group_see_question_and_answer(
    idea: Idea, participant: Person, moderator: Person, organiser: Person
) -> None:
    question = ask_about(idea)
    waiting = read_text(organiser.client.get(page_of(idea)))
    assert (waiting.count(question.text), waiting.count("An answer can come until")) == (1, 1)
    assert "1 that waits for its author" in read_text(organiser.client.get(desk_of(idea)))
    submit_answer(actor=participant.membership, question=question, body="Ask Dr Jones on Sundays.")
    release_workshop(idea.workshop_id, force=True)
    for place in (page_of(idea), desk_of(idea, "review/")):
        page = moderator.client.get(place)
        assert read_text(page).count("The answer came with the release of") == 1
        assert page.content.decode().count("<mark>Dr Jones</mark>") == 1


def test_who_wrote_it_is_offered_nothing_and_nothing_is_asked_twice(
    workshop: Workshop, idea: Idea, moderator: Person
) -> None:
    own = make_idea(workshop, moderator.membership)
    assert moderator.client.get(page_of(own)).context["forms"] == {}
    ask_about(idea)
    assert "ask" not in moderator.client.get(page_of(idea)).context["forms"]
    assert send(moderator, idea).status_code == 409
