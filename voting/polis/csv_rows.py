"""CSV files read strictly, row by row, so that a fault can be named by file and line."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from voting.polis.spreadsheet_marks import SAVE, explain_bytes, explain_separator

LONGEST_LINE = 1024 * 1024
BYTE_ORDER_MARK = "\ufeff"


class MalformedFile(Exception):  # noqa: N818 - it names what is the matter
    """A file is not what it should be; the message names it, the line and the reason in plain words."""

    def __init__(self, path: Path, line: int | None, reason: str) -> None:
        where = path.name if line is None else f"{path.name}, line {line}"
        super().__init__(f"{where}: {reason}")


@dataclass(frozen=True)
class Row:
    """The wanted values of one row, and the line on which it begins."""

    path: Path
    line: int
    values: Sequence[str]

    def refuse(self, reason: str) -> MalformedFile:
        """Return the error that says what is wrong with this row."""
        return MalformedFile(self.path, self.line, reason)


def read_rows(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Yield each row's values of `columns`, in that order; other columns and empty lines are passed over.

    Raises MalformedFile where the file is missing, is not UTF-8 text, is not CSV, lacks a column, or has a
    row that is shorter or longer than the first line.
    """
    records = read_records(path)
    header = next(records, None)
    if header is None:
        raise MalformedFile(path, None, "the file is empty.")
    indices = [_find_column(header, column) for column in columns]
    width = len(header.values)
    for record in records:
        if len(record.values) != width:
            raise record.refuse(f"there are {len(record.values)} values where the first line has {width}.")
        yield Row(path, record.line, [record.values[index] for index in indices])


def read_records(path: Path) -> Iterator[Row]:
    """Yield all values of each line that is not empty, the first one included. Raises MalformedFile."""
    try:
        with path.open("rb") as file:
            yield from _parse(path, _Lines(path, file.readline))
    except OSError as error:
        raise MalformedFile(path, None, _say_missing(error)) from error


class _Lines:
    """The lines of a file as text, counted."""

    def __init__(self, path: Path, readline: Callable[[int], bytes]) -> None:
        self._path = path
        self._readline = readline
        self.count = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._readline(LONGEST_LINE + 1):
            self.count += 1
            yield self._decode(line)

    def _decode(self, line: bytes) -> str:
        if len(line) > LONGEST_LINE:
            raise self._refuse("the line is longer than a million bytes.")
        if self.count == 1:
            self._refuse_where(explain_bytes(line))
        if b"\0" in line:
            raise self._refuse("there is a NUL character, so this is not a text file.")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            raise self._refuse(f"the text is not in UTF-8. {SAVE}") from None
        return self._read_first(text) if self.count == 1 else text

    def _read_first(self, line: str) -> str:
        text = line.removeprefix(BYTE_ORDER_MARK)
        self._refuse_where(explain_separator(text))
        return text

    def _refuse_where(self, reason: str | None) -> None:
        if reason is not None:
            raise self._refuse(reason)

    def _refuse(self, reason: str) -> MalformedFile:
        return MalformedFile(self._path, self.count, reason)


def _parse(path: Path, lines: _Lines) -> Iterator[Row]:
    records = csv.reader(lines, strict=True)
    first = 1
    try:
        for values in records:
            if values:
                yield _not_only_commas(Row(path, first, values))
            first = lines.count + 1
    except csv.Error as error:
        raise MalformedFile(path, first, f"this is not a row of comma-separated values ({error}).") from error


def _not_only_commas(row: Row) -> Row:
    """Return the row; a spreadsheet leaves rows of commas where a table was longer once."""
    if any(value.strip() for value in row.values):
        return row
    raise row.refuse("there are only commas, as spreadsheets leave them. Delete all such lines.")


def _find_column(header: Row, name: str) -> int:
    found = header.values.count(name)
    if found != 1:
        reason = "is missing" if found == 0 else f"is there {found} times"
        raise header.refuse(f"the column “{name}” {reason}.")
    return header.values.index(name)


def _say_missing(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "the file is missing."
    return f"the file cannot be read ({error.strerror})."
