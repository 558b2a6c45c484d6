"""COPY in and out: what goes in comes out, and what does not fit is refused."""

import uuid

import numpy as np
import pytest
from django.db import connection
from psycopg.errors import UndefinedFunction

from ideas_platform.lib.copying import copy_arrays_in, copy_arrays_out

pytestmark = pytest.mark.django_db

COLUMNS = {
    "item": "uuid",
    "tag": "block",
    "yes": "boolean",
    "small": "smallint",
    "whole": "integer",
    "big": "bigint",
    "score": "double",
}
SELECT = "SELECT item, tag, yes, small, whole, big, score FROM pieces ORDER BY whole"


@pytest.fixture(autouse=True)
def table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE pieces (item uuid, tag bytea, yes boolean, small smallint, whole integer,"
            " big bigint, score double precision, words text, day date) ON COMMIT DROP"
        )


def blocks(count: int) -> np.ndarray:
    return np.frombuffer(b"".join(uuid.uuid4().bytes for _ in range(count)), np.uint8).reshape(-1, 16)


def some_arrays(count: int) -> dict[str, np.ndarray]:
    whole = np.arange(count, dtype=np.int32)
    return {
        "item": blocks(count),
        "tag": blocks(count),
        "yes": whole % 2 == 0,
        "small": (-whole).astype(np.int16),
        "whole": whole,
        "big": whole.astype(np.int64) << 40,
        "score": whole / 3,
    }


@pytest.mark.parametrize("count", [0, 1, 3, 1000])
def test_arrays_come_out_as_they_went_in(count: int) -> None:
    arrays = some_arrays(count)

    assert copy_arrays_in("pieces", arrays) == count

    out = copy_arrays_out(SELECT, [], COLUMNS)
    assert {name: out[name].tolist() for name in out} == {name: arrays[name].tolist() for name in arrays}
    assert {name: out[name].dtype for name in out} == {name: arrays[name].dtype for name in arrays}


def test_what_is_masked_becomes_null() -> None:
    whole = np.ma.masked_equal(np.array([1, 2, 3], np.int32), 2)
    score = np.ma.masked_invalid(np.array([np.nan, 0.5, np.nan]))

    assert copy_arrays_in("pieces", {"whole": whole, "item": blocks(3), "score": score}) == 3

    with connection.cursor() as cursor:
        cursor.execute("SELECT whole, score FROM pieces")
        assert cursor.fetchall() == [(1, None), (None, 0.5), (3, None)]


def test_the_database_reads_arrays_as_its_own_types() -> None:
    arrays = some_arrays(2)
    copy_arrays_in("pieces", arrays)

    with connection.cursor() as cursor:
        cursor.execute(SELECT)
        rows = cursor.fetchall()

    items, tags = ([block.tobytes() for block in arrays[name]] for name in ("item", "tag"))
    assert [(row[0].bytes, bytes(row[1]), *row[2:]) for row in rows] == [
        (items[0], tags[0], True, 0, 0, 0, 0.0),
        (items[1], tags[1], False, -1, 1, 1 << 40, 1 / 3),
    ]


def test_a_query_may_have_parameters() -> None:
    copy_arrays_in("pieces", some_arrays(10))

    out = copy_arrays_out("SELECT whole FROM pieces WHERE whole > %s ORDER BY 1", [7], {"whole": "integer"})

    assert out["whole"].tolist() == [8, 9]


def test_it_works_where_queries_are_counted(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        copy_arrays_in("pieces", some_arrays(3))
        copy_arrays_out(SELECT, [], COLUMNS)


def test_columns_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="equal lengths"):
        copy_arrays_in("pieces", {"whole": np.zeros(2, np.int32), "big": np.zeros(3, np.int64)})


@pytest.mark.parametrize(
    "array", [np.zeros((2, 8), np.uint8), np.zeros(2, np.uint8), np.zeros(2, np.float32)], ids=str
)
def test_arrays_that_no_column_holds_are_refused(array: np.ndarray) -> None:
    with pytest.raises(ValueError, match="There is no column"):
        copy_arrays_in("pieces", {"tag": array})


@pytest.mark.parametrize("column", ["NULL::bytea", "'\\x00'::bytea"])
def test_empty_values_and_other_widths_are_refused_on_the_way_out(column: str) -> None:
    with pytest.raises(ValueError, match=r"a value has another width|A value is empty"):
        copy_arrays_out(f"SELECT {column}, 1::integer", [], {"tag": "block", "other": "integer"})


def test_one_empty_value_among_others_is_refused() -> None:
    copy_arrays_in("pieces", some_arrays(3))
    with pytest.raises(ValueError, match="A value is empty"):
        copy_arrays_out("SELECT item, NULLIF(whole, 1) FROM pieces", [], {"item": "uuid", "whole": "integer"})


def test_values_of_another_type_are_refused_on_the_way_out() -> None:
    with pytest.raises(UndefinedFunction, match="int4send"):
        copy_arrays_out("SELECT 1::bigint", [], {"whole": "integer"})
