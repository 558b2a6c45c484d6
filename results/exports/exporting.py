"""Writing an export to its destination: whole or not at all, and as of one moment."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction

from results.exports.boards_table import make_boards_table
from results.exports.coding_tables import make_coding_tables
from results.exports.comments_table import make_comments_table
from results.exports.decisions_table import make_decisions_table
from results.exports.declaration_tables import make_declaration_tables
from results.exports.document import write_document
from results.exports.folder import is_ours, write_folder
from results.exports.ideas_table import make_ideas_table
from results.exports.participation_table import make_participation_table
from results.exports.poll_table import make_poll_table
from results.exports.tables import Cell, Export
from results.exports.voices_tables import make_voices_tables
from results.exports.workbook import write_workbook
from workshops.models import Workshop

WRITERS: dict[str, Callable[[Export, Path], None]] = {
    "csv": write_folder,
    "xlsx": write_workbook,
    "json": write_document,
}
TABLES = (
    make_ideas_table,
    make_boards_table,
    make_decisions_table,
    make_participation_table,
    make_poll_table,
    make_comments_table,
)


class DestinationTaken(Exception):  # noqa: N818 - it names what is the matter
    """What is there already is not ours to replace; the message says so in plain words."""


def export_workshop(workshop: Workshop, form: str, destination: Path) -> Path:
    """Write all that may leave as "csv" (a folder), "xlsx" or "json" (a file); return the path.

    An earlier export there is replaced once the new one is complete. Raises DestinationTaken where something
    else is there, OSError where it cannot be written; in both cases the destination is as it was before.
    """
    destination = destination.resolve()
    check_destination(destination, form)
    destination.parent.mkdir(parents=True, exist_ok=True)
    draft = destination.with_name(f".{destination.name}.{secrets.token_hex(4)}")
    try:
        with one_moment():
            WRITERS[form](gather_export(workshop), draft)
        put_at_destination(draft, destination)
    finally:
        _remove(draft)
    return destination


def gather_export(workshop: Workshop) -> Export:
    """Return the facts and tables of a workshop; their rows are read when they are written."""
    facts: dict[str, Cell] = {
        "slug": workshop.slug,
        "title": workshop.title,
        "imported": workshop.imported,
        "release_number": workshop.release_number,
    }
    tables = [make_table(workshop) for make_table in TABLES]
    tables += [*make_coding_tables(workshop), *make_voices_tables(workshop)]
    return Export(facts, [*tables, *make_declaration_tables(workshop)])


def check_destination(destination: Path, form: str) -> None:
    """Raise DestinationTaken where an export of this form must not go."""
    if form == "csv" and destination.is_dir():
        if any(destination.iterdir()) and not is_ours(destination):
            raise DestinationTaken(
                f"The folder {destination} has other things in it. Choose another --output."
            )
    elif destination.is_dir():
        raise DestinationTaken(
            f"{destination} is a folder; {form} is written as one file. Choose another --output."
        )
    elif form == "csv" and destination.exists():
        raise DestinationTaken(
            f"{destination} is a file; csv is written as a folder. Choose another --output."
        )


@contextmanager
def one_moment() -> Iterator[None]:
    """Let all queries of the block see the same state, however long they take."""
    is_within = connection.in_atomic_block
    with transaction.atomic():
        if not is_within:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def put_at_destination(draft: Path, destination: Path) -> None:
    """Rename the complete draft to its destination; what was there comes back where that fails."""
    if not destination.is_dir():
        draft.replace(destination)
        return
    old = draft.with_suffix(".old")
    destination.rename(old)
    try:
        draft.rename(destination)
    except OSError:
        old.rename(destination)
        raise
    _remove(old)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
