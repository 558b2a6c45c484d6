"""Two people, or one who presses twice, at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TypeVar

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.utils import timezone

from ideas.domain.changes import edit_idea, withdraw_idea
from ideas.domain.comments import CommentText, submit_comment
from ideas.domain.ideas import IdeaText, submit_idea
from ideas.models import Comment, Idea, Revision
from ideas_platform.lib.refusals import Settled, WrongPhase
from tests.cast import WORK_DOMAIN, Person, make_idea, make_members, make_user
from workshops.domain.joining import Details, join_workshop, leave_workshop
from workshops.domain.organisations import name_organisation
from workshops.domain.subscriptions import ask_for_notice, choose_letters
from workshops.models import JoinCode, Membership, Organisation, Subscription, User, Workshop
from workshops.models.subscriptions import Letter
from workshops.phases import Phase

pytestmark = pytest.mark.django_db(transaction=True)
Answer = TypeVar("Answer")
TEXT = IdeaText(None, "new", "One number", "Families ring five places today.")


def at_once(deeds: Sequence[Callable[[], Answer]]) -> list[Answer | Exception]:
    """Do all of this at the same moment, each over a connection of its own; return what came of each."""
    start = Barrier(len(deeds))

    def do(deed: Callable[[], Answer]) -> Answer | Exception:
        try:
            start.wait(timeout=600)
            return deed()
        except (PermissionDenied, WrongPhase) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(do, deeds))


def test_a_comment_whose_button_is_pressed_several_times_at_once_is_one(
    workshop: Workshop, participant: Person
) -> None:
    idea, text = make_idea(workshop), CommentText("build", "We tried this.")
    stored = at_once(
        [lambda: submit_comment(actor=participant.membership, idea=idea, parent=None, text=text)] * 6
    )
    assert len(set(stored)) == 1
    assert Comment.objects.count() == 1


def test_an_idea_whose_button_is_pressed_several_times_at_once_is_one(participant: Person) -> None:
    stored = at_once([lambda: submit_idea(actor=participant.membership, text=TEXT)] * 6)
    assert len(set(stored)) == 1
    assert Idea.objects.count() == 1


def test_the_same_words_of_several_people_at_once_are_an_idea_of_each(workshop: Workshop) -> None:
    members = make_members(5, workshop)
    at_once([lambda member=member: submit_idea(actor=member, text=TEXT) for member in members])  # type: ignore[misc]
    tags = Idea.objects.values_list("thread_tag", flat=True)
    assert len({bytes(tag) for tag in tags}) == 5


def test_an_organisation_that_several_people_name_at_once_is_one(workshop: Workshop) -> None:
    names = ["Corner Care", " corner care", "CORNER  CARE", "Córner Care.", "corner care", "Corner-Care"]
    named = at_once([lambda name=name: name_organisation(workshop, name) for name in names])  # type: ignore[misc]
    assert set(named) == {Organisation.objects.get()}


def test_who_joins_twice_at_once_is_one_member(workshop: Workshop) -> None:
    user = make_user("maria")
    joined = at_once([lambda: join_workshop(actor=user, workshop=workshop, details=Details())] * 5)
    assert set(joined) == {Membership.objects.get()}


def test_the_last_use_of_a_join_code_lets_in_one_person(workshop: Workshop) -> None:
    trust = Organisation.objects.create(workshop=workshop, name="Trust")
    code = JoinCode.objects.create(
        workshop=workshop,
        organisation=trust,
        code="poster",
        uses_left=1,
        ends_on=timezone.localdate() + timedelta(days=1),
    )
    users = [make_user(f"guest-{number}", domain="elsewhere.example") for number in range(4)]

    def join(user: User) -> Membership:
        return join_workshop(actor=user, workshop=workshop, details=Details(), code="poster")

    answers = at_once([lambda user=user: join(user) for user in users])  # type: ignore[misc]
    assert sorted(isinstance(answer, PermissionDenied) for answer in answers) == [False, True, True, True]
    code.refresh_from_db()
    assert (code.uses_left, Membership.objects.count()) == (0, 1)


def test_leaving_and_joining_at_once_keeps_one_row_and_its_voice(participant: Person) -> None:
    member = participant.membership
    voice = bytes(member.vote_subject or b"")

    def leave() -> None:
        leave_workshop(actor=member)

    def join() -> None:
        join_workshop(actor=participant.user, workshop=member.workshop, details=Details())

    at_once([leave, join, leave, join])
    assert bytes(Membership.objects.get().vote_subject or b"") == voice


def test_an_idea_that_is_reworded_and_taken_back_at_once_is_taken_back(
    workshop: Workshop, participant: Person
) -> None:
    idea, member = make_idea(workshop, participant.membership), participant.membership
    at_once(
        [
            lambda: edit_idea(actor=member, idea=idea, text=TEXT),
            lambda: withdraw_idea(actor=member, idea=idea),
        ]
    )
    idea.refresh_from_db()
    assert (idea.withdrawal_pending, Revision.objects.count()) == (True, 0)


def test_an_idea_that_is_taken_back_twice_at_once_is_gone_once(
    workshop: Workshop, participant: Person
) -> None:
    idea, member = make_idea(workshop, participant.membership), participant.membership
    answers = at_once([lambda: withdraw_idea(actor=member, idea=idea)] * 4)
    assert sorted(type(answer) is Settled for answer in answers) == [False, True, True, True]


def test_rewording_twice_at_once_leaves_one_of_the_two_wordings(
    workshop: Workshop, participant: Person
) -> None:
    idea, member = make_idea(workshop, participant.membership), participant.membership
    other = IdeaText(None, "new", "Another number", "Other words.")
    at_once(
        [
            lambda: edit_idea(actor=member, idea=idea, text=TEXT),
            lambda: edit_idea(actor=member, idea=idea, text=other),
        ]
    )
    kept = Revision.objects.get()
    assert {(kept.title, kept.body)} <= {(TEXT.title, TEXT.body), (other.title, other.body)}


def test_an_address_that_asks_for_a_letter_several_times_at_once_gets_one(workshop: Workshop) -> None:
    workshop.opens_at = timezone.now() + timedelta(days=1)
    workshop.closes_at = None
    workshop.save()
    announced = Workshop.objects.with_phase().get()
    assert announced.phase == Phase.ANNOUNCED
    at_once([lambda: ask_for_notice(workshop=announced, address=f"maria@{WORK_DOMAIN}")] * 4)
    assert Subscription.objects.values_list("email", "opening").get() == (f"maria@{WORK_DOMAIN}", True)


def test_choosing_letters_several_times_at_once_leaves_one_choice(participant: Person) -> None:
    workshop = participant.membership.workshop
    at_once([lambda: choose_letters(actor=participant.user, workshop=workshop, letters=[Letter.DIGEST])] * 4)
    assert Subscription.objects.values_list("digest", "results").get() == (True, False)
