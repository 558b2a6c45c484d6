"""The design group lets the author of something write no more, and again, and learns no name."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from ideas.domain.ideas import IdeaText, submit_idea
from ideas.domain.mutes import Muted
from ideas.models import Idea, Mute
from ideas_platform.lib.refusals import WrongPhase
from moderation.domain.decisions import WrongState
from moderation.domain.muting import mute, unmute
from moderation.models import Decision
from tests.cast import Person, make_comment, make_idea, make_member, make_workshop
from workshops.models import Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
TEXT = IdeaText(None, "new", "Another", "One more idea.")


@pytest.fixture
def idea(workshop: Workshop, participant: Person) -> Idea:
    """Return an idea of the participant."""
    return make_idea(workshop, participant.membership)


def test_both_deeds_hold_and_are_decisions(moderator: Person, participant: Person, idea: Idea) -> None:
    mute(actor=moderator.membership, item=idea, reason="abusive", note="Twice now.")
    with pytest.raises(Muted):
        submit_idea(actor=participant.membership, text=TEXT)
    unmute(actor=moderator.membership, item=idea)
    submit_idea(actor=participant.membership, text=TEXT)
    assert set(Decision.objects.values_list("idea", "verdict", "reason", "note", "decided_by")) == {
        (idea.pk, "mute", "abusive", "Twice now.", moderator.membership.pk),
        (idea.pk, "unmute", "fits", "", moderator.membership.pk),
    }


def test_the_author_of_a_comment_is_muted_as_well(workshop: Workshop, moderator: Person) -> None:
    comment = make_comment(make_idea(workshop))
    mute(actor=moderator.membership, item=comment, reason="safety")
    assert [mute.comment_id for mute in Mute.objects.filter(idea=None)] == [comment.pk]
    assert list(comment.decisions.values_list("verdict")) == [("mute",)]


def test_neither_is_done_twice(moderator: Person, idea: Idea) -> None:
    with pytest.raises(WrongState, match="may write"):
        unmute(actor=moderator.membership, item=idea)
    mute(actor=moderator.membership, item=idea, reason="abusive")
    with pytest.raises(WrongState, match="already"):
        mute(actor=moderator.membership, item=idea, reason="abusive")
    assert Decision.objects.count() == 1


def test_nobody_mutes_themselves_nor_in_another_workshop(
    workshop: Workshop, moderator: Person, participant: Person, other_moderator: Person, idea: Idea
) -> None:
    own = make_idea(workshop, moderator.membership)
    for person, item in [(moderator, own), (participant, idea), (other_moderator, idea)]:
        with pytest.raises(PermissionDenied):
            mute(actor=person.membership, item=item, reason="abusive")
        with pytest.raises(PermissionDenied):
            unmute(actor=person.membership, item=item)
    assert not Mute.objects.exists()


@pytest.mark.parametrize("status", [Idea.Status.UNRELEASED, Idea.Status.WITHDRAWN, Idea.Status.LAPSED])
def test_nobody_is_muted_for_what_the_design_group_does_not_see(
    status: Idea.Status, workshop: Workshop, moderator: Person
) -> None:
    with pytest.raises(WrongState):
        mute(actor=moderator.membership, item=make_idea(workshop, status=status), reason="abusive")


def test_once_the_result_is_published_nobody_is_muted() -> None:
    workshop = make_workshop(Phase.PUBLISHED)
    moderator = make_member("moderator", workshop, Role.DESIGN_GROUP)
    with pytest.raises(WrongPhase):
        mute(actor=moderator.membership, item=make_idea(workshop), reason="abusive")


@pytest.mark.parametrize(("verdict", "reason"), [("mute", "fits"), ("unmute", "abusive")])
def test_a_mute_has_a_reason_and_lifting_it_needs_none(
    verdict: str, reason: str, workshop: Workshop, idea: Idea
) -> None:
    with pytest.raises(IntegrityError, match="decision_reason_fits_verdict"), transaction.atomic():
        Decision.objects.create(workshop=workshop, idea=idea, verdict=verdict, reason=reason)
