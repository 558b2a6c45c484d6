"""What a reader sees of the boards."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anonymity.thresholds import CLUSTER_STEPS, VOTES_OF_A_GROUP
from ideas.models import Idea
from ideas.models.ideas import IdeaQuerySet
from ideas_platform.lib.dates import say_date
from voting.ballots.totals_hidden_until_voted import is_told
from voting.boards.board_words import CLUSTER_WORDS
from voting.models import Board, BoardEntry
from workshops.models import Workshop

VOTES_TO_BE_SOLID = 10
ENTRIES_OF_AN_INDEX = 3
MOST_SERVED = 95


def find_board(workshop: Workshop, name: str) -> Board | None:
    """Return the board as of the last release, or None where it was never worked out or is not offered."""
    return workshop.boards.filter(name=name).first()


def list_entries(board: Board, theme: UUID | None = None) -> QuerySet[BoardEntry]:
    """Return the board's entries, best first, without what was hidden or merged since.

    With a theme those of it only, at the ranks of the whole board.
    """
    entries = board.entries.filter(idea__in=list_votable(board.workshop_id))
    if theme is not None:
        entries = entries.filter(idea__theme=theme)
    return entries.select_related("idea__theme").order_by("rank")


def list_first_entries(workshop: Workshop) -> dict[str, list[BoardEntry]]:
    """Return the first three entries of each board by its name, without what was hidden or merged since."""
    position = Window(RowNumber(), partition_by="board", order_by="rank")
    entries = (
        BoardEntry.objects.filter(board__workshop=workshop, idea__in=list_votable(workshop.pk))
        .annotate(position=position)
        .filter(position__lte=ENTRIES_OF_AN_INDEX)
        .select_related("board__workshop", "idea")
        .order_by("rank")
    )
    found: dict[str, list[BoardEntry]] = defaultdict(list)
    for entry in entries:
        found[entry.board.name].append(entry)
    return found


def list_votable(workshop: UUID) -> IdeaQuerySet:
    """Return the ideas that boards show: those that were not hidden or merged since the last release."""
    return Idea.objects.filter(workshop=workshop).votable()


def find_movement(entry: BoardEntry) -> str:
    """Return "up", "down", "same" or "new": how the entry's rank changed with the last release."""
    if entry.previous_rank is None:
        return "new"
    if entry.previous_rank == entry.rank:
        return "same"
    return "up" if entry.rank < entry.previous_rank else "down"


def say_chance(chance: float, votes: int) -> str:
    """Return how sure it is that an idea belongs in the top ten: "solid", "likely" or "open".

    votes: for or against; with fewer than ten nothing is called solid.
    """
    if chance >= 0.8 and votes >= VOTES_TO_BE_SOLID:
        return "solid"
    return "likely" if chance >= 0.5 else "open"


def shows_totals(entry: BoardEntry) -> bool:
    """Return whether the entry may say how people voted: from five people up, and never on `new`."""
    voters = entry.up + entry.down + entry.unsure
    return entry.board.name != Board.Name.NEW and is_told(voters)


def explain_entry(entry: BoardEntry) -> str:
    """Return the words that say why an idea stands there. Numbers of organisations are in steps."""
    name = entry.board.name
    if name == Board.Name.NEW:
        released = entry.idea.published_on
        return _("Out since %(day)s.") % {"day": say_date(released)} if released else ""
    if not shows_totals(entry):
        return _("Few people have voted on this one so far.")
    if name == Board.Name.COMMON_GROUND:
        return f"{say_liking(entry)} {_say_common_ground()}"
    if name == Board.Name.DEBATED:
        return f"{say_debate(entry.tenths)} {say_liking(entry)}"
    if name == Board.Name.RISING:
        return f"{say_rise(entry)} {say_liking(entry)}"
    return f"{say_liking(entry)}{_say_spread(entry)}"


def say_liking(entry: BoardEntry) -> str:
    """Return how many people like the idea, of those for or against."""
    people = entry.up + entry.down
    return ngettext(
        "Liked by %(up)d of %(people)d person who is for or against it.",
        "Liked by %(up)d of %(people)d people who are for or against it.",
        people,
    ) % {"up": entry.up, "people": people}


def round_gain(entry: BoardEntry) -> float:
    """Return how much an entry of `rising` rose, to one decimal; below 0 where it fell."""
    return round(entry.score, 1) or 0.0


def count_served(entry: BoardEntry) -> int:
    """Return how many in 100 people have something they like up to this entry of `diverse`, in fives."""
    return min(MOST_SERVED, 5 * round(20 * entry.score))


def find_step(number: int) -> int | None:
    """Return the step that a number of organisations (or groups, or boroughs) has reached; None below ten."""
    return next((step for step in CLUSTER_STEPS if number >= step), None)


def _say_spread(entry: BoardEntry) -> str:
    step, words = find_step(entry.clusters), CLUSTER_WORDS.get(entry.board.workshop.clusters_in_words)
    return f" {str(words.spread) % {'n': step}}" if step and words else ""


def _say_common_ground() -> str:
    """Return what holds of every idea on the board; the share of a group is told nowhere."""
    words = _("In half of the groups or more, at least %(n)d people have voted on it.")
    return words % {"n": VOTES_OF_A_GROUP}


def say_rise(entry: BoardEntry) -> str:
    """Return by how much an entry of `rising` rose or fell."""
    gain = round_gain(entry)
    if not gain:
        return _("It gained and lost the same.")
    words = (
        _("It rose by %(n).1f. Newer votes count more.")
        if gain > 0
        else _("It fell by %(n).1f. Newer votes count more.")
    )
    return words % {"n": abs(gain)}


def say_debate(tenths: int) -> str:
    """Return how large the smaller side of an entry of `debated` is, in whole tenths."""
    if not tenths:
        return _("Nearly everybody is on one side.")
    return _("People are split: at least %(n)d in 10 on each side.") % {"n": tenths}
