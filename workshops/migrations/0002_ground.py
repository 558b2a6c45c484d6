"""What the tables need beside Django's own description of them: boroughs, the limiter's table, quiet statistics."""

import json
from pathlib import Path

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

BOROUGHS = Path(__file__).resolve().parent.parent / "data" / "boroughs.json"
# Samples of column values that the planner keeps would show texts and tags to whoever reads pg_stats.
QUIET = {"workshops_idea": ["title", "body", "thread_tag"]}


def add_boroughs(apps, schema_editor):
    borough = apps.get_model("workshops", "Borough")
    wanted = ("slug", "name", "column", "row")
    borough.objects.bulk_create(
        borough(**{name: row[name] for name in wanted}) for row in json.loads(BOROUGHS.read_text())
    )


def remove_boroughs(apps, schema_editor):
    apps.get_model("workshops", "Borough").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("workshops", "0001_initial")]

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunPython(add_boroughs, remove_boroughs),
        migrations.RunSQL(
            "CREATE UNLOGGED TABLE limiter_cache ("
            " cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);"
            "CREATE INDEX limiter_cache_expires ON limiter_cache (expires);",
            "DROP TABLE limiter_cache;",
        ),
        *[
            migrations.RunSQL(
                f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0",
                f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS -1",
            )
            for table, columns in QUIET.items()
            for column in columns
        ],
    ]
