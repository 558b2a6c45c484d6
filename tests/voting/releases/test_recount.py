"""Ranking anew from the votes alone."""

import pytest
from django.core.management import CommandError, call_command
from django.db.models import QuerySet

from ideas.models import Idea
from tests.cast import make_idea, make_members
from voting.ballots.casting import cast_vote
from voting.management.commands.rank import DECIDED
from voting.models import Board, BoardEntry, Total
from voting.releases.recount import find_differences, recount_workshop
from voting.releases.releases import release_workshop
from workshops.models import Membership, Organisation, Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def released(workshop: Workshop) -> Workshop:
    """Return a workshop with four organisations, three ideas and a release."""
    for number in range(4):
        organisation = Organisation.objects.create(workshop=workshop, name=f"Trust {number}")
        make_members(5, workshop, organisation=organisation)
    for place in range(3):
        idea = make_idea(workshop)
        for number, member in enumerate(Membership.objects.filter(workshop=workshop).order_by("pk")):
            cast_vote(actor=member, idea=idea, answer="down" if number % (place + 2) == 0 else "up")
    release_workshop(workshop.pk, force=True)
    return workshop


def entries(name: str = Board.Name.TOP) -> QuerySet[BoardEntry]:
    """Return what stands on a board."""
    return BoardEntry.objects.filter(board__name=name)


def test_what_a_release_stored_equals_the_votes(released: Workshop) -> None:
    assert entries().count() == 3
    assert find_differences(released) == []


def test_ranking_again_changes_nothing(released: Workshop) -> None:
    before = list(entries().order_by("rank").values_list("idea", "rank", "score", "chance", "previous_rank"))
    assert recount_workshop(released) == 3
    after = list(entries().order_by("rank").values_list("idea", "rank", "score", "chance", "previous_rank"))
    assert after == before


def test_a_wrong_total_is_reported(released: Workshop) -> None:
    total = Total.objects.select_related("idea").first()
    assert total is not None
    Total.objects.filter(pk=total.pk).update(up=total.up + 1)
    assert {line.split(":")[0] for line in find_differences(released)} == {f"idea {total.idea.ref}"}


def test_a_wrong_rank_is_reported(released: Workshop) -> None:
    entry = entries().select_related("idea").get(rank=3)
    BoardEntry.objects.filter(pk=entry.pk).update(rank=9)
    assert [line.split(":")[0] for line in find_differences(released)] == [f"idea {entry.idea.ref}"]


def test_votes_that_wait_for_a_release_stay_out(released: Workshop) -> None:
    idea = Idea.objects.filter(workshop=released).order_by("total__up").first()
    assert idea is not None
    before = Total.objects.get(idea=idea).up
    for member in Membership.objects.filter(workshop=released):
        cast_vote(actor=member, idea=idea, answer="up")
    recount_workshop(released)
    assert Total.objects.get(idea=idea).up == before
    assert find_differences(released) == []


def test_a_hidden_idea_keeps_its_total_and_loses_its_score(released: Workshop) -> None:
    hidden = entries().get(rank=1).idea
    Idea.objects.filter(pk=hidden.pk).update(status=Idea.Status.HIDDEN)
    assert recount_workshop(released) == 2
    total = Total.objects.get(idea=hidden)
    assert (total.up + total.down, total.top_score) == (20, None)


def test_the_command_ranks_and_verifies(released: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("rank", released.slug)
    call_command("rank", released.slug, verify=True)
    assert capsys.readouterr().out.splitlines()[-1] == "The stored boards equal the votes."


def test_every_idea_is_verified_while_votes_on_all_of_them_wait(
    released: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    for idea in Idea.objects.filter(workshop=released):
        for place, member in enumerate(Membership.objects.filter(workshop=released).order_by("pk")):
            cast_vote(actor=member, idea=idea, answer=["none", "down", "unsure"][place % 3])
    call_command("rank", released.slug, verify=True)
    assert capsys.readouterr().out.splitlines() == ["The stored boards equal the votes."]
    Total.objects.update(down=77)
    assert len({line.split(":")[0] for line in find_differences(released)}) == 3


def test_ranking_while_votes_wait_leaves_the_boards_as_they_were(released: Workshop) -> None:
    def read() -> list[tuple[object, ...]]:
        return list(
            BoardEntry.objects.order_by("board__name", "rank").values_list("board__name", "idea", "score")
        )

    before = read()
    member = Membership.objects.first()
    assert member is not None
    for idea in Idea.objects.filter(workshop=released):
        cast_vote(actor=member, idea=idea, answer="unsure")
    recount_workshop(released)
    assert read() == before


def test_verifying_fails_loudly(released: Workshop) -> None:
    Total.objects.update(down=77)
    with pytest.raises(CommandError, match="differences"):
        call_command("rank", released.slug, verify=True)


@pytest.mark.parametrize("decided", [True, False])
def test_what_the_next_release_takes_in_is_told_from_what_is_wrong(
    decided: bool, released: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    Total.objects.update(down=77)
    Workshop.objects.update(recompute_all=decided)
    with pytest.raises(CommandError, match="differences"):
        call_command("rank", released.slug, verify=True)
    assert (DECIDED in capsys.readouterr().out) is decided


def test_an_unknown_workshop_is_said_so(db: None) -> None:
    with pytest.raises(CommandError, match="no workshop “nowhere”"):
        call_command("rank", "nowhere")


def test_a_real_workshop_cannot_be_forced(released: Workshop) -> None:
    with pytest.raises(CommandError, match="--force"):
        call_command("release", released.slug, force=True)
