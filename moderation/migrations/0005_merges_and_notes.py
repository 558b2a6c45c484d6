import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


BY_HAND = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE moderation_decision DISABLE TRIGGER moderation_decision_stays;
ALTER TABLE moderation_decision DISABLE TRIGGER moderation_decision_remains;
{}
ALTER TABLE moderation_decision ENABLE TRIGGER moderation_decision_stays;
ALTER TABLE moderation_decision ENABLE TRIGGER moderation_decision_remains;
"""
# Under which idea one was merged stood at the head of the note before.
OUT_OF_THE_NOTE = BY_HAND.format(
    """
UPDATE moderation_decision SET into_id = idea.id, note = btrim(substr(note, length(idea.ref) + 1))
FROM ideas_idea idea
WHERE verdict = 'merge' AND idea.ref = split_part(note, ' ', 1)
  AND idea.workshop_id = moderation_decision.workshop_id;
"""
)
# What is undone within minutes could be a merge, which nothing undid before.
INTO_THE_NOTE = BY_HAND.format(
    """
DELETE FROM moderation_undo;
UPDATE moderation_decision SET note = left(btrim(idea.ref || ' ' || note), 500)
FROM ideas_idea idea WHERE idea.id = into_id;
DELETE FROM moderation_decision decision USING moderation_decision undone
WHERE decision.undoes_id = undone.id AND undone.verdict IN ('note', 'unnote');
DELETE FROM moderation_decision WHERE verdict IN ('note', 'unnote');
"""
)


class Migration(migrations.Migration):

    dependencies = [
        ('ideas', '0006_words_of_what_is_unreleased'),
        ('moderation', '0004_reports_answered'),
        ('workshops', '0004_pictures'),
    ]

    operations = [
        migrations.CreateModel(
            name='EditorsNote',
            fields=[
                ('idea', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='editors_note', serialize=False, to='ideas.idea')),
                ('words', models.CharField(max_length=300, verbose_name='editor’s note')),
                ('written_on', models.DateField(db_default=django.db.models.functions.datetime.TruncDate(django.db.models.functions.datetime.Now()), verbose_name='written on')),
            ],
            options={
                'verbose_name': 'editor’s note',
                'verbose_name_plural': 'editor’s notes',
            },
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='decision_reason_fits_verdict',
        ),
        migrations.AddField(
            model_name='decision',
            name='into',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.idea'),
        ),
        migrations.AddField(
            model_name='undo',
            name='words',
            field=models.CharField(blank=True, default='', max_length=300),
        ),
        migrations.AlterField(
            model_name='decision',
            name='verdict',
            field=models.CharField(choices=[('publish', 'publish'), ('hide', 'hide'), ('merge', 'merge into another'), ('split', 'undo a merge'), ('mask', 'cover words'), ('mute', 'let its author write no more'), ('unmute', 'let its author write again'), ('undo', 'undo a decision'), ('note', 'add an editor’s note'), ('unnote', 'take an editor’s note away')], max_length=8, verbose_name='decision'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', 'fits'), ('verdict__in', ['publish', 'split', 'unmute', 'undo', 'note', 'unnote'])), models.Q(('reason', 'duplicate'), ('verdict', 'merge')), models.Q(('reason__in', ['identifies', 'abusive', 'safety']), ('verdict', 'mask')), models.Q(('reason__in', ['identifies', 'abusive', 'off_topic', 'duplicate', 'safety']), ('verdict__in', ['hide', 'mute'])), _connector='OR'), name='decision_reason_fits_verdict'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('verdict', 'merge'), ('into', None), _connector='OR'), name='decision_into_only_of_merges'),
        ),
        migrations.AddField(
            model_name='editorsnote',
            name='written_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership'),
        ),
        migrations.RunSQL(OUT_OF_THE_NOTE, INTO_THE_NOTE),
    ]
