from django.db import migrations, models

UNREAD = models.Q(("status", "in_review"), models.Q(("reviewed", False), ("status", "published")), _connector="OR")
COUNTED_BY = ("id", "held", "held_by_reports", "review_since")


class Migration(migrations.Migration):
    dependencies = [("ideas", "0010_indexes_to_count_by")]
    operations = [
        migrations.RemoveIndex(model_name="comment", name="comment_thread"),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["idea", "status"], name="comment_thread"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(condition=UNREAD, fields=["idea"], include=COUNTED_BY, name="comment_unread"),
        ),
        migrations.AddIndex(
            model_name="idea",
            index=models.Index(condition=UNREAD, fields=["workshop"], include=COUNTED_BY, name="idea_unread"),
        ),
    ]
