"""Whether two items look like one author's: what says more than their dates is found, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from tests.anonymity.linkage.likeness import measure_likeness
from tests.anonymity.linkage.naming import Side
from tests.anonymity.linkage.values import read_column

ITEMS, PEOPLE, DAYS = 400, 60, 10


def make_items(kind: str) -> Side:
    """Return items of which each author's are mostly of one day, with a column that tells more or less."""
    random = np.random.default_rng(5)
    authors = random.integers(PEOPLE, size=ITEMS)
    days = np.where(random.random(ITEMS) < 0.6, authors % DAYS, random.integers(DAYS, size=ITEMS))
    told = {
        "chance": random.random(ITEMS),
        "age": (days < DAYS // 2).astype(float),
        "author": authors + random.normal(0, 2, ITEMS),
    }
    columns = [
        read_column("published_on", [date(2031, 3, 3) + timedelta(days=int(day)) for day in days]),
        read_column(kind, told[kind].tolist()),
    ]
    return Side("items", columns, authors)


@pytest.mark.parametrize(
    ("kind", "least", "most"), [("chance", 0.45, 0.55), ("age", 0.45, 0.55), ("author", 0.9, 1)]
)
def test_only_what_says_more_than_the_date_is_found(kind: str, least: float, most: float) -> None:
    value, name, pairs = measure_likeness(make_items(kind), [*range(ITEMS)], 1)
    assert least <= value <= most, name
    assert pairs > PEOPLE


def test_the_date_itself_is_measured_apart() -> None:
    value, name, _pairs = measure_likeness(make_items("age"), [*range(ITEMS)], 1, by_date=True)
    assert value > 0.6, name
