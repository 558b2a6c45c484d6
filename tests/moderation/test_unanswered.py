"""Seven days without an answer: what whoever asked has chosen, once a release has shown that none came."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ideas.domain.answers import submit_answer
from ideas.models import Answer, Idea, Question
from moderation.domain.unanswered import end_unanswered
from moderation.models import Decision
from tests.cast import Person, ask_about, make_idea, make_workshop
from tests.moderation.asked import ask, let_days_pass, note_release
from workshops.models import Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
S = Idea.Status
BODY = "Ann Khan waited for weeks."


@pytest.fixture
def idea(workshop: Workshop, participant: Person) -> Idea:
    """Return an idea of the participant that is held."""
    return make_idea(workshop, participant.membership, S.IN_REVIEW, body=BODY, held=True)


def read(idea: Idea) -> tuple[str, str]:
    """Return state and text of the idea, and how the question ended."""
    fresh = Idea.objects.get(pk=idea.pk)
    return fresh.status, fresh.body


def test_it_is_hidden_with_the_reason_as_a_decision_of_who_asked(idea: Idea, moderator: Person) -> None:
    let_days_pass(ask(moderator, idea))
    note_release(idea.workshop)
    assert (end_unanswered(), end_unanswered()) == (1, 0)
    decision = Decision.objects.get(verdict="hide")
    assert (decision.reason, decision.decided_by, decision.note) == (
        "off_topic",
        moderator.membership,
        "No answer came within seven days.",
    )
    assert (read(idea), Question.objects.get().ended) == ((S.HIDDEN, BODY), "ran_out")


def test_or_it_is_published_with_the_words_covered(idea: Idea, moderator: Person) -> None:
    question = ask(moderator, idea, outcome="cover", reason="identifies", passages=("Ann Khan",))
    let_days_pass(question)
    note_release(idea.workshop)
    end_unanswered()
    assert read(idea) == (S.PUBLISHED, "[covered] waited for weeks.")
    assert sorted(Decision.objects.values_list("verdict", flat=True)) == ["ask", "mask", "publish"]


def test_the_question_keeps_no_words_of_the_text(idea: Idea, moderator: Person) -> None:
    question = ask(moderator, idea, outcome="cover", reason="identifies", passages=("Ann Khan",))
    assert (question.places, question.list_covered()) == ([["body", 0, 8]], ["Ann Khan"])


@pytest.mark.parametrize("days", [0, 7])
def test_before_the_days_are_over_nothing_happens(idea: Idea, moderator: Person, days: int) -> None:
    let_days_pass(ask(moderator, idea), days)
    note_release(idea.workshop)
    assert (end_unanswered(), read(idea)[0]) == (0, S.IN_REVIEW)


@pytest.mark.parametrize("is_answered", [True, False])
def test_before_a_release_nobody_can_tell_whether_there_is_an_answer(
    idea: Idea, moderator: Person, participant: Person, is_answered: bool
) -> None:
    question = ask(moderator, idea)
    if is_answered:
        submit_answer(actor=participant.membership, question=question, body="On Sundays.")
    let_days_pass(question, 30)
    note_release(idea.workshop)
    idea.workshop.releases.update(released_at=timezone.now() - timedelta(days=29))
    assert (end_unanswered(), read(idea)[0]) == (0, S.IN_REVIEW)


def test_in_practice_it_needs_no_release(moderator: Person) -> None:
    workshop = make_workshop(practice=True, practice_ends_on=timezone.localdate() + timedelta(days=9))
    idea = make_idea(workshop, status=S.IN_REVIEW)
    let_days_pass(ask_about(idea))
    assert (end_unanswered(), read(idea)[0]) == (1, S.HIDDEN)


def test_a_pause_lets_the_days_begin_anew(idea: Idea, moderator: Person) -> None:
    let_days_pass(ask(moderator, idea), 20)
    note_release(idea.workshop)
    Workshop.objects.update(resumed_at=timezone.now() - timedelta(days=2))
    assert end_unanswered() == 0
    Workshop.objects.update(resumed_at=timezone.now() - timedelta(days=9))
    assert end_unanswered() == 1


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.LEFT])
def test_where_who_asked_is_staff_no_more_nobody_has_decided(
    idea: Idea, moderator: Person, role: Role
) -> None:
    let_days_pass(ask(moderator, idea))
    moderator.membership.role = role
    moderator.membership.save(update_fields=["role"])
    note_release(idea.workshop)
    end_unanswered()
    assert Decision.objects.get(verdict="hide").decided_by is None


def test_an_answer_that_came_with_the_release_keeps_it_open(
    idea: Idea, moderator: Person, participant: Person
) -> None:
    question = ask(moderator, idea)
    submit_answer(actor=participant.membership, question=question, body="On Sundays.")
    let_days_pass(question)
    note_release(idea.workshop)
    assert (end_unanswered(), Answer.objects.count(), read(idea)[0]) == (0, 1, S.IN_REVIEW)
