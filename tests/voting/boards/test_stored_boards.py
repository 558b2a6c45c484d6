"""How places of boards are stored."""

import pytest

from tests.cast import make_idea, make_members
from voting.ballots.casting import cast_vote
from voting.models import BoardEntry
from voting.releases.releases import release_workshop
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


def test_a_place_has_no_key_but_its_idea_and_board(workshop: Workshop) -> None:
    for _one in range(12):
        idea = make_idea(workshop)
        for member in make_members(5, workshop):
            cast_vote(actor=member, idea=idea, answer="up")
    release_workshop(workshop.pk, force=True)
    keys = list(BoardEntry.objects.order_by("pk").values_list("pk", flat=True))
    assert keys == list(BoardEntry.objects.order_by("idea_id", "board_id").values_list("idea_id", "board_id"))
    assert len(set(keys)) == len(keys) > 0
