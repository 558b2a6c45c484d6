"""A page that was too old, a text that is far too long, a database that is away: what was written stays."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.http import QueryDict
from django.test import Client, RequestFactory

from ideas.models import Comment, CommentRevision, Idea, PollAnswer, Report
from tests.cast import Person, make_comment, make_idea, make_poll
from tests.pages import read_text
from voting.models import Vote
from workshops.models import PendingText, Workshop
from workshops.sign_in.pending_cookie import COOKIE
from workshops.views.errors import answer_server_error

pytestmark = pytest.mark.django_db
HOME = "/workshops/community/"
BODY = "Nobody came on Friday.\nOne diary would stop that."
IDEA = {"theme": "other", "intent": "new", "title": "One diary", "body": BODY, "step": "send"}
FORMS: dict[str, dict[str, str]] = {
    "ideas/new/": IDEA,
    "ideas/<own>/edit/": IDEA,
    "ideas/<idea>/comments/": {"intent": "build", "body": BODY},
    "ideas/<idea>/comments/<comment>/edit/": {"intent": "challenge", "body": BODY},
    "ideas/<idea>/report/": {"reason": "abusive"},
    "ideas/<idea>/vote/": {"value": "up", "from": "list", "back": f"{HOME}ideas/?sort=new"},
    "ideas/<hidden>/second-look/": {"words": "Nobody is named in it."},
    "ideas/<settled>/too-much/": {"words": "canal estate"},
    "poll/": {"answer": "2"},
}
# Of texts of one's own: one that can be changed, one that cannot any more, and a hidden one.
STATES: tuple[dict[str, Any], ...] = ({}, {"settled": True}, {"status": Idea.Status.HIDDEN})


@pytest.fixture
def places(workshop: Workshop, participant: Person) -> dict[str, str]:
    """Return what stands in the place of the names in FORMS."""
    make_poll(workshop)
    idea = make_idea(workshop)
    comment = make_comment(idea, participant.membership)
    own, settled, hidden = (
        make_idea(workshop, participant.membership, body="Ask on the canal estate.", **state)
        for state in STATES
    )
    refs = {"idea": idea, "comment": comment, "own": own, "settled": settled, "hidden": hidden}
    return {name: item.ref for name, item in refs.items()}


def make_strict(client: Client) -> Client:
    """Return a browser with the same cookies that needs a token."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    return strict


def fill(address: str, places: dict[str, str]) -> str:
    """Return the whole address."""
    for name, ref in places.items():
        address = address.replace(f"<{name}>", ref)
    return f"{HOME}{address}"


def count_stored() -> int:
    """Return how much there is of all that these forms store."""
    kinds: list[Any] = [CommentRevision, Vote, Report, PollAnswer]
    texts: list[Any] = [Comment.objects.filter(body=BODY), Idea.objects.filter(title="One diary")]
    return sum(int(kind.objects.count()) for kind in kinds) + sum(int(found.count()) for found in texts)


@pytest.mark.parametrize("address", FORMS)
def test_what_a_page_sent_that_was_too_old_is_there_again(
    participant: Person, places: dict[str, str], address: str
) -> None:
    browser = make_strict(participant.client)
    answer = browser.post(fill(address, places), FORMS[address])
    assert (answer.status_code, count_stored(), PendingText.objects.count()) == (403, 0, 1)
    assert "What you wrote or chose is kept for half an hour" in read_text(answer)
    way = answer.context["way_back"]
    assert f'data-sent="{way.replace("&", "&amp;")}"' in answer.content.decode()
    for _load in range(2):
        page = browser.get(way)
        assert page.status_code == 200
        assert find_again(page, FORMS[address]) == []


def find_again(page: Any, sent: dict[str, str]) -> list[str]:
    """Return the names of what was sent and is not on the page again."""
    kept = page.context.get("kept_vote")
    if kept:
        return [name for name in sent if kept.fields[name] != sent[name]]
    form = page.context["form"]
    shown = {name: str(form[name].value()).replace("\r", "") for name in sent if name in form.fields}
    return [name for name, value in shown.items() if value != sent[name]]


def test_a_visitor_finds_it_again_too(workshop: Workshop, visitor: Client) -> None:
    browser = make_strict(visitor)
    answer = browser.post(f"{HOME}ideas/new/", IDEA)
    assert find_again(browser.get(answer.context["way_back"]), IDEA) == []


def test_htmx_is_told_in_words_and_a_reload_has_the_text(participant: Person, places: dict[str, str]) -> None:
    browser = make_strict(participant.client)
    address = fill("ideas/<idea>/comments/", places)
    answer = browser.post(address, FORMS["ideas/<idea>/comments/"], HTTP_HX_REQUEST="true")
    assert (answer.status_code, answer["Content-Type"]) == (403, "text/plain")
    page = browser.get(address.removesuffix("comments/"))
    assert page.context["form"]["body"].value() == BODY


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_what_another_site_sends_pushes_nothing_out(
    workshop: Workshop, visitor: Client, headers: dict[str, str]
) -> None:
    visitor.post(f"{HOME}ideas/new/", IDEA)
    before = visitor.cookies[COOKIE].value
    answer = make_strict(visitor).post(f"{HOME}ideas/new/", {**IDEA, "title": "Planted"}, headers=headers)
    assert (answer.status_code, COOKIE in answer.cookies) == (403, False)
    assert (PendingText.objects.count(), visitor.cookies[COOKIE].value) == (1, before)


@pytest.mark.parametrize("address", ["mine/pin/", "membership/", "ideas/similar/"])
def test_what_is_secret_or_small_is_not_kept(participant: Person, address: str) -> None:
    answer = make_strict(participant.client).post(f"{HOME}{address}", {"pin": "493817", "title": "x"})
    assert (answer.status_code, PendingText.objects.count()) == (403, 0)
    assert "493817" not in answer.content.decode()


# Far too long -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["ideas/new/", "ideas/<own>/edit/", "ideas/<idea>/comments/"])
def test_the_beginning_of_what_is_far_too_long_is_there_to_be_made_shorter(
    participant: Person, places: dict[str, str], address: str
) -> None:
    sent = {**FORMS[address], "body": "ä" * 100_000}
    body = QueryDict(mutable=True)
    body.update(sent)
    answer = participant.client.post(
        fill(address, places), body.urlencode(), content_type="application/x-www-form-urlencoded"
    )
    assert (answer.status_code, count_stored()) == (413, 0)
    page = participant.client.get(answer.context["way_back"])
    assert page.context["form"]["body"].value() == "ä" * 12_000
    if "title" in sent:
        assert page.context["form"]["title"].value() == "One diary"


def test_too_many_fields_keep_the_text(participant: Person) -> None:
    sent = {**IDEA, **{f"more{number}": "x" for number in range(1_001)}}
    body = QueryDict(mutable=True)
    body.update(sent)
    answer = participant.client.post(
        f"{HOME}ideas/new/", body.urlencode(), content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 413


# No database ------------------------------------------------------------------------------------------


def answer_without_database(**headers: str) -> str:
    """Return the page that says that the database is away, after an idea was sent."""
    request = RequestFactory().post(f"{HOME}ideas/new/", {**IDEA, "skipped": ["abc", "def"]}, headers=headers)
    try:
        raise OperationalError("connection refused")
    except OperationalError:
        answer = answer_server_error(request)
    assert answer.status_code == 503
    return " ".join(answer.content.decode().split())


def test_while_the_database_is_away_the_page_sends_everything_again() -> None:
    page = answer_without_database()
    for name, value in (("title", "One diary"), ("step", "send"), ("skipped", "abc"), ("skipped", "def")):
        assert page.count(f'<input type="hidden" name="{name}" value="{value}">') == 1
    assert page.count('name="csrfmiddlewaretoken"') == 1
    assert page.count(f'action="{HOME}ideas/new/"') == 1


def test_what_another_site_sent_is_not_offered_to_be_sent_again() -> None:
    page = answer_without_database(Origin="https://evil.example")
    assert page.count("<form") == 0
