"""The voting queue over HTTP: without JavaScript a 303 to the next idea, with htmx the next idea itself."""

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea
from tests.cast import Person, make_idea, make_member, make_workshop
from voting.ballots.casting import cast_vote, find_my_votes
from voting.queue.candidates import write_candidates
from voting.queue.turns import MOST_SKIPPED
from workshops.models import Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
QUEUE = "/workshops/community/next/"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def ideas(workshop: Workshop) -> list[Idea]:
    """Return five published ideas that nobody in the cast wrote, ready in the queue."""
    made = [make_idea(workshop, title=f"Idea {number}") for number in range(5)]
    write_candidates(workshop)
    return made


def send(person: Person, idea: Idea, value: str, *, htmx: bool = False, **more: Any) -> Any:
    """Vote in the queue and return the answer."""
    given = {"value": value, "from": "queue", **more}
    return person.client.post(
        f"/workshops/community/ideas/{idea.ref}/vote/", given, headers=HTMX if htmx else {}
    )


def stored(person: Person, idea: Idea) -> str:
    place = person.membership
    return find_my_votes(actor=place, workshop=place.workshop, idea_ids=[idea.pk]).get(idea.pk, "")


def test_the_queue_shows_one_idea_with_three_answers_and_says_why(participant: Person) -> None:
    page = participant.client.get(QUEUE)
    assert (page.status_code, page.context["voted"], page.context["total"]) == (200, 0, 5)
    assert str(page.context["reason"]) == "Few people have voted on this idea so far."
    form = re.search(r"<form[^>]*queue__answers.*?</form>", page.content.decode(), re.DOTALL)
    assert form is not None
    assert re.findall(r'name="value" value="(\w+)"', form[0]) == ["up", "down", "unsure"]


def test_the_same_idea_is_there_when_the_page_is_loaded_again(participant: Person) -> None:
    assert len({participant.client.get(QUEUE).context["idea"] for _again in range(3)}) == 1


def test_a_plain_vote_leads_to_the_next_idea_and_says_what_was_stored(participant: Person) -> None:
    first = participant.client.get(QUEUE).context["idea"]
    answer = send(participant, first, "down")
    assert (answer.status_code, answer["Location"]) == (303, f"{QUEUE}?after={first.ref}")
    page = participant.client.get(answer["Location"])
    assert stored(participant, first) == "down"
    assert (page.context["voted"], page.context["last"], page.context["idea"] == first) == (1, first, False)
    assert str(page.context["last_words"]) == "Stored: you don’t like it."


def test_htmx_gets_the_next_idea_at_once(participant: Person) -> None:
    first = participant.client.get(QUEUE).context["idea"]
    answer = send(participant, first, "up", htmx=True)
    assert (answer.status_code, answer.templates[0].name) == (200, "voting/_next.html")
    assert (answer.context["last"], answer.context["voted"], answer.context["goes_on"]) == (first, 1, True)
    assert answer.context["idea"] not in {None, first}


@pytest.mark.parametrize("htmx", [True, False])
def test_undo_takes_the_vote_back_and_asks_again(participant: Person, htmx: bool) -> None:
    first = participant.client.get(QUEUE).context["idea"]
    page = send(participant, first, "up", htmx=True)
    address = page.context["undo_url"]
    assert address == f"/workshops/community/ideas/{first.ref}/vote/"
    page = send(participant, first, "none", htmx=htmx)
    page = page if htmx else participant.client.get(page["Location"])
    assert (stored(participant, first), page.context["idea"]) == ("", first)
    assert str(page.context["last_words"]) == "You have taken your vote back."
    assert page.context["undo_url"] == ""


def test_skipping_goes_on_without_storing_anything(participant: Person) -> None:
    seen: list[str] = []
    for _one in range(5):
        page = participant.client.get(QUEUE, {"skipped": seen}, headers=HTMX)
        seen = page.context["skipped_too"]
    assert (len(seen), len(set(seen)), page.context["voted"]) == (5, 5, 0)


def test_what_was_skipped_stays_skipped_after_a_vote(participant: Person) -> None:
    page = participant.client.get(QUEUE)
    skipped = page.context["skipped_too"]
    idea = participant.client.get(QUEUE, {"skipped": skipped}).context["idea"]
    answer = send(participant, idea, "up", skipped=skipped)
    assert answer["Location"] == f"{QUEUE}?after={idea.ref}&skipped={skipped[0]}"
    assert participant.client.get(answer["Location"]).context["skipped"] == tuple(skipped)


def test_at_most_twenty_skips_are_carried(participant: Person) -> None:
    page = participant.client.get(QUEUE, {"skipped": [f"idea{number}" for number in range(40)]})
    assert len(page.context["skipped_too"]) == MOST_SKIPPED
    assert page.context["skipped_too"][-1] == page.context["idea"].ref


def test_who_has_voted_on_everything_is_told_so(participant: Person, ideas: list[Idea]) -> None:
    for idea in ideas:
        cast_vote(actor=participant.membership, idea=idea, answer="up")
    page = participant.client.get(QUEUE)
    assert (page.context["idea"], page.context["voted"], page.context["total"]) == (None, 5, 5)
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", page.content.decode()) == ["You have voted on all ideas"]


def test_an_empty_workshop_says_that_there_is_nothing_yet(participant: Person, ideas: list[Idea]) -> None:
    Idea.objects.all().delete()
    page = participant.client.get(QUEUE)
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", page.content.decode()) == ["There is nothing to vote on yet"]


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        (Phase.ANNOUNCED, "You can vote while the workshop is open."),
        (Phase.CLOSED, "Voting is closed."),
        (Phase.PUBLISHED, "Voting is closed."),
    ],
)
def test_outside_the_open_phase_the_queue_says_so(phase: Phase, words: str) -> None:
    workshop = make_workshop(phase)
    page = make_member("voter", workshop).client.get(f"/workshops/{workshop.slug}/next/")
    assert (page.status_code, page.context["message"]) == (409, words)


def test_without_the_key_the_queue_answers_in_plain_words(
    participant: Person, settings: LazySettings
) -> None:
    settings.KEY_DIRS = []
    assert participant.client.get(QUEUE).status_code == 503


def test_a_title_cannot_smuggle_markup(participant: Person, workshop: Workshop) -> None:
    Idea.objects.update(title="<script>alert(1)</script>", body="<b>&")
    page = participant.client.get(QUEUE).content.decode()
    assert page.count("<script>alert(1)") == 0
    assert page.count("&lt;script&gt;alert(1)") == 1


@pytest.mark.parametrize(
    "query", ["after=%01", "skipped=%01&skipped=", "after=<b>&skipped=' OR 1=1", "skipped=é"]
)
def test_nonsense_in_the_address_is_left_out(participant: Person, query: str) -> None:
    assert participant.client.get(f"{QUEUE}?{query}").status_code == 200


def test_the_queue_takes_as_many_queries_for_many_ideas_as_for_few(
    participant: Person, workshop: Workshop
) -> None:
    def count() -> int:
        participant.client.get(QUEUE)
        with CaptureQueriesContext(connection) as queries:
            participant.client.get(QUEUE)
        return len(queries)

    few = count()
    for _one in range(25):
        make_idea(workshop)
    write_candidates(workshop)
    assert (count(), few) == (few, 3)
