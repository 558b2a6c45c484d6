import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
import uuid
from django.db import migrations, models

from ideas_platform.lib.no_samples import keep_no_samples

# Columns of whose values the planner keeps no samples.
QUIET = {'pledges_levelanswer': ['tag', 'level'], 'pledges_standing': ['tag', 'value']}


def forget_assessments(apps, schema_editor):
    """Delete the rounds of self-assessments: there was no such kind before."""
    apps.get_model('pledges', 'Round').objects.filter(kind='assessment').delete()
    # Or the tables could not be altered in the same transaction.
    schema_editor.execute('SET CONSTRAINTS ALL IMMEDIATE')
    schema_editor.execute('SET CONSTRAINTS ALL DEFERRED')


class Migration(migrations.Migration):

    dependencies = [
        ('pledges', '0003_judgements'),
        ('workshops', '0010_weekly_summary'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='assessment', serialize=False, to='workshops.workshop')),
                ('introduction', models.CharField(blank=True, max_length=500)),
                ('levels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': 'self-assessment',
                'verbose_name_plural': 'self-assessments',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('levels__len__gte', 3), ('levels__len__lte', 5)), name='assessment_has_levels'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AssessmentQuestion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=200)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='pledges.assessment')),
            ],
            options={
                'verbose_name': 'question of a self-assessment',
                'verbose_name_plural': 'questions of self-assessments',
                'ordering': ['number'],
                'constraints': [
                    models.UniqueConstraint(fields=('assessment', 'number'), name='assessment_question_once'),
                    models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='assessment_question_has_words'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('pk', models.CompositePrimaryKey('round_id', 'tag', blank=True, editable=False, primary_key=True, serialize=False)),
                ('tag', models.BinaryField(max_length=16)),
                ('value', models.CharField(choices=[('staff', 'I work with people who need care or support'), ('leader', 'I lead or manage a team or an organisation'), ('service_user', 'I use services, or care for somebody who does')], max_length=12)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standings', to='pledges.round')),
            ],
            options={
                'verbose_name': 'standing',
                'verbose_name_plural': 'standings',
                'constraints': [
                    models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('tag'), 16), name='standing_tag_length'),
                    models.CheckConstraint(condition=models.Q(('value__in', ['staff', 'leader', 'service_user'])), name='standing_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='LevelAnswer',
            fields=[
                ('pk', models.CompositePrimaryKey('round_id', 'question_id', 'tag', blank=True, editable=False, primary_key=True, serialize=False)),
                ('tag', models.BinaryField(max_length=16)),
                ('level', models.PositiveSmallIntegerField()),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='pledges.assessmentquestion')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='level_answers', to='pledges.round')),
            ],
            options={
                'verbose_name': 'chosen level',
                'verbose_name_plural': 'chosen levels',
                'constraints': [
                    models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('tag'), 16), name='level_answer_tag_length'),
                    models.CheckConstraint(condition=models.Q(('level__lt', 5)), name='level_answer_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AssessmentTotal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('standing', models.CharField(blank=True, choices=[('staff', 'I work with people who need care or support'), ('leader', 'I lead or manage a team or an organisation'), ('service_user', 'I use services, or care for somebody who does')], max_length=12)),
                ('people', models.PositiveIntegerField()),
                ('told', models.JSONField(default=dict)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='totals', to='pledges.assessmentquestion')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessment_totals', to='pledges.round')),
            ],
            options={
                'verbose_name': 'total of a self-assessment',
                'verbose_name_plural': 'totals of self-assessments',
                'constraints': [
                    models.UniqueConstraint(fields=('round', 'question', 'standing'), name='assessment_total_once'),
                    models.CheckConstraint(condition=models.Q(('people', django.db.models.expressions.CombinedExpression(models.Value(5), '*', django.db.models.expressions.CombinedExpression(models.F('people'), '/', models.Value(5))))), name='assessment_total_rounded'),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name='round',
            name='round_kind_known',
        ),
        migrations.AlterField(
            model_name='round',
            name='kind',
            field=models.CharField(choices=[('pledges', 'has this changed where you work?'), ('assessment', 'self-assessment')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['pledges', 'assessment'])), name='round_kind_known'),
        ),
        *keep_no_samples(QUIET),
        migrations.RunPython(migrations.RunPython.noop, forget_assessments),
    ]
