"""Which groups common ground is asked of, and what boards say of organisations."""

from __future__ import annotations

import pytest

from ideas.models import Idea
from tests.cast import Person, make_idea, make_members
from voting.ballots.casting import cast_vote
from voting.count.ground import OTHERS, find_ground
from voting.models import Board, BoardEntry, Total
from voting.releases.recount import find_differences
from voting.releases.releases import release_workshop
from workshops.models import Group, Membership, Organisation, Workshop

pytestmark = pytest.mark.django_db
BOARDS = "/workshops/community/boards/"


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
