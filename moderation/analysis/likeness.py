"""How like texts are to codes: to texts coded so far and to a code's description, by stems and meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from moderation.analysis.arrays import Booleans, Integers, Vectors
from moderation.analysis.pieces import Pause, go_on
from moderation.analysis.stems import make_stemmer

Rows = Any
"""An array or a sparse matrix: a row of length 1 for each text, of length 0 where no word of it is known."""


@dataclass(frozen=True)
class Space:
    """One way to compare: rows of texts (T, D), and of the descriptions of codes (K, D)."""

    texts: Rows
    descriptions: Vectors


@dataclass(frozen=True)
class Prototypes:
    """What each code is like: the sum (K, D) of its description and the texts that have it."""

    sums: Vectors
    lengths: Vectors


def weigh_stems(texts: Sequence[str], descriptions: Sequence[str], pause: Pause = go_on) -> Space:
    """Return texts and descriptions as TF-IDF of stems: (1 + ln tf) · idf, rows of length 1.

    Weights after Salton and Buckley (1988), as scikit-learn smooths them. A stem that stands in one text only
    says nothing about others and is left out.
    """
    list_stems = make_stemmer()

    def analyse(text: str) -> list[str]:
        pause()
        return list_stems(text)

    everything = [*texts, *descriptions]
    vectorizer = TfidfVectorizer(analyzer=analyse, sublinear_tf=True, dtype=np.float32, min_df=2)
    try:
        rows = vectorizer.fit_transform(everything).tocsr()
    except ValueError:  # no stem stands in two texts
        rows = scipy.sparse.csr_matrix((len(everything), 1), dtype=np.float32)
    return Space(rows[: len(texts)], rows[len(texts) :].toarray())


def sum_up(space: Space, rows: Integers, given: Booleans) -> Prototypes:
    """Return the prototypes of codes from coded texts: `rows` (N,) and which codes they were given (N, K).

    A description counts as one text (Rocchio's classifier: Manning, Raghavan and Schütze, Introduction to
    Information Retrieval, 14.2).
    """
    coded = scipy.sparse.csr_matrix(given.T, dtype=np.float32) @ space.texts[rows]
    sums = (coded.toarray() if scipy.sparse.issparse(coded) else np.asarray(coded)) + space.descriptions
    return Prototypes(sums, (sums**2).sum(axis=1))


def compare(space: Space, prototypes: Prototypes, rows: Integers) -> Vectors:
    """Return the cosine (R, K) of these texts with each code's prototype, 0 where one of them is empty."""
    return _divide(np.asarray(space.texts[rows] @ prototypes.sums.T), prototypes.lengths)


def compare_coded(space: Space, prototypes: Prototypes, rows: Integers, given: Booleans) -> Vectors:
    """Return the cosine (N, K) of each coded text with the prototypes as they were without this text.

    |s - x|² = |s|² - 2 s·x + |x|², so that nothing need be summed up anew.
    """
    texts = space.texts[rows]
    own = given * _square(texts).reshape(-1, 1)
    products = np.asarray(texts @ prototypes.sums.T)
    return _divide(products - own, prototypes.lengths - np.float32(2) * (given * products) + own)


def _square(texts: Rows) -> Vectors:
    """Return the squared length (N,) of each row."""
    if scipy.sparse.issparse(texts):
        return np.asarray(texts.multiply(texts).sum(axis=1), np.float32).ravel()
    squared: Vectors = np.einsum("td,td->t", texts, texts)
    return squared


def compare_texts(space: Space, rows: Integers, others: Integers) -> Vectors:
    """Return the cosine (R, N) of texts with other texts."""
    products = space.texts[rows] @ space.texts[others].T
    return products.toarray() if scipy.sparse.issparse(products) else np.asarray(products)


def _divide(products: Vectors, squared_lengths: Vectors) -> Vectors:
    lengths = np.sqrt(np.maximum(squared_lengths, 1e-6))
    cosines: Vectors = (products / lengths).astype(np.float32)
    return cosines
