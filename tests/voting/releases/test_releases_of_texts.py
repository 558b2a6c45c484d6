"""What a release does with comments, reports, new wordings and what authors take back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ideas.domain.changes import edit_idea, withdraw_comment, withdraw_idea
from ideas.domain.comment_changes import edit_comment
from ideas.domain.comments import CommentText, submit_comment
from ideas.domain.ideas import IdeaText
from ideas.domain.reports import report_item
from ideas.models import Comment, Idea, Report, Revision
from tests.cast import (
    Person,
    let_the_moment_come,
    make_comment,
    make_idea,
    make_member,
    make_members,
    make_three_organisations,
    make_workshop,
)
from voting.ballots.casting import cast_vote
from voting.count.members_counted import load_people
from voting.models import Board, Total
from voting.releases.releases import release_workshop
from voting.releases.unreleased import find_contributors, find_unreleased, find_workshops_to_release
from workshops.models import Membership, Organisation, Workshop

pytestmark = pytest.mark.django_db
S = Idea.Status
NEW = IdeaText(None, Idea.Intent.CHALLENGE, "Two numbers", "One is too few.")


def say(member: Membership, idea: Idea, body: str = "Who pays?") -> Comment:
    text = CommentText(Comment.Intent.QUESTION, body)
    return submit_comment(actor=member, idea=idea, parent=None, text=text)


def contributors(workshop: Workshop) -> int:
    return len(find_contributors(workshop, find_unreleased(workshop), load_people(workshop)))


def test_ten_people_who_comment_make_a_release(workshop: Workshop) -> None:
    trusts, idea = make_three_organisations(workshop), make_idea(workshop)
    members = [member for some in zip(*trusts, strict=True) for member in some]
    Workshop.objects.update(opens_at=timezone.now() - timedelta(days=1))
    for member in members[:9]:
        say(member, idea)
    assert release_workshop(workshop.pk) is None
    say(members[9], idea)
    assert release_workshop(workshop.pk) is None
    let_the_moment_come(workshop)
    assert release_workshop(workshop.pk) is not None
    shown = Comment.objects.values_list("status", "waiting_since", "published_on", "reviewed").distinct()
    assert list(shown) == [(S.PUBLISHED, None, timezone.localdate(), False)]


def test_one_person_counts_once_whatever_they_do(workshop: Workshop, participant: Person) -> None:
    me = participant.membership
    mine, other = make_idea(workshop, me), make_idea(workshop)
    comment = make_comment(other, me)
    say(me, other)
    say(me, mine)
    cast_vote(actor=me, idea=other, answer="up")
    report_item(actor=me, idea=other, comment=None, reason="abusive")
    edit_idea(actor=me, idea=mine, text=NEW)
    withdraw_comment(actor=me, comment=comment)
    assert contributors(workshop) == 1


@pytest.mark.parametrize(
    ("deed", "people"),
    [
        ("comment", 1),
        ("report", 1),
        ("edit", 1),
        ("edit comment", 1),
        ("withdraw idea", 0),
        ("withdraw comment", 0),
    ],
)
def test_every_kind_of_contribution_is_found_by_beat_and_all_but_taking_back_count(
    deed: str, people: int, workshop: Workshop, participant: Person
) -> None:
    me, other = participant.membership, make_idea(workshop)
    mine, comment = make_idea(workshop, me), make_comment(other, me)
    assert (contributors(workshop), find_workshops_to_release()) == (0, [])
    deeds: dict[str, Callable[[], object]] = {
        "comment": lambda: say(me, other),
        "report": lambda: report_item(actor=me, idea=other, comment=comment, reason="abusive"),
        "edit": lambda: edit_idea(actor=me, idea=mine, text=NEW),
        "edit comment": lambda: edit_comment(actor=me, comment=comment, text=CommentText("build", "Yes.")),
        "withdraw idea": lambda: withdraw_idea(actor=me, idea=mine),
        "withdraw comment": lambda: withdraw_comment(actor=me, comment=comment),
    }
    deeds[deed]()
    assert (contributors(workshop), find_workshops_to_release()) == (people, [workshop.pk])
    release_workshop(workshop.pk, force=True)
    assert (contributors(workshop), find_workshops_to_release()) == (0, [])


def test_where_the_design_group_looks_before_comments_go_to_its_queue() -> None:
    workshop = make_workshop(practice=True, moderation=Workshop.Moderation.BEFORE)
    comment = say(make_member("somebody", workshop).membership, make_idea(workshop))
    release_workshop(workshop.pk)
    comment.refresh_from_db()
    assert (comment.status, comment.published_on, comment.waiting_since) == (S.IN_REVIEW, None, None)
    assert list(Comment.objects.for_review()) == [comment]


def test_a_withdrawn_idea_leaves_lists_and_boards_with_the_release(workshop: Workshop) -> None:
    for number in range(4):
        organisation = Organisation.objects.create(workshop=workshop, name=f"Trust {number}")
        make_members(5, workshop, organisation=organisation)
    author = make_member("author", workshop).membership
    voters = Membership.objects.exclude(pk=author.pk)
    gone, stays = make_idea(workshop, author), make_idea(workshop)
    for idea in (gone, stays):
        for member in voters:
            cast_vote(actor=member, idea=idea, answer="up")
    release_workshop(workshop.pk, force=True)
    board = Board.objects.get(name=Board.Name.TOP)
    assert set(board.entries.values_list("idea", flat=True)) == {gone.pk, stays.pk}
    withdraw_idea(actor=author, idea=gone)
    assert gone.pk in Idea.objects.published().values_list("pk", flat=True)
    release_workshop(workshop.pk, force=True)
    assert list(Idea.objects.published()) == [stays]
    assert set(board.entries.values_list("idea", flat=True)) == {stays.pk}
    gone.refresh_from_db()
    assert (gone.status, gone.withdrawal_pending) == (S.WITHDRAWN, False)


def test_a_withdrawn_comment_goes_with_the_release(workshop: Workshop, participant: Person) -> None:
    comment = make_comment(make_idea(workshop), participant.membership)
    withdraw_comment(actor=participant.membership, comment=comment)
    release_workshop(workshop.pk, force=True)
    comment.refresh_from_db()
    assert (comment.status, comment.withdrawal_pending) == (S.WITHDRAWN, False)


def test_a_new_wording_takes_the_place_of_the_old_and_is_looked_at_again(
    workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop, participant.membership, reviewed=True)
    edit_idea(actor=participant.membership, idea=idea, text=NEW)
    release_workshop(workshop.pk, force=True)
    idea.refresh_from_db()
    assert (idea.title, idea.body, idea.intent, idea.status) == (NEW.title, NEW.body, NEW.intent, S.PUBLISHED)
    assert (idea.reviewed, Revision.objects.count()) == (False, 0)


def test_where_the_design_group_looks_before_a_new_wording_goes_to_its_queue(participant: Person) -> None:
    Workshop.objects.update(moderation=Workshop.Moderation.BEFORE)
    workshop = participant.membership.workshop
    idea = make_idea(workshop, participant.membership, reviewed=True)
    edit_idea(actor=participant.membership, idea=idea, text=NEW)
    release_workshop(workshop.pk, force=True)
    idea.refresh_from_db()
    assert (idea.title, idea.status) == (NEW.title, S.IN_REVIEW)


@pytest.mark.parametrize(("people", "settled"), [(4, False), (5, True)])
def test_five_votes_of_a_release_settle_the_text(people: int, settled: bool, workshop: Workshop) -> None:
    idea = make_idea(workshop)
    for member in make_members(people, workshop):
        cast_vote(actor=member, idea=idea, answer="unsure")
    assert Idea.objects.get(pk=idea.pk).settled is False
    release_workshop(workshop.pk, force=True)
    assert Idea.objects.get(pk=idea.pk).settled is settled
    assert Total.objects.get(idea=idea).voters == people


def test_a_reported_item_is_looked_at_again_after_the_release(
    workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop, reviewed=True)
    one, other = make_comment(idea, reviewed=True), make_comment(idea, reviewed=True)
    report_item(actor=participant.membership, idea=idea, comment=None, reason="safety")
    report_item(actor=participant.membership, idea=idea, comment=one, reason="safety")
    assert (Idea.objects.for_review().count(), Comment.objects.for_review().count()) == (0, 0)
    release_workshop(workshop.pk, force=True)
    assert list(Idea.objects.for_review()) == [idea]
    assert list(Comment.objects.for_review()) == [one]
    assert (Report.objects.unreleased().count(), other.reviewed) == (0, True)


def test_another_workshops_texts_stay(workshop: Workshop, other_workshop: Workshop) -> None:
    elsewhere = say(make_member("elsewhere", other_workshop).membership, make_idea(other_workshop))
    release_workshop(workshop.pk, force=True)
    assert Comment.objects.get(pk=elsewhere.pk).status == S.UNRELEASED


def test_a_release_takes_as_many_queries_for_many_texts_as_for_few(workshop: Workshop) -> None:
    members = make_members(12, workshop)
    counts = []
    # All have taken part by the second release: one that counts new people for the statistics does more.
    for some in (members, members[:2], members[2:]):
        for member in some:
            mine = make_idea(workshop, member)
            say(member, mine)
            edit_idea(actor=member, idea=mine, text=NEW)
            report_item(actor=member, idea=mine, comment=None, reason="safety")
        with CaptureQueriesContext(connection) as queries:
            release_workshop(workshop.pk, force=True)
        counts.append(len(queries))
    assert counts[1] == counts[2]
