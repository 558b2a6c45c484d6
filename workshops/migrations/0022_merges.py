"""Merges, and the values that common ground is looked for between."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workshops', '0021_mutes'),
    ]

    operations = [
        migrations.AddField(
            model_name='workshop',
            name='ground_values',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, editable=False, null=True, size=None),
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('idea', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='merge', serialize=False, to='workshops.idea')),
                ('merged_on', models.DateField(db_default=django.db.models.functions.datetime.TruncDate(django.db.models.functions.datetime.Now()), verbose_name='merged on')),
                ('main', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='workshops.idea', verbose_name='merged into')),
                ('merged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership')),
            ],
            options={
                'verbose_name': 'merge',
                'verbose_name_plural': 'merges',
                'constraints': [models.CheckConstraint(condition=models.Q(('idea', models.F('main')), _negated=True), name='merge_of_two_ideas')],
            },
        ),
    ]
