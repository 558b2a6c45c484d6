"""Whoever collects packages learns nothing that pages and exports do not tell."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from ideas.models import Merge
from results.exports.boards_table import make_boards_table
from results.exports.comments_table import make_comments_table
from results.exports.ideas_table import make_ideas_table
from results.exports.tables import Table
from results.published.edition import Rows
from results.published.measures import sum_told
from results.published.public_tables import TIE, list_public_tables
from tests.results.exports.conftest import Stage, stage
from voting.models import DailyTotal, Total

__all__ = ["stage"]


def read(stage: Stage) -> dict[str, Rows]:
    return {table.name: table for table in list_public_tables(stage.workshop, timezone.localdate())}


def list_cells(table: Table) -> set[tuple[str, object, object]]:
    """Return each value of an export by reference (and board), column and value."""
    rows = (dict(zip(table.columns, row, strict=True)) for row in table.rows)
    return {
        (f"{row.get('board')} {row['ref']}", column, value)
        for row in rows
        for column, value in row.items()
        if value not in {None, ""}
    }


@pytest.mark.django_db
def test_every_value_stands_in_the_exports_too(stage: Stage) -> None:
    told = read(stage)
    for make in (make_ideas_table, make_boards_table, make_comments_table):
        export = make(stage.workshop)
        more = list_cells(Table(export.name, told[export.name].columns, told[export.name].rows)) - list_cells(
            export
        )
        assert {column for _ref, column, _value in more} <= {TIE}


@pytest.mark.django_db
def test_below_five_voters_all_is_the_same_whatever_they_voted(stage: Stage) -> None:
    before = read(stage)
    for up, down, unsure in ((4, 0, 0), (0, 1, 3), (0, 0, 0)):
        totals = {"up": up, "down": down, "unsure": unsure}
        Total.objects.filter(idea=stage.quiet).update(**totals)
        DailyTotal.objects.filter(idea=stage.quiet).update(**totals)
        stage.quiet.board_entries.update(**totals)
        assert read(stage) == before
    assert stage.quiet.ref not in {row["ref"] for row in before["daily"].as_dicts()}


@pytest.mark.django_db
def test_of_merged_ideas_no_day_is_told(stage: Stage) -> None:
    assert {row["ref"] for row in read(stage)["daily"].as_dicts()} == {stage.liked.ref, stage.local.ref}
    Merge.objects.create(idea=stage.local, main=stage.liked)
    assert read(stage)["daily"].rows == ()


@pytest.mark.django_db
def test_the_day_before_five_had_voted_takes_the_idea_out(stage: Stage) -> None:
    DailyTotal.objects.create(
        idea=stage.local, date=timezone.localdate() - timedelta(3), up=2, down=1, unsure=0
    )
    assert {row["ref"] for row in read(stage)["daily"].as_dicts()} == {stage.liked.ref}


TOTALS = st.lists(st.one_of(st.just((None, None, None)), st.tuples(*[st.integers(0, 30)] * 3)), max_size=8)


@given(TOTALS)
def test_a_sum_is_made_of_what_is_told_and_is_rounded_where_one_is_not(
    totals: list[tuple[int | None, ...]],
) -> None:
    told = [row for row in totals if row[0] is not None]
    exact = tuple(sum(row[place] or 0 for row in told) for place in range(3))
    rounded = tuple(number - number % 5 for number in exact)
    assert sum_told(totals) == (exact if len(told) == len(totals) else rounded)
