"""The sentence model: which files it is, what lies near, and what its vectors depend on."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from moderation.analysis.arrays import stack
from moderation.analysis.meaning import (
    IS_INSTALLED,
    MOST_WORD_PIECES,
    WEIGHTS,
    WORD_PIECES,
    PinnedFile,
    SentenceModel,
    WrongFile,
)


@pytest.fixture(scope="module")
def model() -> SentenceModel:
    """The model, loaded once."""
    assert IS_INSTALLED, "The extra [meaning] is missing: make .venv/.installed-dev installs it."
    return SentenceModel(threads=1)


def test_what_means_the_same_lies_closer(model: SentenceModel) -> None:
    doctor, physician, parking = stack(
        model.embed_all(["The doctor came late", "A physician was not on time", "We need more car parks"]), 3
    )
    assert doctor @ physician > 0.5
    assert doctor @ parking < 0.2
    assert np.linalg.norm(doctor) == pytest.approx(1, abs=1e-5)


def test_a_vector_depends_on_its_text_alone_and_on_its_first_256_pieces(model: SentenceModel) -> None:
    text = "word " * MOST_WORD_PIECES
    alone = model.embed(text)
    beside = list(model.embed_all(["Something else", text + "and much more that nobody reads"]))[1]
    assert np.array_equal(alone, beside)
    assert not np.array_equal(alone, model.embed("word " * 100))


def test_an_empty_text_has_a_vector_too(model: SentenceModel) -> None:
    assert np.isfinite(model.embed("")).all()


@pytest.mark.parametrize("file", [WEIGHTS, WORD_PIECES], ids=["weights", "word pieces"])
def test_a_file_that_differs_is_refused(file: PinnedFile) -> None:
    assert Path(file.find()).stat().st_size > 400_000
    with pytest.raises(WrongFile, match="not the file that was checked"):
        dataclasses.replace(file, sha256="0" * 64).find()
    with pytest.raises(WrongFile, match="not the file that was checked"):
        dataclasses.replace(file, path="elsewhere").find()


def test_a_package_that_is_not_there_is_named() -> None:
    with pytest.raises(WrongFile, match=r"^no_such_package is not installed\.$"):
        PinnedFile("no_such_package", "a", "0").find()
