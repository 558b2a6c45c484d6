"""Voting over HTTP, with and without JavaScript, and the boards."""

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea
from tests.cast import Person, make_idea, make_member, make_members, make_workshop
from voting.ballots.casting import cast_vote
from voting.models import BoardEntry, Vote
from voting.releases.releases import release_workshop
from workshops.models import Membership, Organisation, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
IDEAS = "/workshops/community/ideas/"
BOARDS = "/workshops/community/boards/"


@pytest.fixture
def idea(workshop: Workshop) -> Idea:
    """Return a published idea that nobody in the cast wrote."""
    return make_idea(workshop)


def fill_board(workshop: Workshop, ideas: int = 3) -> None:
    """Let twenty people of four organisations vote on some ideas, and release."""
    for number in range(4):
        organisation = Organisation.objects.create(workshop=workshop, name=f"Trust {number}")
        make_members(5, workshop, organisation=organisation)
    members = list(Membership.objects.filter(workshop=workshop, organisation__isnull=False))
    for _one in range(ideas):
        idea = make_idea(workshop)
        for member in members:
            cast_vote(actor=member, idea=idea, answer="up")
    release_workshop(workshop.pk, force=True)


def read_totals_of(panel: Any) -> list[str]:
    """Return what the panel says of how people voted, in words."""
    said = panel.content.decode().partition('role="alert"')[2]
    return re.findall(r"(?:<p class=\"small[^>]*>|</svg>\s*</span>)([^<]+)<", said)


def test_a_plain_form_is_answered_with_303_to_the_idea(participant: Person, idea: Idea) -> None:
    answer = participant.client.post(f"{IDEAS}{idea.ref}/vote/", {"value": "up"})
    assert (answer.status_code, answer["Location"]) == (303, f"{IDEAS}{idea.ref}/#vote-panel")


def test_htmx_gets_the_changed_panel(participant: Person, idea: Idea) -> None:
    answer = participant.client.post(
        f"{IDEAS}{idea.ref}/vote/", {"value": "up"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert answer.content.decode().split()[:3] == ["<section", 'class="vote"', 'id="vote-panel"']
    assert re.findall(
        r'id="vote-(\w+)"\s+name="value" value="(\w+)"\s+aria-pressed="(\w+)"', answer.content.decode()
    ) == [
        ("up", "none", "true"),
        ("down", "down", "false"),
        ("unsure", "unsure", "false"),
    ]


def test_a_vote_over_http_takes_at_most_six_statements(participant: Person, idea: Idea) -> None:
    participant.client.get(f"{IDEAS}{idea.ref}/")
    with CaptureQueriesContext(connection) as queries:
        participant.client.post(f"{IDEAS}{idea.ref}/vote/", {"value": "up"})
    assert len(queries) <= 6


@pytest.mark.parametrize("value", ["", "yes", "UP", "1", "up down"])
def test_an_unknown_answer_is_refused_with_422(participant: Person, idea: Idea, value: str) -> None:
    assert participant.client.post(f"{IDEAS}{idea.ref}/vote/", {"value": value}).status_code == 422
    assert Vote.objects.count() == 0


def test_ones_own_idea_is_refused_with_403(participant: Person, workshop: Workshop) -> None:
    own = make_idea(workshop, author=participant.membership)
    assert participant.client.post(f"{IDEAS}{own.ref}/vote/", {"value": "up"}).status_code == 403


def test_a_closed_workshop_refuses_with_409() -> None:
    workshop = make_workshop(Phase.CLOSED)
    person, idea = make_member("late", workshop), make_idea(workshop)
    assert (
        person.client.post(f"/workshops/{workshop.slug}/ideas/{idea.ref}/vote/", {"value": "up"}).status_code
        == 409
    )


def test_what_waits_cannot_be_voted_on_because_it_cannot_be_seen(
    participant: Person, workshop: Workshop
) -> None:
    waiting = make_idea(workshop, status=Idea.Status.UNRELEASED)
    assert participant.client.post(f"{IDEAS}{waiting.ref}/vote/", {"value": "up"}).status_code == 404


def test_voting_is_a_post(participant: Person, idea: Idea) -> None:
    answer = participant.client.get(f"{IDEAS}{idea.ref}/vote/")
    assert answer.status_code == 405
    assert answer.templates[0].name == "405.html"


def test_totals_are_hidden_until_one_has_voted(participant: Person, workshop: Workshop) -> None:
    fill_board(workshop, 1)
    address = f"{IDEAS}{Idea.objects.get(workshop=workshop).ref}/"

    def show(answer: str) -> list[str]:
        panel = participant.client.post(f"{address}vote/", {"value": answer}, headers={"HX-Request": "true"})
        return read_totals_of(panel)

    assert show("none") == ["Totals appear when you have voted."]
    assert show("up") == ["20 people have voted.", "20 like it", "0 don’t", "0 not sure"]


def test_totals_of_fewer_than_five_are_not_shown(participant: Person, workshop: Workshop, idea: Idea) -> None:
    for member in make_members(3, workshop):
        cast_vote(actor=member, idea=idea, answer="up")
    release_workshop(workshop.pk, force=True)
    panel = participant.client.post(
        f"{IDEAS}{idea.ref}/vote/", {"value": "up"}, headers={"HX-Request": "true"}
    )
    assert read_totals_of(panel) == ["Totals appear when five people have voted."]


def test_boards_wait_until_one_has_voted_on_some_ideas(participant: Person, workshop: Workshop) -> None:
    fill_board(workshop, 6)
    page = participant.client.get(f"{BOARDS}top/")
    assert page.context["gate"] == "Vote on 5 more ideas to see the boards."
    assert page.context["entries"] == []
    for idea in Idea.objects.filter(workshop=workshop)[:5]:
        cast_vote(actor=participant.membership, idea=idea, answer="up")
    page = participant.client.get(f"{BOARDS}top/")
    assert page.context["gate"] == ""
    assert [entry.rank for entry in page.context["entries"]] == [1, 2, 3, 4, 5, 6]


def test_where_there_are_few_ideas_the_gate_asks_for_no_more_than_there_are(
    participant: Person, workshop: Workshop
) -> None:
    idea = make_idea(workshop)
    assert participant.client.get(BOARDS).context["gate"] == "Vote on 1 more idea to see the boards."
    cast_vote(actor=participant.membership, idea=idea, answer="unsure")
    assert participant.client.get(BOARDS).context["gate"] == ""


def test_the_gate_does_not_ask_for_votes_on_ones_own_ideas(participant: Person, workshop: Workshop) -> None:
    make_idea(workshop, author=participant.membership)
    other = make_idea(workshop)
    assert participant.client.get(BOARDS).context["gate"] == "Vote on 1 more idea to see the boards."
    cast_vote(actor=participant.membership, idea=other, answer="up")
    assert participant.client.get(BOARDS).context["gate"] == ""
    assert participant.client.get(IDEAS).context["total"] == 1


def test_without_the_key_the_boards_can_still_be_read(
    participant: Person, workshop: Workshop, settings: LazySettings
) -> None:
    fill_board(workshop, 6)
    settings.KEY_DIRS = []
    assert len(participant.client.get(f"{BOARDS}top/").context["entries"]) == 6


def test_on_an_imported_board_people_belong_to_opinion_groups(
    administrator: Person, workshop: Workshop
) -> None:
    fill_board(workshop, 1)
    Workshop.objects.update(imported=True)
    BoardEntry.objects.update(clusters=10)
    entry = administrator.client.get(f"{BOARDS}top/").context["entries"][0]
    assert entry.sentence == (
        "Liked by 20 of 20 people who are for or against it. They belong to 10 or more opinion groups."
    )
    page = administrator.client.get(f"{BOARDS}top/").content.decode()
    assert ("organisation" in page.split("<main")[1], "place of work" in page) == (False, False)


def test_an_empty_board_says_what_is_missing(participant: Person) -> None:
    page = participant.client.get(f"{BOARDS}top/")
    assert page.context["board"].words.missing.startswith("No idea has enough votes yet.")


def test_an_unknown_board_is_not_found(participant: Person) -> None:
    assert participant.client.get(f"{BOARDS}worst/").status_code == 404


def test_an_entry_explains_its_place(participant: Person, workshop: Workshop) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(boards_after_votes=0)
    fill_board(workshop, 1)
    entry = participant.client.get(f"{BOARDS}top/").context["entries"][0]
    assert entry.sentence == "Liked by 20 of 20 people who are for or against it."
    assert (entry.movement, entry.chance_word) == ("new", "solid")


def test_a_hidden_idea_leaves_the_board_at_once(participant: Person, workshop: Workshop) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(boards_after_votes=0)
    fill_board(workshop, 2)
    hidden = Idea.objects.filter(workshop=workshop).first()
    assert hidden is not None
    Idea.objects.filter(pk=hidden.pk).update(status=Idea.Status.HIDDEN)
    assert len(participant.client.get(f"{BOARDS}top/").context["entries"]) == 1


def test_a_board_takes_as_many_queries_for_many_entries_as_for_one(
    participant: Person, workshop: Workshop
) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(boards_after_votes=0)
    fill_board(workshop, 1)

    def count() -> int:
        participant.client.get(f"{BOARDS}top/")
        with CaptureQueriesContext(connection) as queries:
            participant.client.get(f"{BOARDS}top/")
        return len(queries)

    few = count()
    more = [make_idea(workshop) for _one in range(5)]
    for member in Membership.objects.filter(workshop=workshop, organisation__isnull=False):
        for idea in more:
            cast_vote(actor=member, idea=idea, answer="up")
    release_workshop(workshop.pk, force=True)
    assert count() == few
    assert len(participant.client.get(f"{BOARDS}top/").context["entries"]) == 6
