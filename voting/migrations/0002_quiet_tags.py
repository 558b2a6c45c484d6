"""Samples of tags that the planner keeps would show them to whoever reads pg_stats."""

from django.db import migrations

COLUMN = "ALTER TABLE voting_vote ALTER COLUMN tag SET STATISTICS"


class Migration(migrations.Migration):
    dependencies = [("voting", "0001_initial")]
    operations = [migrations.RunSQL(f"{COLUMN} 0", f"{COLUMN} -1")]
