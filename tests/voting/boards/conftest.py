"""Twenty people, three ideas, and a release: what boards are made of."""

from __future__ import annotations

import pytest

from ideas.models import Idea
from tests.cast import make_idea, make_members
from voting.ballots.casting import cast_vote
from voting.releases.releases import release_workshop
from workshops.models import Group, Membership, Organisation, Theme, Workshop


@pytest.fixture
def crowd(workshop: Workshop) -> list[Membership]:
    """Return twenty people of four organisations and two groups."""
    Workshop.objects.filter(pk=workshop.pk).update(boards_after_votes=0)
    groups = [Group.objects.create(workshop=workshop, name=name) for name in ("nurse", "carer")]
    people: list[Membership] = []
    for number in range(4):
        organisation = Organisation.objects.create(workshop=workshop, name=f"Trust {number}")
        people += make_members(5, workshop, organisation=organisation, group=groups[number % 2])
    return people


@pytest.fixture
def ideas(workshop: Workshop, crowd: list[Membership]) -> list[Idea]:
    """Return three ideas of two themes, the first liked by all, the second by half of each group."""
    themes = [Theme.objects.create(workshop=workshop, number=n, title=f"Theme {n}") for n in (1, 2)]
    ideas = [make_idea(workshop, title=f"Idea {n}", theme=themes[n % 2]) for n in range(3)]
    for number, member in enumerate(crowd):
        cast_vote(actor=member, idea=ideas[0], answer="up")
        cast_vote(actor=member, idea=ideas[1], answer="up" if number % 2 else "down")
        cast_vote(actor=member, idea=ideas[2], answer="up" if number < 6 else "down")
    release_workshop(workshop.pk, force=True)
    return ideas
