"""How many statements a page costs: the same for one item as for twenty, for ten ideas as for thousands."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea
from tests.anew import undone
from tests.cast import Person, make_comment, make_idea, make_members
from voting.ballots.casting import cast_vote
from voting.releases.releases import release_workshop
from workshops.models import Theme, Workshop

pytestmark = pytest.mark.django_db
LIST = "/workshops/community/ideas/"
# For the first reader after a change, and for all others.
# Of an idea two are for others like it.
OF_LIST, OF_LIST_VOTED, OF_IDEA = (5, 2), (6, 2), (11, 3)


def count(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def count_twice(client: Client, address: str) -> tuple[int, int]:
    """Return the statements of a page for its first reader after a change, and for the next one."""
    return count(client, address), count(client, address)


def fill(workshop: Workshop, ideas: int) -> Idea:
    """Make this many ideas and return one that somebody has voted on and commented."""
    theme = Theme.objects.create(workshop=workshop, number=1, title="Teams")
    idea = make_idea(workshop, theme=theme)
    Idea.objects.bulk_create(
        Idea(workshop=workshop, theme=theme, title="t", body="b", status="published", thread_tag=bytes(16))
        for _one in range(ideas - 1)
    )
    for member in make_members(5, workshop):
        cast_vote(actor=member, idea=idea, answer="up")
    release_workshop(workshop.pk, force=True)
    return idea


@pytest.mark.parametrize("ideas", [1, 10, 20])
def test_a_list_costs_the_same_statements_at_any_size(
    ideas: int, workshop: Workshop, participant: Person
) -> None:
    fill(workshop, ideas)
    assert count_twice(participant.client, LIST) == OF_LIST


@pytest.mark.parametrize("ideas", [1, 20])
def test_totals_of_what_one_has_voted_on_cost_one_more_for_the_first_reader_only(
    ideas: int, workshop: Workshop, participant: Person
) -> None:
    cast_vote(actor=participant.membership, idea=fill(workshop, ideas), answer="up")
    assert count_twice(participant.client, LIST) == OF_LIST_VOTED


def count_with_comments(client: Client, idea: Idea) -> dict[int, tuple[int, int]]:
    """Return the statements of an idea's page with one comment and with twenty."""
    found = {}
    for comments in (1, 20):
        with undone():
            for _one in range(comments):
                make_comment(idea)
            found[comments] = count_twice(client, f"{LIST}{idea.ref}/")
    return found


def test_an_idea_costs_the_same_statements_at_any_size(workshop: Workshop, participant: Person) -> None:
    idea = fill(workshop, 10)
    assert count_with_comments(participant.client, idea) == {1: OF_IDEA, 20: OF_IDEA}


def test_list_and_idea_cost_the_same_statements_among_thousands(
    workshop: Workshop, participant: Person
) -> None:
    idea = fill(workshop, 5_000)
    assert count_twice(participant.client, LIST) == OF_LIST
    assert count_with_comments(participant.client, idea) == {1: OF_IDEA, 20: OF_IDEA}
