"""A small workshop's two weeks, by the tests' own clock: releases come, and nothing is left at the end."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from tests.anonymity.linkage.clock import Clock, simulated_time
from tests.cast import make_idea, make_members, make_workshop
from voting.domain import drawn_moments
from voting.domain.lapsing import lapse_votes
from voting.domain.recount import find_differences
from voting.domain.releases import release_workshop
from voting.domain.voting import cast_vote
from voting.domain.waiting import find_waiting
from voting.models import Vote
from voting.tasks import start_due_releases
from workshops.models import Idea, Membership, Organisation, Release, Workshop

pytestmark = pytest.mark.django_db(transaction=True)
DAYS = 14
ACTIVE = 0.25
LONGEST_PAUSE = timedelta(days=4)


def live(workshop: Workshop, members: list[Membership], clock: Clock) -> None:
    """Let a quarter of the members vote each day, at some hour, and look for a release every other hour."""
    chance = random.Random(7)
    begin = clock.now
    for day in range(DAYS):
        idea = make_idea(workshop)
        hours = {member: 2 * chance.randrange(12) for member in chance.sample(members, round(ACTIVE * 30))}
        for hour in range(0, 24, 2):
            clock.go_to(begin + timedelta(days=day, hours=hour))
            for member in (member for member, chosen in hours.items() if chosen == hour):
                cast_vote(actor=member, idea=idea, answer="up")
            release_workshop(workshop.pk)


def list_moments(workshop: Workshop, begin: datetime) -> list[datetime]:
    """Return when the workshop opened and each release was made."""
    releases = Release.objects.filter(workshop=workshop).order_by("number")
    return [begin, *releases.values_list("released_at", flat=True)]


@pytest.mark.parametrize("sizes", [(15, 15), (10, 10, 10), (26, 2, 2), ()], ids=str)
def test_thirty_people_get_a_release_in_every_four_days(
    sizes: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is drawn differs from run to run, and with it how many are left at the end.
    monkeypatch.setattr(drawn_moments, "_chance", random.Random(7))
    with simulated_time() as clock:
        begin = timezone.now()
        end = begin + timedelta(days=DAYS)
        workshop = make_workshop(opens_at=begin, ideas_until=end, closes_at=end)
        members: list[Membership] = []
        for number, size in enumerate(sizes):
            place = Organisation.objects.create(workshop=workshop, name=f"Trust {number}")
            members += make_members(size, workshop, organisation=place)
        members += make_members(30 - len(members), workshop)
        start_due_releases()
        live(workshop, members, clock)
        clock.go_to(end + timedelta(minutes=1))
        release_workshop(workshop.pk)
        moments = [*list_moments(workshop, begin), end]
        assert max(later - earlier for earlier, later in pairwise(moments)) <= LONGEST_PAUSE
        workshop = Workshop.objects.with_phase().get(pk=workshop.pk)
        # Fewer than five people can be left, or what two organisations of two sent: that lapses.
        assert len(find_waiting(workshop).votes.values) <= 6
        clock.go_to(end + timedelta(days=7, minutes=1))
        lapse_votes()
        assert not find_waiting(workshop).is_anything
        assert not Vote.objects.waiting().exists()
        assert find_differences(workshop) == []
        assert Idea.objects.filter(workshop=workshop, total__up__gte=1).count() >= DAYS - 1
