"""Comments in the design group's hands: the same queue, rules and record as for ideas."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ideas.domain.catalogue import read_catalogue
from ideas.domain.reports import report_item
from ideas.models import Comment, Idea
from ideas_platform.lib.refusals import WrongPhase
from moderation.domain.decisions import NewDecision, WrongState, decide
from moderation.models import Decision
from tests.cast import Person, make_comment, make_idea, make_member, make_workshop
from tests.moderation.pressing import decide_by_form, decide_by_list, page_of
from tests.pages import read_text
from voting.releases.releases import release_workshop
from workshops.models import Workshop
from workshops.phases import Phase
from workshops.rules import Role

S = Comment.Status
QUEUE = "/admin/ideas/comment/"
PUBLISH = NewDecision(Decision.Verdict.PUBLISH, Decision.Reason.FITS)
HIDE = NewDecision(Decision.Verdict.HIDE, Decision.Reason.ABUSIVE)


@pytest.fixture
def comment(workshop: Workshop, participant: Person) -> Comment:
    """Return a published comment of the participant that nobody has looked at."""
    return make_comment(make_idea(workshop), participant.membership)


def state(comment: Comment) -> tuple[object, ...]:
    """Return what the database says of the comment: state, looked at, date."""
    return Comment.objects.values_list("status", "reviewed", "published_on").get(pk=comment.pk)


def test_a_comment_is_hidden_and_published_again_with_the_date_it_had(
    comment: Comment, moderator: Person
) -> None:
    decide(actor=moderator.membership, item=comment, new_decision=HIDE)
    assert state(comment) == (S.HIDDEN, True, comment.published_on)
    decide(actor=moderator.membership, item=comment, new_decision=PUBLISH)
    assert state(comment) == (S.PUBLISHED, True, comment.published_on)
    decisions = Decision.objects.filter(idea=None).values_list("comment", "verdict")
    assert set(decisions) == {(comment.pk, "hide"), (comment.pk, "publish")}
    assert not Workshop.objects.get().recompute_all


def test_a_comment_with_the_design_group_comes_with_todays_date(
    workshop: Workshop, moderator: Person
) -> None:
    comment = make_comment(make_idea(workshop), status=S.IN_REVIEW)
    decide(actor=moderator.membership, item=comment, new_decision=PUBLISH)
    assert state(comment) == (S.PUBLISHED, True, timezone.localdate())


def test_nobody_decides_about_their_own_comment(workshop: Workshop, moderator: Person) -> None:
    own = make_comment(make_idea(workshop), moderator.membership)
    with pytest.raises(PermissionDenied, match="their own comment"):
        decide(actor=moderator.membership, item=own, new_decision=HIDE)
    assert state(own)[0] == S.PUBLISHED


@pytest.mark.parametrize("name", ["participant", "colleague", "other_moderator", "other_organiser"])
def test_only_staff_of_the_workshop_decide(
    name: str, comment: Comment, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied, match="Only the design group"):
        decide(actor=request.getfixturevalue(name).membership, item=comment, new_decision=HIDE)


@pytest.mark.parametrize("status", [S.UNRELEASED, S.WITHDRAWN])
def test_what_the_design_group_does_not_see_it_does_not_decide_about(
    status: Comment.Status, workshop: Workshop, moderator: Person
) -> None:
    comment = make_comment(make_idea(workshop), status=status)
    with pytest.raises(WrongState):
        decide(actor=moderator.membership, item=comment, new_decision=PUBLISH)
    assert moderator.client.post(f"{page_of(comment)}decision/", {"verdict": "publish"}).status_code == 404


def test_after_publication_nothing_is_decided(db: None) -> None:
    workshop = make_workshop(Phase.PUBLISHED)
    moderator = make_member("moderator", workshop, Role.DESIGN_GROUP)
    with pytest.raises(WrongPhase):
        decide(actor=moderator.membership, item=make_comment(make_idea(workshop)), new_decision=HIDE)


def test_the_queue_shows_what_is_released_and_not_looked_at(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop)
    make_comment(idea, body="new")
    make_comment(idea, body="held", status=S.IN_REVIEW)
    make_comment(idea, body="seen", reviewed=True)
    for status in (S.UNRELEASED, S.HIDDEN, S.WITHDRAWN):
        make_comment(idea, body="other", status=status)
    page = moderator.client.get(QUEUE).content.decode()
    assert sorted(re.findall(r'field-excerpt">\s*<a [^>]*>([^<]*)</a>', page)) == ["held", "new"]


def test_another_workshops_comments_are_not_there(
    comment: Comment, other_moderator: Person, administrator: Person
) -> None:
    assert read_text(other_moderator.client.get(QUEUE)).count(comment.body) == 0
    assert read_text(administrator.client.get(QUEUE)).count(comment.body) == 1
    answer = other_moderator.client.post(f"{page_of(comment)}decision/", {"verdict": "publish"})
    assert answer.status_code == 404


def test_the_page_shows_the_text_what_it_answers_and_neither_author_nor_tag(
    comment: Comment, moderator: Person, participant: Person
) -> None:
    reply = make_comment(comment.idea, participant.membership, parent=comment, body="Who paid?")
    response = moderator.client.get(page_of(reply))
    assert [read_text(response).count(words) for words in ("Who paid?", comment.body)] == [1, 1]
    html = response.content.decode().lower()
    secrets = [bytes(reply.thread_tag).hex(), participant.user.email, str(participant.user.pk)]
    assert [secret for secret in secrets if secret in html] == []


def test_the_buttons_of_the_page_and_the_list_work(comment: Comment, moderator: Person) -> None:
    hidden = decide_by_form(moderator.client, comment, "hide", reason="abusive")
    assert (hidden.status_code, hidden["Location"], state(comment)[0]) == (303, page_of(comment), S.HIDDEN)
    said = moderator.client.get(page_of(comment)).context["press"]["words"]
    other = make_comment(comment.idea, body="Another.", status=S.IN_REVIEW)
    sent = decide_by_list(moderator.client, "publish", [other])
    assert (said, sent.context["said"]) == (f"Hidden: “{comment.body}”.", ["1 text is published."])
    assert state(other)[0] == S.PUBLISHED


def test_the_reasons_of_reports_show_after_the_release_without_who_and_how_many(
    comment: Comment, moderator: Person, participant: Person, colleague: Person
) -> None:
    for person in (participant, colleague):
        report_item(actor=person.membership, idea=comment.idea, comment=comment, reason="safety")
    address = page_of(comment)
    assert moderator.client.get(address).context["reported"] == []
    release_workshop(comment.idea.workshop_id, force=True)
    assert moderator.client.get(address).context["reported"] == ["Somebody may be at risk"]


def test_the_queue_takes_as_many_queries_for_many_as_for_one(comment: Comment, moderator: Person) -> None:
    counts = []
    for more in (0, 9):
        for _one in range(more):
            make_comment(make_idea(comment.idea.workshop), parent=None)
        moderator.client.get(QUEUE)
        with CaptureQueriesContext(connection) as queries:
            moderator.client.get(QUEUE)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_decision_is_about_one_item(comment: Comment) -> None:
    usual = {"workshop": comment.idea.workshop, "verdict": "publish", "reason": "fits"}
    for about in ({}, {"idea": comment.idea, "comment": comment}):
        with pytest.raises(IntegrityError, match="decision_about_one_item"), transaction.atomic():
            Decision.objects.create(**usual, **about)


def test_a_hidden_comment_is_not_counted(comment: Comment, moderator: Person, participant: Person) -> None:
    decide(actor=moderator.membership, item=comment, new_decision=HIDE)
    page = participant.client.get("/workshops/community/ideas/?sort=discussed").context["page_obj"]
    [idea] = page
    now = Workshop.objects.with_phase().get()
    assert read_catalogue(now).count_discussion(idea) == 0
    assert Idea.objects.count() == 1
