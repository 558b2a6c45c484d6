"""How exactly numbers leave the server.

Small differences between two exports would give single votes away. An imported conversation is public
already, with every vote in it, so its numbers leave in full.
"""

from dataclasses import dataclass

from voting.ballots.totals_hidden_until_voted import is_told
from voting.boards.entries import find_step
from voting.models import Board

DECIMALS = 2


@dataclass(frozen=True)
class Precision:
    """The rules for one workshop: in full for an imported one, otherwise coarse."""

    is_full: bool

    def show_score(self, score: float | None, *, is_listed: bool = True) -> float | None:
        """Return a score or chance: to two decimals, and None where the idea is not listed."""
        if self.is_full or score is None:
            return score
        return round(score, DECIMALS) if is_listed else None

    def tells_score(self, board: str) -> bool:
        """Return whether scores of the board may be told; that of common ground is one of groups."""
        return self.is_full or board != Board.Name.COMMON_GROUND

    def show_totals(self, up: int | None, down: int | None, unsure: int | None) -> tuple[int | None, ...]:
        """Return the three totals: each None where fewer than five people have voted."""
        totals = (up or 0, down or 0, unsure or 0)
        return totals if self.is_full or is_told(sum(totals)) else (None, None, None)


def show_clusters(number: int) -> str:
    """Return a number of organisations (or groups, or boroughs) as a step: "10+"; "" below the first step."""
    step = find_step(number)
    return f"{step}+" if step else ""
