"""Which ideas stand on which board, in which order: pure functions over what is stored of all ideas."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from anonymity.thresholds import FEWEST_VOTERS_OF_A_CANDIDATE, SCORE_DECIMALS
from voting.count.idea_scores import IdeaScores
from voting.models import Board
from voting.scores.chances import draw_chances
from voting.scores.clustered import MembersCounted, is_top_listed
from voting.scores.debated import is_debated_listed
from voting.scores.equal_shares import CANDIDATES, choose_diverse, share_served
from voting.scores.likeness import count_opinions
from voting.scores.order import order
from voting.scores.prior import fit_likely_prior
from voting.scores.rising import Rising
from voting.scores.vote_matrix import Booleans, Floats, Integers, Totals, VoteMatrix

MOST_ENTRIES = 500
_TINY = 1e-9


@dataclass(frozen=True, repr=False)
class Listing:
    """A board: indices in the scores (P,), best first, the score of each (P,), and its tenths (P,)."""

    name: Board.Name
    indices: Integers
    scores: Floats
    tenths: Integers


@dataclass(frozen=True, repr=False)
class Circumstances:
    """What the boards depend on besides the scores of ideas.

    candidates: what `find_candidates` returns; approvals: votes on these, by their indices in the scores of
    ideas. is_exact: with scores in full, as imported ones are; otherwise with three decimals, and without
    those of common ground.
    """

    members_counted: MembersCounted
    number_of_groups: int
    rising: Rising
    candidates: Integers
    approvals: VoteMatrix
    is_exact: bool = False


def list_boards(idea_scores: IdeaScores, now: Circumstances) -> list[Listing]:
    """Return all boards that are offered."""
    boards = [
        _list_top(idea_scores, now.members_counted),
        _list_new(idea_scores),
        _list_rising(idea_scores, now.rising),
        _list_debated(idea_scores),
        _list_diverse(now),
    ]
    if now.number_of_groups >= 2:
        boards.append(_list_common_ground(idea_scores))
    return boards if now.is_exact else [_coarsen(board) for board in boards]


def _coarsen(board: Listing) -> Listing:
    """Return the board with what its scores may tell: none of common ground, which is one of groups."""
    is_of_groups = board.name == Board.Name.COMMON_GROUND
    scores = np.zeros_like(board.scores) if is_of_groups else np.round(board.scores, SCORE_DECIMALS)
    return replace(board, scores=scores)


def find_chances(idea_scores: IdeaScores, likeness: float, rho: float) -> Floats:
    """Return for each idea (I,) the chance that it belongs in the top ten, whether it is listed or not.

    All are drawn, those without votes by the prior alone: what is left out would leave its rank to others.
    likeness: how alike people of one cluster vote here, where the scores take it to be rho.
    """
    decided = idea_scores.totals.decided
    prior = fit_likely_prior(idea_scores.totals.up, decided)
    opinions = count_opinions(idea_scores.top_weight, decided, likeness, rho)
    return draw_chances(opinions, idea_scores.top_share, idea_scores.ids, prior)


def find_candidates(idea_scores: IdeaScores) -> NDArray[np.intp]:
    """Return the indices of the first 200 of `top`, listed or not, those first that win ties on `diverse`.

    Below five votes an idea is none: its rank would tell that somebody likes it. Imported votes are public.
    Ties go to the better on `top`; in an imported conversation to the lower number it had there.
    """
    votes = idea_scores.totals.decided + idea_scores.totals.unsure
    is_told = (votes >= FEWEST_VOTERS_OF_A_CANDIDATE) | idea_scores.sources.any()
    scored = np.flatnonzero(is_told & ~np.isnan(idea_scores.top_score))
    best = _order(idea_scores, scored, idea_scores.top_score[scored], Board.Name.TOP, CANDIDATES)
    return best[np.argsort(idea_scores.sources[best], kind="stable")]


def _list_top(idea_scores: IdeaScores, members_counted: MembersCounted) -> Listing:
    enough = is_top_listed(idea_scores.totals, idea_scores.spread, members_counted)
    return _best(
        idea_scores, Board.Name.TOP, enough & ~np.isnan(idea_scores.top_score), idea_scores.top_score
    )


def _list_common_ground(idea_scores: IdeaScores) -> Listing:
    return _best(idea_scores, Board.Name.COMMON_GROUND, idea_scores.ground_listed, idea_scores.ground_score)


def _list_rising(idea_scores: IdeaScores, rising: Rising) -> Listing:
    return _best(idea_scores, Board.Name.RISING, rising.is_listed, rising.score)


def _list_debated(idea_scores: IdeaScores) -> Listing:
    listed = is_debated_listed(idea_scores.totals) & ~np.isnan(idea_scores.debated_score)
    tenths = np.floor(10 * np.nan_to_num(idea_scores.debated_score) / 2 + _TINY).astype(np.int64)
    return _best(idea_scores, Board.Name.DEBATED, listed, idea_scores.debated_score, tenths)


def _list_new(idea_scores: IdeaScores) -> Listing:
    """By date of release, then by lot: no vote counts."""
    everything, days = np.arange(len(idea_scores.ids)), idea_scores.days.astype(np.float64)
    nothing = Totals(*(np.zeros(len(days), np.int64) for _kind in range(3)))
    best = everything[order(days, nothing.decided, idea_scores.ids, Board.Name.NEW, MOST_ENTRIES)]
    return Listing(Board.Name.NEW, best, days[best], np.zeros(len(best), np.int64))


def _list_diverse(now: Circumstances) -> Listing:
    chosen = np.array(choose_diverse(now.approvals, now.candidates), np.int64)
    served = share_served(now.approvals, now.candidates, chosen)
    return Listing(Board.Name.DIVERSE, chosen, served, np.zeros(len(chosen), np.int64))


def _best(
    idea_scores: IdeaScores, name: Board.Name, listed: Booleans, score: Floats, tenths: Integers | None = None
) -> Listing:
    indices = np.flatnonzero(listed)
    best = _order(idea_scores, indices, score[indices], name, MOST_ENTRIES)
    return Listing(name, best, score[best], np.zeros(len(best), np.int64) if tenths is None else tenths[best])


def _order(
    idea_scores: IdeaScores, indices: Integers, score: Floats, name: str, most: int
) -> NDArray[np.intp]:
    ranked = order(score, idea_scores.totals.decided[indices], idea_scores.ids[indices], name, most)
    return indices[ranked].astype(np.intp)
