"""The named questions of the tables: which rows each of them finds, and in which order."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import timezone

from ideas.domain.ideas import find_idea
from ideas.models import Comment, Idea, PollAnswer, Report
from ideas_platform.lib.references import REFERENCE_ALPHABET, random_reference
from tests.cast import (
    WEEK,
    Person,
    make_comment,
    make_idea,
    make_member,
    make_poll,
    make_user,
    make_workshop,
)
from workshops.models import (
    JoinCode,
    Membership,
    Organisation,
    PendingText,
    Session,
    Subscription,
    Update,
    Workshop,
)
from workshops.models.subscriptions import Letter
from workshops.models.visitors import read_session
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)
STATES = ["hidden", "in_review", "published", "unreleased", "withdrawn"]


def states(ideas: Any) -> list[str]:
    return sorted(ideas.values_list("status", flat=True))


@pytest.fixture
def one_of_each(workshop: Workshop) -> Workshop:
    """Return a workshop with one idea in each state, and a published one on its way out, looked at."""
    for state in STATES:
        make_idea(workshop, status=Idea.Status(state))
    make_idea(workshop, withdrawal_pending=True, reviewed=True)
    return workshop


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("published", ["published", "published"]),
        ("unreleased", ["unreleased"]),
        ("to_release", ["published", "unreleased"]),
        ("for_review", ["in_review", "published"]),
        ("known_to_staff", ["hidden", "in_review", "published", "published"]),
    ],
)
def test_a_question_finds_ideas_in_these_states(
    question: str, found: list[str], one_of_each: Workshop
) -> None:
    assert states(getattr(Idea.objects, question)()) == found


ALL_READ = {"published"}
STAFF_READ = {"hidden", "in_review", "published"}


@pytest.mark.parametrize(
    ("role", "shown", "found"),
    [
        (Role.LEFT, True, ALL_READ),
        (Role.PARTICIPANT, True, ALL_READ),
        (Role.DESIGN_GROUP, False, ALL_READ),
        (Role.DESIGN_GROUP, True, STAFF_READ),
        (Role.ORGANISER, False, ALL_READ),
        (Role.ORGANISER, True, STAFF_READ),
    ],
)
def test_a_role_may_open_ideas_in_these_states_staff_with_a_second_factor(
    role: Role, shown: bool, found: set[str], one_of_each: Workshop
) -> None:
    reader = make_member("reader", one_of_each, role)
    reader.user.shows_second_factor = lambda: shown
    assert find_states(one_of_each, reader.membership) == found
    assert find_states(one_of_each, None) == ALL_READ


def find_states(workshop: Workshop, reader: Membership | None) -> set[str]:
    """Return the states of those ideas that this reader may open."""
    read = set()
    for idea in Idea.objects.filter(workshop=workshop):
        with suppress(Http404):
            read.add(find_idea(actor=reader, workshop=workshop, ref=idea.ref)[0].status)
    return read


def test_the_newest_release_comes_first_and_what_waits_first_or_last(workshop: Workshop) -> None:
    old = make_idea(workshop, ref="old", published_on=TODAY - WEEK)
    new = make_idea(workshop, ref="new", published_on=TODAY)
    waits = make_idea(workshop, status=Idea.Status.UNRELEASED, ref="waits")
    assert list(Idea.objects.newest_first()) == [new, old, waits]
    assert list(Idea.objects.unreleased_first()) == [waits, new, old]


def test_within_a_day_the_order_is_that_of_the_random_references(workshop: Workshop) -> None:
    for ref in ("m", "z", "a"):
        make_idea(workshop, ref=ref, published_on=TODAY)
    assert [idea.ref for idea in Idea.objects.newest_first()] == ["a", "m", "z"]
    assert [idea.ref for idea in Idea.objects.unreleased_first()] == ["a", "m", "z"]


def test_ideas_are_found_by_their_tags_and_none_by_none(workshop: Workshop, participant: Person) -> None:
    mine, _other = make_idea(workshop, participant.membership), make_idea(workshop)
    assert list(Idea.objects.with_tags([bytes(mine.thread_tag)])) == [mine]
    assert list(Idea.objects.with_tags([])) == []
    assert list(Idea.objects.with_tags([b"x" * 16])) == []


def test_a_thread_shows_what_is_published_and_ones_own_and_the_place_of_what_is_gone(
    workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop)
    tag = b"m" * 16
    others = {state: make_comment(idea, status=Comment.Status(state)) for state in STATES}
    own = {state: make_comment(idea, status=Comment.Status(state), thread_tag=tag) for state in STATES}
    was_shown = make_comment(idea, status=Comment.Status.HIDDEN, published_on=TODAY)
    make_comment(idea, status=Comment.Status.HIDDEN, published_on=TODAY, parent=others["published"])
    thread = Comment.objects.filter(idea=idea)
    to_all = {others["published"], own["published"], was_shown}
    assert set(thread.visible_with(None)) == to_all
    assert set(thread.visible_with(b"x" * 16)) == to_all
    assert set(thread.visible_with(tag)) == {*to_all, *own.values()}


def test_comments_come_in_the_order_of_their_days_and_what_waits_comes_last(workshop: Workshop) -> None:
    idea = make_idea(workshop)
    waits = make_comment(idea, status=Comment.Status.UNRELEASED)
    new = make_comment(idea, published_on=TODAY)
    old = make_comment(idea, published_on=TODAY - WEEK)
    assert list(Comment.objects.in_order()) == [old, new, waits]


def test_only_announced_workshops_that_are_no_import_are_public() -> None:
    for phase in Phase:
        make_workshop(phase, slug=phase.value)
    make_workshop(slug="import", imported=True)
    slugs = Workshop.objects.public().values_list("slug", flat=True)
    assert sorted(slugs) == ["announced", "closed", "open", "published"]


def test_only_a_closed_workshop_that_has_changed_and_is_not_published_is_counted_anew() -> None:
    for phase in Phase:
        make_workshop(phase, slug=phase.value, recompute_all=True)
    make_workshop(Phase.CLOSED, slug="unchanged")
    later = timezone.now() + WEEK
    make_workshop(Phase.CLOSED, slug="to-be-published", recompute_all=True, published_at=later)
    slugs = Workshop.objects.to_recount().values_list("slug", flat=True)
    assert sorted(slugs) == ["closed", "to-be-published"]


def test_one_has_joined_what_one_has_not_left() -> None:
    user = make_user("maria")
    for role in Role:
        Membership.objects.create(user=user, workshop=make_workshop(slug=role.value), role=role)
    slugs = Workshop.objects.joined_by(user).values_list("slug", flat=True)
    assert sorted(slugs) == ["design_group", "organiser", "participant"]
    assert list(Workshop.objects.joined_by(AnonymousUser())) == []
    assert list(Workshop.objects.joined_by(make_user("nobody"))) == []


@pytest.mark.parametrize("role", list(Role))
def test_of_a_draft_only_its_staff_know(role: Role) -> None:
    draft = make_workshop(Phase.DRAFT)
    person = make_member("maria", draft, role)
    knows = draft in Workshop.objects.visible_to(person.user)
    assert knows is (role in {Role.DESIGN_GROUP, Role.ORGANISER})


def test_members_are_found_by_what_they_are(workshop: Workshop) -> None:
    members = {role: make_member(role.value, workshop, role).membership for role in Role}
    assert set(Membership.objects.present()) == set(members.values()) - {members[Role.LEFT]}
    assert list(Membership.objects.participants()) == [members[Role.PARTICIPANT]]
    assert set(Membership.objects.staff()) == {members[Role.DESIGN_GROUP], members[Role.ORGANISER]}


@pytest.mark.parametrize(
    ("uses_left", "days", "usable"), [(1, 0, True), (9, 5, True), (0, 5, False), (9, -1, False)]
)
def test_a_join_code_is_usable_up_to_its_last_use_and_day(
    uses_left: int, days: int, usable: bool, workshop: Workshop
) -> None:
    trust = Organisation.objects.create(workshop=workshop, name="Trust")
    ends = TODAY + timedelta(days=days)
    JoinCode.objects.create(
        workshop=workshop, organisation=trust, code="poster", uses_left=uses_left, ends_on=ends
    )
    assert JoinCode.objects.usable(TODAY).exists() is usable


def test_a_letter_goes_to_the_address_of_the_user_or_the_one_that_was_left(workshop: Workshop) -> None:
    maria = make_user("maria")
    Subscription.objects.create(workshop=workshop, user=maria, digest=True)
    Subscription.objects.create(workshop=workshop, email="guest@elsewhere.example", digest=True)
    Subscription.objects.create(workshop=workshop, user=make_user("quiet"), results=True)
    wanting = Subscription.objects.wanting(Letter.DIGEST)
    assert sorted(row.__dict__["address"] for row in wanting) == ["guest@elsewhere.example", maria.email]
    assert Subscription.objects.without_letters().count() == 0
    Subscription.objects.update(digest=False)
    assert Subscription.objects.without_letters().count() == 2


def test_an_update_is_out_from_its_own_day_on(workshop: Workshop) -> None:
    for days in (-1, 0, 1):
        Update.objects.create(workshop=workshop, title=f"{days}", published_on=TODAY + timedelta(days=days))
    assert [update.title for update in Update.objects.published(TODAY)] == ["0", "-1"]


def test_a_session_ends_on_its_day(db: None) -> None:
    for days in (-1, 0, 1):
        ends = TODAY + timedelta(days=days)
        Session.objects.create(key_hash=bytes([days + 1]) * 32, payload=b"x", week_ends=ends)
    read = [read_session(bytes([number]) * 32, TODAY, None) for number in range(3)]
    assert read == [None, None, (b"x", TODAY + timedelta(days=1), None)]
    assert Session.objects.ended(TODAY).count() == 2


def test_a_text_that_waits_lasts_through_the_half_hour_after_its_own(db: None) -> None:
    for half_hour in (7, 8, 9, 10):
        PendingText.objects.create(pk=f"{half_hour:032x}", payload=b"x", half_hour=half_hour)
    assert sorted(row.half_hour for row in PendingText.objects.ended(10)) == [7, 8]


def test_reports_and_answers_wait_until_a_release_counts_them(workshop: Workshop) -> None:
    idea, options = make_idea(workshop), make_poll(workshop)
    for released in (False, True):
        tag = bytes([released]) * 16
        Report.objects.create(item=idea.pk, tag=tag, idea=idea, reason="abusive", released=released)
        counted = options[0] if released else None
        PollAnswer.objects.create(poll_id=workshop.pk, tag=tag, option=options[0], counted=counted)
    assert [bytes(row.tag) for row in Report.objects.unreleased()] == [bytes(16)]
    assert [bytes(row.tag) for row in PollAnswer.objects.unreleased()] == [bytes(16)]


def test_a_reference_has_no_look_alikes_and_is_never_twice_the_same() -> None:
    references = {random_reference() for _one in range(1000)}
    assert len(references) == 1000
    assert {len(reference) for reference in references} == {10}
    assert set("".join(references)) <= set(REFERENCE_ALPHABET)
    assert set("01ilou") & set(REFERENCE_ALPHABET) == set()
