"""What the design group decides, and what it may not."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from ideas.models import Idea
from ideas_platform.lib.refusals import KeyAway, Refusal, WrongPhase
from moderation.domain.decisions import WrongState
from moderation.models import Decision
from tests.cast import Person, make_idea, make_member, make_workshop
from tests.moderation.deciding import hide_idea, publish_idea
from workshops.models import Workshop
from workshops.phases import Phase
from workshops.rules import Role

S = Idea.Status
REASON = Decision.Reason
EARLIER = timezone.localdate().replace(day=1, month=1)


def state(idea: Idea) -> tuple[object, ...]:
    """Return what the database says of the idea: state, looked at, date."""
    return Idea.objects.values_list("status", "reviewed", "published_on").get(pk=idea.pk)


def recompute_all(workshop: Workshop) -> bool:
    """Return whether the next release is to count everything again."""
    return Workshop.objects.get(pk=workshop.pk).recompute_all


def test_an_idea_with_the_design_group_is_published_with_todays_date(
    workshop: Workshop, participant: Person, moderator: Person
) -> None:
    idea = make_idea(workshop, participant.membership, S.IN_REVIEW)
    publish_idea(actor=moderator.membership, idea=idea)
    assert state(idea) == (S.PUBLISHED, True, timezone.localdate())
    assert recompute_all(workshop)


def test_publishing_what_is_published_marks_it_as_looked_at_and_changes_nothing_else(
    workshop: Workshop, participant: Person, moderator: Person
) -> None:
    idea = make_idea(workshop, participant.membership, published_on=EARLIER)
    publish_idea(actor=moderator.membership, idea=idea)
    assert state(idea) == (S.PUBLISHED, True, EARLIER)
    assert not recompute_all(workshop)


@pytest.mark.parametrize("status", [S.IN_REVIEW, S.PUBLISHED])
def test_a_hidden_idea_leaves_the_boards_with_the_next_release(
    status: Idea.Status, workshop: Workshop, participant: Person, moderator: Person
) -> None:
    idea = make_idea(workshop, participant.membership, status)
    hide_idea(actor=moderator.membership, idea=idea, reason=REASON.IDENTIFIES)
    assert state(idea) == (S.HIDDEN, True, idea.published_on)
    assert recompute_all(workshop)


def test_a_hidden_idea_comes_back_with_the_date_it_had(
    workshop: Workshop, participant: Person, moderator: Person
) -> None:
    idea = make_idea(workshop, participant.membership, S.HIDDEN, published_on=EARLIER)
    publish_idea(actor=moderator.membership, idea=idea)
    assert state(idea) == (S.PUBLISHED, True, EARLIER)
    assert recompute_all(workshop)


def test_an_idea_hidden_before_anybody_saw_it_comes_with_todays_date(
    workshop: Workshop, participant: Person, moderator: Person
) -> None:
    idea = make_idea(workshop, participant.membership, S.HIDDEN)
    publish_idea(actor=moderator.membership, idea=idea)
    assert state(idea) == (S.PUBLISHED, True, timezone.localdate())


def test_a_decision_records_who_what_why_and_the_day(
    workshop: Workshop, participant: Person, moderator: Person
) -> None:
    idea = make_idea(workshop, participant.membership)
    hide_idea(actor=moderator.membership, idea=idea, reason=REASON.SAFETY, note="Passed on.")
    assert Decision.objects.values(
        "workshop", "idea", "verdict", "reason", "note", "decided_by", "decided_on"
    ).get() == {
        "workshop": workshop.pk,
        "idea": idea.pk,
        "verdict": "hide",
        "reason": "safety",
        "note": "Passed on.",
        "decided_by": moderator.membership.pk,
        "decided_on": timezone.localdate(),
    }


def test_an_organiser_decides_like_the_design_group(
    workshop: Workshop, participant: Person, organiser: Person
) -> None:
    idea = make_idea(workshop, participant.membership, S.IN_REVIEW)
    publish_idea(actor=organiser.membership, idea=idea)
    assert state(idea)[0] == S.PUBLISHED


def test_nobody_decides_about_their_own_idea(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop, moderator.membership, S.IN_REVIEW)
    with pytest.raises(PermissionDenied, match="Nobody decides about their own idea"):
        publish_idea(actor=moderator.membership, idea=idea)
    with pytest.raises(PermissionDenied, match="Nobody decides about their own idea"):
        hide_idea(actor=moderator.membership, idea=idea, reason=REASON.ABUSIVE)
    assert state(idea) == (S.IN_REVIEW, False, None)
    assert Decision.objects.count() == 0


@pytest.mark.parametrize("name", ["participant", "other_moderator", "other_organiser"])
def test_only_staff_of_the_workshop_decide(
    name: str, workshop: Workshop, colleague: Person, request: pytest.FixtureRequest
) -> None:
    idea = make_idea(workshop, colleague.membership, S.IN_REVIEW)
    with pytest.raises(PermissionDenied, match="Only the design group"):
        publish_idea(actor=request.getfixturevalue(name).membership, idea=idea)
    assert state(idea)[0] == S.IN_REVIEW


def test_a_site_administrator_without_a_place_does_not_decide(
    workshop: Workshop, participant: Person, administrator: Person
) -> None:
    idea = make_idea(workshop, participant.membership, S.IN_REVIEW)
    with pytest.raises(PermissionDenied, match="Only the design group"):
        publish_idea(actor=administrator.place, idea=idea)


def test_who_lost_the_role_meanwhile_does_not_decide(
    workshop: Workshop, participant: Person, moderator: Person
) -> None:
    idea = make_idea(workshop, participant.membership, S.IN_REVIEW)
    type(moderator.membership).objects.filter(pk=moderator.membership.pk).update(role=Role.LEFT)
    with pytest.raises(PermissionDenied, match="Only the design group"):
        publish_idea(actor=moderator.membership, idea=idea)


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.ANNOUNCED, Phase.PUBLISHED])
def test_nothing_is_decided_before_opening_or_after_publication(db: None, phase: Phase) -> None:
    workshop = make_workshop(phase)
    idea = make_idea(workshop, None, S.IN_REVIEW)
    moderator = make_member("moderator", workshop, Role.DESIGN_GROUP)
    with pytest.raises(WrongPhase):
        publish_idea(actor=moderator.membership, idea=idea)


def test_what_waits_in_a_closed_workshop_can_still_be_decided(db: None) -> None:
    workshop = make_workshop(Phase.CLOSED)
    idea = make_idea(workshop, None, S.IN_REVIEW)
    moderator = make_member("moderator", workshop, Role.DESIGN_GROUP)
    publish_idea(actor=moderator.membership, idea=idea)
    assert state(idea)[0] == S.PUBLISHED


@pytest.mark.parametrize("status", [S.UNRELEASED, S.WITHDRAWN])
def test_what_the_design_group_cannot_see_it_cannot_publish(
    status: Idea.Status, workshop: Workshop, participant: Person, moderator: Person
) -> None:
    idea = make_idea(workshop, participant.membership, status)
    with pytest.raises(WrongState) as refused:
        publish_idea(actor=moderator.membership, idea=idea)
    assert refused.value.status == 409


@pytest.mark.parametrize("status", [S.UNRELEASED, S.WITHDRAWN, S.HIDDEN])
def test_what_is_not_shown_cannot_be_hidden(
    status: Idea.Status, workshop: Workshop, participant: Person, moderator: Person
) -> None:
    idea = make_idea(workshop, participant.membership, status)
    with pytest.raises(Refusal, match="changed in the meantime"):
        hide_idea(actor=moderator.membership, idea=idea, reason=REASON.ABUSIVE)


def test_the_state_in_the_database_counts_not_the_one_in_hand(
    workshop: Workshop, participant: Person, moderator: Person
) -> None:
    idea = make_idea(workshop, participant.membership)
    Idea.objects.filter(pk=idea.pk).update(status=S.WITHDRAWN)
    with pytest.raises(WrongState):
        hide_idea(actor=moderator.membership, idea=idea, reason=REASON.ABUSIVE)
    assert state(idea)[0] == S.WITHDRAWN


def test_without_the_key_nothing_is_decided_since_it_might_be_ones_own(
    workshop: Workshop, participant: Person, moderator: Person, key_dir: Path
) -> None:
    idea = make_idea(workshop, participant.membership, S.IN_REVIEW)
    next(key_dir.iterdir()).unlink()
    with pytest.raises(KeyAway):
        publish_idea(actor=moderator.membership, idea=idea)
    assert state(idea)[0] == S.IN_REVIEW


@pytest.mark.parametrize("reason", [REASON.FITS, "because"])
def test_hiding_without_a_reason_changes_nothing(
    reason: str, workshop: Workshop, participant: Person, moderator: Person
) -> None:
    idea = make_idea(workshop, participant.membership)
    with pytest.raises(IntegrityError, match="decision_reason_fits_verdict"):
        hide_idea(actor=moderator.membership, idea=idea, reason=reason)
