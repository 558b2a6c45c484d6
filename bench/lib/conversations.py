"""Invented conversations of which we know how much every idea is truly liked."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voting.scores.vote_matrix import DOWN, NONE, UP, Floats, Integers, VoteMatrix

TOP = 10
ORGANISATIONS = 24
OPINIONS = 4

_Numbers = NDArray[np.float64]
_Choose = Callable[["Kind", _Numbers, np.random.Generator], NDArray[np.bool_]]


@dataclass(frozen=True, repr=False)
class Conversation:
    """Votes, the organisation of each member (M,) or NONE, and the true share that likes each idea (I,)."""

    votes_cast: VoteMatrix
    organisations: Integers
    liking: Floats

    @property
    def best(self) -> NDArray[np.bool_]:
        """Return which ideas (I,) truly are the ten best."""
        return np.asarray(self.liking >= np.sort(self.liking)[-TOP])


def choose_by_lot(kind: "Kind", likes: _Numbers, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Return who votes on what (M, I): as many ideas as they have patience for, whichever they meet."""
    return _choose(rng.random(likes.shape), kind, rng)


def choose_unequally(kind: "Kind", likes: _Numbers, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Return who votes on what (M, I), where some ideas are met ten times as often as others."""
    weight = rng.lognormal(0, 1.2, likes.shape[1])
    return _choose(rng.random(likes.shape) ** (1 / weight), kind, rng)


def choose_down_the_list(kind: "Kind", likes: _Numbers, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Return who votes on what (M, I), where everybody begins with what others liked before them."""
    chosen = np.zeros(likes.shape, np.bool_)
    net = np.zeros(likes.shape[1])
    for person in rng.permutation(len(likes)):
        order = np.argsort(-(net + rng.normal(0, 2, len(net))))[: max(1, rng.poisson(kind.votes_each))]
        chosen[person, order] = True
        net[order] += np.where(likes[person, order] > 0, 1, -1)
    return chosen


def _choose(keen: _Numbers, kind: "Kind", rng: np.random.Generator) -> NDArray[np.bool_]:
    patience = np.clip(rng.poisson(kind.votes_each, len(keen)), 1, keen.shape[1])
    ranks = np.argsort(np.argsort(-keen, axis=1), axis=1)
    return np.asarray(ranks < patience[:, None])


@dataclass(frozen=True)
class Kind:
    """How large a conversation is, how alike its ideas and people are, and who votes on what.

    alike: Beta parameters of the true shares; split: how far opinion groups differ, in log-odds; named: the
    share of people who named their organisation.
    """

    people: int = 200
    ideas: int = 100
    votes_each: int = 30
    alike: tuple[float, float] = (4, 3)
    split: float = 0
    named: float = 0.85
    choose: _Choose = choose_by_lot


KINDS = {
    "early": Kind(people=60, ideas=120, votes_each=5),
    "few votes": Kind(people=150, ideas=150, votes_each=8),
    "unequal exposure": Kind(ideas=120, votes_each=25, choose=choose_unequally),
    "down the list": Kind(ideas=120, votes_each=15, choose=choose_down_the_list),
    "near ties": Kind(alike=(30, 20)),
    "opinion groups": Kind(split=0.9),
    "no groups": Kind(named=0),
    "few named": Kind(named=0.3),
    "many ideas": Kind(people=300, ideas=800, votes_each=12),
}


def converse(kind: Kind, seed: int) -> Conversation:
    """Return the conversation of this kind and seed."""
    rng = np.random.default_rng(seed)
    liking = rng.beta(*kind.alike, kind.ideas)
    organisations = rng.choice(ORGANISATIONS, kind.people, p=_weigh(ORGANISATIONS))
    chance = _spread_opinions(kind, liking, organisations, rng)
    likes = (rng.random(chance.shape) < chance).astype(np.float64)
    people, ideas = np.nonzero(kind.choose(kind, likes, rng))
    values = np.where(likes[people, ideas] > 0, UP, DOWN)
    named = np.where(rng.random(kind.people) < kind.named, organisations, NONE)
    return Conversation(VoteMatrix(ideas, people, values, kind.ideas), named, chance.mean(axis=0))


def _spread_opinions(
    kind: Kind, liking: Floats, organisations: Integers, rng: np.random.Generator
) -> _Numbers:
    """Return how likely each person is to like each idea (M, I); organisations lean to some opinions."""
    lean = rng.dirichlet(np.ones(OPINIONS), ORGANISATIONS)[organisations].cumsum(axis=1)
    opinions = np.minimum((rng.random((kind.people, 1)) > lean).sum(axis=1), OPINIONS - 1)
    shift = rng.normal(0, kind.split, (OPINIONS, kind.ideas)) if kind.split else np.zeros((OPINIONS, 1))
    odds = np.log(liking / (1 - liking)) + shift[opinions]
    return np.asarray(1 / (1 + np.exp(-odds)) + np.zeros((kind.people, kind.ideas)))


def _weigh(number: int) -> _Numbers:
    """Return how many people organisations have, the largest first (Zipf)."""
    weights = 1 / np.arange(1, number + 1)
    return np.asarray(weights / weights.sum())
