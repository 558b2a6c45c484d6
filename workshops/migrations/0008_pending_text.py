"""Text that waits until its author has signed in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workshops", "0007_materials"),
    ]

    operations = [
        migrations.CreateModel(
            name="PendingText",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("payload", models.BinaryField()),
                ("half_hour", models.PositiveIntegerField(db_index=True)),
            ],
        ),
    ]
