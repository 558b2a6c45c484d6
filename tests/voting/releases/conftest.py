"""The people whom releases are made for."""

import pytest

from tests.cast import Person, make_idea, make_member, make_three_organisations
from voting.ballots.casting import cast_vote
from voting.releases.releases import release_workshop
from workshops.models import Group, Membership, Organisation, Workshop


@pytest.fixture
def members(workshop: Workshop) -> list[Membership]:
    """Return thirty members of three organisations, those of each organisation in turn."""
    return [member for some in zip(*make_three_organisations(workshop), strict=True) for member in some]


@pytest.fixture
def places(workshop: Workshop) -> list[Organisation]:
    """Return four organisations of the workshop."""
    return [Organisation.objects.create(workshop=workshop, name=f"Trust {number}") for number in range(4)]


@pytest.fixture
def crowd(workshop: Workshop, places: list[Organisation]) -> list[Person]:
    """Return forty people of four organisations and two groups, who have all voted on eight ideas."""
    groups = [Group.objects.create(workshop=workshop, name=name) for name in ("nurse", "doctor")]
    crowd = [
        make_member(
            f"person-{number}",
            workshop,
            organisation=places[number % 4],
            group=groups[number % 2],
            borough_id="camden" if number % 3 else "brent",
        )
        for number in range(40)
    ]
    for turn in range(8):
        idea = make_idea(workshop, title=f"Idea {turn}")
        for number, person in enumerate(crowd):
            answer = "up" if (number * (turn + 3)) % 7 < turn else "down"
            cast_vote(actor=person.membership, idea=idea, answer=answer)
    release_workshop(workshop.pk, force=True)
    return crowd
