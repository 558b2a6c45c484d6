"""Votes that no release has counted are found without reading all others."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.cast import make_idea, make_member
from voting.ballots.casting import cast_vote, find_all_my_votes
from voting.ballots.vote_rows import find_workshops_with_votes, load_unreleased_votes
from voting.releases.unreleased import find_workshops_to_release
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


def count_whole_readings() -> int:
    """Return how often this transaction has read the whole table of votes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'voting_vote'")
        return int(cursor.fetchone()[0])


def test_those_of_one_workshop_are_found_by_the_partial_index(
    workshop: Workshop, other_workshop: Workshop
) -> None:
    reader, other = make_member("reader", workshop), make_member("other", other_workshop)
    idea, elsewhere = make_idea(workshop), make_idea(other_workshop)
    cast_vote(actor=reader.membership, idea=idea, answer="up")
    cast_vote(actor=other.membership, idea=elsewhere, answer="down")
    find_all_my_votes(actor=reader.membership, workshop=workshop)
    before = count_whole_readings()

    mine = find_all_my_votes(actor=reader.membership, workshop=workshop)
    rows = load_unreleased_votes(workshop.pk)

    assert mine.answers == {idea.pk: "up"}
    assert (rows.ideas, rows.values.tolist()) == ([idea.pk], [1])
    assert count_whole_readings() == before


def test_the_workshops_that_wait_are_found_by_the_partial_index(
    workshop: Workshop, other_workshop: Workshop
) -> None:
    voter, idea = make_member("voter", workshop), make_idea(workshop)
    assert find_workshops_to_release() == []
    before = count_whole_readings()
    cast_vote(actor=voter.membership, idea=idea, answer="up")

    assert (find_workshops_with_votes(), find_workshops_to_release()) == ([workshop.pk], [workshop.pk])
    assert count_whole_readings() == before


def test_a_whole_reading_would_be_counted(workshop: Workshop) -> None:
    before = count_whole_readings()

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM voting_vote WHERE value = 1")

    assert count_whole_readings() == before + 1
