"""An order of reading that puts like beside like, and which of its groups would come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import scipy.sparse
from scipy.cluster.hierarchy import leaves_list, linkage
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits

from moderation.analysis.arrays import Booleans, Floats, Integers, Vectors
from moderation.analysis.likeness import Rows, Space
from moderation.analysis.pieces import Pause, go_on

DIRECTIONS = 20
SEEDS = 5
TEXTS_OF_A_GROUP = 20
COMES_BACK = 0.6
_ROUNDS = 20
_TURNS = 5
_SPARE = 10
_NOTHING = 1e-9


@dataclass(frozen=True)
class ReadingOrder:
    """`rows` (N,) of texts as they should be read, the `group` (N,) of each of these from 0 on, in order.

    `is_unstable` (G,) marks groups that other seeds do not find again.
    """

    rows: Integers
    group: Integers
    is_unstable: Booleans


def order_texts(spaces: Sequence[Space], pause: Pause = go_on) -> ReadingOrder:
    """Return the order of reading of all texts of the spaces, which were made of `plain_texts` (see there).

    Texts are seen in the twenty directions in which they differ most (latent semantic analysis: Deerwester et
    al., 1990): further ones tell little of the subject and much of who writes. K-means makes groups of about
    twenty; groups, and texts inside them, stand as in a tree of average linkage. A group is unstable where
    the mean of its best Jaccard overlap with the groups of four further seeds is below .6 (Hennig,
    Cluster-wise assessment of cluster stability, 2007). The same texts give the same order.
    """
    number = spaces[0].texts.shape[0]
    if not number:
        return ReadingOrder(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.bool_))
    # One core is enough, and threads that wait for each other would keep the other one from the web.
    with threadpool_limits(1):
        pause()
        places = _find_places(spaces)
        groups = []
        for seed in range(SEEDS):
            pause()
            groups.append(_group(places, seed))
    return _line_up(places, groups, pause)


def _line_up(places: Floats, groups: Sequence[Integers], pause: Pause) -> ReadingOrder:
    first = groups[0]
    centres = np.array([places[first == group].mean(axis=0) for group in range(first.max() + 1)])
    rows: list[int] = []
    order = _walk(centres)
    for group in order:
        pause()
        inside = np.flatnonzero(first == group)
        rows.extend(inside[_walk(places[inside])].tolist())
    names = np.argsort(order)
    overlap = np.mean([_overlap(first, other) for other in groups[1:]], axis=0)
    return ReadingOrder(np.array(rows), names[first[rows]], overlap[order] < COMES_BACK)


def _find_places(spaces: Sequence[Space]) -> Floats:
    """Return where the texts stand, rows (N, D) of length 1, with the same weight for each space."""
    parts = [space.texts for space in spaces]
    number = parts[0].shape[0]
    directions = min(DIRECTIONS, number - 1, sum(part.shape[1] for part in parts) - 1)
    if directions < 1:
        return np.ones((number, 1))
    found = _see_in_directions(parts, directions)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return found / np.where(lengths > _NOTHING, lengths, 1)


def _see_in_directions(parts: Sequence[Rows], number: int) -> Floats:
    """Return the texts (N, number) in the directions in which all parts together, side by side, differ most.

    Singular value decomposition by subspace iteration (Halko, Martinsson and Tropp, Finding structure with
    randomness, 2011, 4.4). The parts are multiplied one after another, so that they are nowhere copied:
    beside each other in one sparse matrix, 25,000 texts with meaning took 250 MB.
    """
    rng = np.random.default_rng(0)
    right = [rng.normal(size=(part.shape[1], number + _SPARE)).astype(np.float32) for part in parts]
    for _turn in range(_TURNS):
        left = np.linalg.qr(_multiply(parts, right))[0]
        right = [np.asarray(part.T @ left) for part in parts]
    left = np.linalg.qr(_multiply(parts, right))[0]
    turned, lengths, _directions = np.linalg.svd(
        np.concatenate([np.asarray(part.T @ left) for part in parts]).T, full_matrices=False
    )
    found: Floats = (left @ (turned * lengths)[:, :number]).astype(np.float64)
    return found


def _multiply(parts: Sequence[Rows], right: Sequence[Vectors]) -> Vectors:
    return reduce(np.add, (np.asarray(part @ block) for part, block in zip(parts, right, strict=True)))


def _group(places: Floats, seed: int) -> Integers:
    """Return the group (N,) of each text, numbered from 0 without a gap."""
    distinct = len(np.unique(places, axis=0))
    number = max(1, min(round(len(places) / TEXTS_OF_A_GROUP), distinct))
    found = KMeans(number, n_init=1, max_iter=_ROUNDS, random_state=seed).fit_predict(places)
    groups: Integers = np.unique(found, return_inverse=True)[1].astype(np.int64)
    return groups


def _walk(places: Floats) -> Integers:
    """Return the rows in the order of the leaves of their tree."""
    if len(places) < 3:
        return np.arange(len(places))
    leaves: Integers = leaves_list(linkage(places, "average", optimal_ordering=len(places) <= 100)).astype(
        np.int64
    )
    return leaves


def _overlap(groups: Integers, others: Integers) -> Floats:
    """Return for each group the best Jaccard overlap that one of the others has with it."""
    pairs = scipy.sparse.coo_matrix((np.ones(len(groups)), (groups, others))).tocsr().tocoo()
    either = np.bincount(groups)[pairs.row] + np.bincount(others)[pairs.col] - pairs.data
    best = np.zeros(groups.max() + 1)
    np.maximum.at(best, pairs.row, pairs.data / either)
    return best
