"""The same words twice, an answer that says to whom, and ideas that take no comments."""

from __future__ import annotations

from typing import Any

import pytest

from ideas.models import Comment, Idea
from tests.cast import Person, make_comment, make_idea
from tests.pages import Page, read_text
from workshops.domain.pins import set_pin
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
NEW = "/workshops/community/ideas/new/"
NOTICED = "You have sent the same words here already. They are there once."
IDEA_NOTICED = "You have sent this idea already"
S = Idea.Status


def send_comment(person: Person, idea: Idea, body: str = "We tried it.", parent: str = "") -> Page:
    """Send a comment as the plain form does."""
    sent = {"intent": "build", "body": body, "parent": parent}
    return person.client.post(f"{idea.get_absolute_url()}comments/", sent)


def check_idea(person: Person, title: str, body: str) -> str:
    """Return what the page says on which the author checks an idea."""
    sent = {"theme": "other", "intent": "new", "title": title, "body": body, "step": "check"}
    return read_text(person.client.post(NEW, sent, follow=True))


@pytest.mark.parametrize("status", [Comment.Status.UNRELEASED, Comment.Status.PUBLISHED])
def test_the_same_comment_by_the_same_person_is_noticed(
    workshop: Workshop, participant: Person, colleague: Person, status: Comment.Status
) -> None:
    idea = make_idea(workshop)
    first = make_comment(idea, participant.membership, status, body="We tried it.")
    page = send_comment(participant, idea)
    assert (page.status_code, NOTICED in read_text(page)) == (422, True)
    assert Comment.objects.count() == 1
    assert send_comment(participant, idea, "We tried it again.").status_code == 303
    assert send_comment(colleague, idea).status_code == 303
    if status == Comment.Status.PUBLISHED:
        assert send_comment(participant, idea, parent=first.ref).status_code == 303


@pytest.mark.parametrize("gone", [{"status": Comment.Status.WITHDRAWN}, {"withdrawal_pending": True}])
def test_what_was_taken_back_can_be_said_again(
    workshop: Workshop, participant: Person, gone: dict[str, Any]
) -> None:
    idea = make_idea(workshop)
    make_comment(
        idea, participant.membership, **{"status": Comment.Status.PUBLISHED, "body": "We tried it.", **gone}
    )
    assert send_comment(participant, idea).status_code == 303


def test_the_same_idea_by_the_same_person_is_noticed_before_it_is_sent(
    workshop: Workshop, participant: Person, colleague: Person
) -> None:
    make_idea(workshop, participant.membership, title="One number", body="For everybody.")
    text = check_idea(participant, "One number", "For everybody.")
    assert (IDEA_NOTICED in text, "Send my idea" in text) == (True, False)
    for person, title in ((participant, "Another number"), (colleague, "One number")):
        assert IDEA_NOTICED not in check_idea(person, title, "For everybody.")


def test_who_reads_the_mailbox_learns_nothing_behind_a_pin(workshop: Workshop, participant: Person) -> None:
    idea = make_idea(workshop)
    make_comment(idea, participant.membership, body="We tried it.")
    make_idea(workshop, participant.membership, title="One number", body="For everybody.")
    set_pin(actor=participant.membership, pin="493817")
    assert IDEA_NOTICED not in check_idea(participant, "One number", "For everybody.")
    assert send_comment(participant, idea).status_code == 303


def test_the_form_for_an_answer_says_to_whom(workshop: Workshop, participant: Person) -> None:
    author = make_idea(workshop, participant.membership)
    comment = make_comment(make_idea(workshop), body="Who pays for the half hour?")
    own = make_comment(author, participant.membership, body="The trust.")
    for said, words in (
        (comment, "Somebody said: “Who pays for the half hour?”"),
        (own, "Who wrote the idea said: “The trust.”"),
    ):
        page = participant.client.get(f"{said.idea.get_absolute_url()}?reply={said.ref}")
        assert f"Answer this comment {words}" in read_text(page)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (S.UNRELEASED, "People can comment on this idea once everybody can see it."),
        (S.IN_REVIEW, "People can comment on this idea once everybody can see it."),
        (S.HIDDEN, "The design group has hidden this idea, so it takes no comments."),
        (S.WITHDRAWN, "This idea was taken back, so it takes no comments any more."),
    ],
)
def test_an_idea_that_takes_no_comments_says_why(
    workshop: Workshop, participant: Person, status: Idea.Status, words: str
) -> None:
    idea = make_idea(workshop, participant.membership, status)
    assert words in read_text(participant.client.get(idea.get_absolute_url()))
    page = send_comment(participant, idea)
    assert (page.status_code, words in read_text(page)) == (409, True)
    assert Comment.objects.count() == 0
