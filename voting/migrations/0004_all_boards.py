"""All boards. They are filled at the next release, for which every workshop is counted anew."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voting', '0003_queue'),
        ('workshops', '0022_merges'),
    ]

    operations = [
        migrations.AddField(
            model_name='board',
            name='version',
            field=models.UUIDField(default=uuid.uuid4),
        ),
        migrations.AddField(
            model_name='boardentry',
            name='share',
            field=models.FloatField(default=0),
        ),
        migrations.AddField(
            model_name='boardentry',
            name='tenths',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='total',
            name='common_ground_listed',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='total',
            name='common_ground_score',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='total',
            name='common_ground_tenths',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='total',
            name='debated_score',
            field=models.FloatField(null=True),
        ),
        migrations.AlterField(
            model_name='board',
            name='name',
            field=models.CharField(choices=[('top', 'Top ideas'), ('common-ground', 'Common ground'), ('new', 'New ideas'), ('rising', 'Rising'), ('debated', 'Debated'), ('diverse', 'Something for everybody')], max_length=16),
        ),
        migrations.CreateModel(
            name='DailyTotal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('date', models.DateField()),
                ('up', models.PositiveIntegerField()),
                ('down', models.PositiveIntegerField()),
                ('unsure', models.PositiveIntegerField()),
                ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='daily_totals', to='workshops.idea')),
            ],
            options={
                'verbose_name': 'daily total',
                'verbose_name_plural': 'daily totals',
                'constraints': [models.UniqueConstraint(models.F('idea'), models.F('date'), name='daily_total_once')],
            },
        ),
        migrations.RunSQL("UPDATE workshops_workshop SET recompute_all = true WHERE release_number > 0", ""),
    ]
