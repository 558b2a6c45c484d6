"""What a result may lack, and how true suggestions were, on the page, in report and package."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from moderation.domain.omission_sample import list_results
from moderation.models import Calibration, CalibrationBin, OmissionSample, SampledText
from results.models import Edition
from results.package.opening import open_package
from results.package.recomputing.everything import recompute
from results.sealing.making import make_due_files
from tests.pages import read_text
from tests.results.exports.conftest import Stage
from tests.results.exports.test_equal_to_pages import Tables
from tests.results.sealing.conftest import Published
from tests.results.sealing.test_equal_everywhere import read_files, read_report

pytestmark = pytest.mark.django_db
SENTENCE = "of contributions hold a point that is not in this Declaration."


def add_sample(stage: Stage, number: int, answers: list[str]) -> None:
    """Store a sample of so many of a hundred texts, with these answers."""
    sample = OmissionSample.objects.create(
        workshop=stage.workshop, number=number, size=len(answers), published=100, seed="ab" * 16
    )
    ideas = (stage.liked, stage.local, stage.quiet)
    for idea, answer in zip(ideas, answers, strict=True):
        SampledText.objects.create(sample=sample, idea=idea, answer=answer)


def publish(edition: Edition, visitor: Client, place: Path) -> tuple[str, str, Tables]:
    """Return the page, the report and the tables of the package."""
    make_due_files()
    page = read_text(visitor.get("/workshops/community/declaration/1/"))
    return page, read_report(edition), read_files(edition, place)


def test_every_sample_is_told_with_its_size_and_all_that_was_found(
    published: Published, visitor: Client, tmp_path: Path
) -> None:
    add_sample(published.stage, 1, ["stands", "stands", "missing"])
    add_sample(published.stage, 2, ["stands", "stands", ""])
    page, report, package = publish(published.edition, visitor, tmp_path)
    bounds = [one.at_most for one in list_results(published.stage.workshop)]
    for words in (page, report):
        assert [words.count(f"At most {most:g}% {SENTENCE}") for most in set(bounds)] == [2]
        assert "Sample 1: 3 of the 100 texts published on" in words
        assert "The points of 2 stand in it. All others" in words
        assert "All others count as missing: 1 with a point that is missing." in words
        assert "All others count as missing: 1 that nobody has read." in words
    told = [(row["sample"], row["size"], row["stands"], row["at_most"]) for row in package["samples"]]
    assert told == [(1, 3, 2, bounds[0]), (2, 3, 2, bounds[1])]
    assert recompute(open_package(tmp_path / "package.zip"), None).differences == []


def test_where_no_sample_was_drawn_nothing_is_said(
    published: Published, visitor: Client, tmp_path: Path
) -> None:
    page, report, package = publish(published.edition, visitor, tmp_path)
    assert [SENTENCE in words or "What may be missing" in words for words in (page, report)] == [False] * 2
    assert "How true suggested codes were" not in report
    assert (package["samples"], package["suggestions"]) == ([], [])


def test_how_true_suggestions_were_is_told_as_numbers(
    published: Published, visitor: Client, tmp_path: Path
) -> None:
    workshop = published.stage.workshop
    Calibration.objects.create(
        workshop=workshop, by_meaning=False, coded=80, blind=52, error=0.062, digest="a" * 32
    )
    CalibrationBin.objects.create(workshop=workshop, tenth=6, number=20, chance=0.65, right=0.6)
    CalibrationBin.objects.create(workshop=workshop, tenth=8, number=4, chance=0.85, right=0.5)
    _page, report, package = publish(published.edition, visitor, tmp_path)
    assert [tuple(row.values()) for row in package["suggestions"]] == [
        ("error", None, 52, None, 0.062),
        ("right", 6, 20, 12, 0.65),
        ("right", 8, 4, None, None),
    ]
    assert "is off by 6.2 in 100 on average." in report
    assert "6 to 7 times in 10 12 of 20 –" in report
    assert "8 to 9 times in 10 – –" in report
