"""What the last release took of the poll stands beside what is set now."""

from django.db import migrations, models

FILL = "UPDATE workshops_pollanswer SET counted_id = option_id WHERE released"
UNFILL = "UPDATE workshops_pollanswer SET released = (option_id IS NOT DISTINCT FROM counted_id)"


class Migration(migrations.Migration):

    dependencies = [
        ("workshops", "0027_counted_attributes"),
    ]

    operations = [
        migrations.AddField(
            "pollanswer",
            "counted",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=models.RESTRICT,
                related_name="counted_answers",
                to="workshops.polloption",
            ),
        ),
        migrations.RunSQL(FILL, UNFILL),
    ]
