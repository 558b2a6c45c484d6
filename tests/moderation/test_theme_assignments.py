"""Themes are assigned to people: their texts come to them first, and nothing waits for one person alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ideas.models import Idea, Report
from moderation.domain.theme_assignments import DAYS_KEPT, assign_themes, list_assignments
from moderation.models import Claim, ThemeAssignment
from tests.cast import Person, make_comment, make_idea, make_member
from tests.moderation.test_claims import meet, take
from tests.pages import read_text
from workshops.models import Membership, Theme, Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
DESK = "/admin/desk/community/"
THEMES = f"{DESK}themes/"
S = Idea.Status


@pytest.fixture
def themes(workshop: Workshop) -> list[Theme]:
    """Return three themes."""
    titles = ("Access", "Teams", "Places")
    return [
        Theme.objects.create(workshop=workshop, number=number, title=title)
        for number, title in enumerate(titles, start=1)
    ]


def let_wait(workshop: Workshop, theme: Theme | None, **fields: Any) -> Idea:
    return make_idea(workshop, status=S.IN_REVIEW, theme=theme, **fields)


def take_all(person: Person) -> list[str]:
    """Return the references of all that this person is given, one after the other."""
    order: list[str] = []
    while ref := take(person, *order):
        order.append(ref)
    return order


def test_ones_own_themes_come_first_then_those_of_nobody_then_those_of_others(
    workshop: Workshop, moderator: Person, organiser: Person, themes: list[Theme]
) -> None:
    assign_themes(moderator.membership, themes[:1])
    assign_themes(organiser.membership, themes[1:2])
    others, nobodys, own, none = (let_wait(workshop, theme) for theme in (*themes[1:], themes[0], None))
    order = take_all(moderator)
    assert (order[0], {*order[1:3]}, order[3]) == (own.ref, {nobodys.ref, none.ref}, others.ref)


def test_a_comment_is_of_the_theme_of_its_idea(
    workshop: Workshop, moderator: Person, themes: list[Theme]
) -> None:
    assign_themes(moderator.membership, themes[1:2])
    let_wait(workshop, themes[0])
    comment = make_comment(make_idea(workshop, reviewed=True, theme=themes[1]), status=S.IN_REVIEW)
    assert take(moderator) == comment.ref


def test_what_is_urgent_comes_before_ones_own(
    workshop: Workshop, moderator: Person, organiser: Person, themes: list[Theme]
) -> None:
    assign_themes(moderator.membership, themes[:1])
    assign_themes(organiser.membership, themes[1:2])
    own, held, danger = (
        let_wait(workshop, theme, held=held)
        for theme, held in ((themes[0], False), (themes[1], True), (themes[1], False))
    )
    Report.objects.create(item=danger.pk, tag=bytes(16), idea=danger, reason="safety", released=True)
    assert take_all(moderator) == [danger.ref, held.ref, own.ref]


def test_what_has_waited_for_two_days_comes_to_whoever_looks_next(
    workshop: Workshop, moderator: Person, organiser: Person, themes: list[Theme]
) -> None:
    assign_themes(moderator.membership, themes[:1])
    assign_themes(organiser.membership, themes[1:2])
    today = timezone.localdate()
    fresh = let_wait(workshop, themes[1], review_since=today - timedelta(days=DAYS_KEPT - 1))
    nobodys = let_wait(workshop, themes[2], review_since=today)
    old = let_wait(workshop, themes[1], review_since=today - timedelta(days=DAYS_KEPT))
    assert take_all(moderator) == [old.ref, nobodys.ref, fresh.ref]


def test_who_has_left_the_staff_has_no_theme(
    workshop: Workshop, moderator: Person, organiser: Person, themes: list[Theme]
) -> None:
    assign_themes(organiser.membership, themes)
    assert list_assignments(meet(moderator)).unassigned == []
    Membership.objects.filter(pk=organiser.membership.pk).update(role=Role.PARTICIPANT)
    found = list_assignments(meet(moderator))
    assert (found.unassigned, [reader.membership.pk for reader in found.readers]) == (
        themes,
        [moderator.membership.pk],
    )


def test_staff_say_who_reads_what_and_each_sees_it_on_the_desk(
    workshop: Workshop, moderator: Person, organiser: Person, themes: list[Theme]
) -> None:
    assert read_text(moderator.client.get(DESK)).count("3 themes are nobody’s yet.") == 1
    sent = {"person": str(moderator.membership.pk), "theme": [str(themes[0].pk), str(themes[2].pk)]}
    answer = organiser.client.post(THEMES, sent)
    assert (answer.status_code, answer["Location"]) == (303, THEMES)
    desk = read_text(moderator.client.get(DESK))
    assert desk.count("You read these first: 1. Access 3. Places") == 1
    assert desk.count("1 theme is nobody’s yet.") == 1
    assert read_text(organiser.client.get(DESK)).count("No theme is yours.") == 1
    page = organiser.client.get(THEMES)
    assert page.context["assignments"].unassigned == themes[1:2]
    organiser.client.post(THEMES, {"person": str(moderator.membership.pk)})
    assert ThemeAssignment.objects.count() == 0


def test_nobody_and_nothing_of_another_workshop_is_assigned(
    workshop: Workshop, other_workshop: Workshop, moderator: Person, participant: Person, themes: list[Theme]
) -> None:
    theirs = Theme.objects.create(workshop=other_workshop, number=1, title="Elsewhere")
    elsewhere = make_member("elsewhere", other_workshop, Role.DESIGN_GROUP)
    statuses = [
        moderator.client.post(THEMES, {"person": str(person), "theme": str(theme)}).status_code
        for person, theme in (
            (elsewhere.membership.pk, themes[0].pk),
            (participant.membership.pk, themes[0].pk),
            (moderator.membership.pk, theirs.pk),
        )
    ]
    assert (statuses, ThemeAssignment.objects.count()) == ([422, 422, 422], 0)


def test_a_claim_stays_whose_theme_it_ever_is(
    workshop: Workshop, moderator: Person, organiser: Person, themes: list[Theme]
) -> None:
    idea = let_wait(workshop, themes[0])
    take(moderator)
    assign_themes(organiser.membership, themes)
    assert (take(organiser), take(moderator), Claim.objects.count()) == (None, idea.ref, 1)
