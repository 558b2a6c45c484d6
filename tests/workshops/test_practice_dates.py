"""A practice workshop is over before it is deleted: no date of it lies after its last day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Person, make_member, make_workshop
from tests.pages import read_text
from tests.workshops.admin_pages import at, change, save
from workshops.domain.date_changes import LIFE, find_end_of_practice, find_midnight
from workshops.domain.practice import end_practice
from workshops.models import Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATE = "It is deleted on"


def make_draft(**fields: Any) -> tuple[Workshop, Person]:
    nothing = {"announced_at": None, "opens_at": None, "closes_at": None, "ideas_until": None}
    draft = make_workshop(Phase.DRAFT, practice=True, **{**nothing, **fields})
    return draft, make_member("organiser", draft, Role.ORGANISER)


@pytest.mark.parametrize("name", ["announced_at", "opens_at", "ideas_until", "closes_at"])
def test_an_organiser_cannot_set_a_date_after_the_last_day(name: str) -> None:
    ends_on = timezone.localdate() + 5 * DAY
    draft, organiser = make_draft(practice_ends_on=ends_on)
    page = save(organiser.client, change(draft), **at(name, find_midnight(ends_on + DAY)))
    assert (page.status_code, LATE in read_text(page)) == (200, True)
    assert getattr(Workshop.objects.get(pk=draft.pk), name) is None
    assert save(organiser.client, change(draft), **at(name, find_midnight(ends_on))).status_code == 302


def test_a_new_one_that_has_no_last_day_yet_ends_in_two_weeks(administrator: Person) -> None:
    draft, organiser = make_draft()
    late = at("closes_at", timezone.now() + 20 * DAY)
    assert LATE in read_text(save(organiser.client, change(draft), **late))
    sent = {"title": "Rehearsal", "slug": "rehearsal", "practice": "on", **late}
    page = save(administrator.client, "/admin/workshops/workshop/add/", **sent)
    assert (LATE in read_text(page), Workshop.objects.filter(slug="rehearsal").exists()) == (True, False)


def test_a_real_one_is_not_held_to_two_weeks(workshop: Workshop) -> None:
    real = make_workshop(Phase.DRAFT, announced_at=None, opens_at=None, closes_at=None, ideas_until=None)
    organiser = make_member("olive", real, Role.ORGANISER)
    assert (
        save(organiser.client, change(real), **at("closes_at", timezone.now() + 90 * DAY)).status_code == 302
    )


def test_one_that_would_close_later_is_closed_in_time() -> None:
    far = timezone.now() + 30 * DAY
    early = (timezone.now() + 2 * DAY).replace(microsecond=0)
    late = make_workshop(practice=True, closes_at=far, ideas_until=far - DAY)
    kept = make_workshop(practice=True, closes_at=early, ideas_until=early)
    real = make_workshop(closes_at=far, ideas_until=far)
    assert end_practice() == 0
    late.refresh_from_db()
    end = find_midnight(timezone.localdate() + LIFE)
    assert (late.closes_at, late.ideas_until, find_end_of_practice(late)) == (end, end, end)
    assert Workshop.objects.get(pk=kept.pk).closes_at == early
    assert Workshop.objects.get(pk=real.pk).closes_at == far


def test_one_that_would_open_only_after_its_last_day_is_left_as_it_is() -> None:
    far = timezone.now() + 30 * DAY
    never = make_workshop(Phase.ANNOUNCED, practice=True, opens_at=far, ideas_until=None, closes_at=far + DAY)
    assert end_practice() == 0
    assert Workshop.objects.get(pk=never.pk).closes_at == far + DAY
