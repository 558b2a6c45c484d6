"""The one big figure of a place: what the board is sorted by, where it may be shown."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea
from tests.cast import Person, make_idea
from voting.ballots.casting import cast_vote
from voting.boards.entries import explain_entry, list_first_entries
from voting.boards.figures import Figure, find_figure
from voting.models import Board, BoardEntry
from voting.releases.releases import release_workshop
from workshops.models import Membership, Workshop

pytestmark = pytest.mark.django_db
BOARDS = "/workshops/community/boards/"
LIKED = "Liked by 15 of 20 people who are for or against it."


def place(workshop: Workshop, name: str, **fields: object) -> BoardEntry:
    """Return an entry of this board, not stored."""
    usual = {"rank": 3, "up": 15, "down": 5, "unsure": 1, "clusters": 4, "low": 0.5, "high": 0.9}
    idea = Idea(published_on=date(2026, 11, 9))
    return BoardEntry(board=Board(workshop=workshop, name=name), idea=idea, **{**usual, **fields})


@pytest.mark.parametrize(
    ("name", "score", "figure"),
    [
        ("top", 0.731, Figure("73", "in 100 or more like it")),
        ("debated", 0.86, Figure("43", "in 100 or more on each side")),
        ("rising", 7.34, Figure("+7.3", "lately")),
        ("rising", -2.06, Figure("−2.1", "lately")),
        ("rising", 0.0, Figure("+0.0", "lately")),
        ("rising", -0.04, Figure("+0.0", "lately")),
        ("diverse", 0.62, Figure("60", "in 100 like one so far")),
        ("diverse", 1.0, Figure("95", "in 100 like one so far")),
        ("new", 739_000.0, Figure("9", "November 2026")),
        ("common-ground", 0.0, None),
    ],
)
def test_the_figure_is_what_the_board_is_sorted_by(
    workshop: Workshop, name: str, score: float, figure: Figure | None
) -> None:
    assert find_figure(place(workshop, name, score=score)) == figure


@pytest.mark.parametrize("name", sorted(set(Board.Name.values) - {"new"}))
def test_where_few_people_have_voted_there_is_no_figure(workshop: Workshop, name: str) -> None:
    assert find_figure(place(workshop, name, score=0.5, up=2, down=1, unsure=1)) is None


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (7.34, "It rose by 7.3. Newer votes count more."),
        (-2.06, "It fell by 2.1. Newer votes count more."),
        (0.02, "It gained and lost the same."),
    ],
)
def test_rising_says_how_much_it_rose(workshop: Workshop, score: float, words: str) -> None:
    assert explain_entry(place(workshop, "rising", score=score)) == f"{words} {LIKED}"


@pytest.mark.parametrize("name", Board.Name.values)
def test_the_page_shows_the_figure_first_and_the_chance_on_top_alone(
    participant: Person, ideas: list[Idea], name: str
) -> None:
    page = participant.client.get(f"{BOARDS}{name}/")
    shown = page.content.decode().partition('<li class="board__entry">')[2]
    entry = BoardEntry.objects.get(board__name=name, rank=1)
    figure = find_figure(entry)

    words = shown.partition('<p class="board__number">')[2].partition("</p>")[0]
    if figure is None:
        assert words == '<span class="nhsuk-u-visually-hidden">Place </span>1'
    else:
        assert words.startswith(f"{figure.number} <span")
        assert figure.words in words
    is_about_it = name == "top"
    assert [bool(one.chance_word) for one in page.context["entries"]] == [is_about_it] * 3
    assert ("in the top ten" in page.content.decode()) is is_about_it


def test_the_list_of_boards_shows_the_first_three_of_each(participant: Person, ideas: list[Idea]) -> None:
    make_entries_of_a_fourth(ideas[0].workshop)
    page = participant.client.get(BOARDS)

    for board in [*page.context["first"], *page.context["more"]]:
        stored = BoardEntry.objects.filter(board__name=board.name, rank__lte=3).order_by("rank")
        expected = [(entry.rank, entry.idea.title, find_figure(entry)) for entry in stored]
        assert [(one.rank, one.title, one.figure) for one in board.entries] == expected
        assert len(expected) == 3


def make_entries_of_a_fourth(workshop: Workshop) -> None:
    """Put one more idea at the end of every board."""
    idea = make_idea(workshop, title="Idea 4")
    facts = {"score": 0, "low": 0, "high": 1, "chance": 0, "up": 9, "down": 9, "unsure": 0, "clusters": 0}
    for board in workshop.boards.all():
        BoardEntry.objects.create(board=board, idea=idea, rank=4, **facts)


def test_what_was_hidden_since_makes_room_in_the_list_of_boards(ideas: list[Idea]) -> None:
    workshop = ideas[0].workshop
    make_entries_of_a_fourth(workshop)
    Idea.objects.filter(pk=ideas[0].pk).update(status=Idea.Status.HIDDEN)

    ranks = {name: [one.rank for one in entries] for name, entries in list_first_entries(workshop).items()}
    assert ranks["top"] == [2, 3, 4]
    assert {len(found) for found in ranks.values()} == {3}


def test_who_may_not_see_the_boards_yet_sees_no_first_three(
    participant: Person, workshop: Workshop, ideas: list[Idea]
) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(boards_after_votes=3)
    page = participant.client.get(BOARDS)

    assert [board.entries for board in page.context["first"]] == [[], [], []]
    assert "Idea 0" not in page.content.decode()


def test_the_list_of_boards_takes_as_many_queries_with_more_ideas(
    participant: Person, workshop: Workshop, crowd: list[Membership]
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert participant.client.get(BOARDS).status_code == 200
        return len(queries)

    def add(number: int) -> None:
        for _one in range(number):
            idea = make_idea(workshop)
            for member in crowd[:10]:
                cast_vote(actor=member, idea=idea, answer="up")
        release_workshop(workshop.pk, force=True)

    add(1)
    count()
    with_one = count()
    add(3)
    assert count() == with_one
