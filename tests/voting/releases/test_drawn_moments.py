"""When a release is made: at a drawn moment, so that nobody brings one about around one other person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ideas.domain.release_times import AT_THE_CLOSE, is_near_the_close, say_usual_wait
from ideas.models import Idea
from tests.cast import let_the_moment_come, make_idea, make_three_organisations, make_workshop
from voting.ballots.casting import cast_vote
from voting.releases.drawn_moments import find_window, round_at_random
from voting.releases.releases import release_workshop
from voting.releases.unreleased import find_workshops_to_release
from workshops.models import DrawnMoment, Membership, Release, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def vote(members: list[Membership], idea: Idea, answer: str = "up") -> None:
    for member in members:
        cast_vote(actor=member, idea=idea, answer=answer)


def again(workshop: Workshop) -> Workshop:
    return Workshop.objects.with_phase().get(pk=workshop.pk)


def close_in(workshop: Workshop, time: timedelta) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(closes_at=timezone.now() + time, ideas_until=None)


def note_releases(workshop: Workshop, number: int, *, people: int | None, hours: int) -> None:
    """Store releases of so many people each, the last of them so many hours after the opening."""
    assert workshop.opens_at is not None
    for place in range(1, number + 1):
        moment = workshop.opens_at + place * hours * HOUR / number
        Release.objects.create(workshop=workshop, number=place, people=people, released_at=moment)


@pytest.fixture
def members(workshop: Workshop) -> list[Membership]:
    """Return thirty members of three organisations, those of each in turn, a day after the opening."""
    Workshop.objects.update(opens_at=timezone.now() - 24 * HOUR)
    return [member for some in zip(*make_three_organisations(workshop), strict=True) for member in some]


def test_a_release_comes_at_the_drawn_moment_and_not_before(
    workshop: Workshop, members: list[Membership]
) -> None:
    vote(members[:9], make_idea(workshop))
    assert release_workshop(workshop.pk) is None
    assert not DrawnMoment.objects.exists()
    vote(members[9:10], make_idea(workshop))
    before = timezone.now()
    assert release_workshop(workshop.pk) is None
    drawn = DrawnMoment.objects.get(pk=workshop.pk).moment
    assert before <= drawn <= timezone.now() + 4 * HOUR
    assert release_workshop(workshop.pk) is None
    assert DrawnMoment.objects.get(pk=workshop.pk).moment == drawn
    let_the_moment_come(workshop)
    release = release_workshop(workshop.pk)
    assert release is not None
    assert (release.number, release.people) == (1, 10)
    assert not DrawnMoment.objects.exists()


def test_a_crowd_that_falls_apart_before_the_moment_makes_no_release(
    workshop: Workshop, members: list[Membership]
) -> None:
    idea = make_idea(workshop)
    vote(members[:10], idea)
    release_workshop(workshop.pk)
    let_the_moment_come(workshop)
    vote(members[:1], idea, "none")
    assert release_workshop(workshop.pk) is None
    vote(members[:1], idea)
    assert release_workshop(workshop.pk) is None
    assert DrawnMoment.objects.get(pk=workshop.pk).moment > timezone.now()


def test_a_moment_goes_where_nothing_waits_any_more(workshop: Workshop, members: list[Membership]) -> None:
    idea = make_idea(workshop)
    vote(members[:10], idea)
    release_workshop(workshop.pk)
    vote(members[:10], idea, "none")
    assert find_workshops_to_release() == [workshop.pk]
    assert release_workshop(workshop.pk) is None
    assert (DrawnMoment.objects.exists(), find_workshops_to_release()) == (False, [])


def test_thirty_people_call_for_a_release_at_once() -> None:
    workshop = make_workshop()
    crowd = [
        member for _one in range(3) for some in make_three_organisations(workshop) for member in some[:4]
    ]
    idea = make_idea(workshop)
    vote(crowd[:29], idea)
    assert release_workshop(workshop.pk) is None
    vote(crowd[29:30], idea)
    assert release_workshop(workshop.pk) is not None
    vote(crowd, idea, "down")
    assert release_workshop(workshop.pk) is None
    Release.objects.update(released_at=timezone.now() - 61 * timedelta(seconds=1))
    assert release_workshop(workshop.pk) is not None


@pytest.mark.parametrize(
    ("number", "people", "hours", "window"),
    [
        (0, None, 0, 4 * HOUR),
        (4, 10, 8, 4 * HOUR),
        (5, 10, 10, 2 * HOUR),
        (5, 20, 10, HOUR),
        (5, None, 10, 2 * HOUR),
        (5, 10, 80, 16 * HOUR),
        (5, 10, 150, 24 * HOUR),
        (80, 10, 8, 10 * MINUTE),
    ],
)
def test_the_window_is_as_long_as_ten_people_take(
    number: int, people: int | None, hours: int, window: timedelta
) -> None:
    workshop = make_workshop(opens_at=timezone.now() - hours * HOUR, ideas_until=None)
    note_releases(workshop, number, people=people, hours=hours)
    found = again(workshop)
    found.tell_time(workshop.opens_at + hours * HOUR if workshop.opens_at else timezone.now())
    assert find_window(found, 10) == window


@pytest.mark.parametrize(("later", "window"), [(0, 10 * MINUTE), (1, HOUR), (5, 5 * HOUR), (100, 24 * HOUR)])
def test_after_a_session_of_hundreds_the_window_is_not_that_of_the_session(
    later: int, window: timedelta
) -> None:
    workshop = make_workshop(opens_at=timezone.now() - HOUR, ideas_until=None)
    note_releases(workshop, 10, people=30, hours=1)
    found = again(workshop)
    assert workshop.opens_at is not None
    found.tell_time(workshop.opens_at + (1 + later) * HOUR)
    assert find_window(found, 10) == window


@pytest.mark.parametrize(("minutes", "window"), [(10, 10 * MINUTE), (90, 90 * MINUTE), (1440, 4 * HOUR)])
def test_a_workshop_may_have_a_shorter_window_at_most(minutes: int, window: timedelta) -> None:
    workshop = make_workshop(release_within=minutes)
    assert find_window(again(workshop), 10) == window


def test_moments_are_drawn_evenly_from_the_window(workshop: Workshop, members: list[Membership]) -> None:
    vote(members[:10], make_idea(workshop))
    drawn = []
    for _time in range(40):
        DrawnMoment.objects.all().delete()
        release_workshop(workshop.pk)
        drawn.append((DrawnMoment.objects.get().moment - timezone.now()) / (4 * HOUR))
    # 40 even draws leave a quarter of the window empty once in 25,000 runs.
    assert {int(4 * max(place, 0)) for place in drawn} == {0, 1, 2, 3}


def test_after_two_quiet_days_a_moment_is_drawn_too(workshop: Workshop, members: list[Membership]) -> None:
    Workshop.objects.update(opens_at=timezone.now() - 47 * HOUR)
    vote(members[:5], make_idea(workshop))
    assert release_workshop(workshop.pk) is None
    assert not DrawnMoment.objects.exists()
    Workshop.objects.update(opens_at=timezone.now() - 49 * HOUR)
    assert release_workshop(workshop.pk) is None
    let_the_moment_come(workshop)
    assert release_workshop(workshop.pk) is not None


def test_what_is_due_on_the_last_day_waits_for_the_close(
    workshop: Workshop, members: list[Membership]
) -> None:
    vote(members[:10], make_idea(workshop))
    release_workshop(workshop.pk)
    let_the_moment_come(workshop)
    close_in(workshop, 7 * HOUR)  # of 31 hours
    assert release_workshop(workshop.pk) is None
    assert not DrawnMoment.objects.exists()
    close_in(workshop, -MINUTE)
    assert release_workshop(workshop.pk) is not None


def test_moving_the_close_away_is_no_way_to_ask_for_a_release(
    workshop: Workshop, members: list[Membership]
) -> None:
    vote(members[:10], make_idea(workshop))
    release_workshop(workshop.pk)
    let_the_moment_come(workshop)
    close_in(workshop, HOUR)
    release_workshop(workshop.pk)
    close_in(workshop, 25 * HOUR)
    assert release_workshop(workshop.pk) is None
    assert DrawnMoment.objects.get(pk=workshop.pk).moment > timezone.now()


def test_a_crowd_calls_for_a_release_on_the_last_day_too() -> None:
    workshop = make_workshop()
    crowd = [
        member for _one in range(3) for some in make_three_organisations(workshop) for member in some[:4]
    ]
    close_in(workshop, HOUR)
    vote(crowd[:29], make_idea(workshop))
    assert release_workshop(workshop.pk) is None
    vote(crowd[29:], make_idea(workshop))
    assert release_workshop(workshop.pk) is not None


@pytest.mark.parametrize(
    ("opened", "closes", "within", "is_near"),
    [
        (200, 24.1, 1440, False),
        (200, 23.9, 1440, True),
        (6, 2.1, 1440, False),
        (6, 1.9, 1440, True),
        (6, 0.6, 30, False),
        (6, 0.4, 30, True),
    ],
)
def test_the_last_day_is_the_last_quarter_of_a_shorter_workshop(
    opened: float, closes: float, within: int, is_near: bool
) -> None:
    now = timezone.now()
    dates = {"opens_at": now - opened * HOUR, "closes_at": now + closes * HOUR, "ideas_until": None}
    workshop = again(make_workshop(Phase.OPEN, **dates, release_within=within))
    assert is_near_the_close(workshop) == is_near
    assert (say_usual_wait(workshop) == AT_THE_CLOSE) == is_near


def test_after_the_close_the_last_release_waits_for_no_moment(
    workshop: Workshop, members: list[Membership]
) -> None:
    vote(members[:5], make_idea(workshop))
    Workshop.objects.update(closes_at=timezone.now() - timedelta(hours=1), ideas_until=None)
    assert release_workshop(workshop.pk) is not None


def test_numbers_of_people_are_kept_rounded_at_random() -> None:
    assert {round_at_random(15) for _time in range(50)} == {15}
    assert {round_at_random(12) for _time in range(200)} == {10, 15}
    mean = sum(round_at_random(12) for _time in range(4000)) / 4000
    assert 11.6 <= mean <= 12.4  # five standard errors


def test_nine_people_who_work_together_do_not_choose_the_moment(
    workshop: Workshop, members: list[Membership]
) -> None:
    confederates, target, *others = members[:9], members[9], *members[10:14]
    idea = make_idea(workshop)
    vote(confederates, idea)
    vote([target], idea)
    for answer in ("none", "up", "none", "up"):
        vote(confederates, idea, answer)
        assert release_workshop(workshop.pk) is None
    vote(others, idea)
    let_the_moment_come(workshop)
    release = release_workshop(workshop.pk)
    assert release is not None
    assert release.people in (10, 15)
