"""On which day a status was said; of those that stand already, the day from which on it holds."""

from typing import ClassVar

import django.utils.timezone
from django.db import migrations, models

FILL = "UPDATE results_statementstatus SET said_on = since"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("results", "0004_foundation_pictures")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="statementstatus",
            name="said_on",
            field=models.DateField(editable=False, null=True, verbose_name="said on"),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="statementstatus",
            name="said_on",
            field=models.DateField(
                default=django.utils.timezone.localdate, editable=False, verbose_name="said on"
            ),
        ),
    ]
