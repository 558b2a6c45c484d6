"""The four files of a Pol.is open-data export, checked against each other.

Format: https://compdemocracy.org/export/. Everything is read before anything is stored.
"""

from __future__ import annotations

import re
import time
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ideas.models.ideas import REPLACEMENT_LENGTH
from ideas_platform.lib.visible_text import tidy_text
from voting.polis.csv_rows import MalformedFile, Row, read_records, read_rows
from voting.polis.spreadsheet_marks import explain_number

SUMMARY, COMMENTS, VOTES, PEOPLE = "summary.csv", "comments.csv", "votes.csv", "participants-votes.csv"
FILES = (SUMMARY, COMMENTS, VOTES, PEOPLE)

Report = Callable[[str], None]
REPORT_EVERY = 100_000

_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}\Z")
LARGEST_NUMBER = 2**31 - 1
MILLISECONDS = 1000
EARLIEST = int(datetime(2000, 1, 1, tzinfo=UTC).timestamp()) * MILLISECONDS
VOTE_VALUES = {"1": 1, "0": 0, "-1": -1}
MODERATED = {"1": False, "0": False, "-1": True}


@dataclass(frozen=True)
class Comment:
    """One comment: its number there, when it was written (ms since 1970), its author's number."""

    number: int
    written: int
    author: int
    is_hidden: bool
    text: str
    """As it was written, without signs that control others; "" only where it is hidden."""


@dataclass
class VoteRows:
    """The rows of votes.csv in order, as columns: indices of comment and person, ms since 1970, value."""

    comments: array[int] = field(default_factory=lambda: array("i"))
    people: array[int] = field(default_factory=lambda: array("i"))
    times: array[int] = field(default_factory=lambda: array("q"))
    values: array[int] = field(default_factory=lambda: array("h"))


@dataclass(frozen=True)
class Conversation:
    """A whole export. `people` maps a participant's number to the number of their opinion group or None."""

    summary: dict[str, str]
    comments: list[Comment]
    people: dict[int, int | None]
    votes: VoteRows

    @property
    def first_and_last(self) -> tuple[datetime, datetime]:
        """The earliest and the latest moment at which something was written or voted."""
        times = [comment.written for comment in self.comments]
        times += [min(self.votes.times), max(self.votes.times)] if self.votes.times else []
        return as_moment(min(times)), as_moment(max(times))


def read_conversation(folder: Path, report: Report) -> Conversation:
    """Read and check the four files in `folder`; `report` is told how far it is.

    Raises MalformedFile at the first fault.
    """
    summary = read_summary(folder / SUMMARY)
    people = read_people(folder / PEOPLE)
    comments = read_comments(folder / COMMENTS)
    report(f"Read {len(comments):,} comments and {len(people):,} people.")
    return Conversation(summary, comments, people, read_votes(folder / VOTES, comments, people, report))


def read_summary(path: Path) -> dict[str, str]:
    """Return the lines `key,value` of summary.csv."""
    summary: dict[str, str] = {}
    for record in read_records(path):
        if len(record.values) != 2:
            raise record.refuse(f"there are {len(record.values)} values where “key,value” was expected.")
        summary[record.values[0]] = tidy_text(record.values[1])
    return summary


def read_people(path: Path) -> dict[int, int | None]:
    """Return each participant's opinion group, None for a blank one."""
    people: dict[int, int | None] = {}
    for row in read_rows(path, ["participant", "group-id"]):
        person = _number(row, "participant", row.values[0])
        if person in people:
            raise row.refuse(f"participant {person} is there twice.")
        people[person] = _number(row, "group-id", row.values[1]) if row.values[1].strip() else None
    return people


def read_comments(path: Path) -> list[Comment]:
    """Return the comments; at least one is needed."""
    columns = ["comment-id", "timestamp", "author-id", "moderated", "comment-body"]
    comments: dict[int, Comment] = {}
    for row in read_rows(path, columns):
        comment = _comment(row)
        if comment.number in comments:
            raise row.refuse(f"comment {comment.number} is there twice.")
        comments[comment.number] = comment
    if not comments:
        raise MalformedFile(path, None, "there is no comment in it.")
    return list(comments.values())


def read_votes(
    path: Path, comments: list[Comment], people: dict[int, int | None], report: Report
) -> VoteRows:
    """Return all rows of votes; each must be by a known person on a known comment."""
    comment_indices = {comment.number: index for index, comment in enumerate(comments)}
    people_indices = {person: index for index, person in enumerate(people)}
    votes = VoteRows()
    rows = read_rows(path, ["timestamp", "comment-id", "voter-id", "vote"])
    for row in _reported(rows, report):
        moment, comment, person, value = row.values
        votes.times.append(_moment(row, moment))
        votes.comments.append(_index(row, "comment", comment, comment_indices))
        votes.people.append(_index(row, "participant", person, people_indices))
        if value not in VOTE_VALUES:
            raise _refuse_value(row, "the vote", value, "1, -1 or 0")
        votes.values.append(VOTE_VALUES[value])
    return votes


def as_moment(milliseconds: int) -> datetime:
    """Return the moment so many milliseconds after the beginning of 1970."""
    return datetime.fromtimestamp(milliseconds / MILLISECONDS, UTC)


def _comment(row: Row) -> Comment:
    number, written, author, moderated, raw = row.values
    text = tidy_text(raw)
    if moderated not in MODERATED:
        raise _refuse_value(row, "moderated", moderated, "1, 0 or -1")
    if not text and not MODERATED[moderated]:
        raise row.refuse("the comment has no text, and was not moderated out (-1).")
    if len(text) > REPLACEMENT_LENGTH:
        raise row.refuse(f"the comment is longer than {REPLACEMENT_LENGTH:,} characters.")
    return Comment(
        number=_number(row, "comment-id", number),
        written=_moment(row, written),
        author=_number(row, "author-id", author),
        is_hidden=MODERATED[moderated],
        text=text,
    )


def _reported(rows: Iterator[Row], report: Report) -> Iterator[Row]:
    count = 0
    for count, row in enumerate(rows, start=1):
        if count % REPORT_EVERY == 0:
            report(f"Read {count:,} votes so far.")
        yield row
    report(f"Read {count:,} rows of votes.")


def _index(row: Row, what: str, value: str, indices: dict[int, int]) -> int:
    number = _number(row, what, value)
    try:
        return indices[number]
    except KeyError:
        file = COMMENTS if what == "comment" else PEOPLE
        raise row.refuse(f"there is no {what} {number} in {file}.") from None


def _number(row: Row, column: str, value: str) -> int:
    if not _WHOLE_NUMBER.match(value) or not 0 <= int(value) <= LARGEST_NUMBER:
        reason = explain_number(value) or "which is not a whole number from 0 on."
        raise row.refuse(f"{column} is “{value}”, {reason}")
    return int(value)


def _refuse_value(row: Row, what: str, value: str, allowed: str) -> MalformedFile:
    marks = explain_number(value)
    return row.refuse(f"{what} is “{value}”" + (f", {marks}" if marks else f"; it must be {allowed}."))


def _moment(row: Row, value: str) -> int:
    if not _WHOLE_NUMBER.match(value):
        reason = explain_number(value) or "which is not a whole number."
        raise row.refuse(f"timestamp is “{value}”, {reason}")
    if not EARLIEST <= int(value) <= time.time() * MILLISECONDS:
        raise row.refuse(f"timestamp {value} is no moment between 2000 and now, in ms since 1970.")
    return int(value)
