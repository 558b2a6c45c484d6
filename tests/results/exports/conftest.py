"""A workshop after a release: with ideas in all states, and with many, some and few votes."""

from dataclasses import dataclass

import pytest

from ideas.models import Idea
from tests.cast import make_idea, make_members
from voting.ballots.casting import cast_vote
from voting.releases.releases import release_workshop
from workshops.models import Membership, Organisation, Theme, Workshop

Status = Idea.Status


@dataclass(frozen=True)
class Stage:
    """The workshop and the ideas that were voted on."""

    workshop: Workshop
    liked: Idea
    local: Idea
    quiet: Idea
    hidden: Idea


@pytest.fixture
def stage(workshop: Workshop) -> Stage:
    """Return twenty people of four organisations; `liked` has 20 votes, `local` 5 of one only."""
    crowd: list[Membership] = []
    for number in range(4):
        organisation = Organisation.objects.create(workshop=workshop, name=f"Trust {number}")
        crowd += make_members(5, workshop, organisation=organisation)
    theme = Theme.objects.create(workshop=workshop, number=2, title="Joint planning")
    liked = make_idea(workshop, theme=theme, intent="build", title="One rota", body="A rota, for all; “now”")
    local, quiet, hidden = (make_idea(workshop, title=title) for title in ("Local", "Quiet", "Hidden"))
    for idea, voters in ((liked, crowd), (local, crowd[:5]), (quiet, crowd[:4]), (hidden, crowd[:12])):
        vote(idea, voters)
    release_workshop(workshop.pk, force=True)
    Idea.objects.filter(pk=hidden.pk).update(status=Status.HIDDEN)
    for status in (Status.UNRELEASED, Status.IN_REVIEW, Status.WITHDRAWN):
        make_idea(workshop, status=status, title=f"Secret {status}")
    return Stage(Workshop.objects.get(pk=workshop.pk), liked, local, quiet, hidden)


def vote(idea: Idea, voters: list[Membership]) -> None:
    """Let every fourth be against it, every fifth not sure, and all others for it."""
    for number, voter in enumerate(voters, start=1):
        answer = "down" if number % 4 == 0 else "unsure" if number % 5 == 0 else "up"
        cast_vote(actor=voter, idea=idea, answer=answer)
