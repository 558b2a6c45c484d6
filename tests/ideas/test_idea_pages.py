"""The list of ideas, one idea, and writing one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea
from ideas.models.ideas import BODY_LENGTH, REPLACEMENT_LENGTH, TITLE_LENGTH
from tests.cast import Person, make_idea, make_member, make_workshop
from tests.written import list_written
from workshops.models import Theme, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
LIST = "/workshops/community/ideas/"
WRITE = "/workshops/community/ideas/new/"
IDEA = {
    "theme": "other",
    "intent": "new",
    "title": "One number to ring",
    "body": "Families ring five places today.",
}


def count_queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_list_takes_as_many_queries_for_twenty_ideas_as_for_one(participant: Person) -> None:
    workshop = participant.membership.workshop
    theme = Theme.objects.create(workshop=workshop, number=1, title="Teams")
    make_idea(workshop, theme=theme)
    few = count_queries(participant.client, LIST)
    for _one in range(19):
        make_idea(workshop, theme=theme)
    assert count_queries(participant.client, LIST) == few
    assert few <= 8


def test_the_list_shows_published_ideas_only(participant: Person) -> None:
    workshop = participant.membership.workshop
    shown = make_idea(workshop)
    for status in set(Idea.Status) - {Idea.Status.PUBLISHED}:
        make_idea(workshop, status=status)
    page = participant.client.get(LIST).context["page_obj"]
    assert [idea.ref for idea in page] == [shown.ref]


def test_the_order_of_a_list_is_each_persons_own_and_stays_for_the_day(
    participant: Person, colleague: Person
) -> None:
    for _one in range(12):
        make_idea(participant.membership.workshop)
    mine, again, theirs = (
        [idea.ref for idea in person.client.get(LIST).context["page_obj"]]
        for person in (participant, participant, colleague)
    )
    assert mine == again
    assert mine != theirs
    assert set(mine) == set(theirs)


def test_filters_are_kept_in_the_address(participant: Person) -> None:
    workshop = participant.membership.workshop
    theme = Theme.objects.create(workshop=workshop, number=3, title="Data")
    found = make_idea(workshop, theme=theme, title="Share the records")
    make_idea(workshop, theme=theme)
    make_idea(workshop, title="Share the records too")
    page = participant.client.get(LIST, {"theme": "3", "q": "records", "sort": "new"})
    assert [idea.ref for idea in page.context["page_obj"]] == [found.ref]
    wanted = page.context["filters"]
    assert (wanted.theme, wanted.q, wanted.sort) == ("3", "records", "new")


@pytest.mark.parametrize("query", ["sort=nonsense", "theme=99", "page=77", "page=x", "q=%01", "theme=%27"])
def test_nonsense_in_the_address_of_a_list_is_left_out(participant: Person, query: str) -> None:
    make_idea(participant.membership.workshop)
    assert participant.client.get(f"{LIST}?{query}").status_code == 200


def test_an_idea_is_checked_before_it_is_sent(participant: Person) -> None:
    checked = participant.client.post(WRITE, {**IDEA, "step": "check"}, follow=True)
    assert (checked.status_code, checked.context["step"]) == (200, "check")
    assert Idea.objects.count() == 0
    changed = participant.client.post(WRITE, {**IDEA, "step": "change"}, follow=True)
    assert (changed.status_code, changed.context["step"]) == (200, "write")
    sent = participant.client.post(WRITE, {**IDEA, "step": "send"})
    idea = Idea.objects.get()
    assert (sent.status_code, sent["Location"]) == (303, f"/workshops/community/ideas/{idea.ref}/?sent=1")
    assert (idea.title, idea.body, idea.status) == (IDEA["title"], IDEA["body"], Idea.Status.UNRELEASED)


def test_an_author_sees_the_own_idea_that_waits_and_nobody_else_does(
    participant: Person, colleague: Person, moderator: Person
) -> None:
    participant.client.post(WRITE, {**IDEA, "step": "send"})
    address = f"{LIST}{Idea.objects.get().ref}/"
    assert participant.client.get(address).context["mine"] is True
    assert participant.client.get(f"{address}?sent=1").templates[0].name == "workshops/idea_sent.html"
    assert colleague.client.get(address).status_code == 404
    assert moderator.client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * (TITLE_LENGTH + 1)}, "title"),
        ({"body": ""}, "body"),
        ({"body": "   \n "}, "body"),
        ({"body": "x" * (BODY_LENGTH + 1)}, "body"),
        ({"body": "x" * (REPLACEMENT_LENGTH + 1), "intent": "replace"}, "body"),
        ({"theme": "42"}, "theme"),
        ({"theme": ""}, "theme"),
        ({"intent": "destroy"}, "intent"),
        ({"title": "a\x00b"}, "title"),
    ],
)
def test_wrong_input_is_said_at_its_field_and_the_text_is_kept(
    participant: Person, change: dict[str, str], field: str
) -> None:
    answer = participant.client.post(WRITE, {**IDEA, **change, "step": "send"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    kept = answer.context["form"]
    assert (kept["title"].value(), kept["body"].value()) == (
        {**IDEA, **change}["title"],
        {**IDEA, **change}["body"],
    )
    assert Idea.objects.count() == 0


def test_a_replacement_may_be_longer(participant: Person) -> None:
    long = {**IDEA, "intent": "replace", "body": "x" * REPLACEMENT_LENGTH, "step": "send"}
    assert participant.client.post(WRITE, long).status_code == 303


def test_sending_twice_by_reloading_is_not_possible_after_the_303(participant: Person) -> None:
    sent = participant.client.post(WRITE, {**IDEA, "step": "send"}, follow=True)
    assert [status for _address, status in sent.redirect_chain] == [303]
    assert sent.request["REQUEST_METHOD"] == "GET"


@pytest.mark.parametrize("phase", [Phase.ANNOUNCED, Phase.CLOSED, Phase.PUBLISHED])
def test_outside_the_open_phase_ideas_are_refused_with_409(phase: Phase) -> None:
    workshop = make_workshop(phase)
    person = make_member("writer", workshop)
    answer = person.client.post(f"/workshops/{workshop.slug}/ideas/new/", {**IDEA, "step": "send"})
    assert answer.status_code == 409
    assert Idea.objects.count() == 0


def test_without_the_key_reading_goes_on_and_writing_says_why(participant: Person, settings: object) -> None:
    idea = make_idea(participant.membership.workshop)
    settings.KEY_DIRS = []  # type: ignore[attr-defined]
    assert participant.client.get(LIST).status_code == 200
    assert participant.client.get(f"{LIST}{idea.ref}/").status_code == 200
    assert participant.client.post(WRITE, {**IDEA, "step": "send"}).status_code == 503
    assert participant.client.post(f"{LIST}{idea.ref}/vote/", {"value": "up"}).status_code == 503


def test_contributing_writes_nothing_on_the_identity_side(participant: Person) -> None:
    idea = make_idea(participant.membership.workshop)
    participant.client.get(LIST)
    with CaptureQueriesContext(connection) as queries:
        participant.client.post(WRITE, {**IDEA, "step": "send"})
        participant.client.post(f"{LIST}{idea.ref}/vote/", {"value": "up"})
    assert list_written(queries) == ["ideas_idea", "voting_vote"]


def test_html_in_an_idea_is_shown_as_text(participant: Person) -> None:
    idea = make_idea(participant.membership.workshop, title="<script>alert(1)</script>", body="<b>bold</b>")
    page = participant.client.get(f"{LIST}{idea.ref}/").content.decode()
    assert page.count("<script>alert(1)</script>") == 0
    assert page.count("&lt;b&gt;bold&lt;/b&gt;") == 1


def test_an_idea_page_stays_within_its_queries(participant: Person) -> None:
    idea = make_idea(participant.membership.workshop)
    assert count_queries(participant.client, f"{LIST}{idea.ref}/") <= 10


def test_a_workshop_without_themes_takes_ideas_too(workshop: Workshop, participant: Person) -> None:
    assert participant.client.get(WRITE).status_code == 200
