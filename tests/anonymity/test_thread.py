"""The private thread betrays nobody: before a release neither an answer nor reading changes anything.

What all others are answered is compared byte by byte, which is more than any guess from it could use.
"""

from __future__ import annotations

import re

import pytest

from ideas.domain.answers import submit_answer
from ideas.models import Answer, Idea, Question
from tests.cast import Person, ask_about, make_comment, make_idea
from tests.moderation.pressing import decide_by_form, page_of
from tests.pages import Page, read_text
from voting.releases.releases import release_workshop
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
DESK = "/admin/desk/community/"
COMMUNITY = "/workshops/community/"
ASKED = {"outcome": "hide", "reason": "off_topic", "common": ""}
# What changes with each answer, whoever asks.
VARYING = re.compile(r'csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": *"\w+"|nonce-[\w+/=-]+')


@pytest.fixture
def question(workshop: Workshop, participant: Person) -> Question:
    """Return an open question about a published idea of the participant."""
    return ask_about(make_idea(workshop, participant.membership))


def read_all(person: Person, question: Question) -> dict[str, str]:
    """Return what this person is answered at every address that could tell of the question."""
    idea = question.item
    desk = ["", "review/", f"review/{idea.ref}/", "several/", "record/", "record/download/", "reasons/"]
    pages = ["", "ideas/", f"ideas/{idea.ref}/", "mine/", "boards/", "moderation/", "poll/", "membership/"]
    places = [DESK + page for page in desk] + [COMMUNITY + page for page in pages]
    places += ["/admin/", f"{COMMUNITY}mine/questions/{question.pk}/"]
    return {place: _read(person.client.get(place)) for place in places}


def _read(page: Page) -> str:
    content = page.getvalue().decode() if page.streaming else page.content.decode()
    return f"{page.status_code} {VARYING.sub('', content)}"


def test_before_a_release_nobody_else_is_answered_otherwise(
    question: Question, participant: Person, colleague: Person, moderator: Person, organiser: Person
) -> None:
    others = (colleague, moderator, organiser)
    before = [read_all(person, question) for person in others]
    assert [read_all(person, question) for person in others] == before
    assert "asks you something" in read_text(participant.client.get(f"{COMMUNITY}mine/"))
    assert [read_all(person, question) for person in others] == before
    submit_answer(actor=participant.membership, question=question, body="On Sundays.")
    assert [read_all(person, question) for person in others] == before
    release_workshop(question.workshop_id, force=True)
    desk = page_of(question.item)
    changed = [place for place, page in read_all(moderator, question).items() if page != before[1][place]]
    assert desk in changed


@pytest.mark.parametrize(
    "words",
    [
        "See nhs.uk",
        "See example dot com",
        "ｎｈｓ．ｕｋ",
        "n\u200bhs.uk",
        "me@x.example",
        "Ring 07700 900123",
        "Type XK492PQ",
    ],
)
def test_a_question_that_leads_somewhere_is_refused_and_its_words_are_kept(
    workshop: Workshop, moderator: Person, words: str
) -> None:
    idea = make_idea(workshop)
    page: Page = decide_by_form(moderator.client, idea, "ask", question=words, **ASKED)
    assert (page.status_code, Question.objects.count()) == (422, 0)
    assert page.context["form"]["question"].value() == words
    assert read_text(page).count("would be the author") > 0


def test_with_a_release_the_candidates_are_those_of_any_comment(
    workshop: Workshop, question: Question, participant: Person
) -> None:
    """An answer that waits is waited for like a comment: nothing is released for it alone."""
    comment = make_comment(make_idea(workshop), participant.membership, Idea.Status.UNRELEASED)
    assert release_workshop(workshop.pk) is None
    comment.delete()
    submit_answer(actor=participant.membership, question=question, body="On Sundays.")
    assert release_workshop(workshop.pk) is None
    assert Answer.objects.get().released_on is None
