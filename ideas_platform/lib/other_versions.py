"""Data that another version of this program made: steps of its migrations that this one does not have."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

REFUSED = (
    "It was made by another version of this program, with steps that this one does not know (%s). If that "
    "version is newer, run that one. If it is older, the steps have started anew since: see “Upgrades” in "
    "docs/operations.md, or take out what you need with that version (export_results), then start empty."
)


def find_unknown_steps(alias: str) -> list[str]:
    """Return the migrations of our own apps that were applied to a database and are not here, in order."""
    applied = MigrationRecorder(connections[alias]).applied_migrations()
    return list_unknown(f"{app}.{name}" for app, name in applied)


def list_unknown(steps: Iterable[str]) -> list[str]:
    """Return which of these steps (`app.name`) of our own apps this program does not have, in order.

    Steps that became one are known only all together: what lacks some of them would never get the rest.
    """
    there, known = set(steps), set()
    ours = {path.parent.name for path in Path(settings.BASE_DIR).glob("*/migrations")}
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        replaced = {f"{app}.{old}" for app, old in migration.replaces}
        if replaced <= there:
            known |= {f"{app}.{name}", *replaced}
    return sorted(step for step in there - known if step.partition(".")[0] in ours)


def describe_refusal(unknown: list[str]) -> str:
    """Return in words why data with these unknown steps is refused, and what to do."""
    more = len(unknown) - 1
    return REFUSED % (f"{unknown[0]} and {more} more" if more else unknown[0])
