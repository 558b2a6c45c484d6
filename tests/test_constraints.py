"""The database refuses what must not be, whoever asks. A constraint without a test fails."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ideas.models import Comment, CommentRevision, CoverRequest, Idea, IdeaSource, Merge, Mute, SecondLook
from moderation.models import ReasonTemplate, ThemeAssignment
from tests.cast import make_comment, make_idea, make_members, make_user, make_workshop
from tests.events.breaches import EVENT_BREACHES
from tests.moderation.coding_breaches import CODING_BREACHES
from tests.moderation.likeness_breaches import LIKENESS_BREACHES
from tests.moderation.voice_breaches import VOICE_BREACHES
from tests.organising.breaches import ORGANISING_BREACHES
from tests.own_models import list_own_models
from tests.pledges.pledge_breaches import PLEDGE_BREACHES
from tests.pledges.round_breaches import ROUND_BREACHES
from tests.pledges.study_breaches import STUDY_BREACHES
from tests.results.declaration_breaches import DECLARATION_BREACHES
from tests.workshops.slip_breaches import SLIP_BREACHES
from voting.models import Board, BoardEntry, DailyTotal, Total, Vote
from workshops.models import (
    Borough,
    DepartedAddress,
    Group,
    Invitation,
    JoinCode,
    Membership,
    Organisation,
    OutboxEmail,
    Release,
    Theme,
    User,
    Workshop,
)

pytestmark = pytest.mark.django_db
Breach = Callable[[Workshop], object]


def twice(make: Breach) -> Breach:
    """Return a breach that makes the same thing two times."""

    def breach(workshop: Workshop) -> None:
        make(workshop)
        make(workshop)

    return breach


def join_with(**fields: object) -> Breach:
    return lambda w: Membership.objects.create(user=make_user(secrets.token_hex(4)), workshop=w, **fields)


def join_twice(workshop: Workshop) -> None:
    user = make_user("twice")
    Membership.objects.create(user=user, workshop=workshop)
    Membership.objects.create(user=user, workshop=workshop)


def reword_comment(intent: str, body: str) -> Breach:
    return lambda w: CommentRevision.objects.create(
        comment=make_comment(make_idea(w)), intent=intent, body=body
    )


def change_workshop(**fields: object) -> Breach:
    return lambda w: Workshop.objects.filter(pk=w.pk).update(**fields)


def close_before_opening(workshop: Workshop) -> None:
    now = timezone.now()
    Workshop.objects.filter(pk=workshop.pk).update(opens_at=now, closes_at=now - timedelta(days=1))


def change_idea(**fields: object) -> Breach:
    return lambda w: Idea.objects.filter(pk=make_idea(w).pk).update(**fields)


def change_idea_request(kind: type[CoverRequest | SecondLook]) -> Breach:
    def store(w: Workshop) -> object:
        idea = make_idea(w)
        return kind.objects.create(item=idea.pk, idea=idea, words="x" * 1_001)

    return store


def change_comment(**fields: object) -> Breach:
    return lambda w: Comment.objects.filter(pk=make_comment(make_idea(w)).pk).update(**fields)


def make_entries(workshop: Workshop, *, ranks: tuple[int, int], one_idea: bool) -> None:
    board = Board.objects.create(workshop=workshop, name=Board.Name.TOP, release_number=1)
    first = make_idea(workshop)
    for rank, idea in zip(ranks, [first, first if one_idea else make_idea(workshop)], strict=True):
        numbers = dict.fromkeys(("score", "low", "high", "chance", "up", "down", "unsure", "clusters"), 0)
        BoardEntry.objects.create(board=board, idea=idea, rank=rank, **numbers)


def merge_with_itself(workshop: Workshop) -> None:
    idea = make_idea(workshop)
    Merge.objects.create(idea=idea, main=idea)


def make_join_code(workshop: Workshop, **fields: object) -> JoinCode:
    trust, _is_new = Organisation.objects.get_or_create(workshop=workshop, name="Trust")
    today = timezone.localdate()
    return JoinCode.objects.create(workshop=workshop, organisation=trust, code="A", ends_on=today, **fields)


def count_a_day(workshop: Workshop) -> None:
    idea = Idea.objects.filter(workshop=workshop).first() or make_idea(workshop)
    DailyTotal.objects.create(idea=idea, date=timezone.localdate(), up=1, down=0, unsure=0)


def assign_theme(workshop: Workshop) -> None:
    """Let one member read the first theme first."""
    theme, _is_new = Theme.objects.get_or_create(workshop=workshop, number=1, title="Teams")
    person = Membership.objects.filter(workshop=workshop).first() or make_members(1, workshop)[0]
    ThemeAssignment.objects.create(theme=theme, assigned_to=person)


BREACHES: dict[str, Breach] = {
    "commentrevision_body_length": reword_comment("build", "x" * 2_001),
    "commentrevision_intent_known": reword_comment("shout", "x"),
    "daily_total_once": twice(count_a_day),
    "merge_of_two_ideas": merge_with_itself,
    "membership_once": join_twice,
    "membership_role_known": join_with(role="king"),
    "membership_vote_subject_length": join_with(vote_subject=b"short"),
    "membership_text_subject_length": join_with(text_subject=b"x" * 17),
    "membership_pin_tries": join_with(pin_tries=1),
    "invitation_once": twice(lambda w: Invitation.objects.create(workshop=w, email="a@b.example")),
    "organisation_name_once": lambda w: [
        Organisation.objects.create(workshop=w, name=name) for name in ("Trust", " TRUST.")
    ],
    "organisation_typed_once": lambda w: [
        Organisation.objects.create(workshop=w, name=name, shown=False) for name in ("Trust", " TRUST.")
    ],
    "group_name_once": twice(lambda w: Group.objects.create(workshop=w, name="nurse")),
    "reason_template_once_in_a_workshop": twice(
        lambda w: ReasonTemplate.objects.create(workshop=w, reason="off_topic", words="Not about this.")
    ),
    "reason_template_reason_known": lambda w: ReasonTemplate.objects.create(
        workshop=w, reason="fits", words="It is fine."
    ),
    **CODING_BREACHES,
    **VOICE_BREACHES,
    **ORGANISING_BREACHES,
    **LIKENESS_BREACHES,
    **SLIP_BREACHES,
    **DECLARATION_BREACHES,
    **PLEDGE_BREACHES,
    **ROUND_BREACHES,
    **STUDY_BREACHES,
    **EVENT_BREACHES,
    "theme_assignment_once": twice(assign_theme),
    "theme_number_once": twice(lambda w: Theme.objects.create(workshop=w, number=1, title="Teams")),
    "release_number_once": twice(lambda w: Release.objects.create(workshop=w, number=1)),
    "borough_tile_once": lambda _w: Borough.objects.create(
        slug="x", name="X", **Borough.objects.values("column", "row")[0]
    ),
    "workshop_rho_range": change_workshop(rho=1.5),
    "workshop_release_people": change_workshop(release_people=9),
    "workshop_reporters_that_hold": change_workshop(reporters_that_hold=2),
    "workshop_release_within": change_workshop(release_within=9),
    "release_people_rounded": lambda w: Release.objects.create(workshop=w, number=1, people=11),
    "workshop_opens_before_it_closes": close_before_opening,
    "workshop_only_practice_ends": change_workshop(practice_ends_on=timezone.localdate()),
    "join_code_is_for_ten_people": lambda w: make_join_code(w, uses=9),
    "join_code_uses_known": lambda w: make_join_code(w, uses_told="few"),
    "left_once": twice(lambda w: DepartedAddress.objects.create(workshop=w, tag=b"x" * 16)),
    "left_tag_length": lambda w: DepartedAddress.objects.create(workshop=w, tag=b"x" * 15),
    "idea_thread_tag_length": change_idea(thread_tag=b"short"),
    "idea_dates_fit_its_state": change_idea(waiting_since=timezone.localdate()),
    "idea_source_has_words": lambda w: IdeaSource.objects.create(workshop=w, words="", digest="0"),
    "idea_source_of_somebody": lambda w: IdeaSource.objects.create(
        workshop=w, words="a", answers=0, digest="0"
    ),
    "idea_held_by_reports_is_not_shown": change_idea(held_by_reports=True),
    "comment_held_by_reports_is_not_shown": change_comment(held_by_reports=True),
    "coverrequest_item_is_what_it_is_about": lambda w: CoverRequest.objects.create(
        item=w.pk, idea=make_idea(w)
    ),
    "coverrequest_words_length": change_idea_request(CoverRequest),
    "secondlook_item_is_what_it_is_about": lambda w: SecondLook.objects.create(item=w.pk, idea=make_idea(w)),
    "secondlook_words_length": change_idea_request(SecondLook),
    "mute_about_one_item": lambda _w: Mute.objects.create(),
    "vote_tag_length": lambda w: Vote.objects.create(idea=make_idea(w), tag=b"x" * 15, value=1),
    "vote_counted_known": lambda w: Vote.objects.create(idea=make_idea(w), tag=b"x" * 16, counted=2),
    "vote_value_known": lambda w: Vote.objects.create(idea=make_idea(w), tag=b"x" * 16, value=2),
    "board_once": twice(lambda w: Board.objects.create(workshop=w, name="top", release_number=1)),
    "board_rank_once": lambda w: make_entries(w, ranks=(1, 1), one_idea=False),
    "board_idea_once": lambda w: make_entries(w, ranks=(1, 2), one_idea=True),
}
# Constraints whose tests stand with their subject.
ELSEWHERE = {
    "export_": "tests/results/test_exports_page.py",
    "claim_": "tests/moderation/test_claims.py",
    "decision_": "tests/moderation/test_record.py",
    "comment_": "tests/workshops/test_comments.py",
    "report_": "tests/ideas/test_reports.py",
    "poll": "tests/ideas/test_polls.py",
    "material_": "tests/workshops/test_materials.py",
    "picture_": "tests/workshops/test_pictures.py",
    "snapshot_": "tests/workshops/statistics/test_snapshots.py",
    "update_": "tests/workshops/test_materials.py",
    "subscription_": "tests/workshops/test_subscriptions.py",
    "pending_": "tests/workshops/test_pending_texts.py",
    "question_": "tests/moderation/test_asking.py",
    "answer_": "tests/ideas/test_answers.py",
    "idea_held_": "tests/ideas/test_holding.py",
    "idea_leaves_": "tests/ideas/test_changes.py",
    "imported_workshop_": "tests/voting/polis",
}


@pytest.mark.parametrize("name", BREACHES)
def test_a_breach_is_refused(workshop: Workshop, name: str) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        BREACHES[name](workshop)
    assert str(refusal.value).count(f'"{name}"') == 1


def test_every_constraint_has_a_test() -> None:
    names = {constraint.name for model in list_own_models() for constraint in model._meta.constraints}
    untested = {name for name in names - set(BREACHES) if not name.startswith(tuple(ELSEWHERE))}
    assert untested == set()


@pytest.mark.parametrize(
    "breach",
    [
        twice(lambda _w: User.objects.create(email="one@trust.example")),
        twice(lambda w: Total.objects.create(idea=Idea.objects.filter(workshop=w).first() or make_idea(w))),
        twice(lambda _w: make_workshop(slug="same")),
        twice(lambda w: make_idea(w, ref="sameref")),
        twice(lambda _w: OutboxEmail.objects.create(key="k", recipient="a@b.example", subject="s", text="t")),
    ],
)
def test_what_there_can_be_once_is_there_once(workshop: Workshop, breach: Breach) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        breach(workshop)


def test_a_join_code_is_one_code(workshop: Workshop) -> None:
    make_join_code(workshop)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_join_code(workshop)
