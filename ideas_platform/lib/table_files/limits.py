"""How large a table may be, and how a cell is called: for both sides of the reading."""

LARGEST = 10 * 1024 * 1024
"""Bytes of a file."""
LARGEST_UNPACKED = 120 * 1024 * 1024
MOST_PARTS = 500
"""Files inside a workbook."""
MOST_ROWS = 25_000
"""Rows below the headings."""
MOST_COLUMNS = 60
MOST_LETTERS = 32_767
"""In one cell, as in a spreadsheet."""
MOST_FAULTS = 20
"""So many faults are named."""


def name_cell(row: int, column: int) -> str:
    """Return how a spreadsheet calls a cell: the third one of the second row, both from 1, is "C2"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
