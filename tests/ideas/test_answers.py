"""The author of a text answers the design group: who can, what becomes of it, and what nobody learns."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from anonymity.sides import IDENTITY
from ideas.domain.answers import find_question, submit_answer, take_answer_back
from ideas.domain.changes import edit_idea, withdraw_idea
from ideas.domain.expiry import refuse_leftovers
from ideas.domain.ideas import IdeaText
from ideas.domain.mutes import Muted, mute_author
from ideas.domain.questions import list_seen_by_group
from ideas.models import Answer, Comment, Idea, Question
from ideas_platform.lib.refusals import WrongPhase
from tests.cast import Person, ask_about, make_comment, make_idea, make_member, make_workshop
from tests.own_models import list_own_models
from tests.pages import Page, read_text
from voting.count.members_counted import load_people
from voting.releases.releases import release_workshop
from voting.releases.unreleased import find_contributors, find_unreleased
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
S = Idea.Status
BODY = "On Sundays nobody answers the telephone."
ASKED = "Can you give an example?"
MINE = "/workshops/community/mine/"


@pytest.fixture
def idea(workshop: Workshop, participant: Person) -> Idea:
    """Return a published idea of the participant at which the group has looked."""
    return make_idea(workshop, participant.membership, reviewed=True)


@pytest.fixture
def question(idea: Idea) -> Question:
    """Return an open question about it."""
    return ask_about(idea)


def address(question: Question) -> str:
    return f"{MINE}questions/{question.pk}/"


def answer(person: Person, question: Question, body: str = BODY) -> Answer:
    return submit_answer(actor=person.membership, question=question, body=body)


def seen_by_group(item: Idea | Comment) -> list[tuple[str, str]]:
    """Return how each question ended, and the answer that the group reads."""
    return [(one.question.ended, one.answer.body if one.answer else "") for one in list_seen_by_group(item)]


def test_the_group_reads_an_answer_with_the_release_and_looks_at_the_text_again(
    idea: Idea, question: Question, participant: Person
) -> None:
    answer(participant, question)
    assert seen_by_group(idea) == [("", "")]
    release_workshop(idea.workshop_id, force=True)
    assert seen_by_group(idea) == [("answered", BODY)]
    idea.refresh_from_db()
    assert (idea.reviewed, idea.review_since) == (False, timezone.localdate())
    assert Answer.objects.get().released_on == timezone.localdate()


def test_the_text_has_waited_since_it_came_to_the_group(workshop: Workshop, participant: Person) -> None:
    since = timezone.localdate() - timedelta(days=5)
    comment = make_comment(make_idea(workshop), participant.membership, review_since=since)
    answer(participant, ask_about(comment))
    release_workshop(workshop.pk, force=True)
    assert seen_by_group(comment) == [("answered", BODY)]
    assert Comment.objects.get().review_since == since


def test_whoever_answers_counts_for_a_release_and_who_takes_it_back_does_not(
    idea: Idea, question: Question, participant: Person
) -> None:
    def count() -> int:
        people = load_people(idea.workshop)
        return len(find_contributors(idea.workshop, find_unreleased(idea.workshop), people))

    assert count() == 0
    answer(participant, question)
    assert (count(), find_unreleased(idea.workshop).is_anything) == (1, True)
    take_answer_back(actor=participant.membership, question=question)
    assert (count(), find_unreleased(idea.workshop).is_anything) == (0, False)


def test_an_answer_can_be_changed_until_the_release(question: Question, participant: Person) -> None:
    answer(participant, question, "First.")
    answer(participant, question, "Second.")
    assert Answer.objects.get().body == "Second."
    release_workshop(question.workshop_id, force=True)
    with pytest.raises(WrongPhase):
        answer(participant, question, "Third.")
    with pytest.raises(WrongPhase):
        take_answer_back(actor=participant.membership, question=question)


def test_nobody_else_finds_the_question(
    question: Question, workshop: Workshop, colleague: Person, moderator: Person, participant: Person
) -> None:
    for person, key in ((colleague, question.pk), (moderator, question.pk), (participant, uuid4())):
        with pytest.raises(Http404):
            find_question(actor=person.membership, workshop=workshop, key=key)
        page = person.client.get(f"{MINE}questions/{key}/")
        assert (page.status_code, person.client.post(address(question), {"body": BODY}).status_code) in (
            (404, 404),
            (404, 303),
        )
    Answer.objects.all().delete()
    elsewhere = make_workshop(slug="elsewhere")
    member = make_member("elsewhere", elsewhere)
    assert member.client.get(f"/workshops/elsewhere/mine/questions/{question.pk}/").status_code == 404


def test_too_late_is_too_late(question: Question, participant: Person) -> None:
    for days, taken in ((7, True), (8, False)):
        Question.objects.update(asked_on=timezone.localdate() - timedelta(days=days))
        page = participant.client.post(address(question), {"body": BODY})
        assert (page.status_code, Answer.objects.exists()) == (303 if taken else 409, True)


@pytest.mark.parametrize(
    "change", [{"paused": True}, {"closes_at": timezone.now() - timedelta(hours=1), "ideas_until": None}]
)
def test_a_workshop_that_takes_nothing_takes_no_answer(
    question: Question, participant: Person, change: dict[str, object]
) -> None:
    Workshop.objects.update(**change)
    assert participant.client.post(address(question), {"body": BODY}).status_code == 409
    assert read_text(participant.client.get(address(question))).count("It takes no answer any more") == 1


def test_who_was_asked_to_write_no_more_does_not_answer(
    idea: Idea, question: Question, participant: Person
) -> None:
    mute_author(idea)
    with pytest.raises(Muted):
        answer(participant, question)


def test_taking_the_text_back_takes_the_answer_along_and_the_group_learns_it_with_the_release(
    idea: Idea, question: Question, participant: Person
) -> None:
    answer(participant, question)
    withdraw_idea(actor=participant.membership, idea=idea)
    assert (Answer.objects.count(), seen_by_group(idea)) == (0, [("", "")])
    assert participant.client.get(address(question)).status_code == 404
    release_workshop(idea.workshop_id, force=True)
    assert Question.objects.count() == 0


def test_new_words_end_the_question_with_the_release(
    idea: Idea, question: Question, participant: Person
) -> None:
    text = IdeaText(theme=None, intent="new", title="One number", body="For all.")
    edit_idea(actor=participant.membership, idea=idea, text=text)
    assert seen_by_group(idea) == [("", "")]
    release_workshop(idea.workshop_id, force=True)
    assert seen_by_group(idea) == [("reworded", "")]


@pytest.mark.parametrize("is_answered", [True, False])
def test_what_waits_a_week_after_the_close_ends_in_the_same_way_with_and_without_answer(
    idea: Idea, question: Question, participant: Person, is_answered: bool
) -> None:
    if is_answered:
        answer(participant, question)
    now = timezone.now()
    times = {"announced_at": 12, "opens_at": 11, "closes_at": 8}
    Workshop.objects.update(
        **{name: now - timedelta(days=days) for name, days in times.items()}, ideas_until=None
    )
    refuse_leftovers()
    assert (Answer.objects.count(), seen_by_group(idea)) == (0, [("lapsed", "")])


def test_my_contributions_show_the_question_the_days_and_what_happens_then(
    idea: Idea, question: Question, participant: Person, colleague: Person
) -> None:
    words = read_text(participant.client.get(MINE))
    last = timezone.localdate() + timedelta(days=7)
    for sentence in (
        "The design group asks you something about one of your texts.",
        ASKED,
        f"You have 7 days left to answer, until {last.day} {last:%B %Y}",
        "If you don’t, your text is hidden. The reason: not about this workshop.",
    ):
        assert words.count(sentence) == 1, sentence
    assert ASKED not in read_text(colleague.client.get(MINE))


def test_only_the_author_sees_it_on_the_page_of_the_idea(
    idea: Idea, question: Question, participant: Person, colleague: Person, moderator: Person
) -> None:
    comment = make_comment(idea, colleague.membership)
    ask_about(comment, text="Who is “we”?")
    people = (participant, colleague, moderator)
    pages = [read_text(person.client.get(idea.get_absolute_url())) for person in people]
    shown = [(ASKED in page, "Who is “we”?" in page) for page in pages]
    assert shown == [(True, False), (False, True), (False, False)]


def test_the_whole_way_over_the_page(question: Question, participant: Person) -> None:
    page: Page = participant.client.get(address(question))
    assert read_text(page).count("Do not say who you are.") == 1
    assert participant.client.post(address(question), {"body": " "}).status_code == 422
    sent = participant.client.post(address(question), {"body": BODY})
    assert sent["Location"] == MINE
    words = read_text(participant.client.get(MINE))
    assert words.count("Your answer is sent.") == 1
    assert (words.count(BODY), words.count("Change your answer")) == (1, 1)
    assert participant.client.get(address(question)).context["form"]["body"].value() == BODY
    sure = read_text(participant.client.get(f"{address(question)}withdrawal/"))
    assert f"Take your answer back? {BODY} It is deleted" in sure
    assert Answer.objects.count() == 1
    back = participant.client.post(f"{address(question)}withdrawal/")
    assert (back["Location"], Answer.objects.count()) == (address(question), 0)


def test_what_could_show_somebody_is_warned_of(question: Question, participant: Person) -> None:
    sent = {"body": "Her NHS number is 943 476 5919."}
    warned = participant.client.post(address(question), sent)
    assert warned["Location"] == f"{address(question)}?kept=check"
    page = participant.client.get(warned["Location"])
    assert (page.content.decode().count("<mark>"), Answer.objects.count()) == (1, 0)
    participant.client.post(address(question), {**sent, "read": page.context["form"].mark})
    assert Answer.objects.get().body == sent["body"]


def test_nothing_in_either_can_be_pressed(idea: Idea, participant: Person, moderator: Person) -> None:
    text = "Look at https://evil.example and www.evil.example/x or <a href=x>this</a>"
    question = ask_about(idea, text=text)
    answer(participant, question, text)
    release_workshop(idea.workshop_id, force=True)
    question.refresh_from_db()
    for person, place in (
        (participant, MINE),
        (participant, address(question)),
        (participant, idea.get_absolute_url()),
        (moderator, f"/admin/desk/community/review/{idea.ref}/"),
    ):
        page = person.client.get(place).content.decode()
        shown = [part in page for part in ("evil.example", 'href="https://evil', "<a href=x>")]
        assert shown == [True, False, False]


def test_a_visitor_finds_the_answer_again(question: Question, participant: Person, visitor: Client) -> None:
    kept: Any = visitor.post(address(question), {"body": BODY})
    assert kept["Location"].startswith("/accounts/?next=")
    participant.client.cookies.update(visitor.cookies)
    page = participant.client.get(f"{address(question)}?kept=1")
    assert page.context["form"]["body"].value() == BODY


def test_reading_a_question_writes_nothing_and_answering_nothing_about_people(
    idea: Idea, question: Question, participant: Person
) -> None:
    participant.client.get(MINE)
    with CaptureQueriesContext(connection) as queries:
        for place in (MINE, address(question), idea.get_absolute_url()):
            participant.client.get(place)
    assert [query["sql"] for query in queries if re.search("INSERT|UPDATE|DELETE", query["sql"])] == []
    with CaptureQueriesContext(connection) as queries:
        participant.client.post(address(question), {"body": BODY})
    tables = [model._meta.db_table for model in list_own_models() if model._meta.label in IDENTITY]
    writing = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql for sql in writing if any(f'"{table}"' in sql for table in tables)] == []
    assert [sql.split('"')[1] for sql in writing] == ["ideas_answer"]


def test_an_answer_tells_of_no_time_and_nobody() -> None:
    names = {field.name for field in Answer._meta.local_fields}
    assert names == {"question", "body", "released_on"}


def test_the_database_refuses_a_longer_answer(question: Question) -> None:
    with pytest.raises(IntegrityError, match="answer_body_length"), transaction.atomic():
        Answer.objects.create(question=question, body="x" * 2_001)
