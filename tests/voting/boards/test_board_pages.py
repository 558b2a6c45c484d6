"""The pages of all boards: what they list, how they are told to be unchanged, and how a place came about."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea
from tests.cast import Person, make_idea, make_members
from voting.ballots.casting import cast_vote
from voting.boards.board_words import find_words
from voting.count.ground import OTHERS, find_ground
from voting.models import Board, BoardEntry, Total
from voting.releases.recount import find_differences
from voting.releases.releases import release_workshop
from workshops.models import Group, Membership, Organisation, Theme, Workshop

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
    participant: Person, workshop: Workshop, ideas: list[Idea], name: str
) -> None:
    page = participant.client.get(f"{BOARDS}{name}/")
    words = find_words(workshop, Board.Name(name))
    assert page.content.decode().count(str(words.sentence)) == 1
    assert len(page.context["example"]["steps"]) >= 2


def test_how_a_place_on_top_came_about(participant: Person, ideas: list[Idea]) -> None:
    entry = BoardEntry.objects.get(board__name="top", rank=1)
    steps = participant.client.get(f"{BOARDS}top/").context["example"]["steps"]
    assert steps[0] == "Liked by 20 of 20 people who are for or against it."
    assert len(steps) == 3  # with four organisations, how many people they count for would tell of them
    assert steps[-1] == f"We take the lower end. So its score is {entry.score:.2f}, which puts it in place 1."


def test_from_ten_organisations_on_a_place_on_top_says_for_how_many_people_they_count(
    participant: Person, ideas: list[Idea]
) -> None:
    BoardEntry.objects.update(clusters=10)
    steps = participant.client.get(f"{BOARDS}top/").context["example"]["steps"]
    assert steps[1].startswith("They work in 10 or more organisations. People in one organisation")
    assert steps[1].count("none counts for more than 20 voices. So together they count like 17 people") == 1


def test_common_ground_says_places_only(participant: Person, ideas: list[Idea]) -> None:
    page = participant.client.get(f"{BOARDS}common-ground/")
    steps = " ".join(page.context["example"]["steps"])
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
    assert page.context["why_not"].startswith("There is no common ground to look for yet.")
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
    for group in groups:
        make_members(10, workshop, group=group)
    for group in groups[-2:]:
        make_members(1, workshop, group=group)
    ground = find_ground(workshop)
    assert len(ground) == min(number, 8)
    assert (OTHERS in ground) == (number > 8)
    assert {str(group.pk) for group in groups[-2:]} <= set(ground)


@pytest.mark.parametrize(
    ("sizes", "alone", "others"),
    [
        ([10, 10], 2, False),
        ([12, 11, 5, 5], 2, True),
        ([12, 11, 5, 4], 1, True),  # the two small ones are nine: the next smallest joins them
        ([12, 11, 0], 1, True),  # who comes later would be alone
        ([30, 9], 0, True),
        ([9, 9], 0, True),
        ([5, 4], 0, False),
        ([0, 0], 0, False),
        ([10] * 8 + [1], 7, True),
    ],
)
def test_groups_of_fewer_than_ten_are_put_together(
    workshop: Workshop, sizes: list[int], alone: int, others: bool
) -> None:
    groups = [Group.objects.create(workshop=workshop, name=f"group {n}") for n in range(len(sizes))]
    for group, size in zip(groups, sizes, strict=True):
        make_members(size, workshop, group=group)
    ground = find_ground(workshop)
    counts = {str(group.pk): size for group, size in zip(groups, sizes, strict=True)}
    assert (len(set(ground) - {OTHERS}), OTHERS in ground) == (alone, others)
    assert all(counts[key] >= 10 for key in ground if key != OTHERS)
    assert not others or sum(size for key, size in counts.items() if key not in ground) >= 10


def test_while_there_is_one_group_none_is_fixed(workshop: Workshop) -> None:
    small, large = (Group.objects.create(workshop=workshop, name=name) for name in ("small", "large"))
    make_members(9, workshop, group=small)
    idea, voters = make_idea(workshop), make_members(30, workshop, group=large)
    for member in voters:
        cast_vote(actor=member, idea=idea, answer="up")
    release_workshop(workshop.pk, force=True)
    workshop.refresh_from_db()
    assert (workshop.ground_values, Board.objects.filter(name="common-ground").count()) == (None, 0)
    [tenth] = make_members(1, workshop, group=small)
    cast_vote(actor=tenth, idea=make_idea(workshop), answer="up")
    release_workshop(workshop.pk, force=True)
    workshop.refresh_from_db()
    assert set(workshop.ground_values or []) == {str(small.pk), str(large.pk)}
    assert not Total.objects.filter(common_ground_score__isnull=False).exists()  # one of the ten has voted


def test_groups_are_fixed_with_the_first_release(workshop: Workshop, ideas: list[Idea]) -> None:
    workshop.refresh_from_db()
    fixed = list(workshop.ground_values or [])
    Group.objects.create(workshop=workshop, name="latecomer")
    release_workshop(workshop.pk, force=True)
    workshop.refresh_from_db()
    assert (len(fixed), workshop.ground_values, find_ground(workshop)) == (2, fixed, fixed)
    scores = Total.objects.values_list("common_ground_score", flat=True)
    assert max(score or 0 for score in scores) == 0.917  # of (11/12)² the square root, in three decimals


def test_an_idea_has_common_ground_once_ten_people_of_two_groups_have_voted(
    workshop: Workshop, crowd: list[Membership]
) -> None:
    idea, nurses = make_idea(workshop), [member for member in crowd if member.group_id == crowd[0].group_id]
    others = [member for member in crowd if member not in nurses]
    for member in [*nurses, *others[:9]]:
        cast_vote(actor=member, idea=idea, answer="up")
    release_workshop(workshop.pk, force=True)
    assert Total.objects.get().common_ground_score is None
    cast_vote(actor=others[9], idea=idea, answer="unsure")
    release_workshop(workshop.pk, force=True)
    places = BoardEntry.objects.filter(board__name="common-ground").count()
    assert (Total.objects.get().common_ground_score, places) == (0.874, 1)


def test_stored_scores_have_three_decimals(ideas: list[Idea]) -> None:
    for model, names in (
        (Total, ("top_score", "top_high", "top_share", "common_ground_score", "debated_score")),
        (BoardEntry, ("score", "low", "high", "share", "chance")),
    ):
        for values in model.objects.values_list(*names):
            assert [round(value, 3) for value in values if value is not None] == [
                v for v in values if v is not None
            ]
    assert set(Total.objects.values_list("top_weight", "clusters", "spread")) == {(17, 0, 3)}


def test_an_entry_without_ten_organisations_says_nothing_of_them(
    participant: Person, ideas: list[Idea]
) -> None:
    for name in Board.Name.values:
        page = participant.client.get(f"{BOARDS}{name}/").content.decode()
        assert "or more organisations" not in page


def test_where_few_named_their_organisation_the_others_count_one_by_one(
    participant: Person, workshop: Workshop
) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(boards_after_votes=0)
    trust = Organisation.objects.create(workshop=workshop, name="Trust")
    people = [*make_members(20, workshop), *make_members(10, workshop, organisation=trust)]
    idea, other = make_idea(workshop), make_idea(workshop)
    for member in people:
        cast_vote(actor=member, idea=idea, answer="up")
    release_workshop(workshop.pk, force=True)
    assert (Total.objects.get().top_weight, Total.objects.get().clusters) == (27, 0)  # 20 and 10/1.45
    said = "Fewer than half of the people here named their organisation."
    assert participant.client.get(f"{BOARDS}top/").content.decode().count(said) >= 1
    for member in (more := make_members(20, workshop, organisation=trust)):
        cast_vote(actor=member, idea=other, answer="up")
    release_workshop(workshop.pk, force=True)
    assert Total.objects.get(idea=idea).top_weight == 17  # 20/1.95 and 10/1.45
    assert said not in participant.client.get(f"{BOARDS}top/").content.decode()
    assert (find_differences(workshop), len(more)) == ([], 20)
