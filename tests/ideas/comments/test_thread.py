"""Reading a thread: what one sees, in which order, and whose it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from ideas.domain.comments import Post, count_shown, list_thread
from ideas.models import Comment, Idea
from tests.cast import Person, make_comment, make_idea
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
S = Comment.Status
YESTERDAY, TODAY = date(2026, 3, 1), date(2026, 3, 2)


def read(person: Person, idea: Idea) -> list[Post]:
    """Return what this person reads now: each visit begins with the workshop as it is."""
    idea.workshop = Workshop.objects.with_phase().get(pk=idea.workshop_id)
    return list_thread(actor=person.membership, idea=idea)


def refs(posts: list[Post]) -> list[str]:
    return [post.comment.ref for post in posts]


def test_comments_come_by_day_and_in_random_order_within_it(workshop: Workshop, participant: Person) -> None:
    idea = make_idea(workshop)
    today = [make_comment(idea, published_on=TODAY) for _one in range(3)]
    earlier = [make_comment(idea, published_on=YESTERDAY) for _one in range(3)]
    expected = [*sorted(c.ref for c in earlier), *sorted(c.ref for c in today)]
    assert refs(read(participant, idea)) == expected


def test_replies_are_below_what_they_answer(workshop: Workshop, participant: Person) -> None:
    idea = make_idea(workshop)
    one, two = make_comment(idea, published_on=YESTERDAY), make_comment(idea, published_on=TODAY)
    reply = make_comment(idea, parent=one, published_on=TODAY)
    posts = read(participant, idea)
    assert [(post.comment.ref, refs(post.replies)) for post in posts] == [
        (one.ref, [reply.ref]),
        (two.ref, []),
    ]
    assert count_shown(posts) == 3


def test_the_author_of_the_idea_is_marked_in_their_own_thread_and_nowhere_else(
    workshop: Workshop, participant: Person, colleague: Person
) -> None:
    own, other = make_idea(workshop, participant.membership), make_idea(workshop)
    for idea in (own, other):
        make_comment(idea, participant.membership)
    make_comment(own, colleague.membership)
    marks = {post.comment.thread_tag == own.thread_tag: post.is_by_author for post in read(colleague, own)}
    assert marks == {True: True, False: False}
    assert [post.is_by_author for post in read(colleague, other)] == [False]


def test_one_knows_ones_own(workshop: Workshop, participant: Person, colleague: Person) -> None:
    idea = make_idea(workshop)
    make_comment(idea, participant.membership)
    assert [post.is_mine for post in read(participant, idea)] == [True]
    assert [post.is_mine for post in read(colleague, idea)] == [False]
    assert [post.is_mine for post in list_thread(actor=None, idea=idea)] == [False]


@pytest.mark.parametrize("status", [S.UNRELEASED, S.IN_REVIEW, S.HIDDEN])
def test_what_others_do_not_see_its_author_does(
    status: Comment.Status, workshop: Workshop, participant: Person, colleague: Person, moderator: Person
) -> None:
    idea = make_idea(workshop)
    comment = make_comment(idea, participant.membership, status)
    assert refs(read(participant, idea)) == [comment.ref]
    assert read(colleague, idea) == []
    assert read(moderator, idea) == []


def test_ones_own_that_wait_come_last(workshop: Workshop, participant: Person) -> None:
    idea = make_idea(workshop)
    waiting = make_comment(idea, participant.membership, S.UNRELEASED)
    shown = make_comment(idea)
    assert refs(read(participant, idea)) == [shown.ref, waiting.ref]


def test_a_withdrawn_comment_is_gone_for_its_author_too(workshop: Workshop, participant: Person) -> None:
    idea = make_idea(workshop)
    make_comment(idea, participant.membership, S.WITHDRAWN, published_on=TODAY)
    assert read(participant, idea) == []


@pytest.mark.parametrize("status", [S.HIDDEN, S.WITHDRAWN])
def test_of_what_was_shown_once_the_place_stays_as_long_as_there_are_replies(
    status: Comment.Status, workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop)
    gone = make_comment(idea, status=status, published_on=TODAY)
    assert read(participant, idea) == []
    reply = make_comment(idea, parent=gone)
    posts = read(participant, idea)
    assert [(post.is_gone, refs(post.replies)) for post in posts] == [(True, [reply.ref])]
    assert count_shown(posts) == 1


@pytest.mark.parametrize("status", [S.HIDDEN, S.WITHDRAWN])
def test_of_a_reply_that_is_gone_nothing_stays(
    status: Comment.Status, workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop)
    make_comment(idea, parent=make_comment(idea), status=status, published_on=TODAY)
    assert [post.replies for post in read(participant, idea)] == [[]]


def test_nobody_sees_that_a_comment_will_leave(
    workshop: Workshop, participant: Person, colleague: Person
) -> None:
    idea = make_idea(workshop)
    make_comment(idea, participant.membership, withdrawal_pending=True)
    assert [post.is_gone for post in read(colleague, idea)] == [False]


def test_without_the_key_one_reads_on_and_nothing_is_ones_own(
    workshop: Workshop, participant: Person, key_dir: Path
) -> None:
    idea = make_idea(workshop, participant.membership)
    make_comment(idea, participant.membership)
    next(key_dir.iterdir()).unlink()
    assert [(post.is_mine, post.is_by_author) for post in read(participant, idea)] == [(False, True)]


@pytest.mark.parametrize("number", [1, 100])
def test_a_thread_takes_two_queries_and_one_when_somebody_has_read_it_already(
    number: int, workshop: Workshop, participant: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    idea = make_idea(workshop)
    for _one in range(number):
        make_comment(idea, parent=make_comment(idea))
    for queries in (2, 1):
        with django_assert_num_queries(queries):
            assert count_shown(list_thread(actor=participant.membership, idea=idea)) == 2 * number
