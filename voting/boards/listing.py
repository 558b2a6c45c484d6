"""Which ideas stand on which board, in which order: pure functions over what is stored of all ideas."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from anonymity.thresholds import FEWEST_VOTERS_OF_A_CANDIDATE, SCORE_DECIMALS
from voting.count.standings import Standings
from voting.models import Board
from voting.scores.ballots import Ballots, Booleans, Floats, Integers, Totals
from voting.scores.chances import draw_chances
from voting.scores.clustered import Electorate, is_top_listed
from voting.scores.debated import is_debated_listed
from voting.scores.equal_shares import CANDIDATES, choose_diverse, share_served
from voting.scores.likeness import count_opinions
from voting.scores.order import order
from voting.scores.prior import fit_likely_prior
from voting.scores.rising import Rising

MOST_ENTRIES = 500
_TINY = 1e-9


@dataclass(frozen=True, repr=False)
class Listing:
    """A board: places in the standings (P,), best first, the score of each (P,), and its tenths (P,)."""

    name: Board.Name
    places: Integers
    scores: Floats
    tenths: Integers


@dataclass(frozen=True, repr=False)
class Circumstances:
    """What the boards depend on besides the standings.

    approvals: votes on the candidates of `diverse`, by their places in the standings. is_exact: with
    scores in full, as imported ones are; otherwise with three decimals, and without those of common ground.
    """

    electorate: Electorate
    number_of_groups: int
    rising: Rising
    approvals: Ballots
    is_exact: bool = False


def list_boards(standings: Standings, now: Circumstances) -> list[Listing]:
    """Return all boards that are offered."""
    boards = [
        _list_top(standings, now.electorate),
        _list_new(standings),
        _list_rising(standings, now.rising),
        _list_debated(standings),
        _list_diverse(standings, now.approvals),
    ]
    if now.number_of_groups >= 2:
        boards.append(_list_common_ground(standings))
    return boards if now.is_exact else [_coarsen(board) for board in boards]


def _coarsen(board: Listing) -> Listing:
    """Return the board with what its scores may tell: none of common ground, which is one of groups."""
    is_of_groups = board.name == Board.Name.COMMON_GROUND
    scores = np.zeros_like(board.scores) if is_of_groups else np.round(board.scores, SCORE_DECIMALS)
    return replace(board, scores=scores)


def find_chances(standings: Standings, likeness: float, rho: float) -> Floats:
    """Return for each idea (I,) the chance that it belongs in the top ten, whether it is listed or not.

    All are drawn, those without votes by the prior alone: what is left out would leave its place to others.
    likeness: how alike people of one cluster vote here, where the scores take it to be rho.
    """
    decided = standings.totals.decided
    prior = fit_likely_prior(standings.totals.up, decided)
    opinions = count_opinions(standings.top_weight, decided, likeness, rho)
    return draw_chances(opinions, standings.top_share, standings.ids, prior)


def find_candidates(standings: Standings) -> NDArray[np.intp]:
    """Return the places of the first 200 of `top`, listed or not, those first that win ties on `diverse`.

    Below five votes an idea is none: its place would tell that somebody likes it. Imported votes are public.
    Ties go to the better on `top`; in an imported conversation to the lower number it had there.
    """
    votes = standings.totals.decided + standings.totals.unsure
    is_told = (votes >= FEWEST_VOTERS_OF_A_CANDIDATE) | standings.sources.any()
    scored = np.flatnonzero(is_told & ~np.isnan(standings.top_score))
    best = _order(standings, scored, standings.top_score[scored], Board.Name.TOP)[:CANDIDATES]
    return best[np.argsort(standings.sources[best], kind="stable")]


def _list_top(standings: Standings, electorate: Electorate) -> Listing:
    enough = is_top_listed(standings.totals, standings.spread, electorate)
    return _best(standings, Board.Name.TOP, enough & ~np.isnan(standings.top_score), standings.top_score)


def _list_common_ground(standings: Standings) -> Listing:
    return _best(standings, Board.Name.COMMON_GROUND, standings.ground_listed, standings.ground_score)


def _list_rising(standings: Standings, rising: Rising) -> Listing:
    return _best(standings, Board.Name.RISING, rising.is_listed, rising.score)


def _list_debated(standings: Standings) -> Listing:
    listed = is_debated_listed(standings.totals) & ~np.isnan(standings.debated_score)
    tenths = np.floor(10 * np.nan_to_num(standings.debated_score) / 2 + _TINY).astype(np.int64)
    return _best(standings, Board.Name.DEBATED, listed, standings.debated_score, tenths)


def _list_new(standings: Standings) -> Listing:
    """By date of release, then by lot: no vote counts."""
    everything, days = np.arange(len(standings.ids)), standings.days.astype(np.float64)
    nothing = Totals(*(np.zeros(len(days), np.int64) for _kind in range(3)))
    best = everything[order(days, nothing.decided, standings.ids, Board.Name.NEW)][:MOST_ENTRIES]
    return Listing(Board.Name.NEW, best, days[best], np.zeros(len(best), np.int64))


def _list_diverse(standings: Standings, approvals: Ballots) -> Listing:
    candidates = find_candidates(standings)
    chosen = np.array(choose_diverse(approvals, candidates), np.int64)
    served = share_served(approvals, candidates, chosen)
    return Listing(Board.Name.DIVERSE, chosen, served, np.zeros(len(chosen), np.int64))


def _best(
    standings: Standings, name: Board.Name, listed: Booleans, score: Floats, tenths: Integers | None = None
) -> Listing:
    places = np.flatnonzero(listed)
    best = _order(standings, places, score[places], name)[:MOST_ENTRIES]
    return Listing(name, best, score[best], np.zeros(len(best), np.int64) if tenths is None else tenths[best])


def _order(standings: Standings, places: Integers, score: Floats, name: str) -> NDArray[np.intp]:
    ranked = order(score, standings.totals.decided[places], standings.ids[places], name)
    return places[ranked].astype(np.intp)
