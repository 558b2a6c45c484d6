"""A comment can be changed by its author until somebody has answered it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from ideas.domain.changes import withdraw_comment
from ideas.domain.comment_changes import ANSWERED, edit_comment
from ideas.domain.comments import CommentText, submit_comment
from ideas.domain.expiry import refuse_leftovers
from ideas.models import Comment, CommentRevision, Idea
from ideas_platform.lib.refusals import WrongPhase
from tests.cast import Person, make_comment, make_idea, make_members
from tests.pages import read_text
from voting.count.members_counted import load_people
from voting.releases.releases import release_workshop
from voting.releases.unreleased import find_contributors, find_unreleased
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
S = Comment.Status
NEW = CommentText(Comment.Intent.CHALLENGE, "We stopped it again.")
SENT = {"intent": NEW.intent, "body": NEW.body}


@pytest.fixture
def idea(workshop: Workshop) -> Idea:
    """Return an idea of somebody else."""
    return make_idea(workshop)


@pytest.fixture
def comment(idea: Idea, participant: Person) -> Comment:
    """Return a published comment of the participant."""
    return make_comment(idea, participant.membership)


def address(comment: Comment) -> str:
    """Return the address at which the comment is changed."""
    return f"{comment.idea.get_absolute_url()}comments/{comment.ref}/edit/"


def words(comment: Comment) -> tuple[str, str]:
    """Return the words that everybody sees."""
    fresh = Comment.objects.get(pk=comment.pk)
    return fresh.intent, fresh.body


def change(person: Person, comment: Comment, text: CommentText = NEW) -> None:
    edit_comment(actor=person.membership, comment=comment, text=text)


def thread_of(client: Client, comment: Comment) -> str:
    return read_text(client.get(comment.idea.get_absolute_url()))


def test_what_nobody_has_seen_changes_at_once(idea: Idea, participant: Person) -> None:
    comment = make_comment(idea, participant.membership, S.UNRELEASED)
    change(participant, comment)
    assert (words(comment), CommentRevision.objects.count()) == ((NEW.intent, NEW.body), 0)


def test_others_see_it_with_the_next_release_and_its_author_at_once(
    comment: Comment, participant: Person, colleague: Person
) -> None:
    before = words(comment)
    answer = participant.client.post(address(comment), SENT)
    assert (answer.status_code, answer["Location"]) == (303, f"{comment.idea.get_absolute_url()}#comments")
    assert words(comment) == before
    own, others = thread_of(participant.client, comment), thread_of(colleague.client, comment)
    assert (NEW.body in own, "You have changed this. Others see your change" in own) == (True, True)
    assert (NEW.body in others, before[1] in others) == (False, True)
    assert NEW.body in read_text(participant.client.get("/workshops/community/mine/"))
    release_workshop(comment.idea.workshop_id, force=True)
    assert (words(comment), CommentRevision.objects.count()) == ((NEW.intent, NEW.body), 0)
    assert NEW.body in thread_of(colleague.client, comment)
    assert Comment.objects.get().reviewed is False


def test_the_form_holds_the_newest_words(comment: Comment, participant: Person) -> None:
    change(participant, comment)
    form = participant.client.get(address(comment)).context["form"]
    assert (form["intent"].value(), form["body"].value()) == (NEW.intent, NEW.body)


def test_who_changes_a_comment_counts_for_the_release(workshop: Workshop, idea: Idea) -> None:
    members = make_members(12, workshop)
    comments = [make_comment(idea, member) for member in members]
    for member, comment in zip(members, comments, strict=True):
        edit_comment(actor=member, comment=comment, text=NEW)
    assert len(find_contributors(workshop, find_unreleased(workshop), load_people(workshop))) == 12
    for member, comment in zip(members[:5], comments, strict=False):
        edit_comment(actor=member, comment=comment, text=CommentText(comment.intent, comment.body))
    assert len(find_contributors(workshop, find_unreleased(workshop), load_people(workshop))) == 7


@pytest.mark.parametrize("status", [S.PUBLISHED, S.HIDDEN])
def test_a_comment_that_was_answered_stays_as_it_was_read(
    status: Comment.Status, comment: Comment, participant: Person
) -> None:
    make_comment(comment.idea, parent=comment, status=status, published_on=timezone.localdate())
    with pytest.raises(WrongPhase, match=str(ANSWERED)):
        change(participant, comment)
    assert participant.client.get(address(comment)).status_code == 409
    answer = participant.client.post(address(comment), SENT)
    assert (answer.status_code, NEW.body in read_text(answer)) == (409, True)


@pytest.mark.parametrize(
    ("status", "shown"), [(S.UNRELEASED, False), (S.WITHDRAWN, True), (S.IN_REVIEW, False)]
)
def test_an_answer_that_nobody_sees_tells_nothing_of_itself(
    status: Comment.Status, shown: bool, comment: Comment, participant: Person
) -> None:
    day = timezone.localdate() if shown else None
    make_comment(comment.idea, parent=comment, status=status, published_on=day)
    change(participant, comment)
    assert "Change this comment" in thread_of(participant.client, comment)


def test_an_answer_of_the_same_release_comes_after_the_change(
    comment: Comment, participant: Person, colleague: Person
) -> None:
    change(participant, comment)
    text = CommentText(Comment.Intent.QUESTION, "Why?")
    submit_comment(actor=colleague.membership, idea=comment.idea, parent=comment, text=text)
    release_workshop(comment.idea.workshop_id, force=True)
    assert words(comment) == (NEW.intent, NEW.body)
    assert "Change this comment" not in thread_of(participant.client, comment)


def test_nobody_else_changes_it(comment: Comment, colleague: Person) -> None:
    with pytest.raises(PermissionDenied):
        change(colleague, comment)
    assert colleague.client.post(address(comment), SENT).status_code == 403


@pytest.mark.parametrize("status", [S.HIDDEN, S.WITHDRAWN, S.LAPSED])
def test_what_is_not_shown_is_not_changed(status: Comment.Status, idea: Idea, participant: Person) -> None:
    with pytest.raises(WrongPhase):
        change(participant, make_comment(idea, participant.membership, status))


def test_after_the_close_nothing_changes(comment: Comment, participant: Person) -> None:
    Workshop.objects.update(closes_at=timezone.now() - timedelta(hours=1), ideas_until=None)
    assert participant.client.post(address(comment), SENT).status_code == 409


def test_where_the_design_group_looks_before_it_reads_the_new_words_first(
    comment: Comment, participant: Person
) -> None:
    Workshop.objects.update(moderation=Workshop.Moderation.BEFORE)
    change(participant, comment)
    release_workshop(comment.idea.workshop_id, force=True)
    assert (Comment.objects.get().status, words(comment)[1]) == (S.IN_REVIEW, NEW.body)


def test_what_could_show_a_patient_is_warned_of_and_held(comment: Comment, participant: Person) -> None:
    sent = {"intent": "build", "body": "Her NHS number is 943 476 5919."}
    warned = participant.client.post(address(comment), sent)
    assert warned["Location"] == f"{address(comment)}?kept=check"
    page = participant.client.get(warned["Location"])
    assert (page.content.decode().count("<mark>"), CommentRevision.objects.count()) == (1, 0)
    participant.client.post(address(comment), {**sent, "read": page.context["form"].mark})
    assert CommentRevision.objects.get().held is True
    release_workshop(comment.idea.workshop_id, force=True)
    fresh = Comment.objects.get()
    assert (fresh.status, fresh.held) == (S.IN_REVIEW, True)


def test_taking_it_back_takes_the_new_words_too(comment: Comment, participant: Person) -> None:
    change(participant, comment)
    withdraw_comment(actor=participant.membership, comment=comment)
    assert CommentRevision.objects.count() == 0


def test_new_words_that_came_too_late_lapse(comment: Comment, participant: Person) -> None:
    change(participant, comment)
    now = timezone.now()
    times = {"announced_at": 12, "opens_at": 11, "closes_at": 8}
    Workshop.objects.update(
        **{name: now - timedelta(days=days) for name, days in times.items()}, ideas_until=None
    )
    refuse_leftovers()
    assert (CommentRevision.objects.count(), words(comment)[1]) == (0, comment.body)


def test_a_visitor_finds_the_new_words_again(comment: Comment, participant: Person, visitor: Client) -> None:
    kept: Any = visitor.post(address(comment), SENT)
    assert kept["Location"].startswith("/accounts/?next=")
    participant.client.cookies.update(visitor.cookies)
    page = participant.client.get(f"{address(comment)}?kept=1")
    assert page.context["form"]["body"].value() == NEW.body
    assert read_text(page).count("Your text is here again. It is not sent yet: press the button below.") == 1


def test_who_is_answered_while_writing_is_told_so_and_finds_the_text_and_the_way_back(
    comment: Comment, participant: Person, colleague: Person
) -> None:
    assert participant.client.get(address(comment)).status_code == 200
    make_comment(comment.idea, colleague.membership, parent=comment)
    answer = participant.client.post(address(comment), SENT)
    page = read_text(answer)
    assert answer.status_code == 409
    assert [words in page for words in ("That can’t be done now", str(ANSWERED), NEW.body)] == [True] * 3
    assert ("Not at the moment" in page, "The dates are on the workshop’s page" in page) == (False, False)
    assert f'href="{comment.idea.get_absolute_url()}"' in answer.text
    assert CommentRevision.objects.count() == 0
