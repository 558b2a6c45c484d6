"""The table of ideas: what everybody can or could read, with its totals and its places on the boards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from ideas.domain.catalogue import count_comments
from ideas.models import Idea, IdeaSource
from results.exports.precision import Precision
from results.exports.tables import Cell, Table
from voting.boards.entries import list_votable
from voting.count.daily import find_rising
from voting.models import Board, BoardEntry, Total
from workshops.models import Workshop

AT_ONCE = 2000
COLUMNS = (
    "ref", "theme", "intent", "title", "body", "status", "published_on", "up", "down", "unsure", "comments",
    "merged_into", "editors_note", "brought_from",
)  # fmt: skip
_MERGED = "merge__main__ref"
_NOTE = "editors_note__words"
_AS_STORED = ("intent", "title", "body", "published_on")
_SOURCE = ("source__words", "source__answers")
_TOTALS = ("total__up", "total__down", "total__unsure")

_Places = dict[str, BoardEntry]


def name_columns(board: str) -> tuple[str, str, str]:
    """Return the columns of a board for rank, score, and whether the idea is listed."""
    name = board.replace("-", "_")
    return (f"{name}_rank", f"{name}_score", f"{name}_listed")


_SCORED = {name: name_columns(name)[1] for name in Board.Name.values}
_STORED_FIELDS = {field.name for field in Total._meta.fields}
KEPT_SCORES = {board: field for board, field in _SCORED.items() if field in _STORED_FIELDS}
"""The boards whose score the totals keep for every idea, listed or not, and the name of that field."""


def make_ideas_table(workshop: Workshop) -> Table:
    """Return the ideas that are or were published; what waits, is in review or was withdrawn never appears.

    Of a hidden idea only reference and state are there; in an imported workshop all but scores and ranks.
    """
    columns = list_columns(workshop)
    places = find_places(workshop)
    precision = Precision(is_full=workshop.imported)
    rising = find_rising(workshop) if workshop.imported else {}
    ideas = (idea | {"rising": rising.get(idea["pk"])} for idea in list_ideas(workshop))
    cells = (describe_idea(idea, places.get(idea["pk"], {}), precision) for idea in ideas)
    return Table("ideas", columns, ([known.get(column) for column in columns] for known in cells))


def list_columns(workshop: Workshop) -> list[str]:
    """Return the names of the table's columns; an imported workshop has one for the numbers of its source."""
    boards = [column for name in Board.Name.values for column in name_columns(name)]
    source = ["source_id"] if workshop.imported else []
    return [*COLUMNS, *boards, "chance_top10", *source]


def find_places(workshop: Workshop) -> dict[UUID, _Places]:
    """Return the places of each idea that the boards show, by the names of the boards."""
    found: dict[UUID, _Places] = defaultdict(dict)
    entries = BoardEntry.objects.filter(board__workshop=workshop, idea__in=list_votable(workshop.pk))
    for entry in entries.select_related("board"):
        found[entry.idea_id][entry.board.name] = entry
    return found


def list_ideas(workshop: Workshop) -> Iterator[dict[str, Any]]:
    """Yield the ideas' values: by number in the source, or the newest first and the hidden ones last."""
    shown = [Idea.Status.PUBLISHED, Idea.Status.HIDDEN]
    ideas = Idea.objects.filter(workshop=workshop, status__in=shown)
    order = ["imported__source_id"] if workshop.imported else ["-status", "-published_on", "ref"]
    scores = [f"total__{name}" for name in KEPT_SCORES.values()]
    fields = ["pk", "ref", "status", "theme__number", "theme__title", "imported__source_id", _MERGED, _NOTE]
    fields += [*_AS_STORED, *_SOURCE]
    rows = ideas.order_by(*order).values(*fields, *_TOTALS, *scores, discussion=count_comments())
    yield from rows.iterator(chunk_size=AT_ONCE)


def describe_idea(idea: dict[str, Any], places: _Places, precision: Precision) -> dict[str, Cell]:
    """Return the cells of one idea by column; a column without a value is left out."""
    cells: dict[str, Cell] = {"ref": idea["ref"], "status": idea["status"]}
    is_hidden = idea["status"] == Idea.Status.HIDDEN
    if is_hidden and not precision.is_full:
        return cells
    totals = precision.show_totals(*(idea[name] for name in _TOTALS))
    cells |= {name: idea[name] for name in _AS_STORED}
    cells |= dict(zip(("up", "down", "unsure"), totals, strict=True))
    cells |= {
        "theme": _name_theme(idea),
        "comments": idea["discussion"],
        "source_id": idea["imported__source_id"],
        "brought_from": _tell_source(idea),
        "merged_into": idea[_MERGED],
        "editors_note": idea[_NOTE],
    }
    return cells if is_hidden else cells | _describe_places(idea, places, precision)


def _describe_places(idea: dict[str, Any], places: _Places, precision: Precision) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for board in Board.Name.values:
        entry = places.get(board)
        score = _find_score(idea, board, entry)
        values: tuple[Cell, ...] = (
            entry.rank if entry else None,
            precision.show_score(score, is_listed=entry is not None and precision.tells_score(board)),
            entry is not None,
        )
        cells |= dict(zip(name_columns(board), values, strict=True))
    top = places.get(Board.Name.TOP)
    return cells | {"chance_top10": precision.show_score(top.chance) if top else None}


def _find_score(idea: dict[str, Any], board: str, entry: BoardEntry | None) -> float | None:
    if board in KEPT_SCORES:
        kept: float | None = idea[f"total__{KEPT_SCORES[board]}"]
        return kept
    if board == Board.Name.RISING and idea["rising"] is not None:
        return float(idea["rising"])
    return entry.score if entry else None


def _tell_source(idea: dict[str, Any]) -> str | None:
    """Return where an idea comes from that an organiser brought in, None for all others."""
    words, answers = (idea[name] for name in _SOURCE)
    return IdeaSource(words=words, answers=answers).told if words else None


def _name_theme(idea: dict[str, Any]) -> str | None:
    return f"{idea['theme__number']}. {idea['theme__title']}" if idea["theme__title"] else None
