"""Between two copies of the database one account is deleted, one person leaves, one changes their details.

Nothing that is counted differs: no score, stored or shown, tells who that was or how they voted.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from ideas_platform.lib.rewriting import begin, describe_table, rewrite_whole
from tests.cast import Person, make_idea, make_members
from tests.results.exports.read_back import read_table
from voting.ballots.casting import cast_vote
from voting.models import BoardEntry, DailyTotal, Total
from voting.releases.recount import find_differences, recount_workshop
from voting.releases.releases import release_workshop
from workshops.domain.deletion import COUNTED, delete_account
from workshops.domain.joining import Details, change_details, join_workshop, leave_workshop
from workshops.models import (
    Borough,
    DepartedAddress,
    Membership,
    Organisation,
    Snapshot,
    Workshop,
)
from workshops.rules import Role

pytestmark = pytest.mark.django_db
TABLES = ("ideas", "boards", "poll", "participation")
# What is told, what belongs to the account, and what the row itself is: none of it is counted.
NOT_COUNTED = {
    "id",
    "user_id",
    "organisation_id",
    "borough_id",
    "group_id",
    "role",
    "join_code_id",
    "slip_pile_id",
    "nights_to_wait",
    "pin_hash",
    "pin_tries",
}


def copy_scores(workshop: Workshop, folder: Path) -> dict[str, Any]:
    """Return all that is stored and shown about scores and numbers of people."""
    kinds = (Total, DailyTotal, BoardEntry, Snapshot)
    stored = {kind.__name__: [_plain(row) for row in kind._default_manager.values()] for kind in kinds}
    shown = {name: [_plain(row) for row in read_table(workshop, name, folder)] for name in TABLES}
    page = Client().get(workshop.get_absolute_url()).context["numbers"]
    return {**{name: sorted(rows, key=str) for name, rows in stored.items()}, **shown, "page": page}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row without what every release changes: keys, and the rank that was the last one before."""
    return {name: value for name, value in row.items() if name not in {"id", "board_id", "previous_rank"}}


def go(crowd: list[Person], places: list[Organisation]) -> None:
    """Let one person delete their account, one leave, and one move to another workplace."""
    gone, left, moved = crowd[3], crowd[6], crowd[9]
    delete_account(actor=gone.user)
    leave_workshop(actor=left.membership)
    change_details(actor=moved.membership, details=Details(places[0], Borough.objects.get(slug="barnet")))


def test_no_score_stored_or_shown_tells_who_went(
    workshop: Workshop, crowd: list[Person], places: list[Organisation], tmp_path: Path
) -> None:
    before = copy_scores(workshop, tmp_path / "out")
    go(crowd, places)
    assert Workshop.objects.get(pk=workshop.pk).recompute_all is False
    assert copy_scores(workshop, tmp_path / "out") == before
    Workshop.objects.filter(pk=workshop.pk).update(recompute_all=True)
    release_workshop(workshop.pk, force=True)
    assert copy_scores(workshop, tmp_path / "out") == before
    recount_workshop(Workshop.objects.get(pk=workshop.pk))
    assert copy_scores(workshop, tmp_path / "out") == before
    assert find_differences(Workshop.objects.with_phase().get(pk=workshop.pk)) == []


@pytest.mark.django_db(transaction=True)
def test_after_the_night_no_row_differs_in_its_header(
    workshop: Workshop, crowd: list[Person], places: list[Organisation]
) -> None:
    go(crowd, places)
    begin()
    rewrite_whole(describe_table("workshops_membership"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text), count(*) FROM workshops_membership")
        assert cursor.fetchone() == (1, 40)


def test_a_deleted_account_leaves_two_rows_that_do_not_know_each_other(
    workshop: Workshop, crowd: list[Person]
) -> None:
    member = crowd[0].membership
    delete_account(actor=crowd[0].user)
    stays = Membership.objects.get(user=None)
    assert {name: getattr(stays, name) for name in COUNTED} == {
        name: getattr(member, name) for name in COUNTED
    }
    assert (stays.role, stays.organisation, stays.borough, stays.group) == (Role.LEFT, None, None, None)
    assert (stays.pk != member.pk, stays.pin_hash) == (True, "")
    mark = DepartedAddress.objects.get()
    known = {str(mark.pk), bytes(mark.tag).hex()}
    assert known.isdisjoint(str(value) for value in Membership.objects.filter(user=None).values()[0].values())
    assert {field.name for field in DepartedAddress._meta.concrete_fields} == {"id", "workshop", "tag"}


def test_every_column_of_a_member_is_counted_or_goes_with_the_account() -> None:
    columns = {field.attname for field in Membership._meta.concrete_fields}
    assert columns - NOT_COUNTED == set(COUNTED)


def test_several_deleted_accounts_leave_a_row_each(workshop: Workshop, crowd: list[Person]) -> None:
    for person in crowd[:3]:
        delete_account(actor=person.user)
    assert Membership.objects.filter(user=None, workshop=workshop).count() == 3


def test_who_comes_back_is_the_same_voice_and_counted_as_before(
    workshop: Workshop, crowd: list[Person], places: list[Organisation]
) -> None:
    person = crowd[1]
    leave_workshop(actor=person.membership)
    again = join_workshop(actor=person.user, workshop=workshop, details=Details(places[3]))
    assert (again.pk, bytes(again.vote_subject or b"")) == (
        person.membership.pk,
        bytes(person.membership.vote_subject or b""),
    )
    assert (again.organisation, again.counted_organisation) == (places[3], places[1])


def test_votes_of_nobody_count_under_no_organisation(workshop: Workshop, places: list[Organisation]) -> None:
    people = make_members(6, workshop, organisation=places[0])
    idea = make_idea(workshop)
    for member in people:
        cast_vote(actor=member, idea=idea, answer="up")
    Membership.objects.filter(pk=people[0].pk).delete()
    release_workshop(workshop.pk, force=True)
    assert (Total.objects.get().up, Total.objects.get().spread) == (6, 2)
