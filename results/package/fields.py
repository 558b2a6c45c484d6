"""What kind of value each column of the package has, as Frictionless names it (https://datapackage.org/)."""

from datetime import date

from results.exports.tables import Cell
from voting.models import Board

INTEGERS = frozenset(
    {
        "sample", "published", "size", "stands", "missing", "unclear", "unread", "gone", "softened",
        "tenth", "true",
        "up", "down", "unsure", "comments", "rank", "previous_rank", "number", "version",
        *(f"{name.replace('-', '_')}_rank" for name in Board.Name.values),
    }
)  # fmt: skip
NUMBERS = frozenset(
    {
        "score", "low", "high", "chance_top10", "at_most", "chance",
        *(f"{name.replace('-', '_')}_score" for name in Board.Name.values),
    }
)  # fmt: skip
BOOLEANS = frozenset({"supportive", *(f"{name.replace('-', '_')}_listed" for name in Board.Name.values)})
DATES = frozenset({"published_on", "date", "since", "drawn_on"})
# Texts that look like numbers: the number of a statement, "2.3".
TEXTS = frozenset({("statements", "number"), ("evidence", "statement_number")})


def find_kind(table: str, column: str) -> str:
    """Return "integer", "number", "boolean", "date" or "string"."""
    if (table, column) in TEXTS:
        return "string"
    kinds = {"integer": INTEGERS, "number": NUMBERS, "boolean": BOOLEANS, "date": DATES}
    return next((kind for kind, columns in kinds.items() if column in columns), "string")


def is_sealed(table: str, column: str) -> bool:
    """Return whether the values of the column are numbers, which the sealed list holds.

    Comments may still be taken back: how many there are is counted, not sealed.
    """
    return (table, column) != ("ideas", "comments") and find_kind(table, column) in {"integer", "number"}


def read_value(kind: str, text: str) -> Cell:
    """Return the value of a cell that was written as this kind; None for an empty one, raises ValueError."""
    if text == "":
        return None
    if kind == "integer":
        return int(text)
    if kind == "number":
        return float(text)
    if kind == "boolean":
        return {"true": True, "false": False}[text]
    return date.fromisoformat(text) if kind == "date" else text
