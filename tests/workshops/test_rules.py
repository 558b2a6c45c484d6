"""What each phase allows and what each role may do, as tables that one can read."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
import rules
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from ideas_platform.lib.access import require, require_reading
from pledges.rules import PERMISSIONS as PLEDGES
from results.rules import PERMISSIONS as RESULTS
from tests.cast import Person, make_dates, make_workshop
from voting.rules import PERMISSIONS as VOTING
from workshops.domain.visits import Visit
from workshops.models import Membership, Workshop
from workshops.phases import ALLOWED, Deed, Phase
from workshops.rules import PERMISSIONS, STAFF_ROLES, Role

PHASES = ["draft", "announced", "open", "closed", "published"]
# x: the phase allows it.
PHASE_TABLE = """
                  draft  announced  open  closed  published
read_brief        .      x          x     x       x
join              .      x          x     .       .
ask_for_notice    .      x          .     .       .
read_ideas        .      .          x     x       x
read_as_visitor   .      .          .     .       x
submit_idea       .      .          x     .       .
edit_idea         .      .          x     .       .
withdraw          .      .          x     .       .
comment           .      .          x     .       .
vote              .      .          x     .       .
answer_poll       .      .          x     .       .
report            .      .          x     .       .
ask_to_look       .      .          x     x       .
ask_to_cover      .      .          x     x       x
cover_as_asked    .      .          x     x       x
moderate          .      .          x     x       .
follow_up         .      .          .     .       x
"""
ROLES = ["nobody", "left", "participant", "design_group", "organiser"]
# x: somebody in that role may do it, where the phase allows it.
ROLE_TABLE = """
                             nobody  left  participant  design_group  organiser
workshops.read_ideas         .       .     x            x             x
workshops.submit_idea        .       .     x            x             x
workshops.change_own         .       .     x            x             x
workshops.comment            .       .     x            x             x
workshops.report             .       .     x            x             x
workshops.see_own            .       .     x            x             x
workshops.accept_role        .       .     x            x             x
workshops.read_poll          .       .     x            x             x
workshops.answer_poll        .       .     x            x             x
voting.vote                  .       .     x            x             x
voting.read_boards           .       .     x            x             x
results.release_edition      .       .     .            .             x
results.answer_consultation  .       .     x            x             x
results.judge_as_author      .       .     x            x             x
pledges.decide               .       .     .            .             x
pledges.edit                 .       .     .            x             x
pledges.judge                .       .     x            .             .
"""


def read_table(text: str) -> dict[tuple[str, str], bool]:
    """Return for each row and column whether there is an x."""
    head, *lines = text.strip("\n").splitlines()
    columns = head.split()
    return {
        (name, column): mark == "x"
        for name, *marks in map(str.split, lines)
        for column, mark in zip(columns, marks, strict=True)
    }


EVERY_PERMISSION = [*PERMISSIONS, *VOTING, *RESULTS, *PLEDGES]
PHASE_CELLS, ROLE_CELLS = read_table(PHASE_TABLE), read_table(ROLE_TABLE)


def as_member(role: str) -> Membership | None:
    """Return somebody who has this role, or nobody; neither is stored."""
    return None if role == "nobody" else Membership(role=role)


def test_the_tables_name_every_deed_phase_role_and_permission() -> None:
    assert set(PHASE_CELLS) == set(product(map(str, Deed), map(str, Phase)))
    assert set(ROLE_CELLS) == set(product(EVERY_PERMISSION, ROLES))
    assert sorted(ROLES) == sorted(["nobody", *Role])


@pytest.mark.parametrize(("deed", "phase"), PHASE_CELLS)
def test_a_phase_allows_what_the_table_says(deed: str, phase: str) -> None:
    assert (Deed(deed) in ALLOWED[Phase(phase)]) is PHASE_CELLS[deed, phase]


@pytest.mark.django_db
@pytest.mark.parametrize("phase", PHASES)
def test_a_stored_workshop_allows_the_same(phase: str) -> None:
    workshop = make_workshop(Phase(phase))
    allowed = sorted(deed for deed in Deed if workshop.allows(deed))
    assert allowed == sorted(deed for deed in Deed if PHASE_CELLS[deed, phase])


@pytest.mark.django_db
@pytest.mark.parametrize("phase", PHASES)
def test_templates_are_told_what_the_table_says(phase: str) -> None:
    workshop = make_workshop(Phase(phase))
    table = (PHASE_CELLS["read_ideas", phase], PHASE_CELLS["vote", phase])
    assert (workshop.shows_ideas, workshop.takes_votes) == table
    workshop.paused = True
    assert (workshop.shows_ideas, workshop.takes_votes) == (table[0], False)


@pytest.mark.parametrize(("permission", "role"), ROLE_CELLS)
def test_a_role_may_do_what_the_table_says(permission: str, role: str) -> None:
    assert rules.has_perm(permission, as_member(role), None) is ROLE_CELLS[permission, role]


@pytest.mark.parametrize(("permission", "role"), ROLE_CELLS)
def test_to_act_one_needs_a_place_that_may(permission: str, role: str) -> None:
    visit = Visit(AnonymousUser(), Workshop(), as_member(role))
    if ROLE_CELLS[permission, role]:
        assert require(permission, visit) is visit.membership
    else:
        with pytest.raises(PermissionDenied):
            require(permission, visit)


@pytest.mark.django_db
@pytest.mark.parametrize("permission", EVERY_PERMISSION)
def test_a_site_administrator_reads_everywhere_and_acts_nowhere(
    permission: str, administrator: Person
) -> None:
    visit = Visit(administrator.user, Workshop(), None)
    assert require_reading(permission, visit) is None  # type: ignore[func-returns-value]
    with pytest.raises(PermissionDenied):
        require(permission, visit)


@pytest.mark.django_db
def test_somebody_without_a_place_does_not_even_read(outsider: Person) -> None:
    with pytest.raises(PermissionDenied):
        require_reading("workshops.read_ideas", Visit(outsider.user, Workshop(), None))


def test_a_permission_that_nobody_knows_is_no_permission() -> None:
    assert rules.has_perm("workshops.read_minds", as_member("organiser"), None) is False


def test_staff_are_the_design_group_and_the_organisers() -> None:
    assert sorted(STAFF_ROLES) == ["design_group", "organiser"]
    assert {role: Membership(role=role).is_staff_member for role in Role} == {
        "participant": False,
        "design_group": True,
        "organiser": True,
        "left": False,
    }
    assert {role: Membership(role=role).is_organiser for role in Role} == {
        "participant": False,
        "design_group": False,
        "organiser": True,
        "left": False,
    }
    assert {role: Membership(role=role).is_present for role in Role} == {
        "participant": True,
        "design_group": True,
        "organiser": True,
        "left": False,
    }


@pytest.mark.django_db
def test_in_the_last_days_everything_goes_on_but_new_ideas() -> None:
    workshop = make_workshop(ideas_until=timezone.now() - timedelta(minutes=1))
    refused = sorted(deed for deed in ALLOWED[Phase.OPEN] if not workshop.allows(deed))
    assert refused == ["submit_idea"]


@pytest.mark.parametrize(
    ("date", "before", "after"),
    [
        ("announced_at", "draft", "announced"),
        ("opens_at", "announced", "open"),
        ("closes_at", "open", "closed"),
        ("published_at", "closed", "published"),
    ],
)
def test_a_phase_begins_with_its_very_moment(date: str, before: str, after: str) -> None:
    dates = make_dates(Phase.PUBLISHED)
    workshop, moment = Workshop(**dates), dates[date]
    assert moment is not None
    workshop.tell_time(moment - timedelta(microseconds=1))
    assert workshop.phase == before
    workshop.tell_time(moment)
    assert workshop.phase == after


def test_a_workshop_that_was_loaded_without_the_time_has_no_phase() -> None:
    with pytest.raises(KeyError):
        _phase = Workshop(**make_dates(Phase.OPEN)).phase


@pytest.mark.parametrize(
    ("missing", "phase"),
    [("announced_at", "open"), ("opens_at", "announced"), ("closes_at", "open"), ("published_at", "open")],
)
def test_a_date_that_is_not_set_has_not_come(missing: str, phase: str) -> None:
    workshop = Workshop(**{**make_dates(Phase.OPEN), missing: None})
    workshop.tell_time(timezone.now())
    assert workshop.phase == phase
