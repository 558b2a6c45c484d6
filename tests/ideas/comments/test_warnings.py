"""Before a comment is stored its author sees what in it could identify somebody, once for each text."""

import re

import pytest
from django.test import Client

from ideas.models import Comment, Idea
from tests.cast import Person, make_idea
from tests.pages import Page
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
NAMED = {"intent": "build", "body": "Mr <b>Patel</b> and Mr Jones said so.\nWe agreed."}
MARK = re.compile(r'name="read" value="(\w+)"')


@pytest.fixture
def idea(workshop: Workshop) -> Idea:
    """Return a published idea."""
    return make_idea(workshop)


def say(client: Client, idea: Idea, *, htmx: bool = False, **fields: str) -> Page:
    """Send this comment, and return the page to which that leads where its author is warned."""
    headers = {"HX-Request": "true"} if htmx else {}
    answer = client.post(f"{idea.get_absolute_url()}comments/", {**NAMED, **fields}, headers=headers)
    is_warned = answer.status_code == 303 and answer["Location"].endswith("?kept=check#comment-form-title")
    return client.get(answer["Location"]) if is_warned else answer


def find_mark(answer: Page) -> str:
    """Return the mark of the text that the page warns about."""
    (mark,) = MARK.findall(answer.content.decode())
    return str(mark)


@pytest.mark.parametrize("htmx", [False, True])
def test_the_passage_is_marked_and_nothing_is_stored_yet(htmx: bool, idea: Idea, participant: Person) -> None:
    answer = say(participant.client, idea, htmx=htmx)
    html = answer.content.decode()
    assert (answer.status_code, Comment.objects.count()) == (200, 0)
    assert (html.count("<mark>Mr Jones</mark>"), html.count("<b>Patel</b>")) == (1, 0)
    assert html.count("Send it as it is") == 1
    assert html.count("We agreed.</textarea>") == 1


@pytest.mark.parametrize("htmx", [False, True])
def test_who_was_told_may_go_on(htmx: bool, idea: Idea, participant: Person) -> None:
    mark = find_mark(say(participant.client, idea, htmx=htmx))
    answer = say(participant.client, idea, htmx=htmx, read=mark)
    assert answer.status_code == (200 if htmx else 303)
    assert Comment.objects.get().body.splitlines() == NAMED["body"].splitlines()


def test_who_changes_the_text_is_told_again(idea: Idea, participant: Person) -> None:
    mark = find_mark(say(participant.client, idea))
    answer = say(participant.client, idea, read=mark, body="Mrs Khan said so.")
    assert answer.content.decode().count("<mark>Mrs Khan</mark>") == 1
    assert Comment.objects.count() == 0


def test_who_takes_the_name_out_is_not_held_up(idea: Idea, participant: Person) -> None:
    mark = find_mark(say(participant.client, idea))
    assert say(participant.client, idea, read=mark, body="They said so.").status_code == 303


def test_a_wrong_comment_is_a_mistake_before_it_is_a_warning(idea: Idea, participant: Person) -> None:
    answer = say(participant.client, idea, intent="")
    assert (answer.status_code, answer.content.decode().count("<mark>")) == (422, 0)
