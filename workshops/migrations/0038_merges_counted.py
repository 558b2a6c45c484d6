"""Which merges a release has taken, and whether all were counted together after the close."""

from django.db import migrations, models

# What stands was counted at once by the rule of before.
TAKEN = "UPDATE workshops_merge SET counted = true"


class Migration(migrations.Migration):

    dependencies = [
        ('workshops', '0037_words_of_constraints'),
    ]

    operations = [
        migrations.AddField(
            model_name='merge',
            name='main_voters',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='merge',
            name='counted',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='workshop',
            name='merges_settled',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunSQL(TAKEN, migrations.RunSQL.noop),
    ]
