"""The private thread betrays nobody: before a release neither an answer nor reading changes anything.

What all others are answered is compared byte by byte, which is more than any guess from it could use.
"""

from __future__ import annotations

import pytest

from ideas.domain.answers import submit_answer
from ideas.models import Answer, Idea, Question
from tests.anonymity.everybody_else import COMMUNITY, read_all
from tests.cast import Person, ask_about, make_comment, make_idea
from tests.moderation.pressing import decide_by_form, page_of
from tests.pages import Page, read_text
from voting.releases.releases import release_workshop
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
ASKED = {"outcome": "hide", "reason": "off_topic", "common": ""}


@pytest.fixture
def question(workshop: Workshop, participant: Person) -> Question:
    """Return an open question about a published idea of the participant."""
    return ask_about(make_idea(workshop, participant.membership))


def read_about(person: Person, question: Question) -> dict[str, str]:
    """Return what this person is answered at every address that could tell of the question."""
    idea = question.item
    return read_all(person, idea.thread, [f"{COMMUNITY}mine/questions/{question.pk}/"])


def test_before_a_release_nobody_else_is_answered_otherwise(
    question: Question, participant: Person, colleague: Person, moderator: Person, organiser: Person
) -> None:
    others = (colleague, moderator, organiser)
    before = [read_about(person, question) for person in others]
    assert [read_about(person, question) for person in others] == before
    assert "asks you something" in read_text(participant.client.get(f"{COMMUNITY}mine/"))
    assert [read_about(person, question) for person in others] == before
    submit_answer(actor=participant.membership, question=question, body="On Sundays.")
    assert [read_about(person, question) for person in others] == before
    release_workshop(question.workshop_id, force=True)
    desk = page_of(question.item)
    changed = [place for place, page in read_about(moderator, question).items() if page != before[1][place]]
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
