"""The straw poll: a question, its options, one answer of each person, and the totals of the last release."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import uuid
from django.db import migrations, models

# An answer is one of its own workshop's options. Django knows no foreign key over two columns.
OWN_OPTION = """
ALTER TABLE workshops_pollanswer ADD CONSTRAINT poll_answer_own_option
    FOREIGN KEY (poll_id, option_id) REFERENCES workshops_polloption (workshop_id, id)
"""
# Samples of column values that the planner keeps would show tags to whoever reads pg_stats.
QUIET = "ALTER TABLE workshops_pollanswer ALTER COLUMN tag SET STATISTICS 0"
SAMPLED = "ALTER TABLE workshops_pollanswer ALTER COLUMN tag SET STATISTICS -1"


class Migration(migrations.Migration):

    dependencies = [
        ('workshops', '0005_comments_and_reports'),
    ]

    operations = [
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='poll', serialize=False, to='workshops.workshop')),
                ('question', models.CharField(help_text='For example: Do you support the draft vision?', max_length=160, verbose_name='question')),
                ('supportive_words', models.CharField(blank=True, help_text='It follows the share: “91% …”. For example: support it completely or mostly', max_length=120, verbose_name='what the supportive answers say')),
            ],
            options={
                'verbose_name': 'straw poll',
                'verbose_name_plural': 'straw poll',
            },
        ),
        migrations.CreateModel(
            name='PollOption',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('label', models.CharField(max_length=80, verbose_name='answer')),
                ('supportive', models.BooleanField(default=False, verbose_name='supportive')),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='poll_options', to='workshops.workshop')),
            ],
            options={
                'verbose_name': 'answer to the straw poll',
                'verbose_name_plural': 'answers to the straw poll',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='PollTotal',
            fields=[
                ('option', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='total', serialize=False, to='workshops.polloption')),
                ('number', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'poll total',
                'verbose_name_plural': 'poll totals',
            },
        ),
        migrations.CreateModel(
            name='PollAnswer',
            fields=[
                ('pk', models.CompositePrimaryKey('poll_id', 'tag', blank=True, editable=False, primary_key=True, serialize=False)),
                ('tag', models.BinaryField(max_length=16)),
                ('released', models.BooleanField(default=False)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='workshops.poll')),
                ('option', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='answers', to='workshops.polloption')),
            ],
            options={
                'verbose_name': 'poll answer',
                'verbose_name_plural': 'poll answers',
            },
        ),
        migrations.AddConstraint(
            model_name='polloption',
            constraint=models.UniqueConstraint(models.F('workshop'), models.F('number'), name='poll_option_number_once'),
        ),
        migrations.AddConstraint(
            model_name='polloption',
            constraint=models.UniqueConstraint(models.F('workshop'), models.F('label'), name='poll_option_label_once'),
        ),
        migrations.AddConstraint(
            model_name='polloption',
            constraint=models.UniqueConstraint(fields=('workshop', 'id'), name='poll_option_of_workshop'),
        ),
        migrations.AddIndex(
            model_name='pollanswer',
            index=models.Index(condition=models.Q(('released', False)), fields=['poll'], name='poll_answer_unreleased'),
        ),
        migrations.AddConstraint(
            model_name='pollanswer',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('tag'), 16), name='poll_answer_tag_length'),
        ),
        migrations.RunSQL(
            OWN_OPTION, "ALTER TABLE workshops_pollanswer DROP CONSTRAINT poll_answer_own_option"
        ),
        migrations.RunSQL(QUIET, SAMPLED),
    ]
