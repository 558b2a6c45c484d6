"""The pages of all boards: what they list, how they are told to be unchanged, and how a place came about."""

from __future__ import annotations

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Person, make_idea, make_members
from voting.domain.board_words import BOARD_WORDS
from voting.domain.ground import OTHERS, find_ground
from voting.domain.releases import release_workshop
from voting.domain.voting import cast_vote
from voting.models import Board, BoardEntry
from workshops.models import Group, Idea, Membership, Organisation, Theme, Workshop

pytestmark = pytest.mark.django_db
BOARDS = "/workshops/community/boards/"


@pytest.fixture
def crowd(workshop: Workshop) -> list[Membership]:
    """Return twenty people of four organisations and two groups."""
    Workshop.objects.filter(pk=workshop.pk).update(boards_after_votes=0)
    groups = [Group.objects.create(workshop=workshop, name=name) for name in ("nurse", "carer")]
    people: list[Membership] = []
    for number in range(4):
        organisation = Organisation.objects.create(workshop=workshop, name=f"Trust {number}")
        people += make_members(5, workshop, organisation=organisation, group=groups[number % 2])
    return people


@pytest.fixture
def ideas(workshop: Workshop, crowd: list[Membership]) -> list[Idea]:
    """Return three ideas of two themes, the first liked by all, the second by half of each group."""
    themes = [Theme.objects.create(workshop=workshop, number=n, title=f"Theme {n}") for n in (1, 2)]
    ideas = [make_idea(workshop, title=f"Idea {n}", theme=themes[n % 2]) for n in range(3)]
    for number, member in enumerate(crowd):
        cast_vote(actor=member, idea=ideas[0], answer="up")
        cast_vote(actor=member, idea=ideas[1], answer="up" if number % 2 else "down")
        cast_vote(actor=member, idea=ideas[2], answer="up" if number < 6 else "down")
    release_workshop(workshop.pk, force=True)
    return ideas


def places(participant: Person, name: str, query: str = "") -> list[tuple[int, str]]:
    entries = participant.client.get(f"{BOARDS}{name}/{query}").context["entries"]
    return [(entry["rank"], entry["idea"]["title"]) for entry in entries]


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
    participant: Person, ideas: list[Idea], name: str
) -> None:
    page = participant.client.get(f"{BOARDS}{name}/")
    words = BOARD_WORDS[Board.Name(name)]
    assert page.content.decode().count(str(words.sentence)) == 1
    assert len(page.context["example"]["steps"]) >= 2


def test_how_a_place_on_top_came_about(participant: Person, ideas: list[Idea]) -> None:
    entry = BoardEntry.objects.get(board__name="top", rank=1)
    steps = participant.client.get(f"{BOARDS}top/").context["example"]["steps"]
    assert steps[0] == "Liked by 20 of 20 people who are for or against it."
    assert steps[1].count("together they count like 17 people") == 1
    assert steps[-1] == f"We take the lower end. So its score is {entry.score:.2f}, which puts it in place 1."


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("common-ground", "In every group most people like this; the least keen is above 9 in 10."),
        ("debated", "People are split: at least 2 in 10 on each side."),
    ],
)
def test_an_entry_says_what_counts_on_its_board(
    participant: Person, ideas: list[Idea], name: str, sentence: str
) -> None:
    first = participant.client.get(f"{BOARDS}{name}/").context["entries"][0]
    assert first["sentence"].startswith(sentence)


def test_new_ideas_show_no_votes(participant: Person, ideas: list[Idea]) -> None:
    entry = participant.client.get(f"{BOARDS}new/").context["entries"][0]
    assert (entry["movement"], "up" in entry, "low" in entry) == ("", False, False)


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
    assert page.context["why_not"].startswith("People are not told apart by groups")
    assert not Board.objects.filter(name="common-ground").exists()


def test_an_empty_board_leads_to_the_queue(participant: Person, workshop: Workshop) -> None:
    page = participant.client.get(f"{BOARDS}debated/")
    assert page.content.decode().count(f'href="/workshops/{workshop.slug}/next/"') >= 1


def test_who_has_the_page_is_told_so_in_a_few_queries(participant: Person, ideas: list[Idea]) -> None:
    Workshop.objects.update(boards_after_votes=1)
    cast_vote(actor=participant.membership, idea=ideas[0], answer="up")
    first = participant.client.get(f"{BOARDS}top/")
    with CaptureQueriesContext(connection) as queries:
        again = participant.client.get(f"{BOARDS}top/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "no-store")
    assert len(queries) <= 4


def test_a_page_is_another_for_each_theme_reader_and_release(
    participant: Person, colleague: Person, workshop: Workshop, ideas: list[Idea]
) -> None:
    mine = participant.client.get(f"{BOARDS}top/")["ETag"]
    others = [
        participant.client.get(f"{BOARDS}top/?theme=1")["ETag"],
        participant.client.get(f"{BOARDS}debated/")["ETag"],
        colleague.client.get(f"{BOARDS}top/")["ETag"],
    ]
    release_workshop(workshop.pk, force=True)
    others.append(participant.client.get(f"{BOARDS}top/")["ETag"])
    Idea.objects.filter(pk=ideas[0].pk).update(status=Idea.Status.HIDDEN)
    others.append(participant.client.get(f"{BOARDS}top/")["ETag"])
    assert len({mine, *others}) == 6


def test_before_one_has_voted_a_page_has_no_tag(participant: Person, ideas: list[Idea]) -> None:
    Workshop.objects.update(boards_after_votes=2)
    page = participant.client.get(f"{BOARDS}top/")
    assert (page.has_header("ETag"), page.context["entries"]) == (False, [])


def test_an_open_page_hears_of_newer_results_and_of_nothing_else(
    participant: Person, workshop: Workshop, ideas: list[Idea]
) -> None:
    version = participant.client.get(f"{BOARDS}top/?theme=1").context["version"]
    address, by_htmx = f"{BOARDS}top/?theme=1&seen={version}", {"HX-Request": "true"}
    assert participant.client.get(address, headers=by_htmx).status_code == 204
    release_workshop(workshop.pk, force=True)
    news = participant.client.get(address, headers=by_htmx)
    assert (news.status_code, news.content.decode().count(f'href="{BOARDS}top/?theme=1"')) == (200, 1)


@pytest.mark.parametrize("number", [2, 8, 9, 12])
def test_of_many_groups_seven_and_the_rest_count(workshop: Workshop, number: int) -> None:
    groups = [Group.objects.create(workshop=workshop, name=f"group {n}") for n in range(number)]
    for group in groups[-3:]:
        make_members(2, workshop, group=group)
    ground = find_ground(workshop)
    assert len(ground) == min(number, 8)
    assert (OTHERS in ground) == (number > 8)
    assert {str(group.pk) for group in groups[-3:]} <= set(ground)


def test_groups_are_fixed_with_the_first_release(workshop: Workshop, ideas: list[Idea]) -> None:
    workshop.refresh_from_db()
    fixed = list(workshop.ground_values or [])
    Group.objects.create(workshop=workshop, name="latecomer")
    release_workshop(workshop.pk, force=True)
    workshop.refresh_from_db()
    assert (len(fixed), workshop.ground_values, find_ground(workshop)) == (2, fixed, fixed)
    scores = BoardEntry.objects.filter(board__name="common-ground").values_list("score", flat=True)
    assert max(scores) == pytest.approx(float(np.sqrt((11 / 12) ** 2)), abs=1e-12)
