"""A small conversation on wards and home visits, in the form of a Pol.is export."""

import csv
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

SHARED = Path(settings.BASE_DIR).parent / "shared" / "data" / "polis"

NOON = 1_700_000_000_000  # 14 November 2023, 22:13 in London
LONG_COMMENT = (
    "Handovers at home need ten quiet minutes, a shared record and somebody who knows the patient, because "
    "otherwise each of us starts again from nothing\nA second line with “quotes”, commas, and so on"
)

Rows = list[list[object]]

COMMENTS: Rows = [
    ["timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"],
    [NOON, "", 10, 1, 9, 9, 1, LONG_COMMENT],
    [NOON + 1000, "", 11, 2, 9, 9, -1, "Sell my old car"],
    [NOON - 86_400_000, "", 12, 99, 9, 9, 0, "  \nOne telephone number for all of us"],
    [NOON + 2000, "", 13, 2, 9, 9, 1, "=A joint rota would save an hour a day"],
]
PEOPLE: Rows = [
    ["participant", "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", "10", "11", "12"],
    [1, "", 0, 1, 2, 2, 0, 1, "", 1],
    [2, "", 1, 2, 3, 1, 2, -1, 1, -1],
    [3, "", "", 0, 1, 0, 0, 0, "", ""],
    [4, "", 0, 0, 1, 1, 0, 1, "", ""],
    [5, "", 0, 0, 0, 0, 0, "", "", ""],
]
VOTES: Rows = [
    ["timestamp", "datetime", "comment-id", "voter-id", "vote"],
    [NOON + 9000, "", 10, 1, 1],
    [NOON + 8000, "", 10, 1, -1],  # earlier, though it comes later
    [NOON + 7000, "", 10, 2, 1],
    [NOON + 7000, "", 10, 2, -1],  # the same moment: the later row counts
    [NOON + 7000, "", 10, 3, 0],
    [NOON + 7000, "", 10, 4, 1],
    [NOON + 7000, "", 11, 2, 1],
    [NOON + 7000, "", 12, 1, 1],
    [NOON + 7000, "", 12, 2, -1],
]
SUMMARY: Rows = [
    ["topic", "What would help you on a home visit?"],
    ["url", "https://polis.example/visits"],
    ["voters", 5],
    ["conversation-description", "Tell us what gets in the way.\n\nAnybody may answer."],
]


def write_export(folder: Path, **others: Sequence[Sequence[object]]) -> Path:
    """Write the four files, with other rows where `comments`, `people`, `votes` or `summary` are given."""
    files: dict[str, Sequence[Sequence[object]]] = {
        "comments.csv": others.get("comments", COMMENTS),
        "participants-votes.csv": others.get("people", PEOPLE),
        "votes.csv": others.get("votes", VOTES),
        "summary.csv": others.get("summary", SUMMARY),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        with (folder / name).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    return folder


def with_line(rows: Rows, line: int, *values: object) -> Rows:
    """Return the rows with another one in the place of this line (the first is 1)."""
    return [*rows[: line - 1], list(values), *rows[line:]]
