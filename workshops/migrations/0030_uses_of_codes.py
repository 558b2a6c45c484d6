"""Join codes are for ten people or more, and tell how many uses are left in words."""

import django.core.validators
from django.db import migrations, models

FILL = "UPDATE workshops_joincode SET uses = GREATEST(uses_left, 10)"


class Migration(migrations.Migration):
    dependencies = [("workshops", "0029_answers_wait")]

    operations = [
        migrations.AddField(
            model_name="joincode",
            name="uses",
            field=models.PositiveIntegerField(
                default=50,
                help_text="Ten or more. By lot it lets a few more in, so that nobody can work out who has joined.",
                validators=[
                    django.core.validators.MinValueValidator(10, "A code is for ten people or more.")
                ],
                verbose_name="how many people can use it",
            ),
        ),
        migrations.AddField(
            model_name="joincode",
            name="uses_told",
            field=models.CharField(
                choices=[("many", "many"), ("some", "some"), ("none", "none")],
                default="many",
                editable=False,
                max_length=4,
            ),
        ),
        migrations.AlterField(
            model_name="joincode",
            name="uses_left",
            field=models.PositiveIntegerField(default=50, editable=False),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="joincode",
            constraint=models.CheckConstraint(
                condition=models.Q(uses__gte=10), name="join_code_is_for_ten_people"
            ),
        ),
        migrations.AddConstraint(
            model_name="joincode",
            constraint=models.CheckConstraint(
                condition=models.Q(uses_told__in=["many", "some", "none"]), name="join_code_uses_known"
            ),
        ),
    ]
