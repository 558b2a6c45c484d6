"""How the votes of merged ideas are counted together, when, and when no more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ideas.models import Idea, Merge
from moderation.domain.decisions import WrongState
from moderation.domain.merging import merge_ideas, undo_merge
from tests.cast import Person, make_idea, make_members
from voting.ballots.casting import cast_vote
from voting.models import BoardEntry, Total, Vote
from voting.releases.recount import find_differences
from voting.releases.releases import release_workshop
from voting.releases.unreleased import find_workshops_to_release
from workshops.models import Membership, Organisation, Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(workshop: Workshop) -> list[Membership]:
    """Return twenty people of four organisations."""
    people: list[Membership] = []
    for number in range(4):
        organisation = Organisation.objects.create(workshop=workshop, name=f"Trust {number}")
        people += make_members(5, workshop, organisation=organisation)
    return people


def vote(people: list[Membership], idea: Idea, answer: str = "up") -> None:
    for person in people:
        cast_vote(actor=person, idea=idea, answer=answer)


def counted(idea: Idea) -> tuple[int, int, int]:
    total = Total.objects.get(idea=idea)
    return (total.up, total.down, total.unsure)


def listed(board: str) -> list[object]:
    entries = BoardEntry.objects.filter(board__name=board).order_by("rank")
    return list(entries.values_list("idea", flat=True))


def test_each_person_counts_once_under_the_main_idea(
    moderator: Person, crowd: list[Membership], workshop: Workshop
) -> None:
    part, main = make_idea(workshop), make_idea(workshop)
    vote(crowd[:12], part)
    vote(crowd[8:], main, "down")
    merge_ideas(actor=moderator.membership, part=part, main=main)
    release_workshop(workshop.pk, force=True)
    assert (counted(main), counted(part)) == ((8, 12, 0), (12, 0, 0))
    assert listed("top") == [main.pk]
    assert find_differences(workshop) == []


def test_undoing_gives_each_idea_its_votes_back(
    moderator: Person, crowd: list[Membership], workshop: Workshop
) -> None:
    part, main = make_idea(workshop), make_idea(workshop)
    vote(crowd[:12], part)
    vote(crowd[8:], main, "down")
    merge_ideas(actor=moderator.membership, part=part, main=main)
    release_workshop(workshop.pk, force=True)
    undo_merge(actor=moderator.membership, part=part)
    release_workshop(workshop.pk, force=True)
    assert (counted(main), counted(part)) == ((0, 12, 0), (12, 0, 0))
    assert listed("top") == [part.pk, main.pk]
    assert find_differences(workshop) == []


@pytest.mark.parametrize("main_first", [True, False])
@pytest.mark.parametrize("own", ["up", "down"])
def test_authors_of_parts_count_with_their_votes_on_the_others(
    moderator: Person, crowd: list[Membership], workshop: Workshop, own: str, main_first: bool
) -> None:
    """Whichever is the main idea: were they left out, the total would tell that they had voted."""
    author, others = crowd[0], crowd[1:]
    written, other = make_idea(workshop, author), make_idea(workshop)
    vote(others, written)
    vote(others, other)
    vote([author], other, own)
    part, main = (written, other) if main_first else (other, written)
    merge_ideas(actor=moderator.membership, part=part, main=main)
    release_workshop(workshop.pk, force=True)
    assert counted(main) == ((20, 0, 0) if own == "up" else (19, 1, 0))
    assert find_differences(workshop) == []


@pytest.mark.parametrize("few", ["part", "main"])
def test_where_few_have_voted_on_one_the_votes_wait_for_ten_further_people(
    moderator: Person, crowd: list[Membership], workshop: Workshop, few: str
) -> None:
    part, main = make_idea(workshop), make_idea(workshop)
    more = make_members(10, workshop)
    vote(crowd[:9] if few == "part" else crowd[:20], part)
    vote(crowd[:9] if few == "main" else crowd[9:20], main, "down")
    release_workshop(workshop.pk, force=True)
    before = counted(main)
    merge_ideas(actor=moderator.membership, part=part, main=main)
    vote(more[:9] if few == "part" else [], main)
    release_workshop(workshop.pk, force=True)
    alone = (9, 11, 0) if few == "part" else before
    assert (counted(main), find_differences(workshop)) == (alone, [])
    vote(more[9:], main)
    release_workshop(workshop.pk, force=True)
    together = (9 + 10, 11, 0) if few == "part" else (11 + 1, 9, 0)
    assert (counted(main), find_differences(workshop)) == (together, [])


def test_a_part_on_which_nobody_has_voted_goes_at_once(
    moderator: Person, crowd: list[Membership], workshop: Workshop
) -> None:
    part, main = make_idea(workshop), make_idea(workshop)
    vote(crowd[:3], main)
    merge_ideas(actor=moderator.membership, part=part, main=main)
    release_workshop(workshop.pk, force=True)
    assert (Merge.objects.get().counted, Total.objects.get(idea=main).up) == (True, 3)


def test_until_its_release_nothing_tells_what_two_ideas_have_together(
    moderator: Person, crowd: list[Membership], workshop: Workshop
) -> None:
    part, main = make_idea(workshop), make_idea(workshop)
    vote(crowd[:12], part)
    vote(crowd[8:], main, "down")
    release_workshop(workshop.pk, force=True)
    before = list(Total.objects.order_by("idea").values())
    merge_ideas(actor=moderator.membership, part=part, main=main)
    release_workshop(workshop.pk)
    assert list(Total.objects.order_by("idea").values()) == before
    assert list(BoardEntry.objects.filter(idea=main).values_list("up", "down").order_by().distinct()) == [
        (0, 12)
    ]


def test_in_practice_ideas_are_merged_without_waiting(
    moderator: Person, crowd: list[Membership], workshop: Workshop
) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(practice=True)
    part, main = make_idea(workshop), make_idea(workshop)
    vote(crowd[:3], part)
    vote(crowd[3:5], main)
    release_workshop(workshop.pk)
    merge_ideas(actor=moderator.membership, part=part, main=main)
    assert find_workshops_to_release() == [workshop.pk]
    release_workshop(workshop.pk)
    assert (counted(main), find_differences(workshop), find_workshops_to_release()) == ((5, 0, 0), [], [])


def test_after_the_close_all_merges_are_counted_together_once_and_stay(
    moderator: Person, crowd: list[Membership], workshop: Workshop
) -> None:
    part, main, hidden = (make_idea(workshop) for _one in range(3))
    vote(crowd[:3], part)
    vote(crowd[3:15], main)
    release_workshop(workshop.pk, force=True)
    _close(workshop, timedelta(days=6))
    merge_ideas(actor=moderator.membership, part=part, main=main)
    Idea.objects.filter(pk=hidden.pk).update(status=Idea.Status.HIDDEN)
    release_workshop(workshop.pk)
    assert (counted(main), Merge.objects.get().counted) == ((12, 0, 0), False)
    assert find_workshops_to_release() == []
    _close(workshop, timedelta(days=8))
    assert find_workshops_to_release() == [workshop.pk]
    release_workshop(workshop.pk)
    assert (counted(main), find_differences(workshop), find_workshops_to_release()) == ((15, 0, 0), [], [])
    _close(workshop, timedelta(days=1))  # also where the closing is moved
    with pytest.raises(WrongState):
        undo_merge(actor=moderator.membership, part=part)
    with pytest.raises(WrongState):
        merge_ideas(actor=moderator.membership, part=make_idea(workshop), main=main)


def _close(workshop: Workshop, ago: timedelta) -> None:
    now = timezone.now()
    Workshop.objects.filter(pk=workshop.pk).update(
        opens_at=now - timedelta(days=30), ideas_until=now - ago, closes_at=now - ago
    )


def test_a_new_vote_on_a_part_goes_to_the_main_idea(
    moderator: Person, participant: Person, workshop: Workshop
) -> None:
    part, main = make_idea(workshop), make_idea(workshop)
    merge_ideas(actor=moderator.membership, part=part, main=main)
    cast_vote(actor=participant.membership, idea=part, answer="up")
    assert list(Vote.objects.values_list("idea", "value")) == [(main.pk, 1)]


def test_to_merge_is_no_new_support(moderator: Person, crowd: list[Membership], workshop: Workshop) -> None:
    part, main = make_idea(workshop), make_idea(workshop)
    vote(crowd[:12], part)
    vote(crowd[8:], main)
    release_workshop(workshop.pk, force=True)
    before = sum(BoardEntry.objects.filter(board__name="rising").values_list("score", flat=True))
    merge_ideas(actor=moderator.membership, part=part, main=main)
    release_workshop(workshop.pk, force=True)
    entries = BoardEntry.objects.filter(board__name="rising")
    assert list(entries.values_list("idea", "score")) == [(main.pk, before)]
