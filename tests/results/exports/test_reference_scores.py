"""From the files of a real conversation to the exported scores: all as an independent program gives them."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tests.results.exports.read_back import Rows, read_table
from tests.voting.polis.exports import SHARED
from workshops.models import Workshop

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SHARED.is_dir(), reason="THE REAL CONVERSATIONS ARE NOT HERE"),
]
CLOSE = 1e-9
COMMENTS = {"scoop-hivemind.ubi": (71, 70), "vtaiwan.uberx": (197, 119)}
"""Of each conversation all comments, and those that are not hidden and have votes for or against."""


@pytest.fixture(scope="module", params=COMMENTS)
def name(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture(scope="module")
def folder(name: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where files of the imported conversation are."""
    return tmp_path_factory.mktemp("real")


@pytest.fixture(scope="module")
def rows(
    name: str, folder: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Rows]:
    """Return the ideas exported after import and ranking by commands, in a transaction around the tests."""
    places = override_settings(KEY_DIRS=[folder / "keys"], MEDIA_ROOT=str(folder / "media"))
    with django_db_blocker.unblock(), transaction.atomic():
        with places:
            for command in (["import_polis", str(SHARED / name), "--slug", "real"], ["rank", "real"]):
                call_command(*command, stdout=StringIO())
            rows = read_table(Workshop.objects.get(slug="real"), "ideas", folder / "out")
        yield rows
        transaction.set_rollback(True)


def read_reference(name: str) -> dict[str, dict[str, Any]]:
    reference = json.loads((SHARED / name / "reference.json").read_text(encoding="utf-8"))
    return {str(row["comment_id"]): row for row in reference["all"]}


def test_every_comment_is_there_and_every_eligible_one_has_a_score(name: str, rows: Rows) -> None:
    scored = {row["source_id"] for row in rows if row["top_score"]}

    assert (len(rows), len(scored)) == COMMENTS[name]
    assert scored == set(read_reference(name))


def test_totals_are_those_of_the_reference(name: str, rows: Rows) -> None:
    reference = read_reference(name)
    totals = {row["source_id"]: (int(row["up"]), int(row["down"]), int(row["unsure"])) for row in rows}

    expected = {key: (row["agree"], row["disagree"], row["passes"]) for key, row in reference.items()}
    assert {key: totals[key] for key in expected} == expected


def test_top_scores_are_those_of_the_reference(name: str, rows: Rows) -> None:
    scores = {row["source_id"]: float(row["top_score"]) for row in rows if row["top_score"]}

    expected = {key: row["fair_wilson_rho05"] for key, row in read_reference(name).items()}
    assert scores == pytest.approx(expected, abs=CLOSE, rel=0)


@pytest.mark.parametrize(
    ("column", "field"), [("common_ground_score", "gic_geo"), ("debated_score", "debated")]
)
def test_scores_of_other_boards_are_those_of_the_reference(
    name: str, rows: Rows, column: str, field: str
) -> None:
    scores = {row["source_id"]: float(row[column]) for row in rows if row[column]}

    expected = {key: row[field] for key, row in read_reference(name).items()}
    assert scores == pytest.approx(expected, abs=CLOSE, rel=0)


def test_the_diverse_ten_are_in_the_order_in_which_the_reference_bought_them(name: str, rows: Rows) -> None:
    chosen = sorted((row for row in rows if row["diverse_rank"]), key=lambda row: int(row["diverse_rank"]))

    reference = json.loads((SHARED / name / "reference.json").read_text(encoding="utf-8"))
    expected = [str(number) for number in reference["mes_top10"]["in_order_of_purchase"]]
    assert [row["source_id"] for row in chosen] == expected


def test_ranks_are_in_the_order_of_the_reference(name: str, rows: Rows) -> None:
    reference = read_reference(name)
    ranked = sorted((row for row in rows if row["top_rank"]), key=lambda row: int(row["top_rank"]))
    scores = [round(reference[row["source_id"]]["fair_wilson_rho05"], 12) for row in ranked]

    assert [int(row["top_rank"]) for row in ranked] == list(range(1, len(ranked) + 1))
    assert scores == sorted(scores, reverse=True)


def test_without_likeness_within_a_cluster_the_score_is_plain_wilson(name: str, tmp_path: Path) -> None:
    call_command("import_polis", SHARED / name, slug="plain", stdout=StringIO())
    Workshop.objects.filter(slug="plain").update(rho=0)
    call_command("rank", "plain", stdout=StringIO())

    rows = read_table(Workshop.objects.get(slug="plain"), "ideas", tmp_path / "out")
    scores = {row["source_id"]: float(row["top_score"]) for row in rows if row["top_score"]}
    expected = {key: row["wilson95"] for key, row in read_reference(name).items()}
    assert scores == pytest.approx(expected, abs=CLOSE, rel=0)


def test_the_stored_boards_verify(rows: Rows, folder: Path, settings: LazySettings) -> None:
    settings.KEY_DIRS = [folder / "keys"]
    out = StringIO()
    call_command("rank", "real", verify=True, stdout=out)

    assert out.getvalue() == "The stored boards equal the votes.\n"
