"""The PIN for the view of one's past. The planner keeps no samples of it."""

from django.db import migrations, models

COLUMN = "ALTER TABLE workshops_membership ALTER COLUMN pin_hash SET STATISTICS"


class Migration(migrations.Migration):
    dependencies = [("workshops", "0018_search")]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="pin_hash",
            field=models.CharField(blank=True, default="", editable=False, max_length=128),
        ),
        migrations.AddField(
            model_name="membership",
            name="pin_tries",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(pin_tries=0) | (models.Q(pin_tries__lte=5) & ~models.Q(pin_hash="")),
                name="membership_pin_tries",
            ),
        ),
        migrations.RunSQL(f"{COLUMN} 0", f"{COLUMN} -1"),
    ]
