"""Muting the author of an item: nobody learns who it is, and who it is can still read and vote."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideas.domain.changes import edit_idea
from ideas.domain.comments import CommentText, submit_comment
from ideas.domain.ideas import IdeaText, submit_idea
from ideas.domain.mutes import Muted, is_author_muted, mute_author, require_unmuted, unmute_author
from ideas.models import Comment, Idea, Mute
from tests.cast import Person, make_comment, make_idea, make_member
from voting.models import Vote
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
TEXT = IdeaText(None, "new", "Another", "One more idea.")
FORM = {"theme": "other", "intent": "new", "title": "Another", "body": "One more idea.", "step": "send"}


def test_the_author_of_a_muted_idea_writes_no_more(workshop: Workshop, participant: Person) -> None:
    idea = make_idea(workshop, participant.membership)
    mute_author(idea)
    with pytest.raises(Muted):
        submit_idea(actor=participant.membership, text=TEXT)
    with pytest.raises(Muted):
        submit_comment(
            actor=participant.membership, idea=idea, parent=None, text=CommentText("build", "And so on.")
        )
    with pytest.raises(Muted):
        edit_idea(actor=participant.membership, idea=idea, text=TEXT)
    assert (Idea.objects.count(), Comment.objects.count()) == (1, 0)


def test_the_author_of_a_muted_comment_writes_no_more_either(
    workshop: Workshop, participant: Person, colleague: Person
) -> None:
    idea = make_idea(workshop, colleague.membership)
    mute_author(make_comment(idea, participant.membership))
    with pytest.raises(Muted):
        submit_idea(actor=participant.membership, text=TEXT)
    submit_idea(actor=colleague.membership, text=TEXT)
    assert Idea.objects.count() == 2


def test_nobody_slips_out_of_it_by_forgetting(workshop: Workshop, participant: Person) -> None:
    mute_author(make_idea(workshop, participant.membership))
    answer = participant.client.post("/workshops/community/mine/forgetting/", {"sure": "on"})
    assert answer.status_code == 403
    with pytest.raises(Muted):
        submit_idea(actor=participant.membership, text=TEXT)


def test_others_write_as_before(workshop: Workshop, participant: Person, colleague: Person) -> None:
    mute_author(make_idea(workshop, participant.membership))
    submit_idea(actor=colleague.membership, text=TEXT)
    assert Idea.objects.count() == 2


def test_a_mute_can_be_lifted_and_setting_it_twice_changes_nothing(
    workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop, participant.membership)
    for _time in range(2):
        mute_author(idea)
    assert (is_author_muted(idea), Mute.objects.count()) == (True, 1)
    unmute_author(idea)
    submit_idea(actor=participant.membership, text=TEXT)
    assert (is_author_muted(idea), Idea.objects.count()) == (False, 2)


def test_a_mute_holds_in_its_own_workshop_only(
    workshop: Workshop, other_workshop: Workshop, participant: Person
) -> None:
    mute_author(make_idea(workshop, participant.membership))
    elsewhere = make_member("elsewhere", other_workshop)
    submit_idea(actor=elsewhere.membership, text=TEXT)
    assert Idea.objects.filter(workshop=other_workshop).count() == 1


def test_who_is_muted_is_told_why_keeps_the_text_and_can_vote(
    workshop: Workshop, participant: Person, colleague: Person
) -> None:
    mute_author(make_idea(workshop, participant.membership))
    other = make_idea(workshop, colleague.membership)
    answer = participant.client.post("/workshops/community/ideas/new/", FORM)
    assert answer.status_code == 403
    assert ("write no more here" in answer.text, "One more idea." in answer.text) == (True, True)
    participant.client.post(f"{other.get_absolute_url()}vote/", {"value": "up"})
    assert Vote.objects.count() == 1


def test_it_costs_one_query_where_nobody_is_muted(workshop: Workshop, participant: Person) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        require_unmuted(actor=participant.membership, workshop=workshop)
    assert len(queries) == 1
