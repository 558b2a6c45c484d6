"""A practice workshop: it says so, is deleted after two weeks, and never becomes a real one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.utils import timezone

from ideas.domain.polls import answer_poll
from ideas.models import Idea
from ideas_platform.lib.locks import advisory_lock
from moderation.models import Decision
from tests.cast import make_comment, make_idea, make_member, make_members, make_poll, make_workshop
from tests.materials import make_material
from tests.pages import read_text
from voting.ballots.casting import cast_vote
from voting.releases.releases import release_workshop
from workshops.domain.practice import end_practice, go_on_practising
from workshops.models import Membership, Workshop
from workshops.rules import Role
from workshops.tasks import tidy


def make_practice(**fields: Any) -> Workshop:
    return make_workshop(practice=True, **fields)


def fill_with_everything(workshop: Workshop) -> None:
    """Let people write, vote and answer, and a member of staff decide."""
    members = make_members(12, workshop, borough_id="camden")
    moderator = make_member("moderator", workshop, Role.DESIGN_GROUP)
    idea, option = make_idea(workshop, members[0]), make_poll(workshop)[0]
    make_comment(make_comment(idea).idea, members[1])
    for member in members[1:]:
        cast_vote(actor=member, idea=idea, answer="up")
        answer_poll(actor=member, poll=workshop.poll, option=option)
    release_workshop(workshop.pk)
    Decision.objects.create(
        workshop=workshop,
        idea=idea,
        verdict="publish",
        reason="fits",
        decided_by=moderator.membership,
        decided_on=timezone.localdate(),
    )
    make_material(workshop, "film")


@pytest.mark.django_db
def test_it_ends_two_weeks_after_it_began() -> None:
    workshop = make_practice()
    assert end_practice() == 0
    assert Workshop.objects.get(pk=workshop.pk).practice_ends_on == timezone.localdate() + timedelta(days=14)


@pytest.mark.django_db(transaction=True)
def test_on_its_last_day_all_of_it_goes(key_dir: Path, media_dir: Path) -> None:
    workshop, kept = make_practice(practice_ends_on=timezone.localdate()), make_workshop()
    fill_with_everything(workshop)
    assert len(list(media_dir.iterdir())) == 2
    tidy()
    assert list(Workshop.objects.values_list("pk", flat=True)) == [kept.pk]
    assert (Idea.objects.count(), Membership.objects.count(), Decision.objects.count()) == (0, 0, 0)
    assert [path.name for path in key_dir.iterdir()] == [kept.pk.hex]
    assert list(media_dir.iterdir()) == []


@pytest.mark.django_db
def test_a_real_one_is_never_deleted() -> None:
    make_workshop()
    make_practice(practice_ends_on=timezone.localdate() + timedelta(days=1))
    assert end_practice() == 0
    assert Workshop.objects.count() == 2


def end_in_thread() -> int:
    try:
        return end_practice()
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_while_a_release_runs_it_stays_for_the_next_look() -> None:
    workshop = make_practice(practice_ends_on=timezone.localdate())
    with ThreadPoolExecutor(1) as elsewhere, advisory_lock("release", workshop.pk):
        assert elsewhere.submit(end_in_thread).result() == 0
    assert end_practice() == 1


@pytest.mark.django_db
def test_one_that_is_used_again_lives_two_more_weeks(workshop: Workshop) -> None:
    practice = make_practice(practice_ends_on=timezone.localdate())
    for one in (practice, workshop):
        go_on_practising(one)
    ends = Workshop.objects.order_by("practice").values_list("practice_ends_on", flat=True)
    assert list(ends) == [None, timezone.localdate() + timedelta(days=14)]


@pytest.mark.django_db
def test_it_never_becomes_a_real_one() -> None:
    practice = make_practice()
    with pytest.raises(IntegrityError), transaction.atomic():
        Workshop.objects.filter(pk=practice.pk).update(practice=False)


@pytest.mark.django_db
def test_each_of_its_pages_says_so_and_when_it_ends(visitor: Client) -> None:
    practice = make_practice()
    end_practice()
    text = read_text(visitor.get(practice.get_absolute_url()))
    day = f"{timezone.localdate() + timedelta(days=14):%-d %B %Y}"
    assert text.count(f"All of it is deleted on {day}.") == 1
    assert (text.count(f"All of it is deleted {day}"), text.count("Key will be destroyed")) == (1, 0)
