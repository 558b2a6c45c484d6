"""Rounds about what organisations signed: begun and ended by the clock, answered once, told once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.db import connection
from django.utils import timezone

from ideas_platform.lib.refusals import KeyAway, Unprocessable, WrongPhase
from pledges.domain.judged import find_change, find_status, read_told, tell_judgements
from pledges.domain.judging import (
    HALF_YEAR,
    KIND,
    LATEST,
    OLD_ENOUGH,
    answer,
    begin_due_rounds,
    find_my_answer,
    find_next_day,
    take_answer_back,
)
from pledges.domain.rounds import PATIENCE, end_due_rounds
from pledges.models import Judgement, JudgementAnswer, Pledge, Round
from pledges.tasks import keep_rounds
from tests.cast import make_members
from tests.pledges.rounds import ask, let_end, say
from tests.pledges.signed import make_declared, make_pledge
from workshops.models import Workshop
from workshops.statistics.answers import ToldAnswers

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=200)


@pytest.fixture
def declared() -> Workshop:
    """Return a published workshop with a final edition."""
    return make_declared()


@pytest.fixture
def pledge(declared: Workshop) -> Pledge:
    """Return a pledge that was signed long ago."""
    return make_pledge(declared, confirmed_on=timezone.localdate() - LONG_AGO)


def list_key_files(one: Round) -> list[Path]:
    paths = [Path(folder) / one.pk.hex for folder in settings.KEY_DIRS]
    return [path for path in paths if path.exists()]


def publish(workshop: Workshop, days_ago: int) -> None:
    """Let the result have been published so many days ago."""
    day = timezone.localdate() - timedelta(days=days_ago)
    at = timezone.make_aware(datetime.combine(day, time(12)))
    long_before = {"opens_at": at - 3 * timedelta(days=9), "closes_at": at - timedelta(days=9)}
    dates = {"announced_at": at - 4 * timedelta(days=9), "ideas_until": None, "published_at": at}
    Workshop.objects.filter(pk=workshop.pk).update(**long_before, **dates)


@pytest.mark.parametrize(
    ("days", "begun"),
    [(181, 0), (182, 1), (182 + LATEST.days, 1), (183 + LATEST.days, 0), (364, 2)],
)
def test_a_round_begins_half_a_year_after_publication_and_each_half_year(
    declared: Workshop, pledge: Pledge, days: int, begun: int
) -> None:
    publish(declared, days)
    assert (begin_due_rounds(), begin_due_rounds()) == (bool(begun), 0)
    assert list(Round.objects.values_list("number", flat=True)) == [begun] * bool(begun)
    one = Round.objects.first()
    if one:
        assert (one.ends_on - one.begins_on, len(list_key_files(one))) == (
            timedelta(days=27), len(settings.KEY_DIRS)
        )  # fmt: skip


def test_nobody_is_asked_about_what_is_new_hidden_unconfirmed_or_was_asked_twice(declared: Workshop) -> None:
    publish(declared, 182)
    today = timezone.localdate()
    old = make_pledge(declared, "Old", confirmed_on=today - OLD_ENOUGH)
    make_pledge(declared, "New", confirmed_on=today - OLD_ENOUGH + timedelta(days=1))
    make_pledge(declared, "Hidden", confirmed_on=today - LONG_AGO, is_hidden=True)
    make_pledge(declared, "Waits", is_confirmed=False)
    twice = make_pledge(declared, "Twice", confirmed_on=today - LONG_AGO)
    for number in (7, 8):
        let_end(ask(declared, twice, number=number))
    begin_due_rounds()
    assert [one.pledge for one in Judgement.objects.filter(round__number=1)] == [old]


def test_practice_workshops_ask_nobody(declared: Workshop, pledge: Pledge) -> None:
    publish(declared, 182)
    Workshop.objects.filter(pk=declared.pk).update(practice=True)
    assert begin_due_rounds() == 0


def test_the_desk_knows_when_people_are_asked_next(declared: Workshop, pledge: Pledge) -> None:
    publish(declared, 10)
    known = Workshop.objects.with_phase().get(pk=declared.pk)
    today = timezone.localdate()
    assert find_next_day(known, today) == today - timedelta(days=10) + HALF_YEAR


def test_one_person_answers_once_and_may_change_it_until_the_end(declared: Workshop, pledge: Pledge) -> None:
    other = make_pledge(declared, "Other Trust")
    one, [member] = ask(declared, pledge, other), make_members(1, declared)
    say(one, pledge, [member], "reached")
    say(one, pledge, [member], "not_yet")
    mine = find_my_answer(actor=member, one=one)
    assert mine is not None
    assert mine.value == "not_yet"
    say(one, other, [member], "changed")
    mine = find_my_answer(actor=member, one=one)
    assert mine is not None
    assert (mine.judgement.pledge, mine.value, JudgementAnswer.objects.count()) == (other, "changed", 1)
    take_answer_back(actor=member, one=one)
    assert (find_my_answer(actor=member, one=one), JudgementAnswer.objects.count()) == (None, 0)


def test_a_round_that_cannot_be_told_holds_up_no_other(declared: Workshop, pledge: Pledge) -> None:
    elsewhere = make_declared("elsewhere")
    broken, whole = ask(declared, pledge), ask(elsewhere, make_pledge(elsewhere))
    over = timezone.localdate() - timedelta(days=1)
    Round.objects.update(ends_on=over, begins_on=over - timedelta(days=27))

    def fail_once(one: Round, _key: object) -> None:
        if one.pk == broken.pk:
            raise ZeroDivisionError

    assert end_due_rounds(KIND, fail_once) == 1
    assert (list_key_files(broken) != [], list_key_files(whole)) == (True, [])
    assert list(Round.objects.going_on()) == [broken]


def test_a_pin_hides_what_one_said(declared: Workshop, pledge: Pledge) -> None:
    one, [member] = ask(declared, pledge), make_members(1, declared)
    say(one, pledge, [member], "reached")
    member.pin_hash = "set"
    assert find_my_answer(actor=member, one=one) is None


def test_it_goes_on_where_the_workshops_key_is_destroyed(declared: Workshop, pledge: Pledge) -> None:
    [member] = make_members(1, declared)
    member.vote_subject = member.text_subject = None
    member.save()
    one = ask(declared, pledge)
    say(one, pledge, [member], "reached")
    assert find_my_answer(actor=member, one=one) is not None


@pytest.mark.parametrize("value", ["", "maybe", "\x00"])
def test_no_other_answer_is_stored(declared: Workshop, pledge: Pledge, value: str) -> None:
    one, members = ask(declared, pledge), make_members(1, declared)
    with pytest.raises(Unprocessable):
        say(one, pledge, members, value)


def test_after_the_last_day_or_while_it_is_hidden_nothing_is_stored(
    declared: Workshop, pledge: Pledge
) -> None:
    one, members = ask(declared, pledge), make_members(1, declared)
    Pledge.objects.update(is_hidden=True)
    with pytest.raises(WrongPhase):
        say(one, pledge, members, "reached")
    Pledge.objects.update(is_hidden=False)
    yesterday = timezone.localdate() - timedelta(days=1)
    Round.objects.update(begins_on=yesterday - timedelta(days=9), ends_on=yesterday)
    with pytest.raises(WrongPhase):
        say(one, pledge, members, "reached")


def test_a_round_is_told_once_then_its_answers_and_its_key_are_gone(
    declared: Workshop, pledge: Pledge
) -> None:
    one = ask(declared, pledge)
    say(one, pledge, make_members(30, declared), "not_yet")
    assert (let_end(one), end_due_rounds(KIND, tell_judgements)) == (1, 0)
    assert (JudgementAnswer.objects.count(), list_key_files(one)) == (0, [])
    judgement, one = Judgement.objects.get(), Round.objects.get()
    assert (judgement.people, judgement.told) == (30, {"some": 0, "reached": 0, "not_yet": 30})
    assert (one.ended_on, one.key_check) == (timezone.localdate(), None)
    pledge.refresh_from_db()
    assert (pledge.judged, pledge.judged_on) == ("not_yet", timezone.localdate())


def test_too_few_answers_leave_the_status_as_it_was(declared: Workshop, pledge: Pledge) -> None:
    Pledge.objects.update(judged="changed", judged_on=date(2026, 5, 4))
    one = ask(declared, pledge)
    say(one, pledge, make_members(9, declared), "not_yet")
    let_end(one)
    assert read_told(Judgement.objects.get()) is None
    assert Pledge.objects.get().judged == "changed"


def test_what_is_asked_keeps_the_words_that_it_began_with(declared: Workshop, pledge: Pledge) -> None:
    ask(declared, pledge)
    Pledge.objects.update(sentence="We promise nothing.")
    assert Judgement.objects.get().sentence == "We answer the telephone at night."


@pytest.mark.parametrize(
    ("people", "some", "reached", "not_yet", "status"),
    [
        (10, 0, 0, 10, "unclear"),  # of ten who said no and ten who said yes
        (20, 0, 0, 20, "not_yet"),
        (20, 20, 10, 0, "changed"),
        (30, 30, 30, 0, "reached"),
        (30, 30, 20, 0, "changed"),
        (40, 20, 20, 20, "unclear"),
    ],
)
def test_a_status_is_what_is_certain(people: int, some: int, reached: int, not_yet: int, status: str) -> None:
    told = ToldAnswers(people, {"some": some, "reached": reached, "not_yet": not_yet})
    assert find_status(told) == status


def test_change_is_said_only_of_the_same_words_and_beyond_chance(declared: Workshop, pledge: Pledge) -> None:
    for number, (value, people) in enumerate((("not_yet", 60), ("reached", 60)), start=1):
        one = ask(declared, pledge, number=number)
        say(one, pledge, make_members(people, declared), value)
        let_end(one)
    ended = list(Judgement.objects.order_by("-round__number"))
    assert (find_change(ended), find_change(ended[:1])) == (1, None)
    ended[1].sentence = "Something else."
    assert find_change(ended) is None


def test_without_its_key_a_round_waits_and_is_given_up_after_a_fortnight(
    declared: Workshop, pledge: Pledge, settings: LazySettings
) -> None:
    one = ask(declared, pledge)
    say(one, pledge, make_members(30, declared), "reached")
    [file] = list_key_files(one)
    file.chmod(0o600)
    file.unlink()
    with pytest.raises(KeyAway):
        say(one, pledge, make_members(1, declared), "reached")
    assert (let_end(one), JudgementAnswer.objects.count()) == (0, 30)
    late = timezone.localdate() - PATIENCE - timedelta(days=1)
    Round.objects.update(begins_on=late - timedelta(days=27), ends_on=late)
    keep_rounds()
    assert (JudgementAnswer.objects.count(), Pledge.objects.get().judged) == (0, "")
    assert Round.objects.get().ended_on == timezone.localdate()


def test_nothing_but_the_answer_is_written_when_somebody_answers(declared: Workshop, pledge: Pledge) -> None:
    one, [member] = ask(declared, pledge), make_members(1, declared)
    judgement = Judgement.objects.get()
    with connection.execute_wrapper(_refuse_other_writes):
        answer(actor=member, one=one, judgement=judgement, value="reached")


def _refuse_other_writes(
    execute: Callable[..., object], sql: str, params: object, many: bool, context: dict[str, object]
) -> object:
    words = sql.split()
    assert words[0] in {"WITH", "SELECT"}
    assert sql.count("INSERT INTO") == sql.count("INSERT INTO pledges_judgementanswer")
    return execute(sql, params, many, context)
