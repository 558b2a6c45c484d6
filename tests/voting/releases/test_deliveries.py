"""A queue delivers what it will: twice, late, or in another order. The state is the same."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from itertools import permutations
from typing import Any

import pytest

from ideas.models import Idea
from ideas_platform.celery import app
from tests.cast import draw_past_moment, make_idea, make_members, make_workshop
from voting.ballots.casting import cast_vote
from voting.models import BoardEntry, Total, Vote
from voting.releases.recount import find_differences
from voting.releases.unreleased import find_workshops_to_release
from voting.tasks import release_due, start_due_releases
from workshops.models import Membership, OutboxEmail, Release, Workshop
from workshops.tasks import send_outbox, tidy, write_letters

pytestmark = pytest.mark.django_db
State = tuple[list[tuple[object, ...]], ...]
TIMES = [2, 3, 4, 5]


@pytest.fixture
def members(workshop: Workshop) -> list[Membership]:
    """Return twenty members: enough for a first release."""
    return make_members(20, workshop)


@pytest.fixture
def ideas(workshop: Workshop, members: list[Membership]) -> list[Idea]:
    """Return three ideas with 20, 15 and 10 votes that wait for a release, whose moment has come."""
    made = [make_idea(workshop) for _one in range(3)]
    for idea, number in zip(made, (20, 15, 10), strict=True):
        vote(members[:number], idea)
    draw_past_moment(workshop)
    return made


@pytest.fixture
def worker() -> Iterator[None]:
    """Run what a task starts within it, as a worker would a moment later."""
    app.conf.update(task_always_eager=True)
    yield
    app.conf.update(task_always_eager=False)


def vote(members: list[Membership], idea: Idea, answer: str = "up") -> None:
    for member in members:
        cast_vote(actor=member, idea=idea, answer=answer)


def read_state() -> State:
    """Return all that releases leave behind, but for the times."""
    return (
        list(Release.objects.order_by("workshop", "number").values_list("workshop", "number")),
        list(Total.objects.order_by("pk").values_list("pk", "up", "down", "unsure", "top_score")),
        list(BoardEntry.objects.order_by("board", "rank").values_list("idea", "rank", "previous_rank")),
        list(Vote.objects.order_by("idea", "tag").values_list("idea", "value", "counted")),
        list(Workshop.objects.order_by("pk").values_list("pk", "release_number", "recompute_all")),
        list(OutboxEmail.objects.order_by("pk").values_list("key")),
    )


def deliver(task: Any, *arguments: str, times: int = 1) -> None:
    """Hand the message to the task so often, as a worker does."""
    for _time in range(times):
        assert task.apply(args=arguments, throw=True).successful()


@pytest.mark.parametrize("times", TIMES)
def test_a_release_that_is_delivered_several_times_is_one(
    workshop: Workshop, ideas: list[Idea], times: int
) -> None:
    deliver(release_due, str(workshop.pk))
    once = read_state()
    deliver(release_due, str(workshop.pk), times=times - 1)
    assert read_state() == once
    assert once[0] == [(workshop.pk, 1)]
    assert [Total.objects.get(idea=idea).up for idea in ideas] == [20, 15, 10]


def test_a_release_that_comes_late_counts_what_is_there_then(
    workshop: Workshop, members: list[Membership], ideas: list[Idea]
) -> None:
    vote(members[10:], ideas[2], "down")
    vote(members[:3], ideas[0], "none")
    deliver(release_due, str(workshop.pk), times=2)
    totals = [Total.objects.get(idea=idea) for idea in ideas]
    assert [(total.up, total.down) for total in totals] == [(17, 0), (15, 0), (10, 10)]
    assert find_differences(workshop) == []


def test_a_message_from_before_a_release_makes_no_second_one_of_a_single_new_vote(
    workshop: Workshop, members: list[Membership], ideas: list[Idea]
) -> None:
    deliver(release_due, str(workshop.pk))
    vote(members[19:], ideas[2])
    before = read_state()
    deliver(release_due, str(workshop.pk), times=3)
    assert read_state() == before
    assert Vote.objects.unreleased().count() == 1


def test_a_message_about_a_workshop_that_is_gone_harms_no_other(
    workshop: Workshop, ideas: list[Idea]
) -> None:
    before = read_state()
    with pytest.raises(Workshop.DoesNotExist):
        release_due(str(uuid.uuid4()))
    assert read_state() == before
    deliver(release_due, str(workshop.pk))
    assert Release.objects.count() == 1


@pytest.mark.parametrize("words", ["", "nonsense", "'; DROP TABLE voting_vote; --", "0" * 31])
def test_a_message_that_names_no_workshop_changes_nothing(ideas: list[Idea], words: str) -> None:
    before = read_state()
    with pytest.raises(ValueError, match="badly formed hexadecimal UUID string"):
        release_due(words)
    assert read_state() == before


def test_the_order_of_two_workshops_does_not_matter() -> None:
    places = [make_workshop(practice=True) for _one in range(3)]
    ideas = [make_idea(place) for place in places]
    for number, idea in enumerate(ideas, start=5):
        vote(make_members(number, idea.workshop), idea)
    found = []
    for order in permutations(places):
        Release.objects.all().delete()
        Total.objects.all().delete()
        Vote.objects.update(counted=None)
        Workshop.objects.update(release_number=0)
        for place in order:
            deliver(release_due, str(place.pk))
        found.append(read_state())
    assert found == [found[0]] * 6
    assert [Total.objects.get(idea=idea).up for idea in ideas] == [5, 6, 7]


def test_beat_asks_for_each_workshop_in_which_something_waits_and_for_no_other(
    workshop: Workshop, other_workshop: Workshop, ideas: list[Idea]
) -> None:
    make_idea(other_workshop)
    assert find_workshops_to_release() == [workshop.pk]
    deliver(release_due, str(workshop.pk))
    assert find_workshops_to_release() == []


def test_beat_may_look_as_often_as_it_likes(workshop: Workshop, ideas: list[Idea], worker: None) -> None:
    deliver(start_due_releases, times=5)
    assert list(Release.objects.values_list("workshop", "number")) == [(workshop.pk, 1)]
    assert Vote.objects.unreleased().count() == 0


@pytest.mark.parametrize("order", sorted(permutations(["letters", "outbox", "release", "tidy"]))[::5])
def test_all_tasks_in_any_order_and_each_twice_leave_the_same(
    workshop: Workshop, ideas: list[Idea], order: tuple[str, ...], mailoutbox: list[object]
) -> None:
    kinds = {"letters": write_letters, "outbox": send_outbox, "tidy": tidy}
    for name in [*order, *order[::-1]]:
        if name == "release":
            deliver(release_due, str(workshop.pk))
        else:
            deliver(kinds[name])
    assert list(Release.objects.values_list("number", flat=True)) == [1]
    assert [Total.objects.get(idea=idea).up for idea in ideas] == [20, 15, 10]
    assert (OutboxEmail.objects.count(), mailoutbox) == (0, [])


@pytest.mark.parametrize("times", TIMES)
def test_a_letter_is_sent_once_however_often_the_outbox_is_emptied(
    times: int, mailoutbox: list[object], db: None
) -> None:
    OutboxEmail.objects.create(key="one", recipient="maria@trust.example", subject="Open", text="Come in.")
    deliver(send_outbox, times=times)
    assert (len(mailoutbox), OutboxEmail.objects.count()) == (1, 0)


def test_a_task_carries_no_more_than_the_id_of_a_workshop() -> None:
    ours: list[Any] = [release_due, start_due_releases, send_outbox, tidy, write_letters]
    names = [task.run.__code__.co_varnames[: task.run.__code__.co_argcount] for task in ours]
    assert names == [("workshop_id",), (), (), (), ()]
