import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

FREEZE = """
CREATE FUNCTION workshops_snapshot_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a snapshot is never changed' USING ERRCODE = 'check_violation'; END $$;
CREATE TRIGGER workshops_snapshot_stays BEFORE UPDATE ON workshops_snapshot
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION workshops_snapshot_stays();
"""
THAW = """
DROP TRIGGER workshops_snapshot_stays ON workshops_snapshot;
DROP FUNCTION workshops_snapshot_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("workshops", "0016_notes_of_destroyed_keys")]

    operations = [
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("joined", "joined"), ("took_part", "took part")], max_length=12)),
                ("number", models.PositiveIntegerField()),
                ("taken_on", models.DateField(default=django.utils.timezone.localdate)),
                ("figures", models.JSONField()),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="snapshots",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "snapshot",
                "verbose_name_plural": "snapshots",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("workshop"), models.F("kind"), models.F("number"), name="snapshot_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["joined", "took_part"])), name="snapshot_kind_known"
                    ),
                ],
            },
        ),
        migrations.RunSQL(FREEZE, THAW),
    ]
