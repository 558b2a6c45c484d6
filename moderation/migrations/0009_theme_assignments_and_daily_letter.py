import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0008_answers_to_authors"),
        ("workshops", "0004_pictures"),
    ]

    operations = [
        migrations.CreateModel(
            name="DailyLetterRefusal",
            fields=[
                (
                    "refused_by",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="workshops.membership",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ThemeAssignment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "assigned_to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="workshops.membership",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="workshops.theme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("theme", "assigned_to"), name="theme_assignment_once")
                ],
            },
        ),
    ]
