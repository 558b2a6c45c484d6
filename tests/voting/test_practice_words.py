"""A practice workshop counts at once, and wherever one votes or answers it says so."""

from typing import Any

import pytest

from ideas.models import Idea
from tests.cast import Person, make_idea, make_member, make_poll, make_workshop
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
SOON = "is counted in a few seconds: this is a practice workshop."
LATER = "is counted with the next release."


def read(answer: Any) -> str:
    """Return which of the sentences an answer says."""
    text = answer.content.decode()
    found = [words for words in (SOON, LATER) if f"stored. It {words}" in text]
    assert len(found) == 1, text
    return found[0]


def vote(member: Person, idea: Idea, **place: str) -> Any:
    address = f"{idea.get_absolute_url()}vote/"
    return member.client.post(address, {"value": "up", **place}, headers=HTMX)


@pytest.mark.parametrize(("practice", "words"), [(True, SOON), (False, LATER)])
def test_a_stored_vote_or_answer_says_when_it_counts(practice: bool, words: str) -> None:
    workshop: Workshop = make_workshop(practice=practice)
    member, idea = make_member("maria", workshop), make_idea(workshop)
    make_poll(workshop)
    assert read(vote(member, idea)) == words
    assert read(member.client.get(idea.get_absolute_url())) == words
    listed = f"{workshop.get_absolute_url()}ideas/"
    assert read(vote(member, idea, **{"from": "list", "back": listed})) == words
    poll = f"{workshop.get_absolute_url()}poll/"
    assert read(member.client.post(poll, {"answer": "1"}, headers=HTMX)) == words


AT_ONCE, FIRST = "everybody sees your idea in a few seconds", "The design group reads it first."


@pytest.mark.parametrize("practice", [True, False])
@pytest.mark.parametrize("held", [True, False])
@pytest.mark.parametrize("moderation", ["before", "after"])
def test_what_is_read_first_is_not_said_to_show_before(practice: bool, held: bool, moderation: str) -> None:
    workshop: Workshop = make_workshop(practice=practice, moderation=moderation)
    member = make_member("maria", workshop)
    idea = make_idea(workshop, member.membership, Idea.Status.UNRELEASED, held=held)
    page = member.client.get(f"{idea.get_absolute_url()}?sent=1").content.decode()
    is_first = held or moderation == "before"
    assert (FIRST in page, AT_ONCE in page) == (is_first, practice and not is_first)
    if is_first:
        assert page.index(FIRST) < page.index("If they publish it")
