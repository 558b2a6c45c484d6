"""Voting in the list of ideas: buttons under each card, the same place afterwards, totals after voting."""

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea
from tests.cast import Person, make_idea, make_member, make_members, make_workshop
from voting.ballots.casting import cast_vote, find_my_votes
from voting.releases.releases import release_workshop
from workshops.models import Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
LIST = "/workshops/community/ideas/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def idea(workshop: Workshop) -> Idea:
    """Return a published idea that nobody in the cast wrote."""
    return make_idea(workshop)


def send(person: Person, idea: Idea, value: str, *, htmx: bool = False, back: str = LIST) -> Any:
    given = {"value": value, "from": "list", "back": back}
    return person.client.post(f"{LIST}{idea.ref}/vote/", given, headers=HTMX if htmx else {})


def read_pressed(page: Any) -> dict[str, str]:
    """Return for each button of the votes which value it sends now, by its name, "*" where it is pressed."""
    found = re.findall(
        r'vote__button--(\w+)"[^>]*value="(\w+)"\s+aria-pressed="(\w+)"', page.content.decode()
    )
    return {name: f"{value}{'*' if pressed == 'true' else ''}" for name, value, pressed in found}


def test_under_each_card_are_three_buttons(participant: Person, idea: Idea) -> None:
    page = participant.client.get(LIST)
    assert read_pressed(page) == {"up": "up", "down": "down", "unsure": "unsure"}


def read_tokens(person: Person) -> set[str]:
    """Return the tokens of all forms of the list."""
    page = person.client.get(LIST).content.decode()
    return set(re.findall(r'name="csrfmiddlewaretoken" value="(\w{64})"', page))


def test_each_page_has_its_own_token_though_buttons_are_printed_once(
    participant: Person, workshop: Workshop, idea: Idea
) -> None:
    make_idea(workshop)
    people = [participant, make_member("second", workshop), participant]
    tokens = [read_tokens(person) for person in people]
    # The same for leaving and for all votes.
    assert ([len(each) for each in tokens], len(set().union(*tokens))) == ([1, 1, 1], 3)


def test_a_vote_of_one_reader_is_not_shown_to_the_next(
    participant: Person, workshop: Workshop, idea: Idea
) -> None:
    cast_vote(actor=participant.membership, idea=idea, answer="up")
    pages = [person.client.get(LIST) for person in (participant, make_member("second", workshop))]
    assert [read_pressed(page)["up"] for page in pages] == ["none*", "up"]


def test_a_plain_vote_leads_back_to_the_same_place_of_the_same_list(participant: Person, idea: Idea) -> None:
    answer = send(participant, idea, "up", back=f"{LIST}?sort=new&page=1")
    assert (answer.status_code, answer["Location"]) == (303, f"{LIST}?sort=new&page=1#idea-{idea.ref}")
    assert read_pressed(participant.client.get(answer["Location"])) == {
        "up": "none*",
        "down": "down",
        "unsure": "unsure",
    }


@pytest.mark.parametrize(
    "back", ["", "https://elsewhere.example/", "//elsewhere.example", "/admin/", f"{LIST}x/?", "javascript:1"]
)
def test_nobody_is_led_elsewhere(participant: Person, idea: Idea, back: str) -> None:
    assert send(participant, idea, "up", back=back)["Location"] == f"{LIST}#idea-{idea.ref}"


def test_htmx_gets_the_changed_buttons_with_what_was_stored(participant: Person, idea: Idea) -> None:
    answer = send(participant, idea, "down", htmx=True)
    assert (
        answer.status_code,
        answer.content.count(f'<section class="card-vote" id="vote-{idea.ref}"'.encode()),
    ) == (200, 1)
    assert read_pressed(answer) == {"up": "up", "down": "none*", "unsure": "unsure"}
    assert re.findall(r"data-announce><p>\s*([^<]*)<", answer.content.decode()) == [
        "Your vote is stored. It is counted with the next release."
    ]
    answer = send(participant, idea, "none", htmx=True)
    assert read_pressed(answer) == {"up": "up", "down": "down", "unsure": "unsure"}
    words = ["You have taken your vote back."]
    assert re.findall(r"data-announce><p>\s*([^<]*)<", answer.content.decode()) == words
    place = participant.membership
    assert find_my_votes(actor=place, workshop=place.workshop, idea_ids=[idea.pk]) == {}


def test_ones_own_idea_has_no_buttons(participant: Person, workshop: Workshop) -> None:
    make_idea(workshop, author=participant.membership)
    assert read_pressed(participant.client.get(LIST)) == {}


def test_a_closed_workshop_has_no_buttons() -> None:
    workshop = make_workshop(Phase.CLOSED)
    make_idea(workshop)
    person = make_member("late", workshop)
    assert read_pressed(person.client.get(f"/workshops/{workshop.slug}/ideas/")) == {}


def test_without_the_key_there_are_no_buttons(
    participant: Person, idea: Idea, settings: LazySettings
) -> None:
    settings.KEY_DIRS = []
    assert read_pressed(participant.client.get(LIST)) == {}


@pytest.mark.parametrize(("voters", "is_shown"), [(4, False), (5, True)])
def test_totals_show_to_who_has_voted_from_five_people_up(
    participant: Person, workshop: Workshop, idea: Idea, voters: int, is_shown: bool
) -> None:
    for member in make_members(voters, workshop):
        cast_vote(actor=member, idea=idea, answer="up")
    release_workshop(workshop.pk, force=True)
    words = f"{voters} like it"
    assert participant.client.get(LIST).content.decode().count(words) == 0
    assert send(participant, idea, "up", htmx=True).content.decode().count(words) == int(is_shown)
    assert participant.client.get(LIST).content.decode().count(words) == int(is_shown)


def test_a_list_takes_as_many_queries_for_twenty_votes_as_for_one(
    participant: Person, workshop: Workshop
) -> None:
    def count() -> int:
        participant.client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            participant.client.get(LIST)
        return len(queries)

    ideas = [make_idea(workshop) for _one in range(20)]
    cast_vote(actor=participant.membership, idea=ideas[0], answer="up")
    few = count()
    for idea in ideas:
        cast_vote(actor=participant.membership, idea=idea, answer="up")
    assert (count(), few <= 8) == (few, True)


@pytest.mark.parametrize("place", ["", "list", "queue"])
def test_a_vote_takes_few_statements_with_its_fragment_and_one_commit(
    participant: Person, idea: Idea, place: str
) -> None:
    participant.client.get(LIST)
    address = f"{LIST}{idea.ref}/vote/"
    participant.client.post(address, {"value": "down", "from": place}, headers=HTMX)
    with CaptureQueriesContext(connection) as queries:
        participant.client.post(address, {"value": "up", "from": place}, headers=HTMX)
    words = [one["sql"] for one in queries]
    writing = [one for one in words if re.search("INSERT|UPDATE|DELETE|SAVEPOINT|BEGIN", one)]
    assert (len(queries) <= 6, len(writing)) == (True, 1)
