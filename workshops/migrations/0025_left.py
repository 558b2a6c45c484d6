"""Marks over the addresses whose account was deleted. The planner keeps no samples of them."""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

COLUMN = "ALTER TABLE workshops_left ALTER COLUMN tag SET STATISTICS"


class Migration(migrations.Migration):
    dependencies = [("workshops", "0024_frozen")]

    operations = [
        migrations.CreateModel(
            name="Left",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("tag", models.BinaryField(max_length=16)),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(models.F("workshop"), models.F("tag"), name="left_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Length("tag"), 16
                            )
                        ),
                        name="left_tag_length",
                    ),
                ],
            },
        ),
        migrations.RunSQL(f"{COLUMN} 0", f"{COLUMN} -1"),
    ]
