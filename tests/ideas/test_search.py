"""Ideas are found by words: whichever are meant, however they end, wherever they stand, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ideas.domain.asked_words import read_question
from ideas.domain.search import find_similar, search_ideas
from ideas.models import Idea
from tests.cast import Person, make_idea, make_member
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
LIST = "/workshops/community/ideas/"
MANY = 5_000


def search(workshop: Workshop, words: str) -> list[str]:
    """Return the titles that these words find, the best match first."""
    matches = search_ideas(workshop, read_question(words))
    return [Idea.objects.get(ref=key).title for key in sorted(matches, key=lambda key: -matches[key])]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("records", True),
        ("RECORD", True),
        ("recor", True),
        ("recods", True),
        ("reccords", True),
        ("recards", True),
        ("recrods", False),
        ("sharing record", True),
        ("the records", True),
        ("visiting", True),
        ("café", True),
        ("cafe", True),
        ("naïve", True),
        ("records visits", True),
        ('"share the records"', True),
        ('"records share"', False),
        ("records -visit", False),
        ("-records", False),
        ("records or parking", True),
        ("records parking", False),
        ("parking", False),
        ("recording", True),
        ("recordkeeping", False),
        ("%", False),
        ("_", False),
        ("\\", False),
        ("()&|!<->:*", False),
        ("' OR 1=1 --", False),
        ("!records", True),
        ("👩‍⚕️", False),
        ("\ufffd", False),
        ("x" * 100, False),
    ],
)
def test_words_are_found_whatever_their_endings(words: str, found: bool, workshop: Workshop) -> None:
    make_idea(workshop, title="Share the records", body="Naive visits to the Café.")
    assert len(search(workshop, words)) == found


@pytest.mark.parametrize("words", ["%ED%A0%80", "%F0%9F", "%27%22%5C", "%26+%7C+%21+%28", "a%3A%2A%27"])
def test_no_bytes_in_an_address_break_a_search(words: str, participant: Person) -> None:
    make_idea(participant.membership.workshop)
    assert participant.client.get(f"{LIST}?q={words}").status_code == 200


def test_the_title_counts_for_more_than_the_text(workshop: Workshop) -> None:
    make_idea(workshop, title="Something else", body="It is about parking.")
    make_idea(workshop, title="Parking", body="It costs too much.")
    make_idea(workshop, title="Prking", body="It costs too much.")
    assert search(workshop, "parking") == ["Parking", "Something else", "Prking"]


def test_what_is_not_released_is_found_by_nobody(workshop: Workshop, participant: Person) -> None:
    for status in sorted(set(Idea.Status) - {Idea.Status.PUBLISHED}):
        make_idea(workshop, participant.membership, Idea.Status(status), title="Parking")
    page = participant.client.get(LIST, {"q": "parking"}).context["page_obj"]
    assert (page.paginator.count, find_similar(workshop, "Parking")) == (0, [])


def test_two_workshops_find_only_their_own(workshop: Workshop, other_workshop: Workshop) -> None:
    make_idea(workshop, title="Parking here")
    make_idea(other_workshop, title="Parking there")
    assert search(workshop, "parking") == ["Parking here"]
    assert [idea.title for idea in find_similar(workshop, "Parking there")] == ["Parking here"]


def test_a_new_wording_is_found_and_the_old_one_no_more(workshop: Workshop) -> None:
    idea = make_idea(workshop, title="Parking")
    Idea.objects.filter(pk=idea.pk).update(title="Night buses")
    assert (search(workshop, "parking"), search(workshop, "night")) == ([], ["Night buses"])


def test_a_search_takes_as_many_queries_for_twenty_as_for_one(participant: Person) -> None:
    def count() -> int:
        participant.client.get(LIST, {"q": "number"})
        with CaptureQueriesContext(connection) as queries:
            participant.client.get(LIST, {"q": "number"})
        return len(queries)

    make_idea(participant.membership.workshop)
    few = count()
    for _one in range(19):
        make_idea(participant.membership.workshop)
    assert (count(), few <= 8) == (few, True)


def test_a_list_does_not_load_what_ideas_are_searched_by(workshop: Workshop) -> None:
    make_idea(workshop)
    assert Idea.objects.get().get_deferred_fields() == {"words"}


@pytest.mark.parametrize(
    ("title", "alike"),
    [
        ("One number to call", True),
        ("one numbr to rign", True),
        ("A single number for families to ring", True),
        ("Numbers", True),
        ("Parking for night staff", False),
        ("the and of to", False),
        ("", False),
        ("One", False),
        ('"-or', False),
        ("%%%%", False),
        ("👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️", False),
    ],
)
def test_what_says_much_the_same_is_similar(title: str, alike: bool, workshop: Workshop) -> None:
    make_idea(workshop, title="One number to ring")
    assert len(find_similar(workshop, title)) == alike


def test_up_to_five_are_similar_and_the_closest_comes_first(workshop: Workshop) -> None:
    for number in range(7):
        make_idea(workshop, title=f"One number to ring for ward {number}, and nothing more")
    make_idea(workshop, title="One number to ring")
    titles = [idea.title for idea in find_similar(workshop, "One number to ring")]
    assert (titles[0], len(titles)) == ("One number to ring", 5)


def list_indexes(ask: Callable[[], object]) -> set[str]:
    """Return the indexes by which PostgreSQL finds ideas by words and letters."""
    with CaptureQueriesContext(connection) as queries:
        ask()
    (query,) = [query["sql"] for query in queries if "WITH asked" in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {query}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    return set(re.findall(r"\bon (idea_\w+)", plan))


def test_among_many_ideas_a_search_reads_indexes_and_not_the_table(workshop: Workshop) -> None:
    make_many(workshop)
    asked = read_question("records")
    assert list_indexes(lambda: search_ideas(workshop, asked)) == {"idea_words", "idea_title_parts"}


def test_among_many_ideas_similar_ones_are_found_by_the_same_indexes(workshop: Workshop) -> None:
    make_many(workshop)
    assert list_indexes(lambda: find_similar(workshop, "One number to ring")) == {
        "idea_words",
        "idea_title_parts",
    }


def test_who_finds_a_page_by_the_words_does_not_look_for_misspelt_ones(workshop: Workshop) -> None:
    make_idea(workshop, title="Prking")
    for _one in range(19):
        make_idea(workshop, title="Parking")
    assert len(search(workshop, "parking")) == 20
    make_idea(workshop, title="Parking")
    assert set(search(workshop, "parking")) == {"Parking"}


def test_five_that_share_words_are_enough(workshop: Workshop) -> None:
    for number in range(5):
        make_idea(workshop, title=f"Parking for ward {number}")
    make_idea(workshop, title="Prking for ward")
    found = {idea.title for idea in find_similar(workshop, "Parking for ward")}
    assert found == {f"Parking for ward {number}" for number in range(5)}


def test_similar_ideas_take_as_many_queries_for_twenty_as_for_one(workshop: Workshop) -> None:
    counts = []
    for more in (1, 19):
        for number in range(more):
            make_idea(workshop, title=f"One number to ring {number}")
        with CaptureQueriesContext(connection) as queries:
            find_similar(workshop, "One number to ring")
        counts.append(len(queries))
    assert counts == [3, 3]


def test_where_every_idea_has_a_word_the_rarer_ones_tell(workshop: Workshop) -> None:
    make_many(workshop)
    make_idea(workshop, title="Parking for carers near the ward", body="There is none.")
    found = find_similar(workshop, "Thought about carers who look for parking")
    assert "Parking for carers near the ward" in {idea.title for idea in found}


def make_many(workshop: Workshop) -> None:
    """Put many ideas into the workshop."""
    Idea.objects.bulk_create(
        Idea(
            workshop=workshop,
            title=f"Thought number {number}",
            body=f"About {number * 7919 % 4999} and {number * 104_729 % 4993}. " * 10,
            status="published",
            published_on="2026-03-10",
            thread_tag=number.to_bytes(16, "big"),
        )
        for number in range(MANY)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE ideas_idea")


def test_the_planner_learns_no_words_from_an_index_either(workshop: Workshop) -> None:
    make_many(workshop)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, attname FROM pg_stats WHERE tablename LIKE 'idea\\_%'"
            " OR (tablename = 'ideas_idea' AND attname IN ('words', 'title', 'body', 'thread_tag'))"
        )
        assert cursor.fetchall() == []


def test_who_has_not_joined_learns_of_similar_ideas_only_what_anybody_may_read(
    workshop: Workshop, other_workshop: Workshop, visitor: Client, participant: Person
) -> None:
    idea = make_idea(workshop, title="One number to ring")
    sent = {"title": "One number to call"}
    stranger = make_member("stranger", other_workshop)
    clients = (participant.client, visitor, stranger.client)

    def count() -> list[int]:
        return [client.post(f"{LIST}similar/", sent).content.decode().count(idea.title) for client in clients]

    assert count() == [1, 0, 0]
    Idea.objects.filter(pk=idea.pk).update(reviewed=True)
    assert count() == [1, 1, 1]
    for number in range(3):
        make_idea(workshop, title=f"Parking {number}", reviewed=True, published_on="2036-05-04")
    assert count() == [1, 0, 0]
