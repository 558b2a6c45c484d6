"""The straw poll in releases: its answers are contributions, its totals change for many people together."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ideas.domain.poll_releases import load_answers, take_poll_answers
from ideas.domain.polls import answer_poll
from ideas.models import PollAnswer, PollTotal
from tests.cast import let_the_moment_come, make_idea, make_poll, make_three_organisations
from voting.ballots.casting import cast_vote
from voting.count.members_counted import load_people
from voting.releases.releases import release_workshop
from voting.releases.unreleased import find_contributors, find_unreleased, find_workshops_to_release
from workshops.models import Membership, Poll, PollOption, Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def options(workshop: Workshop) -> list[PollOption]:
    """Return the five options of the workshop's poll."""
    Workshop.objects.filter(pk=workshop.pk).update(opens_at=timezone.now() - timedelta(days=1))
    return make_poll(workshop)


@pytest.fixture
def members(workshop: Workshop) -> list[Membership]:
    """Return thirty members of three organisations, those of each organisation in turn."""
    return [member for some in zip(*make_three_organisations(workshop), strict=True) for member in some]


def answer(members: list[Membership], option: PollOption | None) -> None:
    for member in members:
        answer_poll(actor=member, poll=Poll.objects.get(workshop=member.workshop_id), option=option)


def totals() -> list[int]:
    return list(PollTotal.objects.order_by("option__number").values_list("number", flat=True))


def test_ten_people_who_answer_make_a_release(
    workshop: Workshop, options: list[PollOption], members: list[Membership]
) -> None:
    answer(members[:9], options[0])
    assert release_workshop(workshop.pk) is None
    assert totals() == []
    answer(members[9:10], options[1])
    assert release_workshop(workshop.pk) is None
    let_the_moment_come(workshop)
    assert release_workshop(workshop.pk) is not None
    assert totals() == [9, 1, 0, 0, 0]
    assert not PollAnswer.objects.unreleased().exists()


def test_who_answers_and_votes_counts_once(
    workshop: Workshop, options: list[PollOption], members: list[Membership]
) -> None:
    idea = make_idea(workshop)
    answer(members[:3], options[0])
    for member in members[2:4]:
        cast_vote(actor=member, idea=idea, answer="up")
    assert len(find_contributors(workshop, find_unreleased(workshop), load_people(workshop))) == 4


def test_an_answer_taken_back_or_put_back_makes_nobody_count(
    workshop: Workshop, options: list[PollOption], members: list[Membership]
) -> None:
    answer(members[:6], options[0])
    release_workshop(workshop.pk, force=True)
    answer(members[:3], None)
    answer(members[3:6], options[1])
    answer(members[3:6], options[0])
    answer(members[6:9], options[0])
    answer(members[6:9], None)
    assert len(find_contributors(workshop, find_unreleased(workshop), load_people(workshop))) == 0
    release_workshop(workshop.pk, force=True)
    assert totals() == [3, 0, 0, 0, 0]
    assert PollAnswer.objects.count() == 3


def test_answers_alone_call_for_a_release(
    workshop: Workshop, options: list[PollOption], members: list[Membership]
) -> None:
    assert find_workshops_to_release() == []
    answer(members[:1], options[0])
    assert find_workshops_to_release() == [workshop.pk]
    release_workshop(workshop.pk, force=True)
    assert find_workshops_to_release() == []


def test_a_changed_and_a_withdrawn_answer_show_with_the_next_release(
    workshop: Workshop, options: list[PollOption], members: list[Membership]
) -> None:
    answer(members[:10], options[0])
    release_workshop(workshop.pk, force=True)
    answer(members[:2], options[4])
    answer(members[2:5], None)
    assert totals() == [10, 0, 0, 0, 0]
    release_workshop(workshop.pk, force=True)
    assert totals() == [5, 0, 0, 0, 2]
    assert PollAnswer.objects.count() == 7


def test_an_answer_changed_during_a_release_keeps_its_old_place_until_the_next(
    workshop: Workshop, options: list[PollOption], members: list[Membership]
) -> None:
    answer(members[:5], options[0])
    seen = load_answers(workshop)
    answer(members[:1], options[1])
    answer(members[1:2], None)
    take_poll_answers(workshop, seen)
    assert totals() == [5, 0, 0, 0, 0]
    waiting = PollAnswer.objects.unreleased().order_by("option__number").values_list("option", flat=True)
    assert list(waiting) == [options[1].pk, None]
    take_poll_answers(workshop, load_answers(workshop))
    assert totals() == [3, 1, 0, 0, 0]


def test_a_release_of_votes_alone_leaves_the_poll_as_it_is(
    workshop: Workshop, options: list[PollOption], members: list[Membership]
) -> None:
    answer(members[:6], options[2])
    release_workshop(workshop.pk, force=True)
    for member in members:
        cast_vote(actor=member, idea=make_idea(workshop), answer="up")
    release_workshop(workshop.pk, force=True)
    assert totals() == [0, 0, 6, 0, 0]


def test_answers_of_who_has_no_subject_any_more_stay_in_the_totals(
    workshop: Workshop, options: list[PollOption], members: list[Membership]
) -> None:
    answer(members[:6], options[0])
    members[0].delete()
    assert len(find_contributors(workshop, find_unreleased(workshop), load_people(workshop))) == 5
    release_workshop(workshop.pk, force=True)
    assert totals() == [6, 0, 0, 0, 0]
