"""The pages of all boards: what they list, and how a position came about."""

from __future__ import annotations

import pytest

from ideas.models import Idea
from tests.cast import Person, make_idea, make_members
from voting.ballots.casting import cast_vote
from voting.boards.board_words import find_words
from voting.models import Board, BoardEntry
from voting.releases.releases import release_workshop
from workshops.models import Membership, Workshop

pytestmark = pytest.mark.django_db
BOARDS = "/workshops/community/boards/"


def places(participant: Person, name: str, query: str = "") -> list[tuple[int, str]]:
    entries = participant.client.get(f"{BOARDS}{name}/{query}").context["entries"]
    return [(entry.rank, entry.title) for entry in entries]


def test_each_board_orders_by_its_own_score(participant: Person, ideas: list[Idea]) -> None:
    usual = [(1, "Idea 0"), (2, "Idea 1"), (3, "Idea 2")]
    assert places(participant, "top") == usual
    assert places(participant, "common-ground") == usual
    assert places(participant, "rising") == usual
    assert places(participant, "debated") == [(1, "Idea 1"), (2, "Idea 2"), (3, "Idea 0")]
    assert sorted(title for _rank, title in places(participant, "diverse")) == ["Idea 0", "Idea 1", "Idea 2"]
    assert sorted(title for _rank, title in places(participant, "new")) == ["Idea 0", "Idea 1", "Idea 2"]


def test_a_theme_alone_keeps_the_places_of_the_whole_board(participant: Person, ideas: list[Idea]) -> None:
    assert places(participant, "top", "?theme=2") == [(2, "Idea 1")]
    assert places(participant, "top", "?theme=77") == [(1, "Idea 0"), (2, "Idea 1"), (3, "Idea 2")]


@pytest.mark.parametrize("name", Board.Name.values)
def test_a_board_explains_itself_and_how_its_first_place_came_about(
    participant: Person, workshop: Workshop, ideas: list[Idea], name: str
) -> None:
    page = participant.client.get(f"{BOARDS}{name}/")
    words = find_words(workshop, Board.Name(name))
    assert page.content.decode().count(str(words.sentence)) == 1
    assert len(page.context["example"].steps) >= 2


def test_how_a_place_on_top_came_about(participant: Person, ideas: list[Idea]) -> None:
    entry = BoardEntry.objects.get(board__name="top", rank=1)
    steps = participant.client.get(f"{BOARDS}top/").context["example"].steps
    assert steps[0] == "Liked by 20 of 20 people who are for or against it."
    assert len(steps) == 3  # with four organisations, how many people they count for would tell of them
    assert steps[-1] == f"We take the lower end. So its score is {entry.score:.2f}, which puts it in place 1."


def test_from_ten_organisations_on_a_place_on_top_says_for_how_many_people_they_count(
    participant: Person, ideas: list[Idea]
) -> None:
    BoardEntry.objects.update(clusters=10)
    steps = participant.client.get(f"{BOARDS}top/").context["example"].steps
    assert steps[1].startswith("They work in 10 or more organisations. People in one organisation")
    assert steps[1].count("none counts for more than 20 voices. So together they count like 17 people") == 1


def test_common_ground_says_places_only(participant: Person, ideas: list[Idea]) -> None:
    page = participant.client.get(f"{BOARDS}common-ground/")
    steps = " ".join(page.context["example"].steps)
    assert steps.count("this idea has place 1") == 1
    assert set(BoardEntry.objects.filter(board__name="common-ground").values_list("score", "tenths")) == {
        (0, 0)
    }


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "common-ground",
            "Liked by 20 of 20 people who are for or against it. In half of the groups or more",
        ),
        ("debated", "People are split: at least 2 in 10 on each side."),
    ],
)
def test_an_entry_says_what_counts_on_its_board(
    participant: Person, ideas: list[Idea], name: str, sentence: str
) -> None:
    first = participant.client.get(f"{BOARDS}{name}/").context["entries"][0]
    assert first.sentence.startswith(sentence)


def test_new_ideas_show_no_votes(participant: Person, ideas: list[Idea]) -> None:
    entry = participant.client.get(f"{BOARDS}new/").context["entries"][0]
    assert (entry.movement, entry.share, entry.low) == ("", None, None)


def test_an_idea_with_few_votes_stands_on_no_board_where_votes_decide(
    participant: Person, workshop: Workshop, crowd: list[Membership]
) -> None:
    for member in crowd[:4]:
        cast_vote(actor=member, idea=make_idea(workshop), answer="up")
    release_workshop(workshop.pk, force=True)
    for name in set(Board.Name.values) - {"new"}:
        assert list(participant.client.get(f"{BOARDS}{name}/").context["entries"]) == []


def test_without_two_groups_common_ground_says_why_it_is_not_offered(
    participant: Person, workshop: Workshop
) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(boards_after_votes=0)
    for member in make_members(10, workshop):
        cast_vote(actor=member, idea=make_idea(workshop), answer="up")
    release_workshop(workshop.pk, force=True)
    page = participant.client.get(f"{BOARDS}common-ground/")
    assert page.context["why_not"].startswith("There is no common ground to look for yet.")
    assert not Board.objects.filter(name="common-ground").exists()


def test_an_empty_board_leads_to_the_queue(participant: Person, workshop: Workshop) -> None:
    page = participant.client.get(f"{BOARDS}debated/")
    assert page.content.decode().count(f'href="/workshops/{workshop.slug}/next/"') >= 1
