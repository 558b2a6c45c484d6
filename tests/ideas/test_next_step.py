"""The one thing to do next: by phase, and by who looks."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from ideas.domain.polls import answer_poll
from tests.cast import Person, make_idea, make_member, make_poll, make_workshop
from voting.ballots.casting import cast_vote
from workshops.models import Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
ADDRESSES = {
    "Join this workshop": "membership/",
    "Answer the straw poll": "poll/",
    "Vote on ideas": "next/",
    "Share an idea": "ideas/new/",
    "Read the ideas": "ideas/",
    "Tell me when it opens": "notice/",
}


def find_step(client: Client, workshop: Workshop) -> str | None:
    """Return the words on the button, after a look at where it leads."""
    page: Any = client.get(workshop.get_absolute_url())
    step = page.context["next_step"]
    if step is None:
        return None
    assert step["url"] == workshop.get_absolute_url() + ADDRESSES[step["label"]]
    assert [address for address in find_buttons(page) if address == step["url"]] == [step["url"]]
    return str(step["label"])


def find_buttons(page: Any) -> list[str]:
    """Return where the buttons of a page lead, in their order."""
    return re.findall(r'<a class="nhsuk-button[^"]*"\s*href="([^"]*)"', page.content.decode())


@pytest.mark.parametrize(
    ("phase", "for_visitors", "for_members"),
    [
        (Phase.ANNOUNCED, "Join this workshop", "Tell me when it opens"),
        (Phase.OPEN, "Join this workshop", "Share an idea"),
        (Phase.CLOSED, None, "Read the ideas"),
        (Phase.PUBLISHED, None, "Read the ideas"),
    ],
)
def test_each_phase_has_its_next_step(
    phase: Phase, for_visitors: str | None, for_members: str, visitor: Client, outsider: Person
) -> None:
    workshop = make_workshop(phase)
    assert find_step(visitor, workshop) == for_visitors
    assert find_step(outsider.client, workshop) == for_visitors
    assert find_step(make_member("one", workshop).client, workshop) == for_members


def test_staff_of_a_draft_have_nothing_to_do_on_its_page() -> None:
    draft = make_workshop(Phase.DRAFT)
    assert find_step(make_member("organiser", draft, Role.ORGANISER).client, draft) is None


def test_a_member_answers_then_votes_then_writes(participant: Person, workshop: Workshop) -> None:
    options = make_poll(workshop)
    ideas = [make_idea(workshop) for _one in range(6)]
    assert find_step(participant.client, workshop) == "Answer the straw poll"
    answer_poll(actor=participant.membership, poll=workshop.poll, option=options[0])
    assert find_step(participant.client, workshop) == "Vote on ideas"
    for idea in ideas[:4]:
        cast_vote(actor=participant.membership, idea=idea, answer="up")
    assert find_step(participant.client, workshop) == "Vote on ideas"
    cast_vote(actor=participant.membership, idea=ideas[4], answer="unsure")
    assert find_step(participant.client, workshop) == "Share an idea"


def test_when_no_new_ideas_are_taken_one_reads(participant: Person, workshop: Workshop) -> None:
    Workshop.objects.update(ideas_until=workshop.time_asked)
    assert find_step(participant.client, workshop) == "Read the ideas"


def test_to_share_an_idea_is_the_first_button_for_everybody(
    participant: Person, outsider: Person, visitor: Client, workshop: Workshop
) -> None:
    make_poll(workshop)
    page = workshop.get_absolute_url()
    for client, then in (
        (visitor, "membership/"),
        (outsider.client, "membership/"),
        (participant.client, "poll/"),
    ):
        assert find_buttons(client.get(page)) == [f"{page}ideas/new/", f"{page}{then}"]
    Workshop.objects.update(ideas_until=workshop.time_asked)
    assert find_buttons(visitor.get(page)) == [f"{page}membership/"]


def test_before_the_opening_one_asks_once(visitor: Client) -> None:
    workshop = make_workshop(Phase.ANNOUNCED)
    member = make_member("one", workshop)
    member.client.post(f"{workshop.get_absolute_url()}notice/")
    assert find_step(member.client, workshop) is None
    assert (
        visitor.get(workshop.get_absolute_url()).content.decode().count("Get one e-mail when it opens") == 1
    )
