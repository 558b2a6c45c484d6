import uuid

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

from ideas_platform.lib.no_samples import keep_no_samples

# Columns of whose values the planner keeps no samples.
QUIET = {'pledges_judgementanswer': ['tag', 'judgement_id', 'value'], 'pledges_round': ['key_check']}


def forget_unclear(apps, _schema_editor):
    """Say of a pledge without a clear answer that nobody was asked: there was no word for it before."""
    pledges = apps.get_model('pledges', 'Pledge').objects.filter(judged='unclear')
    pledges.update(judged='', judged_on=None)


class Migration(migrations.Migration):

    dependencies = [
        ('pledges', '0002_case_studies'),
        ('workshops', '0010_weekly_summary'),
    ]

    operations = [
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('pledges', 'has this changed where you work?')], max_length=12)),
                ('number', models.PositiveSmallIntegerField()),
                ('begins_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('ended_on', models.DateField(null=True)),
                ('key_check', models.BinaryField(max_length=16, null=True)),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='workshops.workshop')),
            ],
            options={
                'verbose_name': 'round of answers',
                'verbose_name_plural': 'rounds of answers',
                'constraints': [
                    models.UniqueConstraint(fields=('workshop', 'kind', 'number'), name='round_number_once'),
                    models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('workshop', 'kind'), name='round_alone'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ['pledges'])), name='round_kind_known'),
                    models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('begins_on'))), name='round_takes_days'),
                    models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gt', models.F('ends_on')), _connector='OR'), name='round_ends_after_its_days'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Judgement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sentence', models.CharField(max_length=300)),
                ('people', models.PositiveIntegerField(null=True)),
                ('told', models.JSONField(default=dict)),
                ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='judgements', to='pledges.pledge')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='judgements', to='pledges.round')),
            ],
            options={
                'verbose_name': 'judgement of a pledge',
                'verbose_name_plural': 'judgements of pledges',
                'constraints': [
                    models.UniqueConstraint(fields=('round', 'pledge'), name='judgement_once'),
                    models.CheckConstraint(condition=models.Q(('people', None), ('people', django.db.models.expressions.CombinedExpression(models.Value(5), '*', django.db.models.expressions.CombinedExpression(models.F('people'), '/', models.Value(5)))), _connector='OR'), name='judgement_rounded'),
                ],
            },
        ),
        migrations.CreateModel(
            name='JudgementAnswer',
            fields=[
                ('pk', models.CompositePrimaryKey('round_id', 'tag', blank=True, editable=False, primary_key=True, serialize=False)),
                ('tag', models.BinaryField(max_length=16)),
                ('value', models.CharField(choices=[('reached', 'Yes, it is as they said'), ('changed', 'Something has changed'), ('not_yet', 'No, nothing has changed yet')], max_length=8)),
                ('judgement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='pledges.judgement')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='pledges.round')),
            ],
            options={
                'verbose_name': 'answer about a pledge',
                'verbose_name_plural': 'answers about pledges',
                'constraints': [
                    models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('tag'), 16), name='judgement_answer_tag_length'),
                    models.CheckConstraint(condition=models.Q(('value__in', ['reached', 'changed', 'not_yet'])), name='judgement_answer_known'),
                ],
            },
        ),
        migrations.RemoveConstraint(model_name='pledge', name='pledge_judged_known'),
        migrations.AlterField(
            model_name='pledge',
            name='judged',
            field=models.CharField(blank=True, choices=[('', 'not asked yet'), ('reached', 'reached'), ('changed', 'changed something'), ('not_yet', 'nothing has changed yet'), ('unclear', 'no clear answer')], editable=False, max_length=8),
        ),
        migrations.AddConstraint(
            model_name='pledge',
            constraint=models.CheckConstraint(condition=models.Q(('judged__in', ['', 'reached', 'changed', 'not_yet', 'unclear'])), name='pledge_judged_known'),
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_unclear),
        *keep_no_samples(QUIET),
    ]
