"""Merging two ideas, and undoing it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from ideas.models import Idea, Merge
from ideas_platform.lib.refusals import WrongPhase
from moderation.domain.decisions import WrongState
from moderation.domain.merging import (
    HAS_PARTS,
    MAIN_IS_PART,
    MERGED_ALREADY,
    find_obstacle,
    merge_ideas,
    undo_merge,
)
from moderation.models import Decision
from tests.cast import Person, make_idea, make_members, make_workshop
from tests.pages import read_text
from voting.ballots.casting import cast_vote
from voting.models import BoardEntry, Total, Vote
from voting.releases.recount import find_differences
from voting.releases.releases import release_workshop
from voting.releases.unreleased import find_workshops_to_release
from workshops.models import Membership, Organisation, Workshop
from workshops.phases import Phase

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


def test_a_pair_can_be_merged_again_once(moderator: Person, workshop: Workshop) -> None:
    one, other, third = (make_idea(workshop) for _one in range(3))
    for part, main in [(one, other), (other, one)]:
        merge_ideas(actor=moderator.membership, part=part, main=main)
        undo_merge(actor=moderator.membership, part=part)
    for part, main in [(one, other), (other, one)]:
        with pytest.raises(WrongState):
            merge_ideas(actor=moderator.membership, part=part, main=main)
    merge_ideas(actor=moderator.membership, part=one, main=third)
    assert Merge.objects.count() == 1


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


def test_each_idea_counts_under_one_that_stands_for_itself(moderator: Person, workshop: Workshop) -> None:
    part, main, other = (make_idea(workshop) for _one in range(3))
    merge_ideas(actor=moderator.membership, part=part, main=main)
    tries = [(main, other, HAS_PARTS), (part, other, MERGED_ALREADY), (other, part, MAIN_IS_PART)]
    for one, under, words in tries:
        assert find_obstacle(moderator.membership, one, under) == str(words)
        with pytest.raises(WrongState, match=str(words)):
            merge_ideas(actor=moderator.membership, part=one, main=under)
    merge_ideas(actor=moderator.membership, part=other, main=main)
    assert Merge.objects.filter(main=main).count() == 2


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


def test_both_deeds_are_decisions(moderator: Person, workshop: Workshop) -> None:
    part, main = (make_idea(workshop, reviewed=True) for _one in range(2))
    merge_ideas(actor=moderator.membership, part=part, main=main, note="The same rota")
    assert list(Merge.objects.values_list("idea", "main", "merged_by")) == [
        (part.pk, main.pk, moderator.membership.pk)
    ]
    undo_merge(actor=moderator.membership, part=part)
    facts = ("idea", "verdict", "reason", "into", "note", "decided_by")
    assert set(Decision.objects.values_list(*facts)) == {
        (part.pk, "merge", "duplicate", main.pk, "The same rota", moderator.membership.pk),
        (part.pk, "split", "fits", None, "", moderator.membership.pk),
    }
    assert not Merge.objects.exists()


def test_what_cannot_be_merged_is_refused(moderator: Person, workshop: Workshop) -> None:
    part, main, hidden = (
        make_idea(workshop),
        make_idea(workshop),
        make_idea(workshop, status=Idea.Status.HIDDEN),
    )
    merge_ideas(actor=moderator.membership, part=part, main=main)
    for one, other in [(part, main), (main, part), (main, main), (hidden, main), (main, hidden)]:
        with pytest.raises(WrongState):
            merge_ideas(actor=moderator.membership, part=one, main=other)
    with pytest.raises(WrongState):
        undo_merge(actor=moderator.membership, part=main)
    assert Merge.objects.count() == 1


def test_nobody_merges_their_own_ideas_nor_those_of_another_workshop(
    moderator: Person, participant: Person, other_workshop: Workshop, workshop: Workshop
) -> None:
    own, idea = make_idea(workshop, moderator.membership), make_idea(workshop)
    elsewhere = make_idea(other_workshop)
    tries: list[tuple[Membership, Idea, Idea]] = [
        (moderator.membership, own, idea),
        (moderator.membership, idea, own),
        (moderator.membership, idea, elsewhere),
        (participant.membership, idea, make_idea(workshop)),
    ]
    for actor, part, main in tries:
        with pytest.raises(PermissionDenied):
            merge_ideas(actor=actor, part=part, main=main)
    assert not Merge.objects.exists()


def test_once_the_result_is_published_nothing_is_merged(moderator: Person, workshop: Workshop) -> None:
    part, main = make_idea(workshop), make_idea(workshop)
    published = make_workshop(Phase.PUBLISHED)
    dates = {
        name: getattr(published, name) for name in ("opens_at", "ideas_until", "closes_at", "published_at")
    }
    Workshop.objects.filter(pk=workshop.pk).update(**dates)
    with pytest.raises(WrongPhase):
        merge_ideas(actor=moderator.membership, part=part, main=main)


def test_a_merged_idea_says_where_it_went_and_the_other_what_came(
    moderator: Person, participant: Person, workshop: Workshop
) -> None:
    part, main = make_idea(workshop, title="A part"), make_idea(workshop, title="The main one")
    merge_ideas(actor=moderator.membership, part=part, main=main)
    of_part = participant.client.get(part.get_absolute_url()).content.decode()
    of_main = participant.client.get(main.get_absolute_url()).content.decode()
    assert (of_part.count("Vote on “The main one”"), of_part.count('value="up"')) == (1, 0)
    assert (of_main.count(part.get_absolute_url()), of_main.count('value="up"')) == (1, 1)


def test_who_voted_on_a_part_sees_that_vote_on_both_pages(
    moderator: Person, participant: Person, workshop: Workshop
) -> None:
    part, main = make_idea(workshop, title="A part"), make_idea(workshop, title="The main one")
    cast_vote(actor=participant.membership, idea=part, answer="up")
    merge_ideas(actor=moderator.membership, part=part, main=main)
    of_part = read_text(participant.client.get(part.get_absolute_url()))
    of_main = read_text(participant.client.get(main.get_absolute_url()))
    assert of_part.count("Your vote here: I like it. It counts there, unless you vote there too.") == 1
    assert of_main.count("Your vote there: I like it. It counts here, unless you vote here too.") == 1
