"""Undo: for ten minutes whoever took a decision can take it back, and the record keeps both."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from ideas.models import Comment, Idea, Report
from moderation.domain.decisions import NewDecision, WrongState, decide
from moderation.domain.recent import STATE_FIELDS, forget_all_ended, read_state
from moderation.domain.redaction import redact_passages
from moderation.domain.undoing import MOVED_ON, find_last_press, undo_press
from moderation.models import Decision, Undo
from tests.cast import Person, make_comment, make_idea
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
S = Idea.Status
LATER = date(2026, 5, 4)


def decide_on(person: Person, item: Idea | Comment, verdict: str, reason: str = "fits") -> uuid.UUID:
    """Decide, and return what names this press."""
    decide(actor=person.membership, item=item, new_decision=NewDecision(verdict, reason))
    return Undo.objects.get(item=item.pk).press


@pytest.mark.parametrize("verdict", ["publish", "hide"])
@pytest.mark.parametrize("status", [S.IN_REVIEW, S.PUBLISHED])
@pytest.mark.parametrize("kind", ["idea", "comment"])
def test_the_item_is_again_what_it_was(
    workshop: Workshop, moderator: Person, kind: str, status: Idea.Status, verdict: str
) -> None:
    item: Idea | Comment = make_idea(workshop, status=status, review_since=LATER, held=status == S.IN_REVIEW)
    if kind == "comment":
        item = make_comment(make_idea(workshop), None, Comment.Status(status), review_since=LATER)
    item.refresh_from_db()
    before = read_state(item)
    press = decide_on(moderator, item, verdict, "fits" if verdict == "publish" else "abusive")
    undone = undo_press(actor=moderator.membership, press=press)
    item.refresh_from_db()
    assert ([row.obstacle for row in undone], read_state(item)) == ([""], before)
    first, second = Decision.objects.get(verdict=verdict), Decision.objects.get(verdict="undo")
    assert (second.undoes, second.reason) == (first, "fits")


def test_what_readers_reported_waits_again(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop, status=S.IN_REVIEW, held_by_reports=True, published_on=LATER)
    Report.objects.create(item=idea.pk, tag=bytes(16), idea=idea, reason="abusive", released=True)
    press = decide_on(moderator, idea, "publish")
    assert Report.objects.get().answered is True
    undo_press(actor=moderator.membership, press=press)
    idea.refresh_from_db()
    assert (Report.objects.get().answered, idea.held_by_reports, idea.approved) == (False, True, False)


def test_a_decision_knows_for_how_long_it_was_waited_for(workshop: Workshop, moderator: Person) -> None:
    since = timezone.localdate() - timedelta(days=3)
    idea = make_idea(workshop, status=S.IN_REVIEW, review_since=since)
    decide_on(moderator, idea, "publish")
    decide_on(moderator, idea, "hide", "abusive")
    assert sorted(Decision.objects.values_list("verdict", "waited")) == [("hide", None), ("publish", 3)]
    idea.refresh_from_db()
    assert idea.review_since is None


def test_nobody_else_can_undo_it(workshop: Workshop, moderator: Person, organiser: Person) -> None:
    press = decide_on(moderator, make_idea(workshop), "hide", "abusive")
    with pytest.raises(WrongState):
        undo_press(actor=organiser.membership, press=press)
    assert (find_last_press(organiser.membership), Undo.objects.count()) == (None, 1)


def test_after_ten_minutes_it_is_too_late(workshop: Workshop, moderator: Person) -> None:
    press = decide_on(moderator, make_idea(workshop), "hide", "abusive")
    Undo.objects.update(until=timezone.now() - timedelta(hours=1))
    with pytest.raises(WrongState):
        undo_press(actor=moderator.membership, press=press)
    assert find_last_press(moderator.membership) is None
    forget_all_ended()
    assert Undo.objects.count() == 0


def test_it_is_undone_once(workshop: Workshop, moderator: Person) -> None:
    press = decide_on(moderator, make_idea(workshop), "hide", "abusive")
    undo_press(actor=moderator.membership, press=press)
    with pytest.raises(WrongState):
        undo_press(actor=moderator.membership, press=press)
    assert Decision.objects.filter(verdict="undo").count() == 1


def test_what_was_decided_again_or_covered_meanwhile_stays(
    workshop: Workshop, moderator: Person, organiser: Person
) -> None:
    again, covered = (make_idea(workshop, body="Ask Mrs Khan.") for _one in range(2))
    presses = [decide_on(moderator, idea, "publish") for idea in (again, covered)]
    decide_on(organiser, again, "hide", "abusive")
    redact_passages(
        actor=organiser.membership,
        item=covered,
        passages=["Mrs Khan"],
        new_decision=NewDecision("mask", "identifies"),
    )
    for press in presses:
        with pytest.raises(WrongState):
            undo_press(actor=moderator.membership, press=press)


def test_what_was_reported_or_taken_back_meanwhile_stays(workshop: Workshop, moderator: Person) -> None:
    reported, gone = make_idea(workshop), make_idea(workshop)
    presses = [decide_on(moderator, idea, "publish") for idea in (reported, gone)]
    Idea.objects.filter(pk=reported.pk).update(reviewed=False)
    Idea.objects.filter(pk=gone.pk).update(status=S.WITHDRAWN)
    said = [undo_press(actor=moderator.membership, press=press)[0].obstacle for press in presses]
    assert said == [str(MOVED_ON)] * 2


def test_who_is_of_the_staff_no_more_undoes_nothing(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop)
    press = decide_on(moderator, idea, "hide", "abusive")
    type(moderator.membership).objects.filter(pk=moderator.membership.pk).update(role="participant")
    rows = undo_press(actor=moderator.membership, press=press)
    assert [row.obstacle == "" for row in rows] == [False]
    assert Idea.objects.get(pk=idea.pk).status == S.HIDDEN


def test_one_press_brings_back_all_that_one_press_decided(workshop: Workshop, moderator: Person) -> None:
    ideas, press = [make_idea(workshop) for _one in range(3)], uuid.uuid4()
    for idea in ideas:
        new_decision = NewDecision("hide", "off_topic", press=press)
        decide(actor=moderator.membership, item=idea, new_decision=new_decision)
    last = find_last_press(moderator.membership)
    assert last is not None
    assert (last.key, last.verdict, len(last.items)) == (press, "hide", 3)
    undo_press(actor=moderator.membership, press=press)
    assert set(Idea.objects.values_list("status", flat=True)) == {S.PUBLISHED}


def test_undoing_lets_boards_be_worked_out_anew(workshop: Workshop, moderator: Person) -> None:
    press = decide_on(moderator, make_idea(workshop), "hide", "abusive")
    Workshop.objects.update(recompute_all=False)
    undo_press(actor=moderator.membership, press=press)
    assert Workshop.objects.get(pk=workshop.pk).recompute_all is True


def test_ones_own_is_not_undone(workshop: Workshop, moderator: Person) -> None:
    own = make_idea(workshop, moderator.membership)
    with pytest.raises(PermissionDenied):
        decide_on(moderator, own, "publish")
    assert set(STATE_FIELDS) == set(read_state(own))
