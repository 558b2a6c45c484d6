"""Twins are found however many ideas wait, and only what is published is put where searches look."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models.functions import MD5

# The planner is to keep no samples of what titles say, not even as sums.
QUIET = "ALTER INDEX idea_twins ALTER COLUMN 1 SET STATISTICS"
PUBLISHED = models.Q(status="published")


class Migration(migrations.Migration):

    dependencies = [
        ("workshops", "0025_left"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="idea",
            index=models.Index(
                MD5("title"), condition=models.Q(waiting_since__isnull=False), name="idea_twins"
            ),
        ),
        migrations.RunSQL(f"{QUIET} 0", f"{QUIET} -1"),
        migrations.RemoveIndex(model_name="idea", name="idea_words"),
        migrations.RemoveIndex(model_name="idea", name="idea_title_parts"),
        migrations.AddIndex(
            model_name="idea",
            index=GinIndex(fields=["words"], gin_pending_list_limit=64, condition=PUBLISHED, name="idea_words"),
        ),
        migrations.AddIndex(
            model_name="idea",
            index=GinIndex(
                fields=["title"],
                gin_pending_list_limit=64,
                opclasses=["gin_trgm_ops"],
                condition=PUBLISHED,
                name="idea_title_parts",
            ),
        ),
    ]
