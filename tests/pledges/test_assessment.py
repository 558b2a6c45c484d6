"""The self-assessment: written by organisers, answered in rounds, told by the rule for numbers of people."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ideas_platform.lib.refusals import Unprocessable, WrongPhase
from pledges.domain.assessed import tell_assessment
from pledges.domain.assessing import OwnAnswers, find_own_answers
from pledges.domain.assessments import (
    APART,
    KIND,
    AssessmentText,
    begin_assessment,
    write_assessment,
)
from pledges.domain.rounds import end_due_rounds
from pledges.models import Assessment, AssessmentQuestion, AssessmentTotal, LevelAnswer, Round, Standing
from tests.cast import Person, make_member, make_members
from tests.hostile import ODD
from tests.pages import read_text
from tests.pledges.assessing import LEVELS, QUESTIONS, begin, choose, let_be_over, make_assessment, tell
from tests.pledges.signed import make_declared
from workshops.models import Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
DESK = "/admin/desk/signed/assessment/"
HOME = "/workshops/signed/assessment/"
TEXT = AssessmentText("How are things?", LEVELS, QUESTIONS)


@pytest.fixture
def declared() -> Workshop:
    """Return a published workshop with a final edition."""
    return make_declared()


@pytest.fixture
def host(declared: Workshop) -> Person:
    """Return its organiser."""
    return make_member("host", declared, Role.ORGANISER)


def write(**said: str) -> dict[str, str]:
    usual = {"introduction": "How?", "questions": "\n".join(QUESTIONS), "levels": "\n".join(LEVELS)}
    return {**usual, "version": "0", **said}


def test_an_organiser_writes_it_sees_it_as_members_do_and_begins_a_round(
    declared: Workshop, host: Person
) -> None:
    assert b"People who need us know whom to ring" in host.client.get(f"{DESK}?start=set").content
    assert host.client.post(DESK, write()).status_code == 303
    page = host.client.get(DESK)
    assert [field.label for field in page.context["preview"]][1:] == list(QUESTIONS)
    assert host.client.post(f"{DESK}rounds/").status_code == 303
    one = Round.objects.get()
    assert (one.kind, one.begins_on, one.ends_on) == (
        "assessment", timezone.localdate(), timezone.localdate() + timedelta(days=27)
    )  # fmt: skip
    # From then on it stays, whether anybody has answered or not: a page that knew would tell.
    assert host.client.post(DESK, write(version="1")).status_code == 409
    assert host.client.post(f"{DESK}rounds/").status_code == 409


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("questions", " \n "), ("questions", "Same\nsame"), ("questions", "x\n" * 13),
        ("questions", "x" * 201),
        ("levels", "one\ntwo"), ("levels", "1\n2\n3\n4\n5\n6"), ("levels", "x" * 61 + "\ny\nz"),
        ("version", "x"), ("introduction", "x" * 501),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_words(host: Person, name: str, words: str) -> None:
    answer = host.client.post(DESK, write(**{name: words}))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [name])
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("odd", ODD)
def test_odd_questions_are_no_fault(host: Person, odd: str) -> None:
    assert host.client.post(DESK, write(questions=ODD[odd], introduction=ODD[odd])).status_code in {303, 422}
    assert host.client.get(DESK).status_code == 200


def test_who_was_slower_writes_over_nobody(host: Person, declared: Workshop) -> None:
    host.client.post(DESK, write())
    late = host.client.post(DESK, write(questions="Mine?"))
    assert (late.status_code, "Somebody else has saved it meanwhile" in read_text(late)) == (422, True)
    assert AssessmentQuestion.objects.filter(assessment__workshop=declared).count() == len(QUESTIONS)


def test_the_design_group_reads_and_neither_writes_nor_begins(declared: Workshop, host: Person) -> None:
    group = make_member("group", declared, Role.DESIGN_GROUP)
    assert group.client.get(DESK).status_code == 200
    assert group.client.post(DESK, write()).status_code == 403
    with pytest.raises(PermissionDenied):
        write_assessment(actor=group.membership, text=TEXT, version=0)
    with pytest.raises(PermissionDenied):
        begin_assessment(actor=group.membership)


def test_rounds_lie_apart_and_one_goes_on_at_a_time(declared: Workshop, host: Person) -> None:
    actor = host.membership
    actor.workshop = declared
    with pytest.raises(WrongPhase):
        begin_assessment(actor=actor)
    make_assessment(declared)
    first = begin_assessment(actor=actor)
    with pytest.raises(WrongPhase):
        begin_assessment(actor=actor)
    for days, may in ((APART.days - 1, False), (APART.days, True)):
        begins = timezone.localdate() - timedelta(days=days)
        over = {"ends_on": begins + timedelta(days=27), "ended_on": begins + timedelta(days=28)}
        Round.objects.filter(pk=first.pk).update(begins_on=begins, **over)
        if may:
            assert begin_assessment(actor=actor).number == 2
        else:
            with pytest.raises(WrongPhase):
                begin_assessment(actor=actor)


def test_a_member_answers_changes_and_takes_back(declared: Workshop) -> None:
    nurse = make_member("nurse", declared)
    assert nurse.client.get(HOME).status_code == 404
    make_assessment(declared)
    one = begin(declared)
    assert "How are things now?" in read_text(nurse.client.get("/workshops/signed/"))
    page = f"{HOME}answer/"
    assert nurse.client.post(page, {"question_1": "3"}).status_code == 422
    assert nurse.client.post(page, {"standing": "staff", "question_1": "9"}).status_code == 422
    sent = {"standing": "staff", "question_1": "3", "question_2": "0"}
    assert nurse.client.post(page, sent)["Location"] == HOME
    assert nurse.client.post(page, {"standing": "leader", "question_1": "1"}).status_code == 303
    questions = list(Assessment.objects.get().questions.all())
    mine = find_own_answers(actor=nurse.membership, one=one, questions=questions)
    assert mine == OwnAnswers("leader", {questions[0].pk: 1})
    assert nurse.client.get(page).content.count(b"checked") == 2
    nurse.client.post(page, {"take_back": "yes"})
    assert (LevelAnswer.objects.count(), Standing.objects.count()) == (0, 0)


def test_staff_of_the_workshop_and_visitors_do_not_answer(
    declared: Workshop, host: Person, visitor: Client
) -> None:
    make_assessment(declared)
    begin(declared)
    assert [host.client.get(f"{HOME}answer/").status_code, visitor.get(f"{HOME}answer/").status_code] == [
        403, 303
    ]  # fmt: skip
    assert [host.client.get(HOME).status_code, visitor.get(HOME).status_code] == [200, 200]


def test_no_two_rows_of_one_person_share_anything_but_the_round(declared: Workshop) -> None:
    make_assessment(declared)
    one, [member] = begin(declared), make_members(1, declared)
    choose(one, [member], "staff", 2)
    tags = [*LevelAnswer.objects.values_list("tag", flat=True), Standing.objects.get().tag]
    assert len({bytes(tag) for tag in tags}) == len(QUESTIONS) + 1
    assert not any(member.pk.bytes == bytes(tag) for tag in tags)


@pytest.mark.django_db(transaction=True)
def test_each_answer_is_a_commit_of_its_own() -> None:
    """One header over all rows of one person would hold them together until the night."""
    declared = make_declared()
    make_assessment(declared)
    one, [member] = begin(declared), make_members(1, declared)
    choose(one, [member], "staff", 2)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT xmin::text FROM pledges_levelanswer UNION ALL SELECT xmin::text FROM pledges_standing"
        )
        headers = [row[0] for row in cursor.fetchall()]
    assert len(set(headers)) == len(headers) == len(QUESTIONS) + 1


def test_a_round_is_told_by_question_and_by_who_answered_and_then_forgotten(declared: Workshop) -> None:
    make_assessment(declared)
    one = begin(declared)
    choose(one, make_members(40, declared), "staff", 3)
    choose(one, make_members(30, declared), "leader", 0)
    choose(one, make_members(20, declared), "service_user", 3)
    assert (let_be_over(one), end_due_rounds(KIND, tell_assessment)) == (1, 0)
    assert (LevelAnswer.objects.count(), Standing.objects.count()) == (0, 0)
    totals = AssessmentTotal.objects.filter(question__number=1)
    told = {total.standing: (total.people, total.told) for total in totals}
    assert told == {
        "": (90, {"upper": 60, "lower": 30, "0": 30, "1": 0, "2": 0, "3": 60}),
        "staff": (40, {"upper": 40, "lower": 0}),
        "leader": (30, {"upper": 0, "lower": 30}),
        "service_user": (20, {"upper": 20, "lower": 0}),
    }


def test_where_one_standing_is_too_few_another_is_not_told_either(declared: Workshop) -> None:
    """Or what is left of all people, when the others are taken away, would be told of those few."""
    make_assessment(declared)
    one = begin(declared)
    choose(one, make_members(40, declared), "staff", 3)
    choose(one, make_members(30, declared), "leader", 3)
    choose(one, make_members(4, declared), "service_user", 0)
    let_be_over(one)
    standings = Counter(AssessmentTotal.objects.values_list("standing", flat=True))
    assert standings == {"": 2, "staff": 2}


@pytest.mark.parametrize("people", [0, 9])
def test_too_few_say_nothing_and_the_page_says_the_same_for_none_and_nine(
    declared: Workshop, visitor: Client, people: int
) -> None:
    make_assessment(declared)
    one = begin(declared)
    choose(one, make_members(people, declared), "staff", 0)
    let_be_over(one)
    assert not AssessmentTotal.objects.exists()
    assert read_text(visitor.get(HOME)).count("Too few people answered to say anything.") == 2


def test_until_it_ends_no_page_differs_by_answers(declared: Workshop, host: Person, visitor: Client) -> None:
    make_assessment(declared)
    one = begin(declared)
    readers = (
        (host.client, DESK),
        (host.client, "/admin/desk/signed/"),
        (host.client, HOME),
        (visitor, HOME),
    )
    before = [read_text(client.get(page)) for client, page in readers]
    choose(one, make_members(20, declared), "staff", 0)
    assert [read_text(client.get(page)) for client, page in readers] == before


def test_a_change_is_told_where_it_is_larger_than_chance(declared: Workshop, visitor: Client) -> None:
    tell(declared)
    text = read_text(visitor.get(HOME))
    assert "More than last time chose one of these levels." in text
    assert "by who answered I work with people who need care or support about 50 of about 60" in text
    assert "about 30 of about 110" in text


def test_the_page_of_two_rounds_takes_six_queries(
    declared: Workshop, visitor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tell(declared)
    visitor.get(HOME)
    with django_assert_num_queries(6):
        visitor.get(HOME)


@pytest.mark.parametrize(("standing", "level"), [("manager", 0), ("staff", 4), ("staff", -1)])
def test_no_other_answer_is_stored(declared: Workshop, standing: str, level: int) -> None:
    make_assessment(declared)
    one = begin(declared)
    with pytest.raises(Unprocessable):
        choose(one, make_members(1, declared), standing, level)
    Round.objects.update(
        begins_on=one.begins_on - timedelta(days=40), ends_on=one.ends_on - timedelta(days=40)
    )
    with pytest.raises(WrongPhase):
        choose(one, make_members(1, declared), "staff", 0)
    assert not LevelAnswer.objects.exists()
