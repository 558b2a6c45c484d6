"""A live session of the demo that is prepared and not yet opened: what its screen can show."""

from events.domain.live_sessions import add_board, add_idea, add_poll
from voting.boards.entries import find_board, list_entries
from voting.models import Board
from workshops.models import Workshop

IDEAS_TO_SHOW = 2


def prepare_live_session(workshop: Workshop) -> None:
    """Put the first ideas of the board on the list, then the straw poll, then the board itself."""
    board = find_board(workshop, Board.Name.TOP)
    entries = list_entries(board)[:IDEAS_TO_SHOW] if board else []
    version = 1
    for entry in entries:
        add_idea(workshop=workshop, version=version, ref=entry.idea.ref)
        version += 1
    add_poll(workshop=workshop, version=version)
    add_board(workshop=workshop, version=version + 1, name=Board.Name.TOP)
