"""Merging two ideas, and undoing it: who may, what is refused and recorded, and what pages say of it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

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
from tests.cast import Person, make_idea, make_workshop
from tests.pages import read_text
from voting.ballots.casting import cast_vote
from workshops.models import Membership, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db


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
