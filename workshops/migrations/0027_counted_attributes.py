"""What is counted of members, beside what they tell. So far the two are the same."""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
UPDATE workshops_membership SET counted_organisation_id = organisation_id,
    counted_borough_id = borough_id, counted_group_id = group_id
"""


def _refer_to(model: str) -> models.ForeignKey:
    return models.ForeignKey(
        editable=False,
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name="+",
        to=f"workshops.{model}",
    )


class Migration(migrations.Migration):
    dependencies = [("workshops", "0026_indexes_of_ideas")]

    operations = [
        *(
            migrations.AddField(
                model_name="membership", name=f"counted_{attribute}", field=_refer_to(attribute)
            )
            for attribute in ("organisation", "borough", "group")
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
