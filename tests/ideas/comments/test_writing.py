"""Writing a comment: who, when, on what, and what the database refuses."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.http import Http404

from ideas.domain.comments import CommentText, find_parent, submit_comment
from ideas.models import Comment, Idea
from ideas.models.comments import COMMENT_LENGTH
from ideas_platform.lib.refusals import KeyAway, WrongPhase
from tests.cast import Person, make_comment, make_idea, make_member, make_workshop, thread_tag
from workshops.models import Membership, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
S = Comment.Status
TEXT = CommentText(Comment.Intent.QUESTION, "Who pays for the half hour?")


def say(person: Person, idea: Idea, parent: Comment | None = None, text: CommentText = TEXT) -> Comment:
    return submit_comment(actor=person.membership, idea=idea, parent=parent, text=text)


def test_a_comment_waits_and_carries_the_same_tag_as_an_idea_by_the_same_person(
    workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop)
    comment = Comment.objects.get(pk=say(participant, idea).pk)
    assert (comment.status, comment.published_on, comment.reviewed) == (S.UNRELEASED, None, False)
    assert (comment.intent, comment.body) == (TEXT.intent, TEXT.body)
    assert bytes(comment.thread_tag) == thread_tag(idea, participant.membership)


def test_one_person_has_another_tag_under_every_idea(workshop: Workshop, participant: Person) -> None:
    one, other = (say(participant, make_idea(workshop)) for _idea in range(2))
    assert bytes(one.thread_tag) != bytes(other.thread_tag)


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.ANNOUNCED, Phase.CLOSED, Phase.PUBLISHED])
def test_comments_are_taken_in_the_open_phase_only(phase: Phase) -> None:
    workshop = make_workshop(phase)
    person, idea = make_member("somebody", workshop), make_idea(workshop)
    with pytest.raises(WrongPhase):
        say(person, idea)
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("name", ["participant", "moderator", "organiser"])
def test_everybody_in_the_workshop_may_comment(
    name: str, workshop: Workshop, request: pytest.FixtureRequest
) -> None:
    say(request.getfixturevalue(name), make_idea(workshop))
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("status", sorted(set(Idea.Status) - {Idea.Status.PUBLISHED}))
def test_only_a_published_idea_takes_comments(
    status: Idea.Status, workshop: Workshop, participant: Person
) -> None:
    with pytest.raises(WrongPhase):
        say(participant, make_idea(workshop, participant.membership, status))


def test_an_idea_of_another_workshop_takes_none(other_workshop: Workshop, participant: Person) -> None:
    with pytest.raises(WrongPhase):
        say(participant, make_idea(other_workshop))


def test_a_comment_can_be_answered(workshop: Workshop, participant: Person) -> None:
    idea = make_idea(workshop)
    parent = make_comment(idea)
    assert say(participant, idea, parent).parent == parent


@pytest.mark.parametrize("status", sorted(set(S) - {S.PUBLISHED}))
def test_only_a_published_comment_can_be_answered(
    status: Comment.Status, workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop)
    parent = make_comment(idea, status=status)
    with pytest.raises(WrongPhase):
        say(participant, idea, parent)
    with pytest.raises(Http404):
        find_parent(idea, parent.ref)


def test_neither_a_reply_nor_a_comment_elsewhere_can_be_answered(
    workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop)
    reply, elsewhere = make_comment(idea, parent=make_comment(idea)), make_comment(make_idea(workshop))
    for parent in (reply, elsewhere):
        with pytest.raises(WrongPhase):
            say(participant, idea, parent)
        with pytest.raises(Http404):
            find_parent(idea, parent.ref)


def test_pressing_the_button_twice_stores_one_comment(workshop: Workshop, participant: Person) -> None:
    idea = make_idea(workshop)
    assert say(participant, idea).pk == say(participant, idea).pk
    say(participant, idea, text=CommentText(TEXT.intent, "And who asks?"))
    assert Comment.objects.count() == 2


def test_two_people_may_say_the_same(workshop: Workshop, participant: Person, colleague: Person) -> None:
    idea = make_idea(workshop)
    assert say(participant, idea).pk != say(colleague, idea).pk


def test_without_the_key_there_is_no_comment(workshop: Workshop, participant: Person, key_dir: Path) -> None:
    idea = make_idea(workshop)
    next(key_dir.iterdir()).unlink()
    with pytest.raises(KeyAway):
        say(participant, idea)


@pytest.mark.django_db(transaction=True)
def test_two_people_comment_at_once(workshop: Workshop, participant: Person, colleague: Person) -> None:
    idea = make_idea(workshop)
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda person: _say_elsewhere(person, idea), (participant, colleague)))
    assert Comment.objects.filter(idea=idea).unreleased().count() == 2


def _say_elsewhere(person: Person, idea: Idea) -> None:
    try:
        say(person, idea)
    finally:
        connections.close_all()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"thread_tag": b"short"}, "comment_thread_tag_length"),
        ({"body": "x" * (COMMENT_LENGTH + 1)}, "comment_body_length"),
        ({"intent": "shout"}, "comment_intent_known"),
        ({"published_on": "2026-01-01", "status": S.UNRELEASED}, "comment_dates_fit_its_state"),
        ({"waiting_since": "2026-01-01"}, "comment_dates_fit_its_state"),
        ({"withdrawal_pending": True, "status": S.WITHDRAWN}, "comment_leaves_only_what_is_there"),
    ],
)
def test_the_database_refuses_what_cannot_be(
    fields: dict[str, Any], constraint: str, workshop: Workshop
) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        make_comment(make_idea(workshop), **fields)


def test_the_database_refuses_a_third_level_and_a_reply_across_threads(workshop: Workshop) -> None:
    idea = make_idea(workshop)
    top = make_comment(idea)
    reply = make_comment(idea, parent=top)
    for where, parent in ((idea, reply), (make_idea(workshop), top)):
        with pytest.raises(IntegrityError, match="a reply is to a comment"), transaction.atomic():
            make_comment(where, parent=parent)


def test_a_comment_with_replies_cannot_become_a_reply(workshop: Workshop) -> None:
    idea = make_idea(workshop)
    top, other = make_comment(idea), make_comment(idea)
    make_comment(idea, parent=top)
    for parent in (other, top):
        with pytest.raises(IntegrityError, match="a reply is to a comment"), transaction.atomic():
            Comment.objects.filter(pk=top.pk).update(parent=parent)


def test_a_row_that_stays_as_it_is_passes_the_trigger(workshop: Workshop) -> None:
    idea = make_idea(workshop)
    reply = make_comment(idea, parent=make_comment(idea))
    assert Comment.objects.filter(pk=reply.pk).update(idea=idea, parent=reply.parent) == 1


def test_nobody_without_a_subject_writes(workshop: Workshop, participant: Person) -> None:
    Membership.objects.update(text_subject=None)
    participant.membership.refresh_from_db()
    with pytest.raises(ValueError, match="16 bytes"):
        say(participant, make_idea(workshop))
