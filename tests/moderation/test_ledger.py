"""The public ledger: numbers of texts under the statistics rules, that move in steps only."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ideas.models import Idea
from moderation.domain.ledger import Ledger, list_rows, make_ledger, read_ledger
from moderation.models import Decision
from tests.cast import Person, make_idea
from tests.pages import read_text
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
LEDGER = "/workshops/community/moderation/"
DAY = date(2026, 5, 4)


def decide_on(
    workshop: Workshop, number: int, verdict: str, reason: str = "fits", **fields: object
) -> list[Idea]:
    """Let so many new ideas be decided about, on DAY unless another day is given."""
    ideas = [make_idea(workshop) for _one in range(number)]
    for idea in ideas:
        _decide(workshop, idea, verdict, reason, **fields)
    return ideas


def _decide(workshop: Workshop, idea: Idea, verdict: str, reason: str = "fits", **fields: object) -> Decision:
    usual: dict[str, object] = {"decided_on": DAY, **fields}
    return Decision.objects.create(workshop=workshop, idea=idea, verdict=verdict, reason=reason, **usual)


def test_small_numbers_are_not_told(workshop: Workshop, visitor: Client) -> None:
    decide_on(workshop, 9, "hide", "abusive")
    assert read_ledger(workshop) == Ledger()
    page = visitor.get(LEDGER)
    assert read_text(page).count("Too few texts have been decided about to tell anything yet.") == 1


def test_numbers_are_rounded_and_small_kinds_are_together(workshop: Workshop) -> None:
    decide_on(workshop, 62, "publish", waited=2)
    decide_on(workshop, 31, "hide", "off_topic", waited=4)
    decide_on(workshop, 22, "hide", "abusive", waited=9)
    decide_on(workshop, 3, "mask", "identifies")
    decide_on(workshop, 4, "mute", "safety")
    ledger = read_ledger(workshop)
    assert (ledger.as_of, ledger.middle) == (DAY, 2)
    assert set(ledger.verdicts.told) == {"publish", "hide"}
    assert set(ledger.reasons.told) == {"off_topic", "abusive"}
    told = [*ledger.verdicts.told.values(), *ledger.reasons.told.values()]
    assert [number % 5 for number in told] == [0, 0, 0, 0]
    assert abs(ledger.verdicts.told["publish"] - 62) < 5


def test_today_is_not_told_and_nine_more_change_nothing(workshop: Workshop) -> None:
    decide_on(workshop, 40, "publish")
    before = read_ledger(workshop)
    later = Workshop.objects.get(pk=workshop.pk)
    decide_on(workshop, 30, "hide", "abusive", decided_on=timezone.localdate())
    decide_on(workshop, 9, "hide", "abusive", decided_on=DAY + timedelta(days=1))
    from_anew = _read_anew(later)
    assert (from_anew, from_anew.as_of) == (before, DAY)


def test_ten_more_texts_are_a_new_step(workshop: Workshop) -> None:
    decide_on(workshop, 40, "publish")
    decide_on(workshop, 10, "hide", "abusive", decided_on=DAY + timedelta(days=1))
    assert read_ledger(workshop).as_of == DAY + timedelta(days=1)


def test_it_tells_how_much_of_what_was_hidden_is_shown_again(workshop: Workshop) -> None:
    hidden = decide_on(workshop, 60, "hide", "off_topic", waited=1)
    for idea in hidden[:15]:
        _decide(workshop, idea, "publish", decided_on=DAY + timedelta(days=1))
    for idea in hidden[15:30]:
        _decide(workshop, idea, "undo", undoes=idea.decisions.get())
    decide_on(workshop, 20, "publish", waited=1, decided_on=DAY + timedelta(days=1))
    assert read_ledger(workshop).shown_again in {4, 5, 6}


def test_it_answers_those_who_reported_by_reason_and_outcome(workshop: Workshop, visitor: Client) -> None:
    decide_on(workshop, 40, "publish", reports_answered=["abusive", "off_topic"])
    covered = decide_on(workshop, 20, "publish", reports_answered=["abusive"])
    hidden = decide_on(workshop, 30, "hide", "abusive", reports_answered=["abusive"])
    for idea in covered:
        _decide(workshop, idea, "mask", "identifies")
    # What was undone within ten minutes is no answer.
    for idea in hidden[:10]:
        _decide(workshop, idea, "undo", undoes=idea.decisions.get())
    ledger = read_ledger(workshop)
    true = {"kept": 40, "covered": 20, "hidden": 20}
    off = [abs(ledger.outcomes.told[name] - number) for name, number in true.items()]
    assert [number < 5 for number in off] == [True, True, True]
    assert set(ledger.reported.told) == {"abusive", "off_topic"}
    text = read_text(visitor.get(LEDGER))
    assert [text.count(words) for words in ("What readers reported", "Words are covered")] == [2, 1]


def test_the_page_says_it_in_words(workshop: Workshop, visitor: Client, participant: Person) -> None:
    decide_on(workshop, 200, "publish", waited=0)
    decide_on(workshop, 200, "hide", "off_topic", waited=0)
    for person in (visitor, participant.client):
        text = read_text(person.get(LEDGER))
        assert [text.count(words) for words in ("the same day", "under 10 %", "too few to tell")] == [1, 1, 2]


def test_it_is_the_same_whoever_asks_and_names_nobody(
    workshop: Workshop, visitor: Client, moderator: Person
) -> None:
    for idea in decide_on(workshop, 15, "hide", "abusive", decided_by=moderator.membership):
        assert idea.ref not in visitor.get(LEDGER).text
    assert moderator.user.email not in visitor.get(LEDGER).text


def _read_anew(workshop: Workshop) -> Ledger:
    """Return the ledger as another process would work it out."""
    return make_ledger(list_rows(workshop, timezone.localdate()))
