"""A second look and "I said too much" betray nobody: before a release nobody else is answered otherwise."""

from __future__ import annotations

import pytest

from ideas.models import CoverRequest, Idea, SecondLook
from tests.anonymity.everybody_else import COMMUNITY, read_all
from tests.cast import Person, make_idea
from tests.moderation.deciding import hide_idea
from tests.moderation.pressing import page_of
from tests.pages import read_text
from voting.releases.releases import release_workshop
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
Others = tuple[Person, Person, Person]
BODY = "Ask Mrs Khan in bed nine. Ask again."


@pytest.fixture
def others(colleague: Person, moderator: Person, organiser: Person) -> Others:
    """Return a participant, one of the design group, and an organiser."""
    return colleague, moderator, organiser


def test_a_second_look_shows_to_nobody_before_a_release(
    workshop: Workshop, participant: Person, others: Others
) -> None:
    idea = make_idea(workshop, participant.membership)
    hide_idea(actor=others[1].membership, idea=idea, reason="off_topic")
    _ask(participant, idea, others, "second-look", {"words": "It is about the draft."})
    assert SecondLook.objects.get().released is True


def test_words_to_cover_show_to_nobody_before_a_release(
    workshop: Workshop, participant: Person, others: Others
) -> None:
    idea = make_idea(workshop, participant.membership, body=BODY, settled=True)
    _ask(participant, idea, others, "too-much", {"words": "Mrs Khan"})
    assert CoverRequest.objects.get().released is True


def _ask(author: Person, idea: Idea, others: Others, page: str, sent: dict[str, str]) -> None:
    """Look at the form and ask, with everybody else looking before and after; then release."""
    address = f"{COMMUNITY}ideas/{idea.ref}/{page}/"
    before = [read_all(person, idea, [address]) for person in others]
    assert [read_all(person, idea, [address]) for person in others] == before
    assert author.client.get(address).status_code == 200
    assert author.client.post(address, sent).status_code == 303
    assert "asked" in read_text(author.client.get(f"{COMMUNITY}mine/"))
    assert [read_all(person, idea, [address]) for person in others] == before
    assert release_workshop(idea.workshop_id) is None
    assert [read_all(person, idea, [address]) for person in others] == before
    release_workshop(idea.workshop_id, force=True)
    desk = read_all(others[1], idea, [address])
    assert page_of(idea) in [place for place, words in desk.items() if words != before[1][place]]
