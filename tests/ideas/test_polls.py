"""An answer to the straw poll: one person, one row; and what the totals say."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from ideas.domain.polls import (
    OfferedPoll,
    answer_poll,
    describe_results,
    find_my_answer,
    get_offered_poll,
    make_tag,
    round_percent,
)
from ideas.models import PollAnswer, PollTotal
from ideas_platform.lib.refusals import KeyAway, WrongPhase
from tests.cast import Person, make_member, make_poll, make_workshop
from workshops.domain.joining import Details, join_workshop, leave_workshop
from workshops.models import Membership, Poll, PollOption, Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def options(workshop: Workshop) -> list[PollOption]:
    """Return the five options of the workshop's poll."""
    return make_poll(workshop)


def answer(person: Membership, option: PollOption | None) -> None:
    answer_poll(actor=person, poll=Poll.objects.get(workshop=person.workshop_id), option=option)


def mine(person: Person) -> PollOption | None:
    return find_my_answer(actor=person.membership, offered=get_offered_poll(person.membership.workshop))


def count(options: list[PollOption], *numbers: int) -> OfferedPoll:
    """Store these totals and return the poll as a page reads it."""
    for option, number in zip(options, numbers, strict=True):
        PollTotal.objects.update_or_create(option=option, defaults={"number": number})
    return get_offered_poll(options[0].workshop)


def test_an_answer_is_found_again_by_who_gave_it(
    participant: Person, colleague: Person, options: list[PollOption]
) -> None:
    answer(participant.membership, options[1])
    assert mine(participant) == options[1]
    assert mine(colleague) is None


def test_the_last_answer_of_a_person_stands(participant: Person, options: list[PollOption]) -> None:
    for option in [*options, options[2]]:
        answer(participant.membership, option)
    assert mine(participant) == options[2]
    assert PollAnswer.objects.count() == 1


def test_an_answer_that_is_taken_back_is_no_answer(participant: Person, options: list[PollOption]) -> None:
    answer(participant.membership, options[0])
    answer(participant.membership, None)
    assert mine(participant) is None
    assert PollAnswer.objects.filter(option=None, counted=None).count() == PollAnswer.objects.count() == 1
    assert not PollAnswer.objects.unreleased().exists()


def test_a_repeated_answer_does_not_ask_for_another_count(
    participant: Person, options: list[PollOption]
) -> None:
    answer(participant.membership, options[0])
    PollAnswer.objects.update(counted=options[0])
    for option, waits in [(options[0], False), (options[1], True), (None, True), (options[0], False)]:
        answer(participant.membership, option)
        assert PollAnswer.objects.unreleased().exists() is waits


def test_who_leaves_and_joins_again_answers_with_the_same_voice(
    participant: Person, options: list[PollOption]
) -> None:
    answer(participant.membership, options[0])
    leave_workshop(actor=participant.membership)
    again = join_workshop(actor=participant.user, workshop=options[0].workshop, details=Details())
    answer(again, options[4])
    assert list(PollAnswer.objects.values_list("option", flat=True)) == [options[4].pk]


def test_tags_of_one_person_differ_from_workshop_to_workshop(outsider: Person) -> None:
    tags = set()
    for _one in range(3):
        workshop = make_workshop()
        make_poll(workshop)
        member = Membership.objects.create(user=outsider.user, workshop=workshop, vote_subject=b"s" * 16)
        tags.add(make_tag(member, Poll.objects.get(workshop=workshop)))
    assert len(tags) == 3


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.DESIGN_GROUP, Role.ORGANISER])
@pytest.mark.parametrize("phase", Phase)
def test_only_an_open_workshop_takes_answers(phase: Phase, role: Role) -> None:
    workshop = make_workshop(phase)
    person, options = make_member("somebody", workshop, role), make_poll(workshop)
    if phase == Phase.OPEN:
        answer(person.membership, options[0])
    else:
        with pytest.raises(WrongPhase):
            answer(person.membership, options[0])
    assert PollAnswer.objects.count() == (phase == Phase.OPEN)


def test_a_workshop_without_an_end_takes_answers_as_its_phase_says(
    participant: Person, options: list[PollOption]
) -> None:
    Workshop.objects.update(closes_at=None, ideas_until=None)
    answer(participant.membership, options[0])
    assert PollAnswer.objects.count() == 1


def test_an_answer_is_one_statement(participant: Person, options: list[PollOption]) -> None:
    poll, actor = Poll.objects.get(), participant.membership
    assert actor.workshop.pk == poll.pk
    with CaptureQueriesContext(connection) as queries:
        answer_poll(actor=actor, poll=poll, option=options[0])
    assert len(queries) == 1


def test_without_the_key_nobody_can_answer(
    participant: Person, options: list[PollOption], settings: LazySettings
) -> None:
    settings.KEY_DIRS = []
    with pytest.raises(KeyAway):
        answer(participant.membership, options[0])
    assert PollAnswer.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_fifty_answers_at_once_of_one_person_are_one_row(participant: Person) -> None:
    options = make_poll(participant.membership.workshop)

    def send(number: int) -> None:
        try:
            answer(participant.membership, options[number % 5])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(send, range(50)))
    assert PollAnswer.objects.count() == 1


def test_the_database_refuses_an_option_of_another_workshop(
    participant: Person, options: list[PollOption], other_workshop: Workshop
) -> None:
    elsewhere = make_poll(other_workshop)
    with pytest.raises(IntegrityError), transaction.atomic():
        answer(participant.membership, elsewhere[0])
    assert PollAnswer.objects.count() == 0


@pytest.mark.parametrize("tag", [b"", b"short", b"x" * 17])
def test_the_database_refuses_what_is_no_tag(options: list[PollOption], tag: bytes) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PollAnswer.objects.create(poll_id=options[0].workshop_id, tag=tag, option=options[0])


@pytest.mark.parametrize("twice", [{"number": 1, "label": "Other"}, {"number": 9, "label": "Mostly"}])
def test_the_database_refuses_the_same_option_twice(
    options: list[PollOption], twice: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PollOption.objects.create(workshop=options[0].workshop, **twice)


def test_a_workshop_goes_with_its_poll_and_its_answers(
    participant: Person, options: list[PollOption]
) -> None:
    answer(participant.membership, options[0])
    options[0].workshop.delete()
    assert (Poll.objects.count(), PollOption.objects.count(), PollAnswer.objects.count()) == (0, 0, 0)


def test_results_are_exact_from_five_people_up(options: list[PollOption]) -> None:
    few = describe_results(count(options, 2, 1, 1, 0, 0), has_answered=True)
    assert (few.shown, few.words) == (False, "Results appear when five people have answered.")
    results = describe_results(count(options, 2, 1, 1, 0, 1), has_answered=True)
    assert [(bar.label, bar.number, bar.percent) for bar in results.bars] == [
        ("Completely", 2, 40),
        ("Mostly", 1, 20),
        ("Partly", 1, 20),
        ("Hardly", 0, 0),
        ("Not at all", 1, 20),
    ]
    assert results.words == "5 people have answered."


def test_results_are_hidden_until_one_has_answered(options: list[PollOption]) -> None:
    results = describe_results(count(options, 9, 9, 9, 9, 9), has_answered=False)
    assert (results.shown, results.bars) == (False, ())
    assert results.words == "Results appear when you have answered."


def test_the_supportive_share_is_worked_out_before_it_is_rounded(options: list[PollOption]) -> None:
    Poll.objects.update(supportive_words="support it completely or mostly")
    results = describe_results(count(options, 1, 1, 1, 1, 3), has_answered=True)
    assert results.headline == "29% support it completely or mostly."
    assert [bar.percent for bar in results.bars] == [14, 14, 14, 14, 43]
    assert results.is_rounded is True


def test_without_words_of_its_own_the_headline_names_the_supportive_answers(
    options: list[PollOption],
) -> None:
    results = describe_results(count(options, 60, 31, 6, 2, 1), has_answered=True)
    assert results.headline == "91% chose “Completely” or “Mostly”."
    assert results.is_rounded is False


def test_a_poll_without_supportive_answers_has_no_headline(workshop: Workshop) -> None:
    options = make_poll(workshop, {"Monday": False, "Tuesday": False})
    assert describe_results(count(options, 5, 5), has_answered=True).headline == ""


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(0, 7, 0), (7, 7, 100), (1, 3, 33), (2, 3, 67), (1, 200, 1), (1, 201, 0), (5, 8, 63), (1, 8, 13)],
)
def test_per_cents_are_whole_with_halves_rounded_up(part: int, whole: int, percent: int) -> None:
    assert round_percent(part, whole) == percent
