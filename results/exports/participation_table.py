"""The table of participation: the numbers on the workshop's page, with what each of them counts."""

from collections.abc import Iterator

from ideas.domain.numbers import public_numbers
from results.exports.tables import Cell, Table
from workshops.models import Workshop
from workshops.statistics.participation import Breakdown, describe_participation

COLUMNS = ("measure", "number", "definition")


def make_participation_table(workshop: Workshop) -> Table:
    """Return the numbers as the one module that counts people gives them: what anybody may see."""
    rows = [_describe(number) for number in public_numbers(workshop)]
    for breakdown in describe_participation(workshop).breakdowns:
        rows += _list_rows(breakdown)
    return Table("participation", COLUMNS, rows)


def _describe(number: dict[str, object]) -> list[Cell]:
    """Return the row; a number that is told in words, as a band, stands before what it counts."""
    value, definition = number["value"], str(number["definition"])
    if isinstance(value, int):
        return [str(number["label"]), value, definition]
    return [str(number["label"]), None, f"{value}. {definition}"]


def _list_rows(breakdown: Breakdown) -> Iterator[list[Cell]]:
    for name, people in breakdown.rows:
        yield [f"took part, {breakdown.dimension}: {name}", people, breakdown.definition]
    if breakdown.others:
        yield [f"took part, {breakdown.dimension}: others together", None, breakdown.others]
