"""The table of participation: the numbers on the workshop's page, with what each of them counts."""

from results.domain.exports.tables import Cell, Table
from workshops.domain.statistics import public_numbers
from workshops.models import Workshop

COLUMNS = ("measure", "number", "definition")


def make_participation_table(workshop: Workshop) -> Table:
    """Return the numbers as the one module that counts people gives them."""
    return Table("participation", COLUMNS, [_describe(number) for number in public_numbers(workshop)])


def _describe(number: dict[str, object]) -> list[Cell]:
    value = number["value"]
    return [str(number["label"]), value if isinstance(value, int) else None, str(number["definition"])]
