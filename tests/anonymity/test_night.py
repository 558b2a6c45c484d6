"""What one nightly scramble makes of the rows of a workshop with many texts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from django.db.models import Model
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from ideas.models import Comment, Idea
from ideas_platform.lib.rewriting import begin
from tests.anonymity.furnished import find_old, furnish, read_numbers, read_titles
from tests.anonymity.pages import Row, count_rows, read_all_rows
from tests.cast import make_workshop
from tests.leftovers import empty_tables, make_new_files
from voting.models import Vote
from workshops.domain.scramble import NAME, Scramble, is_due, list_tables, scramble
from workshops.models import Housekeeping, Membership

# The database is made where a test asks for it.
pytestmark = pytest.mark.django_db
# So many ideas that chance hardly ever orders them.
MANY = 300
READ = (Idea, Comment, Vote, Membership)


@dataclass(frozen=True)
class Seen:
    """The numbers in titles and answers in the order in which they lie, and all that stands in the rows."""

    titles: list[int]
    answers: list[int]
    rows: list[set[tuple[object, ...]]]


@dataclass(frozen=True)
class Night:
    """A workshop before a night and after it; `headers` and `counts`: by table, in pages and as all can see.

    `start`: the number of a transaction just before the night. `note`: what is kept of it.
    """

    start: int
    before: Seen
    done: Scramble | None
    after: Seen
    headers: dict[str, list[Row]]
    counts: dict[str, int]
    note: str
    is_due: bool


@pytest.fixture(scope="module")
def night(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Night:
    """Return what one night of a workshop with many texts came to: to make it takes longer than to look."""
    with django_db_blocker.unblock(), override_settings(KEY_DIRS=[tmp_path_factory.mktemp("keys")]):
        try:
            make_new_files()
            furnish(make_workshop(), MANY)
            return pass_night()
        finally:
            empty_tables()


def pass_night() -> Night:
    """Return what is seen before the scramble and after it."""
    before, start = look(), int(begin())
    done, headers = scramble(), read_all_rows(list_tables())
    counts = {name: count_rows(name) for name in list_tables()}
    note = Housekeeping.objects.get(pk=NAME).note
    return Night(start, before, done, look(), headers, counts, note, is_due())


def look() -> Seen:
    """Return what lies in the tables now."""
    return Seen(
        read_titles(), read_numbers("SELECT body FROM ideas_answer ORDER BY ctid"), [*map(read_all, READ)]
    )


def read_all(model: type[Model]) -> set[tuple[object, ...]]:
    """Return all rows of a model's table."""
    rows = model._default_manager.all().values_list()
    return {tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in rows}


def correlate(sequence: list[int]) -> float:
    """Return the rank correlation of a sequence with the order in which it stands."""
    return float(np.corrcoef(np.arange(len(sequence)), np.argsort(np.argsort(sequence)))[0, 1])


def test_no_row_dead_or_alive_has_a_header_from_before(night: Night) -> None:
    assert night.done is not None
    assert night.done.finished
    assert find_old(night.headers, night.start) == set()


def test_what_is_in_the_pages_is_what_can_be_seen(night: Night) -> None:
    assert [name for name, number in night.counts.items() if len(night.headers[name]) != number] == []


def test_the_rows_of_a_table_share_one_transaction(night: Night) -> None:
    shared = {name: {row.xmin for row in night.headers[name]} for name in list_tables()}
    del shared["workshops_housekeeping"]  # heartbeats, and the record of the scramble itself
    assert {name for name, numbers in shared.items() if len(numbers) > 1} == set()


def test_before_it_the_order_tells_all_and_after_it_nothing(night: Night) -> None:
    before, after = night.before, night.after
    assert (correlate(before.titles), correlate(before.answers)) == pytest.approx((1, 1))
    assert abs(correlate(after.titles)) <= 0.2
    assert abs(correlate(after.answers)) <= 0.2


def test_nothing_is_changed_by_it(night: Night) -> None:
    assert [len(rows) for rows in night.before.rows] == [MANY, 40, 400, 30]
    assert night.after.rows == night.before.rows


def test_what_it_cost_is_recorded(night: Night) -> None:
    assert night.done is not None
    assert night.note == f"{len(list_tables())} tables in {night.done.seconds:.1f} s"
    assert not night.is_due
