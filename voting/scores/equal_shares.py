"""`diverse`: ideas chosen so that as many people as possible see something of theirs.

The method of equal shares (Peters and Skowron, 2020) with unit costs, completed by sequential Phragmén.
Everybody gets the same budget; an idea is bought by its supporters, who pay alike as far as each can.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from voting.scores.vote_matrix import NONE, UP, Booleans, Floats, Integers, VoteMatrix

PLACES = 10
CANDIDATES = 200

_NEAR = 1e-9


def choose_diverse(votes_cast: VoteMatrix, candidates: Integers, places: int = PLACES) -> list[int]:
    """The chosen ideas in order of purchase, at most `places` of those with a thumbs-up.

    candidates: indices of ideas, the ones that win ties first. Only thumbs-up of members count: a vote
    that matches nobody has no person who could see something of theirs. The result is exact: prices are
    compared as fractions wherever floating point could mistake one for another.
    """
    approvals = _approvals(votes_cast, candidates)
    if not approvals.size:
        return []
    election = _Election(approvals, Fraction(places, len(approvals)))
    while len(election.bought) < places and election.buy_by_equal_shares():
        pass
    while len(election.bought) < places and election.buy_by_phragmen():
        pass
    return [int(candidates[index]) for index in election.bought]


def share_served(votes_cast: VoteMatrix, candidates: Integers, chosen: Integers) -> Floats:
    """Of all who like any candidate, the share (C,) that likes one of the first one, two, … chosen ideas."""
    approvals = _approvals(votes_cast, candidates)
    index = {int(idea): column for column, idea in enumerate(candidates)}
    liked = approvals[:, [index[int(idea)] for idea in chosen]]
    return np.logical_or.accumulate(liked, axis=1).mean(axis=0) if len(chosen) else np.zeros(0)


def _approvals(votes_cast: VoteMatrix, candidates: Integers) -> Booleans:
    """Who (voters with at least one thumbs-up among the candidates) likes what: (voters, candidates)."""
    index = np.full(votes_cast.number_of_ideas, NONE)
    index[candidates] = np.arange(len(candidates))
    counts = (votes_cast.values == UP) & (votes_cast.members != NONE) & (index[votes_cast.ideas] != NONE)
    voters, row = np.unique(votes_cast.members[counts], return_inverse=True)
    approvals = np.zeros((len(voters), len(candidates)), np.bool_)
    approvals[row, index[votes_cast.ideas[counts]]] = True
    return approvals


@dataclass(frozen=True)
class _Purses:
    """Voters with the same history have the same budget: (K,) budgets, and supporters (K, candidates)."""

    budgets: list[Fraction]
    supporters: Integers

    def price(self, candidate: int) -> Fraction | None:
        """The least that each supporter must be ready to pay for it, or None where they cannot afford it."""
        missing, people = Fraction(1), int(self.supporters[:, candidate].sum())
        for purse in sorted(np.flatnonzero(self.supporters[:, candidate]), key=self.budgets.__getitem__):
            budget, payers = self.budgets[purse], int(self.supporters[purse, candidate])
            if budget * people >= missing:
                return missing / people
            missing, people = missing - budget * payers, people - payers
        return None

    def load(self, candidate: int) -> Fraction:
        """The load its supporters would carry, a budget being a load below zero."""
        column = self.supporters[:, candidate]
        owned = sum(
            (self.budgets[purse] * int(column[purse]) for purse in np.flatnonzero(column)), Fraction()
        )
        return (1 - owned) / int(column.sum())

    def rough_prices(self) -> Floats:
        """`price` of every candidate in floating point, infinite where it is clearly too dear."""
        budgets = np.array([float(budget) for budget in self.budgets])
        order = np.argsort(budgets)
        budget, payers = budgets[order, None], self.supporters[order]
        paid = np.cumsum(budget * payers, axis=0) - budget * payers
        people = payers[::-1].cumsum(axis=0)[::-1]
        affordable = (budget * people >= 1 - paid - _NEAR) & (people > 0)
        first = (affordable.argmax(axis=0), np.arange(affordable.shape[1]))
        return _divide(1 - paid[first], people[first], where=affordable[first])

    def rough_loads(self) -> Floats:
        """`load` of every candidate in floating point, infinite for those without supporters."""
        people = self.supporters.sum(axis=0)
        owned: Floats = np.array([float(budget) for budget in self.budgets]) @ self.supporters
        return _divide(1 - owned, people, where=people > 0)


class _Election:
    def __init__(self, approvals: Booleans, budget: Fraction) -> None:
        self.bought: list[int] = []
        self._approvals, self._cells = approvals, np.nonzero(approvals)
        self._purse_of_voter: NDArray[np.intp] = np.zeros(len(approvals), np.intp)
        self._budgets = [budget]

    def buy_by_equal_shares(self) -> bool:
        """Buy what costs its supporters least; False where nothing is affordable any more."""
        purses = self._purses()
        prices = self._without_bought(purses.rough_prices())
        while np.isfinite(prices).any():
            near = np.flatnonzero(prices <= prices.min() * (1 + _NEAR) + _NEAR)
            exact = [(price, index) for index in near.tolist() if (price := purses.price(index)) is not None]
            if exact:
                price, index = min(exact)
                self._pay(index, [max(Fraction(), budget - price) for budget in self._budgets])
                return True
            prices[near] = np.inf
        return False

    def buy_by_phragmen(self) -> bool:
        """Buy what leaves its supporters with the smallest load; False where nothing has supporters."""
        purses = self._purses()
        loads = self._without_bought(purses.rough_loads())
        if not np.isfinite(loads).any():
            return False
        near = np.flatnonzero(loads <= loads.min() * (1 + _NEAR) + _NEAR)
        load, index = min((purses.load(index), index) for index in near.tolist())
        self._pay(index, [-load] * len(self._budgets))
        return True

    def _purses(self) -> _Purses:
        (voters, candidates), shape = self._cells, (len(self._budgets), self._approvals.shape[1])
        places = self._purse_of_voter[voters] * shape[1] + candidates
        supporters = np.bincount(places, minlength=shape[0] * shape[1]).reshape(shape)
        return _Purses(self._budgets, supporters)

    def _without_bought(self, prices: Floats) -> Floats:
        prices[self.bought] = np.inf
        return prices

    def _pay(self, index: int, budgets_of_supporters: list[Fraction]) -> None:
        """Supporters go on with the new budget of their purse, all others with the old one."""
        self.bought.append(index)
        purse = self._purse_of_voter * 2 + self._approvals[:, index]
        kept, self._purse_of_voter = np.unique(purse, return_inverse=True)
        both = (self._budgets, budgets_of_supporters)
        self._budgets = [both[number % 2][number // 2] for number in kept.tolist()]


def _divide(cost: Floats, people: Integers, where: Booleans) -> Floats:
    prices = np.full(people.shape, np.inf)
    np.divide(cost, people, out=prices, where=where)
    return prices
