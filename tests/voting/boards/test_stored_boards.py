"""How places of boards are stored."""

import pytest

from tests.cast import make_idea, make_members
from voting.ballots.casting import cast_vote
from voting.models import BoardEntry
from voting.releases.releases import release_workshop
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


def test_the_keys_of_a_boards_places_are_random_like_all_others(workshop: Workshop) -> None:
    for _one in range(12):
        idea = make_idea(workshop)
        for member in make_members(5, workshop):
            cast_vote(actor=member, idea=idea, answer="up")
    release_workshop(workshop.pk, force=True)
    keys = list(BoardEntry.objects.values_list("pk", flat=True))
    assert {key.version for key in keys} == {4}
    assert len(set(keys)) == len(keys) > 0
