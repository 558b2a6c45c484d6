"""Asking the unknown author of a text: who may, when, what becomes of the text meanwhile, and undoing it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from ideas.domain.answers import submit_answer
from ideas.domain.passages import MARK
from ideas.models import Answer, Comment, Idea, Question, Report
from ideas_platform.lib.refusals import WrongPhase
from moderation.domain.asking import ASKED_ALREADY, ASKED_ENOUGH, DANGER, NOT_SHOWN
from moderation.domain.claims import take_next
from moderation.domain.decisions import ChangedSince, NewDecision, WrongState, decide
from moderation.domain.ledger import list_rows
from moderation.domain.muting import mute
from moderation.domain.redaction import redact_passages
from moderation.domain.seen import read_seen
from moderation.domain.several import ASKED, plan_all
from moderation.domain.undoing import MOVED_ON, undo_press
from moderation.domain.waiting import Waiting, count_waiting
from moderation.models import Decision, Undo
from tests.cast import Person, ask_about, make_comment, make_idea
from tests.moderation.asked import TEXT, ask
from voting.releases.releases import release_workshop
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
S = Idea.Status


@pytest.fixture
def idea(workshop: Workshop, participant: Person) -> Idea:
    """Return an idea of the participant that the design group has to look at."""
    return make_idea(workshop, participant.membership, S.IN_REVIEW, body="Ann Khan waited for weeks.")


def test_the_question_and_the_day_are_kept_and_the_record_says_who_asked(
    idea: Idea, moderator: Person
) -> None:
    question = ask(moderator, idea)
    today = timezone.localdate()
    assert (question.text, question.asked_by, question.asked_on) == (TEXT, moderator.membership, today)
    decision = Decision.objects.get()
    assert (decision.verdict, decision.reason, decision.decided_by) == (
        "ask",
        "off_topic",
        moderator.membership,
    )


@pytest.mark.parametrize("status", [S.IN_REVIEW, S.PUBLISHED])
def test_the_text_leaves_the_queue_and_stays_what_it_is(
    workshop: Workshop, moderator: Person, organiser: Person, status: Idea.Status
) -> None:
    item = make_comment(make_idea(workshop, reviewed=True), None, Comment.Status(status))
    assert take_next(actor=organiser.membership) == item
    ask(moderator, item)
    assert take_next(actor=organiser.membership) is None
    assert count_waiting([workshop.pk])[workshop.pk] == Waiting(asked=1)
    item.refresh_from_db()
    assert (item.status, item.reviewed) == (status, False)


def test_nobody_asks_about_their_own_and_nobody_from_elsewhere_asks(
    workshop: Workshop, moderator: Person, participant: Person, other_moderator: Person
) -> None:
    for person in (moderator, participant, other_moderator):
        with pytest.raises(PermissionDenied):
            ask(person, make_idea(workshop, moderator.membership))
    assert (Question.objects.count(), Decision.objects.count()) == (0, 0)


@pytest.mark.parametrize("change", [{"paused": True}, {"closes_at": timezone.now() - timedelta(hours=1)}])
def test_nobody_is_asked_who_could_not_answer(
    idea: Idea, moderator: Person, change: dict[str, object]
) -> None:
    Workshop.objects.update(ideas_until=None, **change)
    with pytest.raises(WrongPhase):
        ask(moderator, idea)


def test_what_is_hidden_is_not_asked_about(workshop: Workshop, moderator: Person) -> None:
    with pytest.raises(WrongState, match=str(NOT_SHOWN)):
        ask(moderator, make_idea(workshop, status=S.HIDDEN))


def test_one_question_at_a_time_and_two_in_all(idea: Idea, moderator: Person) -> None:
    for _time in range(2):
        ask(moderator, idea)
        with pytest.raises(WrongState, match=str(ASKED_ALREADY)):
            ask(moderator, idea)
        Question.objects.update(ended="answered")
    with pytest.raises(WrongState, match=str(ASKED_ENOUGH)):
        ask(moderator, idea)


def report_danger(idea: Idea) -> None:
    Report.objects.create(item=idea.pk, idea=idea, tag=b"x" * 16, reason="safety")


def test_where_somebody_may_be_at_risk_nobody_waits_for_an_answer(
    idea: Idea, moderator: Person, organiser: Person
) -> None:
    ask(moderator, idea)
    report_danger(idea)
    assert take_next(actor=organiser.membership) is None
    release_workshop(idea.workshop_id, force=True)
    assert Question.objects.get().ended == "danger"
    assert take_next(actor=organiser.membership) == idea
    with pytest.raises(WrongState, match=str(DANGER)):
        ask(moderator, idea)


@pytest.mark.parametrize("verdict", ["publish", "hide", "mask"])
def test_a_decision_ends_the_question(idea: Idea, moderator: Person, verdict: str) -> None:
    ask(moderator, idea)
    reason = "fits" if verdict == "publish" else "identifies"
    decision = NewDecision(verdict, reason)
    if verdict == "mask":
        redact_passages(actor=moderator.membership, item=idea, passages=["Ann Khan"], new_decision=decision)
    else:
        decide(actor=moderator.membership, item=idea, new_decision=decision)
    assert Question.objects.get().ended == "decided"


def test_a_mute_does_not_end_it(idea: Idea, moderator: Person) -> None:
    ask(moderator, idea)
    mute(actor=moderator.membership, item=idea, reason="abusive")
    assert Question.objects.get().ended == ""


def test_covered_words_leave_question_and_answer_too(
    idea: Idea, moderator: Person, participant: Person
) -> None:
    question = ask(moderator, idea, "Is Ann Khan well?")
    submit_answer(actor=participant.membership, question=question, body="Ann Khan is well.")
    decision = NewDecision("mask", "identifies")
    redact_passages(actor=moderator.membership, item=idea, passages=["Ann Khan"], new_decision=decision)
    assert (Question.objects.get().text, Answer.objects.get().body) == (
        f"Is {MARK} well?",
        f"{MARK} is well.",
    )


def test_words_of_an_answer_alone_can_be_covered_once_it_is_read(
    idea: Idea, moderator: Person, participant: Person
) -> None:
    question = ask(moderator, idea)
    submit_answer(actor=participant.membership, question=question, body="Her son Bob Lee said so.")
    words = {"passages": ["Bob Lee"], "new_decision": NewDecision("mask", "identifies")}
    with pytest.raises(WrongState):
        redact_passages(actor=moderator.membership, item=idea, **words)  # type: ignore[arg-type]
    release_workshop(idea.workshop_id, force=True)
    redact_passages(actor=moderator.membership, item=idea, **words)  # type: ignore[arg-type]
    assert Answer.objects.get().body == f"Her son {MARK} said so."


def test_asking_is_undone_within_ten_minutes_and_an_answer_nobody_read_goes_with_it(
    idea: Idea, moderator: Person, participant: Person, organiser: Person
) -> None:
    question = ask(moderator, idea)
    submit_answer(actor=participant.membership, question=question, body="For example on Sundays.")
    undone = undo_press(actor=moderator.membership, press=Undo.objects.get().press)
    left = (Question.objects.count(), Answer.objects.count())
    assert ([row.obstacle for row in undone], left) == ([""], (0, 0))
    assert take_next(actor=organiser.membership) == idea
    assert Decision.objects.get(verdict="undo").undoes == Decision.objects.get(verdict="ask")
    ask(moderator, idea)


def test_what_has_ended_is_not_undone(idea: Idea, moderator: Person) -> None:
    ask(moderator, idea)
    Question.objects.update(ended="answered")
    rows = undo_press(actor=moderator.membership, press=Undo.objects.get().press)
    assert [row.obstacle for row in rows] == [str(MOVED_ON)]


def test_who_saw_the_text_before_somebody_asked_decides_nothing(
    idea: Idea, moderator: Person, organiser: Person
) -> None:
    seen = read_seen(idea)
    ask(moderator, idea)
    with pytest.raises(ChangedSince):
        decide(actor=organiser.membership, item=idea, new_decision=NewDecision("publish", "fits", seen=seen))


def test_what_was_seen_does_not_tell_that_an_answer_waits(
    idea: Idea, moderator: Person, participant: Person
) -> None:
    question = ask(moderator, idea)
    seen = read_seen(idea)
    submit_answer(actor=participant.membership, question=question, body="For example on Sundays.")
    assert read_seen(idea) == seen
    release_workshop(idea.workshop_id, force=True)
    assert read_seen(Idea.objects.get()) != seen


def test_several_at_once_leaves_it_out(idea: Idea, moderator: Person) -> None:
    ask(moderator, idea)
    rows = plan_all(actor=moderator.membership, items=[idea], verdict="publish")
    assert [row.obstacle for row in rows] == [str(ASKED)]


def test_the_ledger_counts_the_question(workshop: Workshop, idea: Idea, moderator: Person) -> None:
    ask(moderator, idea)
    rows = list(list_rows(workshop, timezone.localdate() + timedelta(days=1)))
    assert [(row.verdict, row.text) for row in rows] == [("ask", idea.pk)]


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("question_about_one_item", {"idea": None}),
        ("question_reason_fits_outcome", {"outcome": "cover", "reason": "off_topic"}),
        ("question_reason_fits_outcome", {"reason": "safety"}),
        ("question_end_known", {"ended": "forgot"}),
        ("question_text_length", {"text": "x" * 501}),
    ],
)
def test_the_database_refuses_odd_questions(idea: Idea, name: str, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ask_about(idea, **fields)


@pytest.mark.parametrize("kind", ["an_idea", "a_comment"])
def test_the_database_keeps_one_open_question(idea: Idea, kind: str) -> None:
    item = idea if kind == "an_idea" else make_comment(idea)
    ask_about(item, ended="answered")
    ask_about(item)
    with pytest.raises(IntegrityError, match=f"question_one_at_a_time_of_{kind}"), transaction.atomic():
        ask_about(item)
