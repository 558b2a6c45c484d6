"""What the table of participation says, which every form of an export has; and what the summary says."""

from __future__ import annotations

from organising.domain.summary import make_summary
from results.exports.participation_table import make_participation_table
from tests.organising.reading_pages import Read
from workshops.models import Workshop

OTHERS = "others together"


def read_export(workshop: Workshop) -> tuple[dict[str, str], dict[str, Read]]:
    """Return the numbers that an export of now tells, and its dimensions by name."""
    numbers: dict[str, str] = {}
    told: dict[str, dict[str, int]] = {"borough": {}, "group": {}}
    others = dict.fromkeys(told, "")
    for measure, number, definition in make_participation_table(workshop).rows:
        head, _colon, name = str(measure).partition(": ")
        dimension = head.removeprefix("took part, ")
        if dimension not in told:
            numbers[str(measure)] = str(definition).partition(".")[0] if number is None else str(number)
        elif name == OTHERS:
            others[dimension] = str(definition)
        elif isinstance(number, int):
            told[dimension][name] = number
    return numbers, {name: Read(rows, others=others[name]) for name, rows in told.items()}


def read_summary(workshop: Workshop) -> dict[str, dict[str, int]]:
    """Return the numbers of each dimension that the weekly summary of now tells."""
    headings = {"By borough": "borough", "By “I am a …”": "group"}
    return {headings[part.heading]: dict(part.rows) for part in make_summary(workshop).parts}
