"""Columns of whose values the planner keeps no samples: these would show texts and tags in pg_stats."""

from collections.abc import Iterable, Mapping

from django.db import migrations


def keep_no_samples(columns: Mapping[str, Iterable[str]]) -> list[migrations.RunSQL]:
    """Return the operations of a migration that take samples of these columns, by table, from the planner."""
    return [
        migrations.RunSQL(
            f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0",
            f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS -1",
        )
        for table, names in columns.items()
        for column in names
    ]
