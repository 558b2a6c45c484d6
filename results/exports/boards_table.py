"""The table of the leaderboards: the positions of all boards, one board after the other."""

from results.exports.precision import Precision, show_clusters
from results.exports.tables import Cell, Table
from voting.boards.entries import list_votable
from voting.models import Board, BoardEntry
from workshops.models import Workshop

COLUMNS = (
    "board", "rank", "previous_rank", "ref", "title", "score", "low", "high", "chance_top10", "up", "down",
    "unsure", "clusters",
)  # fmt: skip


def make_boards_table(workshop: Workshop) -> Table:
    """Return the positions as of the last release, without ideas that were hidden or merged since."""
    entries = (
        BoardEntry.objects.filter(board__workshop=workshop, idea__in=list_votable(workshop.pk))
        .select_related("board", "idea")
        .order_by("board__name", "rank")
    )
    precision = Precision(is_full=workshop.imported)
    return Table("boards", COLUMNS, (_describe(entry, precision) for entry in entries.iterator()))


def _describe(entry: BoardEntry, precision: Precision) -> tuple[Cell, ...]:
    position = (entry.board.name, entry.rank, entry.previous_rank, entry.idea.ref, entry.idea.title)
    totals = precision.show_totals(entry.up, entry.down, entry.unsure)
    chance = entry.chance if entry.board.name == Board.Name.TOP else None
    of_votes = (entry.low, entry.high, chance) if totals[0] is not None else (None, None, None)
    is_told = precision.tells_score(entry.board.name)
    numbers = (entry.score if is_told else None, *of_votes)
    return (*position, *map(precision.show_score, numbers), *totals, show_clusters(entry.clusters))
