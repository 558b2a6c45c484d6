"""While the PIN is not shown, nothing of one's past is: one can write and vote all the same."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideas.models import Comment, Idea, PollAnswer
from tests.cast import Person, make_comment, make_idea, make_poll
from tests.pages import read_text
from tests.workshops.sign_in.showing_pin import HOME, IDEA, PIN, PIN_PAGE, enter, fresh
from tests.written import list_written
from voting.ballots.casting import cast_vote, find_my_votes
from voting.models import Vote
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


# What is not shown without it --------------------------------------------------------------------------


def test_ones_own_idea_looks_like_anybodys(workshop: Workshop, careful: Person, colleague: Person) -> None:
    idea = make_idea(workshop, careful.membership)
    make_comment(idea, careful.membership)
    address = idea.get_absolute_url()
    shut = read_text(careful.client.get(address))
    assert (shut.count("Yours"), shut.count("Change this idea"), shut.count("Report this idea")) == (0, 0, 1)
    enter(careful.client, PIN)
    open_ = read_text(careful.client.get(address))
    assert (open_.count("Yours"), open_.count("Change this idea")) == (2, 1)


@pytest.mark.parametrize("status", [Idea.Status.UNRELEASED, Idea.Status.HIDDEN, Idea.Status.WITHDRAWN])
def test_what_only_its_author_sees_is_not_there(
    status: Idea.Status, workshop: Workshop, careful: Person
) -> None:
    address = make_idea(workshop, careful.membership, status).get_absolute_url()
    assert careful.client.get(address).status_code == 404
    enter(careful.client, PIN)
    assert careful.client.get(address).status_code == 200


@pytest.mark.parametrize("deed", ["edit/", "withdrawal/"])
@pytest.mark.parametrize("is_mine", [True, False])
def test_changing_asks_for_the_pin_whoever_wrote_it(
    deed: str, is_mine: bool, workshop: Workshop, careful: Person
) -> None:
    idea = make_idea(workshop, careful.membership if is_mine else None)
    for answer in (
        careful.client.get(f"{idea.get_absolute_url()}{deed}"),
        careful.client.post(f"{idea.get_absolute_url()}{deed}", IDEA),
    ):
        assert (answer.status_code, answer["Location"].startswith(PIN_PAGE)) == (303, True)
    idea.refresh_from_db()
    assert (idea.withdrawal_pending, idea.title) == (False, "One number to ring")


def test_votes_are_not_shown_and_the_last_one_counts(workshop: Workshop, careful: Person) -> None:
    idea = make_idea(workshop)
    cast_vote(actor=careful.membership, idea=idea, answer="up")
    page = careful.client.get(idea.get_absolute_url()).content.decode()
    assert (page.count('aria-pressed="true"'), page.count("You have voted on")) == (0, 0)
    listed = read_text(careful.client.get(f"{HOME}ideas/"))
    assert (listed.count("You like this"), listed.count("You have voted on")) == (0, 0)
    assert careful.client.post(f"{idea.get_absolute_url()}vote/", {"value": "down"}).status_code == 303
    assert list(Vote.objects.values_list("value", flat=True)) == [-1]
    open_member = fresh(careful)
    open_member.past_is_open = True
    assert find_my_votes(actor=open_member, workshop=workshop, idea_ids=[idea.pk]) == {idea.pk: "down"}


def test_a_vote_on_ones_own_idea_is_left_out_and_says_the_same(workshop: Workshop, careful: Person) -> None:
    own, other = make_idea(workshop, careful.membership), make_idea(workshop)
    said = [
        read_text(
            careful.client.post(f"{idea.get_absolute_url()}vote/", {"value": "up"}, HTTP_HX_REQUEST="true")
        )
        for idea in (own, other)
    ]
    assert (said[0] == said[1], said[0].count("It counts, unless you wrote this idea yourself.")) == (True, 1)
    assert [vote.idea_id for vote in Vote.objects.all()] == [other.pk]


def test_the_poll_does_not_show_what_was_chosen(workshop: Workshop, careful: Person) -> None:
    make_poll(workshop)
    careful.client.post(f"{HOME}poll/", {"answer": "2"})
    page = careful.client.get(f"{HOME}poll/").content.decode()
    assert (page.count(" checked"), page.count("You chose")) == (0, 0)
    careful.client.post(f"{HOME}poll/", {"answer": "3"})
    assert PollAnswer.objects.count() == 1


def test_the_queue_which_knows_what_one_has_voted_on_asks_for_it(workshop: Workshop, careful: Person) -> None:
    idea = make_idea(workshop)
    assert careful.client.get(f"{HOME}next/")["Location"].startswith(PIN_PAGE)
    sent = careful.client.post(f"{idea.get_absolute_url()}vote/", {"value": "up", "from": "queue"})
    assert (sent.status_code, Vote.objects.count()) == (303, 1)


def test_boards_do_not_tell_how_many_votes_there_are(workshop: Workshop, careful: Person) -> None:
    cast_vote(actor=careful.membership, idea=make_idea(workshop), answer="up")
    assert read_text(careful.client.get(f"{HOME}boards/top/")).count("Enter your PIN to see the boards.") == 1


# What goes on without it -------------------------------------------------------------------------------


def test_writing_goes_on_and_says_so(workshop: Workshop, careful: Person) -> None:
    sent = careful.client.post(f"{HOME}ideas/new/", IDEA)
    assert (sent["Location"], Idea.objects.count()) == (f"{HOME}ideas/", 1)
    assert read_text(careful.client.get(sent["Location"])).count("Thank you. Your idea is sent.") == 1
    place = make_idea(workshop).get_absolute_url()
    careful.client.post(f"{place}comments/", {"intent": "build", "body": "We tried."})
    text = read_text(careful.client.get(place))
    assert (text.count("Your comment is sent."), text.count("We tried."), Comment.objects.count()) == (
        1,
        0,
        1,
    )


def test_a_contribution_writes_nothing_on_the_identity_side(workshop: Workshop, careful: Person) -> None:
    enter(careful.client, PIN)
    place = make_idea(workshop).get_absolute_url()
    with CaptureQueriesContext(connection) as queries:
        careful.client.post(f"{HOME}ideas/new/", IDEA)
        careful.client.post(f"{place}vote/", {"value": "up"})
    assert list_written(queries) == ["ideas_idea", "voting_vote"]
