import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

from ideas_platform.lib.no_samples import keep_no_samples

# Columns of whose values the planner keeps no samples.
QUIET = {"ideas_ideasource": ["words", "digest"]}


class Migration(migrations.Migration):

    dependencies = [
        ('ideas', '0011_indexes_of_what_is_unread'),
        ('workshops', '0005_reporters_that_hold'),
    ]

    operations = [
        migrations.CreateModel(
            name='IdeaSource',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('words', models.CharField(max_length=120, verbose_name='where they come from')),
                ('answers', models.PositiveIntegerField(blank=True, null=True, verbose_name='number of answers')),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('brought_on', models.DateField(db_default=django.db.models.functions.datetime.TruncDate(django.db.models.functions.datetime.Now()), editable=False)),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='idea_sources', to='workshops.workshop')),
            ],
            options={
                'verbose_name': 'source of ideas',
                'verbose_name_plural': 'sources of ideas',
                'constraints': [
                    models.CheckConstraint(condition=django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length('words'), 0), name='idea_source_has_words'),
                    models.CheckConstraint(condition=models.Q(('answers', None), ('answers__gt', 0), _connector='OR'), name='idea_source_of_somebody'),
                ],
            },
        ),
        migrations.AddField(
            model_name='idea',
            name='source',
            field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='ideas', to='ideas.ideasource'),
        ),
        migrations.AddIndex(
            model_name='idea',
            index=models.Index(condition=models.Q(('source__isnull', False)), fields=['source'], name='idea_source'),
        ),
        *keep_no_samples(QUIET),
    ]
