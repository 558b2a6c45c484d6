"""A vote: one person, one idea, one row."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea, Merge
from ideas_platform.lib.refusals import KeyAway, WrongPhase
from tests.cast import Person, make_idea, make_workshop
from voting.ballots.casting import MyVotes, cast_vote, find_all_my_votes, find_my_votes
from voting.models import Vote
from workshops.domain.joining import Details, join_workshop, leave_workshop
from workshops.domain.keys import create_workshop
from workshops.models import Membership, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db


def my_vote(person: Person, idea: Idea) -> str:
    votes = find_my_votes(actor=person.membership, workshop=idea.workshop, idea_ids=[idea.pk])
    return votes.get(idea.pk, "")


@pytest.mark.parametrize("answer", ["up", "down", "unsure"])
def test_a_vote_is_found_again_by_who_cast_it(participant: Person, colleague: Person, answer: str) -> None:
    idea = make_idea(participant.membership.workshop)
    cast_vote(actor=participant.membership, idea=idea, answer=answer)
    assert my_vote(participant, idea) == answer
    assert my_vote(colleague, idea) == ""


def test_the_last_vote_of_a_person_stands(participant: Person) -> None:
    idea = make_idea(participant.membership.workshop)
    for answer in ["up", "down", "up", "unsure"]:
        cast_vote(actor=participant.membership, idea=idea, answer=answer)
    assert my_vote(participant, idea) == "unsure"
    assert Vote.objects.count() == 1


def test_a_vote_that_is_taken_back_is_no_vote(participant: Person) -> None:
    idea = make_idea(participant.membership.workshop)
    cast_vote(actor=participant.membership, idea=idea, answer="up")
    cast_vote(actor=participant.membership, idea=idea, answer="none")
    assert my_vote(participant, idea) == ""
    assert list(Vote.objects.values_list("value", "counted")) == [(None, None)]
    assert not Vote.objects.unreleased().exists()


def test_a_repeated_vote_does_not_ask_for_another_count(participant: Person) -> None:
    idea = make_idea(participant.membership.workshop)
    cast_vote(actor=participant.membership, idea=idea, answer="up")
    Vote.objects.update(counted=1)
    for answer, waits in [("up", False), ("down", True), ("none", True), ("unsure", True), ("up", False)]:
        cast_vote(actor=participant.membership, idea=idea, answer=answer)
        assert Vote.objects.unreleased().exists() is waits
    assert list(Vote.objects.values_list("value", "counted")) == [(1, 1)]


def test_who_leaves_and_joins_again_votes_with_the_same_voice(participant: Person) -> None:
    workshop, user = participant.membership.workshop, participant.user
    idea = make_idea(workshop)
    cast_vote(actor=participant.membership, idea=idea, answer="up")
    leave_workshop(actor=participant.membership)
    again = join_workshop(actor=user, workshop=workshop, details=Details())
    cast_vote(actor=again, idea=idea, answer="down")
    assert list(Vote.objects.values_list("value", flat=True)) == [-1]
    assert Membership.objects.filter(user=user).count() == 1


def test_nobody_votes_on_their_own_idea(participant: Person, colleague: Person) -> None:
    idea = make_idea(participant.membership.workshop, author=participant.membership)
    with pytest.raises(PermissionDenied):
        cast_vote(actor=participant.membership, idea=idea, answer="up")
    cast_vote(actor=colleague.membership, idea=idea, answer="up")
    assert Vote.objects.count() == 1


@pytest.mark.parametrize("phase", [Phase.ANNOUNCED, Phase.CLOSED, Phase.PUBLISHED])
def test_only_an_open_workshop_takes_votes(phase: Phase, outsider: Person) -> None:
    workshop = make_workshop(phase)
    member = Membership.objects.create(user=outsider.user, workshop=workshop)
    with pytest.raises(WrongPhase):
        cast_vote(actor=member, idea=make_idea(workshop), answer="up")
    assert Vote.objects.count() == 0


def test_an_open_workshop_without_a_close_takes_votes(participant: Person) -> None:
    Workshop.objects.update(closes_at=None, ideas_until=None)
    idea = make_idea(participant.membership.workshop)
    cast_vote(actor=participant.membership, idea=idea, answer="up")
    assert my_vote(participant, idea) == "up"


@pytest.mark.parametrize("status", sorted(set(Idea.Status) - {Idea.Status.PUBLISHED}))
def test_only_a_published_idea_takes_votes(status: Idea.Status, participant: Person) -> None:
    idea = make_idea(participant.membership.workshop, status=status)
    with pytest.raises(WrongPhase):
        cast_vote(actor=participant.membership, idea=idea, answer="up")


def test_a_vote_is_one_statement(participant: Person) -> None:
    idea = make_idea(participant.membership.workshop)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        cast_vote(actor=participant.membership, idea=idea, answer="up")
    assert len(queries) == 1


def test_without_the_key_nobody_can_vote(participant: Person, settings: object, key_dir: object) -> None:
    idea = make_idea(participant.membership.workshop)
    settings.KEY_DIRS = []  # type: ignore[attr-defined]
    with pytest.raises(KeyAway):
        cast_vote(actor=participant.membership, idea=idea, answer="up")
    assert Vote.objects.count() == 0


def test_progress_counts_votes_on_published_ideas(participant: Person) -> None:
    workshop = participant.membership.workshop
    ideas = [make_idea(workshop) for _one in range(3)]
    cast_vote(actor=participant.membership, idea=ideas[0], answer="unsure")
    cast_vote(actor=participant.membership, idea=ideas[1], answer="up")
    make_idea(workshop, status=Idea.Status.HIDDEN)
    answers = {ideas[0].pk: "unsure", ideas[1].pk: "up"}
    assert find_all_my_votes(actor=participant.membership, workshop=workshop) == MyVotes(answers, 2, 3)


def test_progress_leaves_out_what_is_merged_into_another_idea(participant: Person) -> None:
    workshop = participant.membership.workshop
    main, part, other = (make_idea(workshop) for _one in range(3))
    for idea in (main, part):
        cast_vote(actor=participant.membership, idea=idea, answer="up")
    Merge.objects.create(idea=part, main=main)
    answers = {main.pk: "up", part.pk: "up"}
    assert find_all_my_votes(actor=participant.membership, workshop=workshop) == MyVotes(answers, 1, 2)
    cast_vote(actor=participant.membership, idea=other, answer="down")
    assert find_all_my_votes(actor=participant.membership, workshop=workshop).voted == 2


def test_the_tags_of_one_person_differ_from_idea_to_idea(participant: Person) -> None:
    workshop = participant.membership.workshop
    for _one in range(5):
        cast_vote(actor=participant.membership, idea=make_idea(workshop), answer="up")
    assert len({bytes(tag) for tag in Vote.objects.values_list("tag", flat=True)}) == 5


@pytest.mark.parametrize(("tag", "value"), [(b"short", 1), (b"x" * 17, 1), (b"x" * 16, 2), (b"x" * 16, -2)])
def test_the_database_refuses_what_is_no_vote(workshop: Workshop, tag: bytes, value: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(idea=make_idea(workshop), tag=tag, value=value)


@pytest.mark.django_db(transaction=True)
def test_fifty_votes_at_once_of_one_person_are_one_row(participant: Person) -> None:
    idea = make_idea(participant.membership.workshop)

    def vote(_number: int) -> None:
        try:
            cast_vote(actor=participant.membership, idea=idea, answer="up")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(vote, range(50)))
    assert list(Vote.objects.values_list("value", flat=True)) == [1]


def test_a_workshop_without_its_key_file_is_not_made_twice(workshop: Workshop) -> None:
    with pytest.raises(Exception, match="key already"):
        create_workshop(Workshop(pk=workshop.pk, slug="again"))
