import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import ideas_platform.lib.distinct
import uuid
from django.db import migrations, models

from ideas_platform.lib.new_tables import CreateTables
from ideas_platform.lib.no_samples import keep_no_samples

# Columns of whose values the planner keeps no samples.
QUIET = {
    'voting_vote': ['tag'],
}


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('voting', '0002_beside_the_tables'),
    ]

    dependencies = [
        ('ideas', '0001_initial'),
        ('workshops', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Total',
                fields=[
                    ('idea', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='total', serialize=False, to='ideas.idea')),
                    ('up', models.PositiveIntegerField(default=0)),
                    ('down', models.PositiveIntegerField(default=0)),
                    ('unsure', models.PositiveIntegerField(default=0)),
                    ('clusters', models.PositiveIntegerField(default=0)),
                    ('spread', models.PositiveSmallIntegerField(default=0)),
                    ('top_score', models.FloatField(null=True)),
                    ('top_high', models.FloatField(default=1)),
                    ('top_weight', models.FloatField(default=0)),
                    ('top_share', models.FloatField(default=0)),
                    ('common_ground_score', models.FloatField(null=True)),
                    ('common_ground_listed', models.BooleanField(default=False)),
                    ('debated_score', models.FloatField(null=True)),
                ],
                options={
                    'verbose_name': 'total',
                    'verbose_name_plural': 'totals',
                },
            ),
            migrations.CreateModel(
                name='Board',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(choices=[('top', 'Top ideas'), ('common-ground', 'Common ground'), ('new', 'New ideas'), ('rising', 'Rising'), ('debated', 'Debated'), ('diverse', 'Something for everybody')], max_length=16)),
                    ('release_number', models.PositiveIntegerField()),
                    ('version', models.UUIDField(default=uuid.uuid4)),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='boards', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'board',
                    'verbose_name_plural': 'boards',
                    'constraints': [
                        models.UniqueConstraint(models.F('workshop'), models.F('name'), name='board_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='BoardEntry',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('rank', models.PositiveIntegerField()),
                    ('previous_rank', models.PositiveIntegerField(null=True)),
                    ('score', models.FloatField()),
                    ('low', models.FloatField()),
                    ('high', models.FloatField()),
                    ('share', models.FloatField(default=0)),
                    ('tenths', models.PositiveSmallIntegerField(default=0)),
                    ('chance', models.FloatField()),
                    ('up', models.PositiveIntegerField()),
                    ('down', models.PositiveIntegerField()),
                    ('unsure', models.PositiveIntegerField()),
                    ('clusters', models.PositiveIntegerField()),
                    ('board', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='voting.board')),
                    ('idea', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='board_entries', to='ideas.idea')),
                ],
                options={
                    'verbose_name': 'board entry',
                    'verbose_name_plural': 'board entries',
                    'ordering': ['rank'],
                    'constraints': [
                        models.UniqueConstraint(models.F('board'), models.F('rank'), name='board_rank_once'),
                        models.UniqueConstraint(models.F('idea'), models.F('board'), name='board_idea_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='DailyTotal',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('date', models.DateField()),
                    ('up', models.PositiveIntegerField()),
                    ('down', models.PositiveIntegerField()),
                    ('unsure', models.PositiveIntegerField()),
                    ('idea', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='daily_totals', to='ideas.idea')),
                ],
                options={
                    'verbose_name': 'daily total',
                    'verbose_name_plural': 'daily totals',
                    'constraints': [
                        models.UniqueConstraint(models.F('idea'), models.F('date'), name='daily_total_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='QueueEntry',
                fields=[
                    ('idea', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='queue_entry', serialize=False, to='ideas.idea')),
                    ('up', models.PositiveIntegerField(default=0)),
                    ('down', models.PositiveIntegerField(default=0)),
                    ('voters', models.PositiveIntegerField(default=0)),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='queue_entries', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'queue entry',
                    'verbose_name_plural': 'queue entries',
                },
            ),
            migrations.CreateModel(
                name='Vote',
                fields=[
                    ('pk', models.CompositePrimaryKey('idea_id', 'tag', blank=True, editable=False, primary_key=True, serialize=False)),
                    ('tag', models.BinaryField(max_length=16)),
                    ('value', models.SmallIntegerField(choices=[(1, 'thumbs-up'), (0, 'not sure'), (-1, 'thumbs-down')], null=True)),
                    ('counted', models.SmallIntegerField(choices=[(1, 'thumbs-up'), (0, 'not sure'), (-1, 'thumbs-down')], null=True)),
                    ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='ideas.idea')),
                ],
                options={
                    'verbose_name': 'vote',
                    'verbose_name_plural': 'votes',
                    'indexes': [
                        models.Index(condition=models.Q(ideas_platform.lib.distinct.IsDistinctFrom(models.F('value'), models.F('counted')), ('value', None), _connector='OR'), fields=['idea'], name='vote_waiting'),
                    ],
                    'constraints': [
                        models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('tag'), 16), name='vote_tag_length'),
                        models.CheckConstraint(condition=models.Q(('value', None), ('value__in', [1, 0, -1]), _connector='OR'), name='vote_value_known'),
                        models.CheckConstraint(condition=models.Q(('counted', None), ('counted__in', [1, 0, -1]), _connector='OR'), name='vote_counted_known'),
                    ],
                },
            ),
        ]),
        *keep_no_samples(QUIET),
    ]
