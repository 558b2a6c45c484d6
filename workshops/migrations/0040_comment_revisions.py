"""A new wording of a comment waits for the next release, as one of an idea does."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

COLUMN = "ALTER TABLE workshops_commentrevision ALTER COLUMN body SET STATISTICS"


class Migration(migrations.Migration):

    dependencies = [("workshops", "0039_who_counts")]

    operations = [
        migrations.CreateModel(
            name="CommentRevision",
            fields=[
                ("comment", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="revision", serialize=False, to="workshops.comment")),
                ("intent", models.CharField(choices=[("build", "Builds on it"), ("challenge", "Challenges it"), ("question", "Asks a question")], max_length=12, verbose_name="intent")),
                ("body", models.TextField(max_length=2000, verbose_name="text")),
                ("held", models.BooleanField(default=False, editable=False)),
            ],
            options={
                "verbose_name": "revision of a comment",
                "verbose_name_plural": "revisions of comments",
                "constraints": [
                    models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length("body"), 2000), name="commentrevision_body_length", violation_error_message="The text is too long."),
                    models.CheckConstraint(condition=models.Q(("intent__in", ["build", "challenge", "question"])), name="commentrevision_intent_known", violation_error_message="Choose what the comment does."),
                ],
            },
        ),
        migrations.RunSQL(f"{COLUMN} 0", f"{COLUMN} -1"),
    ]
