"""What enough different readers report leaves the view with a release; invented accounts are not enough."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.utils import timezone

from anonymity.thresholds import FEWEST_REPORTERS_WITHOUT_ORGANISATIONS
from ideas.domain.changes import edit_idea
from ideas.domain.ideas import IdeaText
from ideas.domain.reports import report_item
from ideas.models import Comment, Idea, Report
from tests.cast import (
    Person,
    make_comment,
    make_idea,
    make_members,
    make_three_organisations,
)
from tests.moderation.deciding import hide_idea, publish_idea
from tests.pages import read_text
from voting.ballots.casting import cast_vote
from voting.models import Board, Total
from voting.releases.releases import release_workshop
from workshops.models import JoinCode, Membership, Organisation, Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
S = Idea.Status
STAFF = Role.DESIGN_GROUP
Trusts = list[list[Membership]]


@pytest.fixture
def trusts(workshop: Workshop) -> Trusts:
    """Return ten people of each of three organisations."""
    return make_three_organisations(workshop)


def report_all(people: Sequence[Membership], idea: Idea, comment: Comment | None = None) -> None:
    """Let each of them report it, and make the release."""
    for person in people:
        report_item(actor=person, idea=idea, comment=comment, reason="abusive")
    release_workshop(idea.workshop_id, force=True)


def read_state(item: Idea | Comment) -> tuple[str, bool, bool]:
    item.refresh_from_db()
    return item.status, item.held_by_reports, item.reviewed


HELD, SHOWN = (S.IN_REVIEW, True, False), (S.PUBLISHED, False, False)


def test_three_people_of_three_organisations_take_it_from_view_with_a_release_and_not_before(
    workshop: Workshop, trusts: Trusts
) -> None:
    idea, comment = make_idea(workshop), make_comment(make_idea(workshop))
    for trust in trusts:
        report_item(actor=trust[0], idea=idea, comment=None, reason="abusive")
        assert read_state(idea) == SHOWN
    report_all([trust[1] for trust in trusts], comment.idea, comment)
    assert (read_state(idea), read_state(comment)) == (HELD, HELD)
    assert (idea.review_since, idea.published_on) == (timezone.localdate(), timezone.localdate())
    comment.idea.refresh_from_db()
    assert comment.idea.status == S.PUBLISHED


def test_it_may_take_several_releases(workshop: Workshop, trusts: Trusts) -> None:
    idea = make_idea(workshop)
    report_all([trusts[0][0]], idea)
    report_all([trusts[1][0]], idea)
    assert read_state(idea) == SHOWN
    report_all([trusts[2][0]], idea)
    assert read_state(idea) == HELD


@pytest.mark.parametrize("number", [0, 4, 6, 7])
def test_the_workshop_says_how_many(number: int, workshop: Workshop, trusts: Trusts) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(reporters_that_hold=number)
    idea = make_idea(workshop)
    # A third of six from each: so seven, of which a third is two as well, need a fourth organisation.
    report_all([person for trust in trusts for person in trust[:2]], idea)
    assert (read_state(idea) == HELD) == (number == 6)


def test_nine_invented_accounts_hold_nothing(workshop: Workshop, trusts: Trusts) -> None:
    places = list(Organisation.objects.filter(workshop=workshop))
    today = timezone.localdate()
    code = JoinCode.objects.create(
        workshop=workshop, organisation=places[0], code="X-1", uses=10, ends_on=today
    )
    made_up = [Organisation.objects.create(workshop=workshop, name=f"Made up {n}") for n in range(9)]
    crowds: list[list[Membership]] = [
        make_members(9, workshop, organisation=places[0]),
        make_members(9, workshop),
        [member for place in made_up for member in make_members(1, workshop, organisation=place)],
        [m for place in places for m in make_members(3, workshop, organisation=place, join_code=code)],
        [m for place in places for m in make_members(3, workshop, organisation=place, nights_to_wait=2)],
        [m for place in places for m in make_members(3, workshop, organisation=place, role=STAFF)],
        [m for place in places for m in make_members(3, workshop, organisation=place, role=Role.LEFT)],
    ]  # fmt: skip
    Workshop.objects.filter(pk=workshop.pk).update(opens_at=timezone.now() - 4 * FIRST)
    ideas = [make_idea(workshop) for _crowd in crowds]
    for idea, crowd in zip(ideas, crowds, strict=True):
        _store_reports(idea, crowd)
    release_workshop(workshop.pk, force=True)
    assert [read_state(idea) for idea in ideas] == [SHOWN] * len(crowds)


def test_where_organisations_are_not_told_apart_it_takes_ten(workshop: Workshop) -> None:
    idea, people = make_idea(workshop), make_members(FEWEST_REPORTERS_WITHOUT_ORGANISATIONS, workshop)
    report_all(people[1:], idea)
    assert read_state(idea) == SHOWN
    report_all(people[:1], idea)
    assert read_state(idea) == HELD


def test_what_the_group_has_approved_is_not_held_until_its_author_rewords_it(
    workshop: Workshop, trusts: Trusts, participant: Person, moderator: Person
) -> None:
    idea = make_idea(workshop, participant.membership)
    report_all([trust[0] for trust in trusts], idea)
    assert read_state(idea) == HELD
    publish_idea(actor=moderator.membership, idea=idea)
    report_all([person for trust in trusts for person in trust[1:]], idea)
    assert read_state(idea) == SHOWN
    text = IdeaText(None, Idea.Intent.NEW, "Other words", "And others.")
    edit_idea(actor=participant.membership, idea=idea, text=text)
    release_workshop(workshop.pk, force=True)
    report_all([make_members(1, workshop, organisation=trust[0].organisation)[0] for trust in trusts], idea)
    assert read_state(idea) == HELD


def test_a_decision_answers_the_reports_and_they_hold_nothing_again(
    workshop: Workshop, trusts: Trusts, moderator: Person
) -> None:
    idea = make_idea(workshop)
    report_all([trusts[0][0], trusts[1][0]], idea)
    decision = publish_idea(actor=moderator.membership, idea=idea)
    assert decision.reports_answered == ["abusive"]
    Idea.objects.filter(pk=idea.pk).update(approved=False)
    report_all([trusts[2][0]], idea)
    assert read_state(idea) == SHOWN
    assert sorted(Report.objects.values_list("answered", flat=True)) == [False, True, True]


def test_votes_stay_and_count_again_and_its_day_stays(
    workshop: Workshop, trusts: Trusts, moderator: Person
) -> None:
    idea, earlier = make_idea(workshop), timezone.localdate() - timedelta(days=3)
    Idea.objects.filter(pk=idea.pk).update(published_on=earlier)
    for person in [member for trust in trusts for member in trust[:8]]:
        cast_vote(actor=person, idea=idea, answer="up")
    release_workshop(workshop.pk, force=True)
    assert _list_top(workshop) == [idea.pk]
    report_all([trust[9] for trust in trusts], idea)
    assert (_list_top(workshop), Total.objects.get(idea=idea).up) == ([], 24)
    publish_idea(actor=moderator.membership, idea=idea)
    release_workshop(workshop.pk, force=True)
    idea.refresh_from_db()
    assert (_list_top(workshop), idea.published_on, idea.held_by_reports) == ([idea.pk], earlier, False)


def test_readers_its_author_and_its_thread_say_that_the_group_looks(
    workshop: Workshop, trusts: Trusts, participant: Person, colleague: Person, moderator: Person
) -> None:
    idea = make_idea(workshop, participant.membership, title="Ring first")
    talk = make_idea(workshop)
    comment = make_comment(talk, body="Nobody asked you.")
    make_comment(talk, parent=comment, body="That is so.")
    report_all([trust[0] for trust in trusts], idea)
    report_all([trust[0] for trust in trusts], talk, comment)
    page = colleague.client.get(idea.get_absolute_url())
    assert (page.status_code, read_text(page).count("The design group is looking at this idea.")) == (404, 1)
    assert "Ring first" not in read_text(page)
    thread = read_text(colleague.client.get(talk.get_absolute_url()))
    assert thread.count("The design group is looking at this comment. It may come back.") == 1
    assert (thread.count("Nobody asked you."), thread.count("That is so.")) == (0, 1)
    for address in (idea.get_absolute_url(), f"{workshop.get_absolute_url()}mine/"):
        assert read_text(participant.client.get(address)).count("Several readers reported this") == 1
    desk = moderator.client.get("/admin/desk/community/")
    assert desk.context["facts"][0] == "2 that readers’ reports hold"
    hide_idea(actor=moderator.membership, idea=idea, reason="abusive")
    assert colleague.client.get(idea.get_absolute_url()).status_code == 410


def test_why_something_is_looked_at_again_shows_nowhere(workshop: Workshop, colleague: Person) -> None:
    day = timezone.localdate()
    reported = make_idea(workshop, status=S.IN_REVIEW, held_by_reports=True, published_on=day)
    reworded = make_idea(workshop, status=S.IN_REVIEW, published_on=day)
    pages = [colleague.client.get(idea.get_absolute_url()) for idea in (reported, reworded)]
    texts = {re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.text) for page in pages}
    assert ([page.status_code for page in pages], len(texts)) == ([404, 404], 1)


FIRST = timedelta(days=2)


def _store_reports(idea: Idea, people: Sequence[Membership]) -> None:
    for person in people:
        report_item(actor=person, idea=idea, comment=None, reason="abusive")


def _list_top(workshop: Workshop) -> list[object]:
    board = Board.objects.get(workshop=workshop, name=Board.Name.TOP)
    return list(board.entries.values_list("idea_id", flat=True))
