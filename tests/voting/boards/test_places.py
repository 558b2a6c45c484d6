"""Where an idea stands on the boards: on its page for who may see it, and in its author's list."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea
from moderation.domain.merging import merge_ideas
from tests.cast import Person, make_idea, make_member, thread_tag
from tests.pages import read_text
from voting.ballots.casting import cast_vote
from voting.boards.places import explain_place, find_places
from voting.models import Board, BoardEntry
from voting.releases.releases import release_workshop
from workshops.domain.pins import set_pin
from workshops.models import Membership, Workshop

pytestmark = pytest.mark.django_db
MINE = "/workshops/community/mine/"
HEADING = "On the leaderboards"


def place(workshop: Workshop, name: str, **fields: object) -> BoardEntry:
    """Return an entry of this board, not stored."""
    return BoardEntry(
        board=Board(workshop=workshop, name=name), **{"up": 15, "down": 5, "unsure": 0, **fields}
    )


@pytest.mark.parametrize(
    ("name", "fields", "reason"),
    [
        ("top", {"score": 0.731}, "Most likely 73 in 100 or more would like it, if we could ask everybody."),
        ("common-ground", {"score": 0}, "Here each group counts the same, large or small."),
        ("rising", {"score": 7.34}, "It rose by 7.3. Newer votes count more."),
        ("debated", {"score": 0.8, "tenths": 4}, "People are split: at least 4 in 10 on each side."),
        (
            "diverse",
            {"score": 0.62},
            "With those before it, about 60 in 100 people have an idea that they like.",
        ),
    ],
)
def test_each_board_has_its_reason(
    workshop: Workshop, name: str, fields: dict[str, object], reason: str
) -> None:
    assert explain_place(place(workshop, name, **fields)) == reason


def read_idea_page(person: Person, idea: Idea) -> str:
    return read_text(person.client.get(idea.get_absolute_url()))


def test_who_has_voted_on_an_idea_sees_its_places(
    participant: Person, workshop: Workshop, ideas: list[Idea]
) -> None:
    assert HEADING not in read_idea_page(participant, ideas[0])
    cast_vote(actor=participant.membership, idea=ideas[0], answer="up")

    page = participant.client.get(ideas[0].get_absolute_url()).content.decode()
    part = page.partition('<section class="places"')[2].partition("</section>")[0]
    entries = find_places(workshop, [ideas[0].pk])[ideas[0].pk]
    assert [entry.board.name for entry in entries] == [
        "top", "common-ground", "rising", "debated", "diverse",
    ]  # fmt: skip
    for entry in entries:
        link = f'<a href="/workshops/community/boards/{entry.board.name}/">'
        shown = " ".join(part.split())
        assert f"Place {entry.rank} on {link}" in shown
        assert str(explain_place(entry)) in shown


def test_before_the_boards_show_no_idea_says_where_it_stands(
    participant: Person, workshop: Workshop, ideas: list[Idea]
) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(boards_after_votes=2)
    cast_vote(actor=participant.membership, idea=ideas[0], answer="up")
    assert HEADING not in read_idea_page(participant, ideas[0])
    cast_vote(actor=participant.membership, idea=ideas[1], answer="up")
    assert HEADING in read_idea_page(participant, ideas[0])


def test_a_vote_that_a_pin_hides_shows_no_places(participant: Person, ideas: list[Idea]) -> None:
    cast_vote(actor=participant.membership, idea=ideas[0], answer="up")
    set_pin(actor=participant.membership, pin="493817")
    assert HEADING not in read_idea_page(participant, ideas[0])


def test_few_votes_and_the_day_of_release_are_no_place(workshop: Workshop, crowd: list[Membership]) -> None:
    idea = make_idea(workshop)
    for member in crowd[:4]:
        cast_vote(actor=member, idea=idea, answer="up")
    release_workshop(workshop.pk, force=True)
    assert find_places(workshop, [idea.pk]) == {}


def test_what_boards_leave_out_since_stands_nowhere(
    participant: Person, moderator: Person, workshop: Workshop, ideas: list[Idea]
) -> None:
    cast_vote(actor=participant.membership, idea=ideas[0], answer="up")
    assert HEADING in read_idea_page(participant, ideas[0])
    merge_ideas(actor=moderator.membership, part=ideas[0], main=ideas[1])
    assert HEADING not in read_idea_page(participant, ideas[0])
    assert find_places(Workshop.objects.with_phase().get(pk=workshop.pk), [ideas[0].pk]) == {}


def make_own(person: Person, idea: Idea) -> None:
    """Make the person the author of an idea that has its places already."""
    Idea.objects.filter(pk=idea.pk).update(thread_tag=thread_tag(idea, person.membership))


def test_an_author_sees_places_comments_and_what_can_be_done(workshop: Workshop, ideas: list[Idea]) -> None:
    author = make_member("author", workshop)
    make_own(author, ideas[0])
    text = read_text(author.client.get(MINE))

    entries = find_places(workshop, [ideas[0].pk])[ideas[0].pk]
    assert [text.count(str(explain_place(entry))) for entry in entries] == [1] * 5
    assert text.count("20 like it, 0 don’t, 0 are not sure") == 1
    assert HEADING in read_idea_page(author, ideas[0])


def test_an_author_who_may_not_see_the_boards_sees_no_places(workshop: Workshop, ideas: list[Idea]) -> None:
    author = make_member("author", workshop)
    make_own(author, ideas[0])
    Workshop.objects.filter(pk=workshop.pk).update(boards_after_votes=2)
    assert "Place 1" not in read_text(author.client.get(MINE))


def count_statements(workshop: Workshop, asked: list[Idea]) -> int:
    with CaptureQueriesContext(connection) as queries:
        find_places(workshop, [idea.pk for idea in asked])
    return len(queries)


def test_places_are_read_once_for_all_ideas_and_readers(workshop: Workshop, ideas: list[Idea]) -> None:
    # The boards and their entries.
    assert [count_statements(workshop, asked) for asked in (ideas[:1], ideas, ideas)] == [2, 0, 0]


def test_a_release_has_places_read_anew(
    participant: Person, workshop: Workshop, ideas: list[Idea], crowd: list[Membership]
) -> None:
    late = make_idea(workshop)
    assert find_places(workshop, [late.pk]) == {}
    for member in crowd:
        cast_vote(actor=member, idea=late, answer="up")
    release_workshop(workshop.pk, force=True)

    workshop.refresh_from_db()
    assert [entry.board.name for entry in find_places(workshop, [late.pk])[late.pk]][:1] == ["top"]
