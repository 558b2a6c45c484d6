"""Answers in a consultation and verdicts of authors: who may, once each, in releases of ten, as shares."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from ideas.models import Idea
from ideas_platform.lib.refusals import KeyDestroyed, Unprocessable, WrongPhase
from results.domain.answer_releases import find_workshops_with_answers, lapse_answers, release_answers
from results.domain.answering import (
    answer_statement,
    find_my_answers,
    find_my_verdicts,
    give_verdict,
    may_judge,
    takes_answers,
    takes_verdicts,
)
from results.domain.told_answers import read_told
from results.models import (
    AnswerRelease,
    AuthorVerdict,
    DrawnAnswerMoment,
    Edition,
    Statement,
    StatementAnswer,
    StatementTotal,
)
from tests.cast import Person, make_idea, make_members, make_three_organisations
from tests.moderation.coding_people import code_as, make_code, make_text, meet
from tests.results.declaration import add, begin, close_long_ago, make_released, make_statement, release
from workshops.models import Membership, Workshop

pytestmark = pytest.mark.django_db


def know(workshop: Workshop) -> Workshop:
    """Return the workshop as of now."""
    return Workshop.objects.with_phase().get(pk=workshop.pk)


def consult(organiser: Person, **said: object) -> Statement:
    """Return the statement of a consultation edition that is released."""
    return make_released(organiser, kind="consultation", **said).statements.get()


def make_crowd(organiser: Person, size: int = 10) -> list[Membership]:
    """Return the members of three organisations, each with their workshop as of now."""
    workshop = know(organiser.membership.workshop)
    members = [one for people in make_three_organisations(workshop, size) for one in people]
    for one in members:
        one.workshop = workshop
    return members


def answer_all(members: list[Membership], statement: Statement, value: str = "keep", text: str = "") -> None:
    for one in members:
        answer_statement(actor=one, statement=statement, value=value, text=text)


def let_it_come(workshop: Workshop) -> AnswerRelease | None:
    """Make the release of answers, whose moment must be drawn or is drawn now."""
    made = release_answers(workshop.pk)
    DrawnAnswerMoment.objects.update(moment=timezone.now() - timedelta(hours=1))
    return made or release_answers(workshop.pk)


def test_one_person_has_one_answer_to_a_statement_and_can_change_it_and_take_it_back(
    organiser: Person, participant: Person
) -> None:
    statement = consult(organiser)
    member = meet(participant)
    for value, text in (("keep", ""), ("change", "Say it shorter."), ("missing", "Buses.")):
        answer_statement(actor=member, statement=statement, value=value, text=text)
    (mine,) = find_my_answers(actor=member, statements=[statement]).values()
    assert (mine.value, mine.text, StatementAnswer.objects.count()) == ("missing", "Buses.", 1)
    answer_statement(actor=member, statement=statement, value="")
    assert find_my_answers(actor=member, statements=[statement]) == {}
    for value, text in (("shout", ""), ("missing", ""), ("keep", "x" * 1_001)):
        with pytest.raises(Unprocessable):
            answer_statement(actor=member, statement=statement, value=value, text=text)


def test_answers_are_taken_for_the_last_consultation_edition_and_while_it_lasts(
    organiser: Person, participant: Person
) -> None:
    statement = consult(organiser)
    edition = Edition.objects.get()
    edition.workshop = know(edition.workshop)
    assert (takes_answers(edition), takes_verdicts(edition)) == (True, True)
    following = begin(organiser)
    with pytest.raises(WrongPhase):
        answer_statement(actor=meet(participant), statement=following.statements.get(), value="keep")
    release(organiser, following)
    assert (takes_answers(edition), takes_verdicts(edition)) == (False, False)
    with pytest.raises(WrongPhase):
        answer_statement(actor=meet(participant), statement=statement, value="keep")
    with pytest.raises(WrongPhase):
        answer_statement(actor=meet(participant), statement=following.statements.get(), value="keep")


def test_a_consultation_ends_with_its_last_day(organiser: Person, participant: Person) -> None:
    statement = consult(organiser, answers_until=timezone.localdate())
    answer_statement(actor=meet(participant), statement=statement, value="keep")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE results_edition DISABLE TRIGGER results_edition_stays")
        cursor.execute("UPDATE results_edition SET answers_until = answers_until - 1")
    with pytest.raises(WrongPhase):
        answer_statement(actor=meet(participant), statement=statement, value="change")


def test_only_authors_of_what_a_statement_used_judge_it_and_each_once(
    organiser: Person, participant: Person, colleague: Person
) -> None:
    workshop = meet(organiser).workshop
    code = make_code(organiser)
    by_code = make_text(workshop, participant.membership)
    code_as(organiser, by_code, [code])
    other = make_idea(workshop, colleague.membership)
    close_long_ago(workshop)
    edition = begin(organiser, "consultation")
    statement = make_statement(edition, new=None)
    add(statement, "code", code=code)
    make_statement(edition, "Elsewhere.")
    add(make_statement(edition, "Other."), "item", item=other)
    release(organiser, edition)
    for value in ("keeps", "loses"):
        give_verdict(actor=meet(participant), statement=statement, value=value)
    assert find_my_verdicts(actor=meet(participant), statements=[statement]) == {statement.pk: "loses"}
    assert AuthorVerdict.objects.count() == 1
    with pytest.raises(PermissionDenied):
        give_verdict(actor=meet(colleague), statement=statement, value="keeps")
    with pytest.raises(Unprocessable):
        give_verdict(actor=meet(participant), statement=statement, value="praises")
    Idea.objects.filter(pk=by_code.pk).update(status=Idea.Status.WITHDRAWN)
    assert not may_judge(actor=meet(participant), statement=statement)


def test_a_pin_shuts_what_one_answered_and_judging(organiser: Person, participant: Person) -> None:
    statement = consult(organiser)
    member = meet(participant)
    answer_statement(actor=member, statement=statement, value="keep")
    Membership.objects.filter(pk=member.pk).update(pin_hash="x")
    member = Membership.objects.get(pk=member.pk)
    member.workshop = know(member.workshop)
    assert member.hides_past
    assert find_my_answers(actor=member, statements=[statement]) == {}
    with pytest.raises(PermissionDenied):
        give_verdict(actor=member, statement=statement, value="keeps")


def test_nine_people_wait_and_ten_come_at_a_drawn_moment(organiser: Person) -> None:
    statement = consult(organiser)
    members = make_crowd(organiser)
    workshop = know(statement.edition.workshop)
    first = [members[0], members[1], members[2], *members[10:13], *members[20:23]]
    answer_all(first, statement)
    assert find_workshops_with_answers() == {workshop.pk}
    assert let_it_come(workshop) is None
    answer_all([members[3]], statement)
    assert release_answers(workshop.pk) is None
    assert DrawnAnswerMoment.objects.count() == 1
    # One takes it back in the last minute: none is made, and no moment stays.
    answer_statement(actor=members[3], statement=statement, value="")
    DrawnAnswerMoment.objects.update(moment=timezone.now() - timedelta(hours=1))
    assert release_answers(workshop.pk) is None
    assert DrawnAnswerMoment.objects.count() == 0
    answer_all([members[13]], statement, "change", "Shorter.")
    made = let_it_come(workshop)
    assert made is not None
    assert (made.number, (made.people or 0) % 5) == (1, 0)
    assert sorted(StatementAnswer.objects.values_list("counted", flat=True)) == ["change"] + ["keep"] * 9
    assert StatementAnswer.objects.get(counted="change").shown_text == "Shorter."
    assert find_workshops_with_answers() == set()


def test_of_one_organisation_only_a_third_counts(organiser: Person) -> None:
    statement = consult(organiser)
    members = make_crowd(organiser, 20)
    answer_all(members[:20], statement)
    assert let_it_come(know(statement.edition.workshop)) is None


def test_what_is_told_is_a_share_and_never_all_or_nobody(organiser: Person) -> None:
    statement = consult(organiser)
    members = make_crowd(organiser)
    answer_all(members, statement)
    workshop = know(statement.edition.workshop)
    assert let_it_come(workshop) is not None
    told = read_told(statement.edition, "consultation")[statement.pk]
    assert (told.people, [(one.value, one.words) for one in told.shares]) == (
        30, [("keep", "over 90%"), ("change", "under 10%"), ("missing", "under 10%")],
    )  # fmt: skip
    assert read_told(statement.edition, "verdict") == {}


def test_nothing_new_is_told_before_many_more_have_answered(organiser: Person) -> None:
    statement = consult(organiser)
    members = make_crowd(organiser, 14)
    workshop = know(statement.edition.workshop)
    answer_all([*members[:10], *members[14:24], *members[28:38]], statement)
    assert let_it_come(workshop) is not None
    before = StatementTotal.objects.values().get()
    answer_all([*members[:4], *members[14:18], *members[28:32]], statement, "change")
    assert let_it_come(workshop) is not None
    assert StatementTotal.objects.values().get() == before


def test_too_few_are_told_nothing(organiser: Person) -> None:
    edition = make_released(organiser, "One.", "Two.", kind="consultation")
    one, two = edition.statements.order_by("order")
    members = make_crowd(organiser)
    answer_all(members, one)
    answer_all([members[0], members[10], members[20]], two)
    assert let_it_come(edition.workshop) is not None
    assert list(read_told(edition, "consultation")) == [one.pk]


def test_what_too_few_sent_lapses_a_week_after_nothing_is_asked_any_more(organiser: Person) -> None:
    statement = consult(organiser)
    answer_all(make_crowd(organiser)[:5], statement, "change", "Shorter.")
    assert lapse_answers() == 0
    release(organiser, begin(organiser))
    assert lapse_answers() == 0
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE results_edition DISABLE TRIGGER results_edition_stays")
        cursor.execute("UPDATE results_edition SET released_on = released_on - 7")
    assert lapse_answers() == 5
    assert StatementAnswer.objects.count() == 0


def test_with_the_key_every_voice_goes_and_the_shares_and_released_texts_stay(
    organiser: Person, participant: Person
) -> None:
    workshop = meet(organiser).workshop
    idea = make_idea(workshop, participant.membership)
    close_long_ago(workshop)
    edition = begin(organiser, "consultation")
    statement = make_statement(edition, new=None)
    add(statement, "item", item=idea)
    release(organiser, edition)
    members = make_crowd(organiser)
    answer_all(members, statement, "change", "Shorter.")
    give_verdict(actor=meet(participant), statement=statement, value="keeps")
    assert let_it_come(workshop) is not None
    answer_all(members[:1], statement, "keep", "No: longer.")
    tags = {bytes(tag) for tag in StatementAnswer.objects.values_list("tag", flat=True)}
    Workshop.objects.filter(pk=workshop.pk).update(key_check=b"")
    assert (AuthorVerdict.objects.count(), StatementTotal.objects.count()) == (0, 1)
    rows = list(StatementAnswer.objects.values_list("tag", "value", "text", "shown_text"))
    assert {row[1:] for row in rows} == {("change", "Shorter.", "Shorter.")}
    assert (len(rows), {bytes(row[0]) for row in rows} & tags) == (30, set())
    for deed in (answer_statement, give_verdict):
        with pytest.raises(KeyDestroyed):
            deed(actor=meet(participant), statement=statement, value="")
    released = Edition.objects.get()
    released.workshop = know(workshop)
    assert not takes_verdicts(released)
    assert release_answers(workshop.pk) is None


def test_who_is_not_a_participant_counts_for_nothing_in_a_release(
    organiser: Person, moderator: Person
) -> None:
    statement = consult(organiser)
    workshop = know(statement.edition.workshop)
    members = make_crowd(organiser)
    answer_all([members[0], members[1], *members[10:13], *members[20:23]], statement)
    answer_all([meet(organiser), meet(moderator)], statement)
    assert let_it_come(workshop) is None
    assert make_members(1, workshop)


def test_shares_of_one_statement_add_up_to_the_whole(organiser: Person) -> None:
    """Each number is drawn up or down by itself: as shares of people they could come to far more than all."""
    statement = consult(organiser)
    told = {"keep": 10, "change": 10, "missing": 0}
    StatementTotal.objects.create(statement=statement, asked="consultation", people=15, told=told)
    shares = read_told(statement.edition, "consultation")[statement.pk].shares
    assert [one.percent for one in shares] == [50, 50, 0]
