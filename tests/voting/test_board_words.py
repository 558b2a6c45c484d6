"""What a reader is told of a board: when it shows, and why an idea stands where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import AnonymousUser

from tests.cast import Person, make_idea, make_member, make_workshop
from tests.pages import read_text
from voting.domain.reading import (
    BOARD_WORDS,
    CLUSTER_SENTENCES,
    explain_entry,
    find_gate,
    find_movement,
    list_entries,
    say_chance,
)
from voting.domain.voting import cast_vote
from voting.models import Board, BoardEntry, Total
from voting.views.boards import describe_entry
from voting.views.panel import describe_totals
from workshops.domain.visits import Visit, visit_workshop
from workshops.models import Idea, Workshop
from workshops.rules import Phase, Role

pytestmark = pytest.mark.django_db
LIKED = "Liked by 18 of 20 people who are for or against it."


def make_board(workshop: Workshop) -> Board:
    """Return the workshop's empty board of the top ideas."""
    return Board.objects.create(workshop=workshop, name=Board.Name.TOP, release_number=1)


def make_entry(board: Board, rank: int = 1, **fields: Any) -> BoardEntry:
    """Return a new entry of a new idea; `fields` replace what it would have."""
    usual = {
        "idea": make_idea(board.workshop),
        "score": 0.75,
        "low": 0.75,
        "high": 0.95,
        "chance": 0.9,
        "up": 18,
        "down": 2,
        "unsure": 3,
        "clusters": 4,
    }
    return BoardEntry.objects.create(board=board, rank=rank, **{**usual, **fields})


def visit(person: Person, workshop: Workshop) -> Visit:
    return visit_workshop(person.user, workshop.slug)


@pytest.mark.parametrize(
    ("previous", "movement"), [(None, "new"), (7, "up"), (4, "up"), (3, "same"), (2, "down"), (1, "down")]
)
def test_a_smaller_number_is_a_higher_place(previous: int | None, movement: str) -> None:
    assert find_movement(BoardEntry(rank=3, previous_rank=previous)) == movement


@pytest.mark.parametrize(
    ("chance", "word"),
    [
        (0.0, "open"),
        (0.499, "open"),
        (0.5, "likely"),
        (0.799, "likely"),
        (0.8, "solid"),
        (1.0, "solid"),
    ],
)
def test_a_chance_is_said_in_one_of_three_words(chance: float, word: str) -> None:
    assert say_chance(chance) == word


@pytest.mark.parametrize(
    ("clusters", "spread"),
    [
        (0, ""),
        (2, ""),
        (3, " They work in 3 or more organisations."),
        (4, " They work in 3 or more organisations."),
        (5, " They work in 5 or more organisations."),
        (19, " They work in 10 or more organisations."),
        (20, " They work in 20 or more organisations."),
        (49, " They work in 20 or more organisations."),
        (50, " They work in 50 or more organisations."),
        (5000, " They work in 50 or more organisations."),
    ],
)
def test_the_number_of_organisations_is_told_in_steps(clusters: int, spread: str, workshop: Workshop) -> None:
    entry = make_entry(make_board(workshop), clusters=clusters)
    assert explain_entry(entry) == f"{LIKED}{spread}"


@pytest.mark.parametrize(
    ("cluster_by", "spread"),
    [
        ("organisation", " They work in 5 or more organisations."),
        ("borough", " They work in 5 or more boroughs."),
        ("group", " They belong to 5 or more groups."),
        ("none", ""),
    ],
)
def test_an_entry_names_what_its_workshop_tells_people_apart_by(cluster_by: str, spread: str) -> None:
    entry = make_entry(make_board(make_workshop(cluster_by=cluster_by)), clusters=5)
    assert explain_entry(entry) == f"{LIKED}{spread}"


def test_there_is_a_sentence_for_everything_that_people_are_told_apart_by() -> None:
    known = set(Workshop.Attribute.values) - {Workshop.Attribute.NONE.value}
    assert set(CLUSTER_SENTENCES) == known | {"opinion group"}
    assert set(BOARD_WORDS) == set(Board.Name)


def test_one_vote_is_of_one_person(workshop: Workshop) -> None:
    entry = make_entry(make_board(workshop), up=1, down=0, clusters=1)
    assert explain_entry(entry) == "Liked by 1 of 1 person who is for or against it."


def test_shares_are_told_as_whole_per_cents(workshop: Workshop, participant: Person) -> None:
    entry = make_entry(make_board(workshop), score=0.7549, low=0.0, high=0.996)
    told = describe_entry(visit(participant, workshop), entry)
    assert (told["score"], told["low"], told["high"], told["n"]) == (75, 0, 100, 20)


def test_entries_come_by_rank_and_without_what_is_not_shown_any_more(workshop: Workshop) -> None:
    board = make_board(workshop)
    third, first = make_entry(board, 3), make_entry(board, 1)
    for rank, status in enumerate(sorted(set(Idea.Status) - {Idea.Status.PUBLISHED}), start=10):
        make_entry(board, rank, idea=make_idea(workshop, status=Idea.Status(status)))
    assert list(list_entries(board)) == [first, third]


@pytest.mark.parametrize("cast", [0, 1, 2])
def test_the_gate_says_how_many_votes_are_missing(cast: int, workshop: Workshop, participant: Person) -> None:
    Workshop.objects.update(boards_after_votes=2)
    ideas = [make_idea(workshop) for _one in range(3)]
    for idea in ideas[:cast]:
        cast_vote(actor=participant.membership, idea=idea, answer="unsure")
    words = {
        0: "Vote on 2 more ideas to see the boards.",
        1: "Vote on 1 more idea to see the boards.",
        2: "",
    }
    assert find_gate(visit(participant, workshop)) == words[cast]


def test_a_vote_that_was_taken_back_opens_no_gate(workshop: Workshop, participant: Person) -> None:
    Workshop.objects.update(boards_after_votes=1)
    idea = make_idea(workshop)
    for answer in ("up", "none"):
        cast_vote(actor=participant.membership, idea=idea, answer=answer)
    assert find_gate(visit(participant, workshop)) == "Vote on 1 more idea to see the boards."


@pytest.mark.parametrize("role", [Role.DESIGN_GROUP, Role.ORGANISER])
def test_the_gate_is_the_same_for_staff(role: Role, workshop: Workshop) -> None:
    make_idea(workshop)
    person = make_member("maria", workshop, role)
    assert find_gate(visit(person, workshop)) == "Vote on 1 more idea to see the boards."


@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.PUBLISHED])
def test_after_the_close_there_is_no_gate(phase: Phase) -> None:
    workshop = make_workshop(phase)
    make_idea(workshop)
    assert find_gate(visit(make_member("maria", workshop), workshop)) == ""


def test_where_no_votes_are_asked_for_and_for_who_cannot_vote_there_is_no_gate(
    workshop: Workshop, participant: Person
) -> None:
    make_idea(workshop)
    assert find_gate(Visit(AnonymousUser(), workshop, None)) == ""
    Workshop.objects.update(boards_after_votes=0)
    assert find_gate(visit(participant, workshop)) == ""


@pytest.mark.parametrize("folders", [[], [Path("nowhere")]])
def test_without_the_key_there_is_no_gate_and_no_way_to_vote(
    folders: list[Path], settings: LazySettings, workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop)
    settings.KEY_DIRS = folders
    assert find_gate(visit(participant, workshop)) == ""
    page = participant.client.get(idea.get_absolute_url())
    assert (page.status_code, read_text(page).count("writing and voting are switched off")) == (200, 1)
    assert participant.client.post(f"{idea.get_absolute_url()}vote/", {"value": "up"}).status_code == 503


def test_a_gate_that_is_shut_hides_the_entries(workshop: Workshop, participant: Person) -> None:
    entry = make_entry(make_board(workshop))
    page = participant.client.get("/workshops/community/boards/top/")
    assert (page.context["entries"], page.context["missing"]) == ([], "")
    assert read_text(page).count(entry.idea.title) == 0


@pytest.mark.parametrize(
    ("numbers", "shown", "words"),
    [
        ((0, 0, 0), True, "Totals appear when five people have voted."),
        ((4, 0, 0), True, "Totals appear when five people have voted."),
        ((4, 0, 0), False, "Totals appear when five people have voted."),
        ((3, 1, 1), False, "Totals appear when you have voted."),
        ((3, 1, 1), True, "5 people have voted."),
        ((0, 0, 5), True, "5 people have voted."),
    ],
)
def test_totals_show_from_five_people_up_to_who_has_voted(
    numbers: tuple[int, int, int], shown: bool, words: str, workshop: Workshop
) -> None:
    idea = make_idea(workshop)
    up, down, unsure = numbers
    Total.objects.create(idea=idea, up=up, down=down, unsure=unsure)
    told = describe_totals(idea, shown=shown)
    assert told["words"] == words
    assert told["shown"] is (shown and sum(numbers) >= 5)
    assert ("up" in told) is told["shown"]


@pytest.mark.parametrize("status", sorted(set(Idea.Status) - {Idea.Status.PUBLISHED}))
def test_what_is_not_published_has_no_panel_and_takes_no_vote(
    status: str, workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop, participant.membership, Idea.Status(status))
    page = participant.client.get(idea.get_absolute_url())
    assert (page.status_code, page.content.count(b"vote-panel")) == (200, 0)
    answer = participant.client.post(f"{idea.get_absolute_url()}vote/", {"value": "up"})
    assert answer.status_code == 403
