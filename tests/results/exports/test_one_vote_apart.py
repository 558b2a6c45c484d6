"""Who collects exports does not learn one vote from what changed between two of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ideas.models import Idea
from tests.cast import make_idea, make_members
from tests.results.exports.read_back import read_table
from voting.ballots.casting import cast_vote
from voting.models import Vote
from voting.releases.releases import release_workshop
from workshops.models import Membership, Organisation, Workshop

pytestmark = pytest.mark.django_db
SMALL = [(0, 0, 0), (1, 0, 0), (0, 1, 0), (4, 0, 0), (0, 4, 0), (0, 0, 4), (3, 1, 0), (1, 2, 1), (2, 2, 0)]


@pytest.fixture
def crowd(workshop: Workshop) -> list[Membership]:
    """Return people of several organisations, who have voted on ideas that stand on boards."""
    members = make_members(24, workshop)
    places = [Organisation.objects.create(workshop=workshop, name=f"Trust {number}") for number in range(6)]
    for number, member in enumerate(members):
        member.organisation = places[number % 6]
        member.save()
    for idea in [make_idea(workshop, title=f"Idea {number}") for number in range(3)]:
        for number, member in enumerate(members):
            cast_vote(actor=member, idea=idea, answer="up" if number % 4 else "down")
    return members


def give(idea: Idea, members: list[Membership], votes: tuple[int, int, int]) -> None:
    """Give an idea so many votes for it, against it and unsure, and release them."""
    Vote.objects.filter(idea=idea).delete()
    answers = [
        word for word, number in zip(("up", "down", "unsure"), votes, strict=True) for _one in range(number)
    ]
    for member, answer in zip(members, answers, strict=False):
        cast_vote(actor=member, idea=idea, answer=answer)
    Workshop.objects.filter(pk=idea.workshop_id).update(recompute_all=True)
    release_workshop(idea.workshop_id, force=True)


def test_below_five_votes_an_export_says_the_same_whatever_they_are(
    workshop: Workshop, crowd: list[Membership], tmp_path: Path
) -> None:
    idea = make_idea(workshop, title="Hardly seen")
    told = set()
    for votes in SMALL:
        give(idea, crowd, votes)
        rows = read_table(workshop, "ideas", tmp_path / "out")
        told.add(tuple(tuple(row.items()) for row in rows))
    assert len(told) == 1


def test_one_vote_more_changes_nothing_before_a_release_of_many(
    workshop: Workshop, crowd: list[Membership], tmp_path: Path
) -> None:
    idea = make_idea(workshop, title="Well known")
    give(idea, crowd, (12, 4, 2))
    before = [read_table(workshop, name, tmp_path / "out") for name in ("ideas", "boards", "participation")]
    cast_vote(actor=crowd[-1], idea=idea, answer="down")
    assert release_workshop(workshop.pk) is None
    after = [read_table(workshop, name, tmp_path / "out") for name in ("ideas", "boards", "participation")]
    assert after == before
