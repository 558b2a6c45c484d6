"""Boards show after so many votes of one's own, so that nobody votes with the crowd."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ideas_platform.lib.refusals import KeyAway
from voting.ballots.casting import find_all_my_votes
from workshops.domain.visits import Visit
from workshops.phases import Phase


def find_boards_obstacle(visit: Visit) -> str:
    """Return why this visitor does not see the boards yet.

    While a workshop is open, boards show to those who have voted on `boards_after_votes` ideas.
    """
    workshop = visit.workshop
    if workshop.phase != Phase.OPEN or visit.membership is None or not workshop.boards_after_votes:
        return ""
    if visit.hides_past:
        return str(_("Enter your PIN to see the boards. They show to those who have voted."))
    try:
        mine = find_all_my_votes(actor=visit.membership, workshop=workshop)
    except KeyAway:
        return ""  # reading goes on
    missing = min(workshop.boards_after_votes, mine.total) - mine.voted
    if missing <= 0:
        return ""
    return _say_missing(missing, is_paused=workshop.is_paused)


def _say_missing(missing: int, *, is_paused: bool) -> str:
    words = ngettext(
        "Vote on %(n)d more idea to see the boards.", "Vote on %(n)d more ideas to see the boards.", missing
    )
    if is_paused:
        words = ngettext(
            "The workshop is paused, so nobody can vote now. Once it goes on, vote on %(n)d more idea to "
            "see the boards.",
            "The workshop is paused, so nobody can vote now. Once it goes on, vote on %(n)d more ideas to "
            "see the boards.",
            missing,
        )
    return words % {"n": missing}
