"""My votes: all of mine, nothing of others', each to change and to take back; and what is left to vote on."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ideas.models import Idea
from moderation.domain.merging import merge_ideas
from tests.cast import Person, make_idea, make_member, make_workshop
from tests.pages import read_text
from voting.ballots.casting import cast_vote
from workshops.domain.pins import set_pin
from workshops.models import Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
HOME = "/workshops/community/"
VOTES = f"{HOME}votes/"
LIST = f"{HOME}ideas/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def ideas(workshop: Workshop) -> list[Idea]:
    """Return four ideas of nobody in the cast."""
    return [make_idea(workshop, title=f"Idea {number}") for number in range(4)]


def vote(person: Person, ideas: list[Idea], *answers: str) -> None:
    for idea, answer in zip(ideas, answers, strict=False):
        cast_vote(actor=person.membership, idea=idea, answer=answer)


def titles(person: Person, address: str = VOTES) -> list[str]:
    page = person.client.get(address)
    assert page.status_code == 200
    return sorted(card.idea.title for card in page.context["cards"])


def test_everybody_finds_all_of_their_votes_and_no_others(
    participant: Person, colleague: Person, ideas: list[Idea]
) -> None:
    vote(participant, ideas, "up", "down", "unsure")
    vote(colleague, ideas[2:], "up", "down")

    assert titles(participant) == ["Idea 0", "Idea 1", "Idea 2"]
    assert titles(colleague) == ["Idea 2", "Idea 3"]
    page = participant.client.get(VOTES)
    assert {card.idea.title: card.vote.my_vote for card in page.context["cards"]} == {
        "Idea 0": "up", "Idea 1": "down", "Idea 2": "unsure",
    }  # fmt: skip


def test_votes_are_chosen_by_their_answer(participant: Person, ideas: list[Idea]) -> None:
    vote(participant, ideas, "up", "down", "up")

    kinds = participant.client.get(VOTES).context["kinds"]
    assert [(kind.value, kind.number) for kind in kinds] == [("", 3), ("up", 2), ("down", 1), ("unsure", 0)]
    assert titles(participant, f"{VOTES}?vote=up") == ["Idea 0", "Idea 2"]
    assert titles(participant, f"{VOTES}?vote=down") == ["Idea 1"]
    assert titles(participant, f"{VOTES}?vote=unsure") == []
    assert titles(participant, f"{VOTES}?vote=nonsense") == ["Idea 0", "Idea 1", "Idea 2"]


def press(person: Person, idea: Idea, value: str, *, htmx: bool) -> str:
    """Press a button of the page as it stands there; return where one is afterwards, or the fragment."""
    page = person.client.get(f"{VOTES}?vote=up").content.decode()
    form = page.partition(f'id="vote-{idea.ref}"')[2].partition("</section>")[0]
    back = re.findall(r'name="back" value="([^"]*)"', form)[0].replace("&amp;", "&")
    given = {"value": value, "from": "list", "back": back}
    answer = person.client.post(f"{LIST}{idea.ref}/vote/", given, headers=HTMX if htmx else {})
    return answer.content.decode() if htmx else answer.headers["Location"]


def test_without_javascript_one_is_back_at_the_same_place_of_the_page(
    participant: Person, ideas: list[Idea]
) -> None:
    vote(participant, ideas, "up", "up")

    assert press(participant, ideas[0], "down", htmx=False) == f"{VOTES}?vote=up#idea-{ideas[0].ref}"
    assert titles(participant, f"{VOTES}?vote=up") == ["Idea 1"]
    assert press(participant, ideas[1], "none", htmx=False) == f"{VOTES}?vote=up#idea-{ideas[1].ref}"
    assert titles(participant) == ["Idea 0"]


def test_with_htmx_the_buttons_are_changed_where_they_stand(participant: Person, ideas: list[Idea]) -> None:
    vote(participant, ideas, "up")

    fragment = press(participant, ideas[0], "none", htmx=True)
    assert fragment.count("You have taken your vote back.") == 1
    assert fragment.count("vote__button--") == 3
    assert titles(participant) == []


@pytest.mark.parametrize(
    "away", ["https://elsewhere.example/", f"{HOME}votes/elsewhere/", f"{VOTES}#x", f"{VOTES}\r\n"]
)
def test_nobody_is_sent_elsewhere(participant: Person, ideas: list[Idea], away: str) -> None:
    given = {"value": "up", "from": "list", "back": away}
    answer = participant.client.post(f"{LIST}{ideas[0].ref}/vote/", given)
    assert answer.headers["Location"] == f"{LIST}#idea-{ideas[0].ref}"


def test_who_has_not_voted_is_led_to_the_ideas(participant: Person, ideas: list[Idea]) -> None:
    page = participant.client.get(VOTES).content.decode()
    assert "You have not voted here yet" in page
    assert f'href="{LIST}"' in page


def test_after_the_close_votes_can_be_seen_and_not_changed() -> None:
    workshop = make_workshop(Phase.OPEN, slug="community")
    person, idea = make_member("participant", workshop), make_idea(workshop, title="Idea 0")
    vote(person, [idea], "up")
    Workshop.objects.filter(pk=workshop.pk).update(
        ideas_until=timezone.now() - timedelta(hours=2),
        closes_at=timezone.now() - timedelta(hours=1),
    )

    page = person.client.get(VOTES).content.decode()
    assert "Voting is closed. Your votes stay as they are." in page
    assert "You like this" in page
    assert "vote__button" not in page


def test_a_hidden_idea_is_not_among_them(participant: Person, ideas: list[Idea]) -> None:
    vote(participant, ideas, "up", "up")
    Idea.objects.filter(pk=ideas[0].pk).update(status=Idea.Status.HIDDEN)
    assert titles(participant) == ["Idea 1"]


def test_who_has_set_a_pin_shows_it_first(participant: Person, ideas: list[Idea]) -> None:
    vote(participant, ideas, "up")
    set_pin(actor=participant.membership, pin="493817")

    answer = participant.client.get(f"{VOTES}?vote=up")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"{HOME}mine/pin/?next=")
    assert "voted=no" not in participant.client.get(LIST).content.decode()
    assert titles(participant, f"{LIST}?voted=no") == ["Idea 0", "Idea 1", "Idea 2", "Idea 3"]


def test_without_the_key_the_page_says_so_and_the_list_goes_on(
    participant: Person, ideas: list[Idea], settings: LazySettings, tmp_path: object
) -> None:
    vote(participant, ideas, "up")
    settings.KEY_DIRS = [tmp_path]

    assert participant.client.get(VOTES).status_code == 503
    assert titles(participant, f"{LIST}?voted=no") == ["Idea 0", "Idea 1", "Idea 2", "Idea 3"]


def count_queries(person: Person, address: str) -> int:
    person.client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert person.client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", [VOTES, f"{VOTES}?vote=up", f"{LIST}?voted=no"])
def test_statements_do_not_grow_with_the_votes(
    participant: Person, workshop: Workshop, ideas: list[Idea], address: str
) -> None:
    vote(participant, ideas, "up")
    with_one = count_queries(participant, address)
    more = [make_idea(workshop) for _one in range(30)]
    vote(participant, [*ideas, *more[:-2]], *["up"] * 32)

    assert count_queries(participant, address) == with_one


def test_votes_come_in_pages(participant: Person, workshop: Workshop) -> None:
    many = [make_idea(workshop, title=f"Idea {number}") for number in range(23)]
    vote(participant, many, *["up"] * 23)

    pages = [titles(participant, f"{VOTES}?page={number}") for number in (1, 2)]
    assert [len(page) for page in pages] == [20, 3]
    assert sorted(pages[0] + pages[1]) == sorted(idea.title for idea in many)
    assert "?vote=up&amp;page=2" in participant.client.get(f"{VOTES}?vote=up").content.decode()


def test_the_list_shows_what_is_not_yet_voted_on(
    participant: Person, moderator: Person, workshop: Workshop, ideas: list[Idea]
) -> None:
    vote(participant, ideas, "up", "unsure")
    make_idea(workshop, participant.membership, title="My own")
    part = make_idea(workshop, title="Part of another")
    merge_ideas(actor=moderator.membership, part=part, main=ideas[3])

    assert titles(participant, f"{LIST}?voted=no") == ["Idea 2", "Idea 3"]
    assert titles(participant, f"{LIST}?voted=no&q=idea") == ["Idea 2", "Idea 3"]
    assert len(titles(participant, LIST)) == 6
    vote(participant, ideas[2:], "up", "up")
    assert "You have voted on all ideas" in participant.client.get(f"{LIST}?voted=no").content.decode()


def test_a_vote_on_what_became_part_of_another_is_said_beside_the_number(
    participant: Person, moderator: Person, ideas: list[Idea]
) -> None:
    vote(participant, ideas, "up")
    assert "more of your votes" not in read_text(participant.client.get(VOTES))
    merge_ideas(actor=moderator.membership, part=ideas[0], main=ideas[3])
    page = participant.client.get(VOTES)
    words = "You have voted on 0 of 3 ideas. Vote on the next idea One more of your votes is on an idea"
    assert (words in read_text(page), len(page.context["cards"])) == (True, 1)


def test_the_list_says_how_many_there_are(participant: Person, ideas: list[Idea]) -> None:
    def said(query: str) -> list[str]:
        page = participant.client.get(f"{LIST}{query}").content.decode()
        return re.findall(r'<p class="small quiet">(\d+\s+ideas?)\b', page)

    vote(participant, ideas, "up", "up", "up")
    assert [said(query) for query in ("", "?q=2", "?voted=no", "?q=zebra")] == [
        ["4 ideas"], ["1 idea"], ["1 idea"], [],
    ]  # fmt: skip


def test_who_cannot_vote_is_offered_no_such_list(ideas: list[Idea]) -> None:
    closed = make_workshop(Phase.CLOSED, slug="closed")
    person = make_member("reader", closed)
    make_idea(closed, title="Idea 0")

    assert 'name="voted"' not in person.client.get("/workshops/closed/ideas/").content.decode()
    assert titles(person, "/workshops/closed/ideas/?voted=no") == ["Idea 0"]
